"""Published cases, each with its source: the kernels must give what the literature prints."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from balance_model.core import saturate
from balance_model.core.aggregate import power_mean
from balance_model.core.assess import assess
from balance_model.core.lanchester import square_law
from balance_model.records.scenarios import altered, load_scenario

TINY = Path(__file__).parents[1] / "tiny"

HDI_2021 = {
    "SRB": ((74.1923, 14.40009, 11.36987, 19123.02747), 0.802),
    "HRV": ((77.5804, 15.1121, 12.191084, 30132.28814), 0.858),
    "BIH": ((75.3003, 13.8, 10.53632, 15241.91465), 0.780),
    "ALB": ((76.4626, 14.448, 11.286455, 14131.11039), 0.796),
    "AFG": ((61.9824, 10.263844, 2.98507, 1824.190915), 0.478),
    "LIE": ((83.2575, 15.18157, 12.53854, 146829.7), 0.935),
}


@pytest.mark.parametrize("country", HDI_2021)
def test_human_development_index_of_2021(country):
    """UNDP, Human Development Report 2021-22: geometric mean of three goalposted dimensions.

    Life expectancy 20 to 85; schooling the mean of 0 to 18 and 0 to 15; income 100 to 75,000 in
    logarithms, capped (Liechtenstein lies above the cap).
    https://hdr.undp.org/en/content/human-development-index-hdi
    """
    (life, expected, mean, income), published = HDI_2021[country]
    dimensions = [
        saturate.goalposts(life, 20, 85),
        np.mean([saturate.goalposts(expected, 0, 18), saturate.goalposts(mean, 0, 15)]),
        saturate.goalposts(income, 100, 75_000, log=True),
    ]
    assert power_mean(dimensions, [1, 1, 1], rho=0) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(
    ("rho", "uneven"),
    [(1, 6.0), (0, 21**0.25), (-1, 4 / (1 / 21 + 3))],
    ids=["mean", "geometric", "harmonic"],
)
def test_compensation(rho, uneven):
    """OECD/JRC, Handbook on Constructing Composite Indicators (2008), on compensability.

    Indicators (21, 1, 1, 1) and (6, 6, 6, 6): equal under the arithmetic mean (6), 2.14 against 6
    under the geometric one.
    """
    assert power_mean([21, 1, 1, 1], [1, 1, 1, 1], rho) == pytest.approx(uneven, rel=1e-12)
    assert power_mean([6, 6, 6, 6], [1, 1, 1, 1], rho) == pytest.approx(6, rel=1e-12)


def test_compensation_in_print():
    """The same handbook prints the geometric mean of (21, 1, 1, 1) as 2.14."""
    assert round(float(power_mean([21, 1, 1, 1], np.ones(4), 0)), 2) == 2.14


@pytest.mark.parametrize(
    ("values", "weights", "rho", "published"),
    [
        ((1, 4), (1, 1), 1.3, 2.639372938300652),
        ((1, 2, 3, 4, 5, 6, 7), (1,) * 7, 1.3, 4.157111214492084),
        ((1, 4, 7), (3, 1, 3), -2, 1.4969684896631954),
        ((1, 4, 7), (3, 1, 3), -1, 1.902912621359223),
    ],
)
def test_weighted_power_mean(values, weights, rho, published):
    """Documentation of scipy.stats.pmean and hmean.

    https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.pmean.html
    """
    assert power_mean(values, weights, rho) == pytest.approx(published, rel=1e-13)


class TestPiecewiseValue:
    """R package smaa, tests/pvf.R (https://github.com/gertvv/rsmaa): partial value functions."""

    cutoffs = (50, 75, 90, 100)
    values = (1, 0.8, 0.5, 0)

    @pytest.mark.parametrize(("x", "expected"), [(60, 0.92), (90, 0.5), (10, 1), (120, 0), (50, 1), (100, 0)])
    def test_clipped(self, x, expected):
        assert saturate.piecewise(x, self.cutoffs, self.values) == pytest.approx(expected, abs=1e-12)

    @pytest.mark.parametrize(("x", "expected"), [(10, 1.32), (40, 1.08), (101, -0.05), (120, -1), (60, 0.92)])
    def test_extrapolated(self, x, expected):
        found = saturate.piecewise(x, self.cutoffs, self.values, extrapolate=True)
        assert found == pytest.approx(expected, abs=1e-12)

    def test_increasing(self):
        assert saturate.piecewise(0.1, (-0.15, 0, 0.25, 0.35), (0, 0.1, 0.9, 1)) == pytest.approx(0.42, abs=1e-12)

    def test_many_at_once(self):
        found = saturate.piecewise([60, 90, 10, 120], self.cutoffs, self.values)
        assert found == pytest.approx([0.92, 0.5, 1, 0], abs=1e-12)


@pytest.mark.parametrize(
    ("own", "other", "effect", "left"),
    [
        (5, 3, 1, 4),
        (10, 6, 1, 8),
        (3, 5, 1, -4),
        (5, 5, 1, 0),
        (5, 4, 1.5625, 0),
        (0, 5, 4, -5),
        (13, 6, 4, 5),
    ],
)
def test_square_law(own, other, effect, left):
    """F. W. Lanchester, Aircraft in Warfare (1916): 5 against 3 leaves 4, as in a 3-4-5 triangle."""
    assert square_law(own, other, effect) == pytest.approx(left, abs=1e-12)


@pytest.mark.parametrize(("own", "other", "effect"), [(-1, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, -2)])
def test_square_law_refuses_what_is_no_strength(own, other, effect):
    with pytest.raises(ValueError, match="square_law"):
        square_law(own, other, effect)


@pytest.mark.parametrize(("condition", "published"), [(1.0, 330.0), (0.66, 217.8), (0.40, 132.0)])
def test_condition_of_delivered_arms(tiny_world, condition, published):
    """SIPRI, trend-indicator value: six Eurofighter at 55 make 330; refurbished 66 %, used 40 % of new.

    https://www.sipri.org/databases/armstransfers/sources-and-methods
    Here: worth 55 a unit, the condition as readiness, six units bought.
    """
    world = tiny_world.model_copy(
        update={
            "worth": tuple(
                row.model_copy(update={"mode": 55.0}) if row.kind == "fighter" else row for row in tiny_world.worth
            ),
            "dials": tuple(
                row.model_copy(update={"low": 0.0}) if row.id == "readiness.active" else row for row in tiny_world.dials
            ),
        }
    )
    bought = {
        "purchases": [{"country": "BBB", "system_id": "fighter", "quantity": 6, "first_year": 2024, "last_year": 2024}],
        "dials": {"readiness.active": condition},
    }
    base = load_scenario("baseline", tiny_world, folder=TINY)
    answer = assess(world, altered(base, bought, world))
    rows = answer.ledger().query("country == 'BBB' and year == 2024 and system_id == 'fighter'")
    assert rows.strength.sum() == pytest.approx(published, rel=1e-12)
    assert rows.quantity.sum() == 6
