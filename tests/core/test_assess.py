"""The worked example of docs/METHOD.md, number by number.

Strengths (12, 20, 60, 10) and (30, 10, 20, 0), half-requirements (20, 20, 40, 20), weights
(.3, .3, .2, .2) in the order anti-tank, air defence, armour, combat aircraft.
"""

from __future__ import annotations

import numpy as np
import pytest

from balance_model import __version__
from balance_model.core import saturate
from balance_model.core.aggregate import power_mean
from balance_model.core.assess import assess
from balance_model.domain import Access, Cap, Shortage
from balance_model.records.scenarios import altered, load_scenario

YEAR = 2025
VALUES = {"AAA": [3 / 8, 1 / 2, 3 / 5, 1 / 3], "BBB": [3 / 5, 1 / 3, 1 / 3, 0]}


def of_year(answer, year=YEAR):
    scores = answer.scores
    return scores[scores.year == year].set_index("country")


def test_strengths_and_values(answer):
    rows = answer.categories.query("year == @YEAR").set_index("country")
    assert rows.loc["AAA", "strength"].tolist() == pytest.approx([12, 20, 60, 10])
    assert rows.loc["BBB", "strength"].tolist() == pytest.approx([30, 10, 20, 0])
    for code, expected in VALUES.items():
        assert rows.loc[code, "value"].tolist() == pytest.approx(expected, rel=1e-14)
    assert rows.loc["AAA", "weight"].tolist() == pytest.approx([0.3, 0.3, 0.2, 0.2])


def test_index_share_rank_and_ratio(answer):
    found = of_year(answer)
    assert found.score.tolist() == pytest.approx([0.449167, 0.346667], abs=5e-7)
    assert found.share.round(4).tolist() == [0.5644, 0.4356]
    assert found["rank"].tolist() == [1, 2]
    assert round(answer.ratio("AAA", "BBB", YEAR), 4) == 1.2957


def test_counter_layer(changed):
    answer = changed(options={"counters": True})
    facing = answer.facing("AAA", "BBB", YEAR)
    # armour .6 * (1 - .45 * .6), aircraft 1/3 * (1 - .5 * 1/3); and armour 1/3 * (1 - .45 * .375)
    assert facing == pytest.approx(
        (0.3 * 0.375 + 0.3 * 0.5 + 0.2 * 0.438 + 0.2 * 0.8333333333 / 3, 0.18 + 0.1 + 0.2 * 0.83125 / 3)
    )
    assert [round(value, 4) for value in facing] == [0.4057, 0.3354]
    assert round(answer.ratio("AAA", "BBB", YEAR), 4) == 1.2094
    assert answer.facing("BBB", "AAA", YEAR) == facing[::-1]


def test_counters_leave_the_index_of_a_country_alone(answer, changed):
    assert changed(options={"counters": True}).score == pytest.approx(answer.score)


@pytest.mark.parametrize(("rho", "a", "b"), [(0.5, 0.4439, 0.2927), (0, 0.4386, 0.1972), (-1, 0.4286, 0.0455)])
def test_limited_substitution(changed, rho, a, b):
    assert of_year(changed(dials={"rho": rho})).score.round(4).tolist() == [a, b]


def test_parity_by_air_defence_alone(tiny_world, worked):
    """Beta needs a value of .675 in air defence, which is a strength of 20 * .675 / .325 = 41.54."""
    needed = (0.4491666667 - 0.3 * 0.6 - 0.2 / 3) / 0.3
    strength = 20 * needed / (1 - needed)
    assert strength == pytest.approx(41.54, abs=0.005)
    values = [*VALUES["BBB"][:1], saturate.value(strength, 20), *VALUES["BBB"][2:]]
    assert power_mean(values, [0.3, 0.3, 0.2, 0.2]) == pytest.approx(0.4491666667, rel=1e-9)


