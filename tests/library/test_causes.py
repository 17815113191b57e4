"""Why a published result comes out differently: expected shares are worked out by hand from the worked example.

X of Alpha is 12, 20, 60, 10 and of Beta 30, 10, 20, 0; H is 20, 20, 40, 20; weights are 0.3, 0.3, 0.2, 0.2
(docs/METHOD.md).
"""

from __future__ import annotations

import pytest

from balance_model.core.assess import assess
from balance_model.library.causes import CAUSES, DEALS, HALF, HOLDINGS, MODEL, PLANS, WEIGHTS, WORTH, causes
from balance_model.library.frozen import freeze
from balance_model.records.scenarios import altered, load_scenario
from tests.conftest import TESTS


@pytest.fixture(scope="module")
def baseline(tiny_world):
    return load_scenario("baseline", tiny_world, folder=TESTS / "tiny")


def told(found, code):
    """The causes of a country that are not nothing, and a check that they add up."""
    row = found.table.set_index("country").loc[code]
    assert sum(row[name] for name in CAUSES) == pytest.approx(row["now"] - row["then"], abs=1e-12)
    return {name: float(row[name]) for name in CAUSES if abs(row[name]) > 1e-9}


def holdings(world, system, best, country="AAA"):
    rows = [
        row.model_copy(update={"low": best, "best": best, "high": best})
        if (row.country, row.system_id) == (country, system) else row
        for row in world.inventory
    ]  # fmt: skip
    return {"inventory": tuple(rows)}


def halves(world, **new):
    rows = [row.model_copy(update={"default": new[row.id[5:]]}) if row.id[5:] in new else row for row in world.dials]
    return {"dials": tuple(rows)}


def today(world, baseline, *updates):
    changed = world.model_copy(update={name: rows for update in updates for name, rows in update.items()})
    return assess(changed, baseline)


def test_the_same_data_have_no_causes(frozen, tiny_world, baseline):
    found = causes(frozen, assess(tiny_world, baseline))
    assert told(found, "AAA") == {}
    assert told(found, "BBB") == {}
    assert found.rows["delta"].abs().sum() == 0
    assert found.missing == ()


def test_more_units_are_a_cause_of_holdings(frozen, tiny_world, baseline):
    """12 to 20 launchers: 12/32 = 0.375 to 20/40 = 0.5, times 0.3."""
    found = causes(frozen, today(tiny_world, baseline, holdings(tiny_world, "launcher", 20)))
    assert told(found, "AAA") == {HOLDINGS: pytest.approx(0.0375)}
    assert told(found, "BBB") == {}
    row = found.rows.iloc[0]
    assert (row["country"], row["category"], row["system_id"], row["origin"]) == (
        "AAA",
        "anti_tank",
        "launcher",
        "holding",
    )
    assert row["delta"] == pytest.approx(0.0375)


def test_a_holding_that_is_gone_takes_its_whole_value(frozen, tiny_world, baseline):
    """0.3 x 0.375."""
    rows = tuple(row for row in tiny_world.inventory if (row.country, row.system_id) != ("AAA", "launcher"))
    found = causes(frozen, today(tiny_world, baseline, {"inventory": rows}))
    assert told(found, "AAA") == {HOLDINGS: pytest.approx(-0.1125)}


def test_another_half_requirement_is_its_own_cause(frozen, tiny_world, baseline):
    """H of anti-tank 20 to 40: Alpha 12/32 to 12/52, Beta 30/50 to 30/70, times 0.3."""
    found = causes(frozen, today(tiny_world, baseline, halves(tiny_world, anti_tank=40)))
    assert told(found, "AAA") == {HALF: pytest.approx(0.3 * (12 / 52 - 12 / 32))}
    assert told(found, "BBB") == {HALF: pytest.approx(0.3 * (30 / 70 - 30 / 50))}


