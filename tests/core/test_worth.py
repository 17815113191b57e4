"""Quality by hand for one system at a time."""

from __future__ import annotations

import math

import pytest

from balance_model.core.worth import age_factor, parameter_score, quality
from balance_model.domain import QualityParameter, System

DIALS = {
    "quality_midpoint": 0.2, "quality_floor": 0.2, "quality_cap": 1.2,
    "age_reference_year": 2020, "age_rate": 0.01, "age_floor": 0.5, "age_ceiling": 1.05,
}  # fmt: skip


def system(**known) -> System:
    content = {
        "system_id": "x", "name": "X", "kind": "k", "origin": None, "introduced": None, "range_km": None,
        "calibre_mm": None, "endurance_h": None, "payload_kg": None, "category": "c", "other_categories": "",
        "ceiling_class": None, "counted_unit": "u", "source_ids": "s", "note": None,
    }  # fmt: skip
    return System(**(content | known))


def parameter(name: str, weight: float, reference: float) -> QualityParameter:
    return QualityParameter(
        category="c",
        kind=None,
        parameter=name,
        weight=weight,
        reference=reference,
        unit="",
        why="",
        source_ids="s",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (40, 1.0),
        (8, math.log(2) / math.log(6)),
        (0, 0.2),
        (1e9, 1.2),
        (80, min(math.log(11) / math.log(6), 1.2)),
    ],
)
def test_score_of_a_parameter(value, expected):
    """Reference 40, bend at 8: ln(1 + x / 8) / ln 6, from 0.2 to 1.2."""
    assert parameter_score(value, 40, 0.2, 0.2, 1.2) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("introduced", "expected"), [(2020, 1), (1975, 0.55), (1950, 0.5), (2024, 1.04), (2040, 1.05), (None, 1)]
)
def test_age(introduced, expected):
    assert age_factor(introduced, 2020, 0.01, 0.5, 1.05) == pytest.approx(expected)


def test_nothing_known_leaves_age_alone():
    assert quality(system(introduced=1990), [parameter("range_km", 1, 40)], {}, DIALS) == pytest.approx(0.7)
    assert quality(system(), [], {}, DIALS) == 1


def test_only_known_parameters_are_weighed():
    parameters = [
        parameter("range_km", 0.5, 5),
        parameter("guidance", 0.5, 1),
        parameter("payload_kg", 9, 100),
    ]
    found = quality(system(introduced=2000, range_km=1), parameters, {"guidance": 0.75}, DIALS)
    assert found == pytest.approx(0.8 * (math.log(2) / math.log(6) + 0.75) / 2, rel=1e-14)


@pytest.mark.parametrize(("score", "expected"), [(0.05, 0.2), (1.1, 1.1), (3.0, 1.2)])
def test_class_scores_keep_the_same_bounds(score, expected):
    assert quality(system(), [parameter("guidance", 1, 1)], {"guidance": score}, DIALS) == pytest.approx(expected)