def test_parity_lies_between_31_and_32_more_launchers(changed):
    def ratio(quantity):
        item = {
            "country": "BBB",
            "system_id": "sam",
            "quantity": quantity,
            "first_year": 2021,
            "last_year": 2021,
        }
        return changed(purchases=[item]).ratio("AAA", "BBB", YEAR)

    assert ratio(31) > 1 > ratio(32)


def test_tie_by_weight_of_anti_tank(changed):
    """With the other weights shrunk pro rata the two are level where anti-tank weighs .5191."""
    mean_lead = (0.3 / 6 + 0.2 * (0.6 - 1 / 3) + 0.2 / 3) / 0.7  # Alpha's lead in the other three
    anti_tank = mean_lead / (mean_lead + 0.6 - 0.375)
    assert round(anti_tank, 4) == 0.5191
    rest = (1 - anti_tank) / 0.7
    weights = {
        "anti_tank": anti_tank,
        "air_defence": 0.3 * rest,
        "armour": 0.2 * rest,
        "combat_air": 0.2 * rest,
    }
    assert changed(weights=weights).ratio("AAA", "BBB", YEAR) == pytest.approx(1, abs=1e-12)


def test_delivery_in_the_worked_example(changed):
    """Ten launchers 2026 to 2029, one year late, two years to full use, beside the ten held."""
    answer = changed(statuses=["planned"], dials={"slip_years": 1})
    rows = answer.categories.query("country == 'BBB' and category == 'air_defence' and year >= 2026")
    assert (rows.strength - 10).tolist() == pytest.approx([0, 1.25, 3.75, 6.25, 8.75, 10, 10, 10, 10, 10])


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("exponential", 0.3 * (1 - 2**-0.6) + 0.3 / 2 + 0.2 * (1 - 2**-1.5) + 0.2 * (1 - 2**-0.5)),
        ("linear", 0.3 * 0.6 + 0.3 * 1 + 0.2 * 1 + 0.2 * 0.5),
    ],
)
def test_other_forms_of_saturation(changed, form, expected):
    assert of_year(changed(options={"form": form})).score["AAA"] == pytest.approx(expected)


def test_coalition_adds_strengths_before_they_saturate(answer):
    # everything of both: (42, 30, 80, 10)
    together, alone = answer.facing(["AAA", "BBB"], "BBB", YEAR)
    assert together == pytest.approx(0.3 * 42 / 62 + 0.3 * 30 / 50 + 0.2 * 80 / 120 + 0.2 * 10 / 30)
    assert alone == pytest.approx(0.3466666667)


def test_commitment_and_interoperability(changed):
    """All of Alpha and half of Beta, anti-tank working together at 0.8."""
    answer = changed(dials={"interop.anti_tank": 0.8})
    first, _ = answer.facing({"AAA": 1.0, "BBB": 0.5}, "BBB", YEAR)
    x = [0.8 * (12 + 15), 20 + 5, 60 + 10, 10]
    assert first == pytest.approx(0.3 * x[0] / (x[0] + 20) + 0.3 * 25 / 45 + 0.2 * 70 / 110 + 0.2 * 10 / 30)


def test_a_coalition_of_one_loses_nothing_to_interoperability(changed):
    answer = changed(dials={"interop.anti_tank": 0.5})
    assert answer.facing({"AAA": 1.0, "BBB": 0.0}, "BBB", YEAR)[0] == pytest.approx(0.4491666667)


