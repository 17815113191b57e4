"""Worth and quality of a system, by one rule for every country (METHOD M3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from balance_model.domain import QualityParameter, System, World
from balance_model.records.scenario import Scenario

Index = NDArray[np.intp]

AMMUNITION = frozenset({"missile", "munition"})
"""Units that are ammunition: listed, never scored, because the launcher is."""


def parameter_score(
    value: ArrayLike, reference: float, midpoint: float, floor: float, cap: float
) -> NDArray[np.float64] | float:
    """Score of a known parameter against its reference: ``ln(1 + x/x0) / ln(1 + ref/x0)``, clipped.

    ``x0 = midpoint * reference``; the score is 1 at the reference, between ``floor`` and ``cap``.
    """
    bend = midpoint * reference
    score = np.log1p(np.asarray(value, dtype=float) / bend) / np.log1p(reference / bend)
    clipped = np.clip(score, floor, cap)
    return clipped if clipped.ndim else float(clipped)


def age_factor(introduced: float | None, reference_year: float, rate: float, floor: float, ceiling: float) -> float:
    """Share of quality left for the age of a design; 1 when the year is unknown."""
    if introduced is None:
        return 1.0
    return min(max(1.0 - rate * (reference_year - introduced), floor), ceiling)


def quality(
    system: System,
    parameters: Sequence[QualityParameter],
    classes: Mapping[str, float],
    dials: Mapping[str, float],
) -> float:
    """Quality of a system: age factor times the weighted mean of the parameters that are known.

    ``classes`` maps a parameter that is a class to its score. No known parameter leaves age alone.
    """
    scored = weight = 0.0
    floor, cap = dials["quality_floor"], dials["quality_cap"]
    for row in parameters:
        if row.parameter in classes:
            score: float = min(max(classes[row.parameter], floor), cap)
        elif getattr(system, row.parameter, None) is not None:
            score = float(
                parameter_score(getattr(system, row.parameter), row.reference, dials["quality_midpoint"], floor, cap)
            )
        else:
            continue
        scored += row.weight * score
        weight += row.weight
    age = age_factor(
        system.introduced,
        dials["age_reference_year"],
        dials["age_rate"],
        dials["age_floor"],
        dials["age_ceiling"],
    )
    return age * (scored / weight if weight else 1.0)


@dataclass(frozen=True)
class WorthPlaces:
    """Where systems have worth, each of shape (n,).

    ``places`` are system and category, ``rows`` the row of ``world.worth`` that says how much one item of
    the kind counts there, ``missing`` the part of the weight of quality parameters that is not known.
    """

    places: tuple[Index, Index]
    rows: Index
    missing: NDArray[np.float64]


@lru_cache(maxsize=16)
def worth_places(world: World) -> WorthPlaces:
    """Where each system has worth, and how much of its quality is known."""
    classes = _classes(world)
    by_kind = _parameters(world)
    systems, columns, rows, missing = [], [], [], []
    of_kind = _worth_rows(world)
    for at, system in enumerate(world.systems):
        if system.counted_unit in AMMUNITION:
            continue
        for row in of_kind.get(system.kind, []):
            item = world.worth[row]
            pars = _parameters_of(by_kind, item.category, system.kind)
            whole = sum(par.weight for par in pars)
            scored = classes.get(system.system_id, {})
            known = sum(
                par.weight
                for par in pars
                if par.parameter in scored or getattr(system, par.parameter, None) is not None
            )
            systems.append(at)
            columns.append(world.category_ids.index(item.category))
            rows.append(row)
            missing.append(1.0 - known / whole if whole else 1.0)
    index = [np.array(found, dtype=np.intp) for found in (systems, columns, rows)]
    return WorthPlaces((index[0], index[1]), index[2], np.array(missing, dtype=float))


def quality_dials(world: World, scenario: Scenario) -> tuple[tuple[str, float], ...]:
    """The dials of quality as they stand in a scenario."""
    moved = dict(scenario.dials)
    return tuple((row.id, moved.get(row.id, row.default)) for row in world.dials if row.group == "quality")


@lru_cache(maxsize=32)
def worth_of(world: World, dials: tuple[tuple[str, float], ...]) -> NDArray[np.float64]:
    """Norm units of one item, shape (systems, categories) in the order of the world; not to be written to.

    Worth of the kind times its share in the category times the quality of the system there.
    """
    classes, by_kind, known = _classes(world), _parameters(world), worth_places(world)
    table = np.zeros((len(world.systems), len(world.category_ids)))
    for at, column, row in zip(*known.places, known.rows, strict=True):
        system, item = world.systems[at], world.worth[row]
        pars = _parameters_of(by_kind, item.category, system.kind)
        table[at, column] = (
            item.share * item.mode * quality(system, pars, classes.get(system.system_id, {}), dict(dials))
        )
    table.flags.writeable = False
    return table


def _classes(world: World) -> dict[str, dict[str, float]]:
    """Scores of parameters that are classes, by system and parameter."""
    scores = {(row.parameter, row.class_id): row.score for row in world.classes}
    found: dict[str, dict[str, float]] = {}
    for row in world.system_classes:
        found.setdefault(row.system_id, {})[row.parameter] = scores[row.parameter, row.class_id]
    return found


def _parameters(world: World) -> dict[tuple[str, str], list[QualityParameter]]:
    found: dict[tuple[str, str], list[QualityParameter]] = {}
    for row in world.quality:
        found.setdefault((row.category, row.kind or ""), []).append(row)
    return found


def _parameters_of(
    by_kind: Mapping[tuple[str, str], list[QualityParameter]], category: str, kind: str
) -> list[QualityParameter]:
    """Parameters of a kind where it has its own, else those of the category."""
    return by_kind.get((category, kind)) or by_kind.get((category, ""), [])


def _worth_rows(world: World) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, row in enumerate(world.worth):
        found.setdefault(row.kind, []).append(at)
    return found