def test_two_causes_share_what_they_do_together(frozen, tiny_world, baseline):
    """Averaged over both orders: 0.3 x ((0.5 - 0.375) + (20/60 - 12/52)) / 2 and the rest to H."""
    found = causes(
        frozen, today(tiny_world, baseline, holdings(tiny_world, "launcher", 20), halves(tiny_world, anti_tank=40))
    )
    assert told(found, "AAA") == {
        HOLDINGS: pytest.approx(0.0341346, abs=1e-7),
        HALF: pytest.approx(-0.0466346, abs=1e-7),
    }


def test_a_deal_is_a_cause_of_deals(tiny_world, baseline):
    """In 2035 all ten have come: 20/40; of twenty, 30/50; times 0.3."""
    change = {"statuses": ["planned"], "year": 2035}
    planned = altered(baseline, change, tiny_world)
    then = freeze(assess(tiny_world, planned), "With the plan")
    deals = tuple(row.model_copy(update={"low": 20, "best": 20, "high": 20}) for row in tiny_world.deals)
    found = causes(then, assess(tiny_world.model_copy(update={"deals": deals}), planned))
    assert told(found, "BBB") == {DEALS: pytest.approx(0.03)}
    assert found.rows.iloc[0]["origin"] == "deal:bbb-sam-2025"


def test_another_worth_of_an_item_is_no_change_of_units(frozen, tiny_world, baseline):
    """Twice the worth of a launcher of air defence: 20/40 to 40/60, and 10/30 to 20/40; times 0.3."""
    rows = tuple(row.model_copy(update={"share": 2.0}) if row.kind == "sam_medium" else row for row in tiny_world.worth)
    found = causes(frozen, today(tiny_world, baseline, {"worth": rows}))
    assert told(found, "AAA") == {WORTH: pytest.approx(0.3 * (40 / 60 - 20 / 40))}
    assert told(found, "BBB") == {WORTH: pytest.approx(0.3 * (20 / 40 - 10 / 30))}


def test_readiness_counts_with_worth(frozen, tiny_world, baseline):
    """Half of all active units: 6/26, 10/30, 30/70, 5/25."""
    dials = tuple(
        row.model_copy(update={"default": 0.5}) if row.id == "readiness.active" else row for row in tiny_world.dials
    )
    found = causes(frozen, today(tiny_world, baseline, {"dials": dials}))
    then, now = 0.4491667, 0.3 * 6 / 26 + 0.3 * 10 / 30 + 0.2 * 30 / 70 + 0.2 * 5 / 25
    assert told(found, "AAA") == {WORTH: pytest.approx(now - then, abs=1e-7)}


def test_units_and_worth_that_change_together_are_shared(frozen, tiny_world, baseline):
    """12 x 1 to 20 x 0.5 = 10: units do 8 x (1 + 0.5) / 2 = 6, readiness 16 x (-0.5) = -8, of -2 norm units.

    The value falls from 12/32 to 10/30, which is -0.0416667; so units do +0.125 and readiness -0.1666667, times 0.3.
    """
    dials = tuple(
        row.model_copy(update={"default": 0.5}) if row.id == "readiness.active" else row for row in tiny_world.dials
    )
    only = altered(baseline, {"weights": {"anti_tank": 1, "air_defence": 0, "armour": 0, "combat_air": 0}}, tiny_world)
    then = freeze(assess(tiny_world, only), "Anti-tank alone")
    found = causes(then, today(tiny_world, only, holdings(tiny_world, "launcher", 20), {"dials": dials}))
    assert told(found, "AAA") == {HOLDINGS: pytest.approx(0.125), WORTH: pytest.approx(-1 / 6)}


def test_weights_are_their_own_cause(frozen, tiny_world, baseline):
    """Anti-tank alone: 0.375 in the place of 0.4491667."""
    only = altered(baseline, {"weights": {"anti_tank": 1, "air_defence": 0, "armour": 0, "combat_air": 0}}, tiny_world)
    found = causes(frozen, assess(tiny_world, only))
    assert told(found, "AAA") == {WEIGHTS: pytest.approx(0.375 - 0.4491667, abs=1e-7)}