def test_cap_shortage_and_access(tiny_world, worked):
    """Cap: Beta's anti-tank .6 against armour .6, Alpha's .375 against 1/3. One enabler, one far country."""
    why = {"unit": "share", "why": "test", "source_ids": ("worked-example",)}
    world = tiny_world.model_copy(
        update={
            "caps": (Cap(category="anti_tank", target_category="armour", excess_counts=0.5, **why),),
            "shortage": (Shortage(enabler="combat_air", category="armour", low=0.1, mode=0.3, high=0.5, **why),),
            "access": (Access(country_a="BBB", country_b="AAA", category="armour", factor=0.5, **why),),
        }
    )
    capped = assess(world, altered(worked, {"options": {"cap": True}}, world)).facing_values("AAA", "BBB", YEAR)
    assert capped[0][0] == pytest.approx(0.5 * 0.375 + 0.5 / 3)
    assert capped[1][0] == pytest.approx(0.6)
    short = assess(world, altered(worked, {"options": {"shortage": True}}, world))
    rows = short.categories.query("year == @YEAR and category == 'armour'").set_index("country").value
    assert rows["AAA"] == pytest.approx(0.6 * (1 - 0.3 * (1 - 1 / 3)))
    assert rows["BBB"] == pytest.approx((1 - 0.3) / 3)
    assert short.weights == pytest.approx([3 / 8, 3 / 8, 2 / 8, 0])  # the enabler has no weight of its own
    far = assess(world, altered(worked, {"options": {"access": True}}, world)).facing_values("AAA", "BBB", YEAR)
    assert [far[0][2], far[1][2]] == pytest.approx([30 / 70, 10 / 50])
    assert [far[0][0], far[1][0]] == pytest.approx([0.375, 0.6])


def test_with_several_opponents_the_nearest_decides_access(world):
    """Kosovo's tanks and Croatia: out of reach of one another, unless Serbia stands beside Croatia."""
    base = load_scenario("baseline", world)
    answer = assess(world, altered(base, {"options": {"access": True}}, world))
    armour = world.category_ids.index("armour")
    assert answer.facing_values("XKX", "HRV", 2030)[0][armour] == 0
    plain = answer.value[world.country_codes.index("XKX"), world.years.index(2030), armour]
    assert answer.facing_values("XKX", ["HRV", "SRB"], 2030)[0][armour] == pytest.approx(plain)
    assert answer.facing_values("XKX", {"HRV": 1.0, "SRB": 0.0}, 2030)[0][armour] == 0


def test_a_country_without_anything_in_the_counted_categories(changed):
    answer = changed(weights={"anti_tank": 0, "air_defence": 0, "armour": 0, "combat_air": 1})
    found = of_year(answer)
    assert found.score["BBB"] == 0
    assert found.share.tolist() == pytest.approx([1, 0])
    assert answer.ratio("AAA", "BBB", YEAR) == np.inf
    assert answer.ratio("BBB", "AAA", YEAR) == 0
    assert np.isnan(answer.ratio("BBB", "BBB", YEAR))


def test_the_floor_gives_nothing_to_a_country_that_holds_nothing(changed):
    weights = {"anti_tank": 0, "air_defence": 0, "armour": 0, "combat_air": 1}
    answer = changed(weights=weights, dials={"rho": 0})
    assert of_year(answer).score["BBB"] == 0
    assert answer.facing("BBB", "AAA", YEAR)[0] == 0


def test_nobody_holds_anything(tiny_world, worked):
    empty = tiny_world.model_copy(update={"inventory": (), "deals": ()})
    answer = assess(empty, worked)
    assert (answer.score == 0).all()
    assert answer.scores.share.isna().all()
    assert (answer.scores["rank"] == 1).all()
    assert answer.ledger().empty
    assert "origin" in answer.ledger().columns


@pytest.mark.parametrize(
    ("a", "year", "said"),
    [
        ("ZZZ", YEAR, "'ZZZ' is unknown"),
        ({"AAA": 1.5}, YEAR, "from 0 to 1"),
        ("AAA", 2040, "2040 is outside"),
    ],
)
def test_an_impossible_pair_is_refused(answer, a, year, said):
    with pytest.raises(ValueError, match=said):
        answer.ratio(a, "BBB", year)


def test_the_stamp_names_data_model_and_scenario(answer, tiny_world):
    assert answer.stamp["data"] == tiny_world.fingerprint
    assert answer.stamp["model"] == __version__
    assert answer.stamp["scenario_id"].startswith("baseline-")