def test_own_purchases_stand_apart_from_deals(tiny_world, baseline):
    """The same purchase handed over with a lower readiness is worth; the purchase itself moved: its own cause."""
    item = {"country": "AAA", "system_id": "launcher", "quantity": 8, "first_year": 2021, "last_year": 2021}
    plan = altered(baseline, {"purchases": [item]}, tiny_world)
    then = freeze(assess(tiny_world, plan), "With a purchase")
    more = altered(baseline, {"purchases": [item | {"quantity": 18}]}, tiny_world)
    found = causes(then, assess(tiny_world, more))
    assert told(found, "AAA") == {PLANS: pytest.approx(0.3 * (30 / 50 - 20 / 40))}


def test_what_no_row_explains_is_the_model_s(tiny_world, baseline):
    """With substitution of 0 the index is a product, so rows and H cannot add up to it alone."""
    limited = altered(baseline, {"dials": {"rho": 0.0}}, tiny_world)
    then = freeze(assess(tiny_world, limited), "Limited")
    found = causes(then, today(tiny_world, limited, holdings(tiny_world, "launcher", 20)))
    parts = told(found, "AAA")
    assert parts[HOLDINGS] == pytest.approx(0.0375)
    now = 0.5**0.3 * 0.5**0.3 * 0.6**0.2 * (1 / 3) ** 0.2
    assert parts[HOLDINGS] + parts[MODEL] == pytest.approx(now - 0.4386, abs=5e-5)


def test_rows_that_cancel_are_both_told(tiny_world, baseline, frozen):
    """Eight launchers leave the active ones and join the mixed ones: X stays 12, slope is H / (X + H)^2 x 0.3."""
    row = next(each for each in tiny_world.inventory if (each.country, each.system_id) == ("AAA", "launcher"))
    less = row.model_copy(update={"low": 4, "best": 4, "high": 4})
    moved = row.model_copy(update={"low": 8, "best": 8, "high": 8, "held": "mixed"})
    rows = (*(less if each is row else each for each in tiny_world.inventory), moved)
    found = causes(frozen, today(tiny_world, baseline, {"inventory": rows}))
    assert told(found, "AAA") == {}
    assert sorted(found.rows["delta"].round(5)) == pytest.approx(
        [-0.3 * 8 * 20 / 32**2, 0.3 * 8 * 20 / 32**2], abs=1e-5
    )


def test_a_country_that_only_one_of_the_two_has_is_named(world):
    plain = load_scenario("baseline", world)
    then = freeze(assess(world, altered(plain, {"joined": ["ALB"]}, world)), "With Albania")
    found = causes(then, assess(world, plain))
    assert found.missing == ("ALB",)
    assert list(found.table["country"]) == ["SRB", "HRV", "BIH", "XKX"]


def test_real_data_add_up_whatever_moved(world):
    scenario = load_scenario("kosovo_surge", world)
    then = freeze(assess(world, scenario), "Surge")
    deals = tuple(row.model_copy(update={"best": row.best * 2, "high": row.high * 2}) for row in world.deals)
    stock = tuple(row for number, row in enumerate(world.inventory) if number % 9)
    dials = tuple(
        row.model_copy(update={"default": row.default * 1.1}) if row.id.startswith(("half.", "readiness.")) else row
        for row in world.dials
    )
    found = causes(
        then, assess(world.model_copy(update={"deals": deals, "inventory": stock, "dials": dials}), scenario)
    )
    for code in ("SRB", "HRV", "BIH", "XKX"):
        assert {HOLDINGS, DEALS, WORTH, HALF} <= told(found, code).keys() | {HOLDINGS}
        assert abs(told(found, code).get(MODEL, 0.0)) < 1e-8
    by_row = found.rows.groupby("country")["delta"].sum()
    for _, row in found.table.iterrows():
        assert by_row[row["country"]] == pytest.approx(row[HOLDINGS] + row[DEALS] + row[PLANS] + row[WORTH], abs=1e-12)
