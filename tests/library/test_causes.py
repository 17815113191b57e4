"""Why a published result comes out differently: expected shares are worked out by hand from the worked example.

X of Alpha is 12, 20, 60, 10 and of Beta 30, 10, 20, 0; H is 20, 20, 40, 20; weights are 0.3, 0.3, 0.2, 0.2
(docs/METHOD.md).
"""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.core.assess import assess
from balance_model.library.causes import (
    CAUSES,
    DEALS,
    HALF,
    HOLDINGS,
    MODEL,
    PLANS,
    WEIGHTS,
    WORTH,
    Causes,
    causes,
    words,
)
from balance_model.library.frozen import freeze
from balance_model.records.scenarios import altered, load_scenario
from tests.conftest import TESTS


@pytest.fixture(scope="module")
def baseline(tiny_world):
    return load_scenario("baseline", tiny_world, folder=TESTS / "tiny")


def told(found, code, nothing=1e-9):
    """The causes of a country that are not nothing, and a check that they add up."""
    row = found.table.set_index("country").loc[code]
    assert sum(row[name] for name in CAUSES) == pytest.approx(row["now"] - row["then"], abs=1e-12)
    return {name: float(row[name]) for name in CAUSES if abs(row[name]) > nothing}


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

    Units first: 12 to 18, then 18 to 10; readiness first: 12 to 4, then 4 to 10; each averaged over the two orders.
    """
    dials = tuple(
        row.model_copy(update={"default": 0.5}) if row.id == "readiness.active" else row for row in tiny_world.dials
    )
    only = altered(baseline, {"weights": {"anti_tank": 1, "air_defence": 0, "armour": 0, "combat_air": 0}}, tiny_world)
    then = freeze(assess(tiny_world, only), "Anti-tank alone")
    found = causes(then, today(tiny_world, only, holdings(tiny_world, "launcher", 20), {"dials": dials}))
    assert told(found, "AAA") == {
        HOLDINGS: pytest.approx(((18 / 38 - 12 / 32) + (10 / 30 - 4 / 24)) / 2),
        WORTH: pytest.approx(((10 / 30 - 18 / 38) + (4 / 24 - 12 / 32)) / 2),
    }
    by_cause = found.rows[found.rows["country"] == "AAA"].groupby("cause")["delta"].sum()
    assert by_cause.to_dict() == pytest.approx(told(found, "AAA"))


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


THEN = 0.375**0.3 * 0.5**0.3 * 0.6**0.2 * (1 / 3) ** 0.2
"""Index of Alpha as a product, that is with substitution of 0."""


@pytest.fixture(scope="module")
def limited(tiny_world, baseline):
    return altered(baseline, {"dials": {"rho": 0.0}}, tiny_world)


def test_an_index_that_is_a_product_is_no_cause_of_its_own(tiny_world, limited):
    """Launchers 12 to 20 take a factor of the product from 0.375 to 0.5; nothing else changed."""
    then = freeze(assess(tiny_world, limited), "Limited")
    found = causes(then, today(tiny_world, limited, holdings(tiny_world, "launcher", 20)))
    assert told(found, "AAA") == {HOLDINGS: pytest.approx(THEN * ((0.5 / 0.375) ** 0.3 - 1))}
    assert found.rows["delta"].tolist() == [pytest.approx(THEN * ((0.5 / 0.375) ** 0.3 - 1))]
    assert told(found, "BBB") == {}


def test_two_causes_of_a_product_share_what_they_do_together(tiny_world, limited):
    """Launchers multiply by a, H of armour 40 to 20 (60/100 to 60/80) by b; each first once and second once."""
    then = freeze(assess(tiny_world, limited), "Limited")
    answer = today(tiny_world, limited, holdings(tiny_world, "launcher", 20), halves(tiny_world, armour=20))
    a, b = (0.5 / 0.375) ** 0.3, (0.75 / 0.6) ** 0.2
    assert told(causes(then, answer), "AAA") == {
        HOLDINGS: pytest.approx(THEN * (a - 1) * (1 + b) / 2),
        HALF: pytest.approx(THEN * (b - 1) * (1 + a) / 2),
    }


def test_another_formula_is_the_model_s(frozen, tiny_world, baseline):
    """The default of substitution goes from 1 to 0: Alpha's mean 0.4491667 becomes its product."""
    dials = tuple(row.model_copy(update={"default": 0.0}) if row.id == "rho" else row for row in tiny_world.dials)
    found = causes(frozen, today(tiny_world, baseline, {"dials": dials}))
    assert told(found, "AAA") == {MODEL: pytest.approx(THEN - 0.4491667, abs=1e-7)}


@pytest.mark.parametrize(
    "how",
    [
        {"dials": {"rho": -0.37}, "options": {"form": "linear"}},
        {"options": {"shortage": True}},
        {"dials": {"rho": 0.0}, "options": {"shortage": True, "form": "linear"}},
    ],
)
def test_only_what_changed_is_a_cause_under_every_formula(world, how):
    scenario = altered(load_scenario("baseline", world), how, world)
    then = freeze(assess(world, scenario), "Then")
    air = {row.system_id for row in world.systems if row.category == "air_defence"}
    stock = tuple(
        row.model_copy(update={name: getattr(row, name) * 3 for name in ("low", "best", "high")})
        if row.country == "HRV" and row.system_id in air
        else row
        for row in world.inventory
    )
    more = causes(then, assess(world.model_copy(update={"inventory": stock}), scenario))
    assert {name: delta > 0 for name, delta in told(more, "HRV", 1e-7).items()} == {HOLDINGS: True}
    assert told(more, "SRB", 1e-7) == {}
    assert more.rows.loc[more.rows["country"] == "HRV", "delta"].sum() == pytest.approx(told(more, "HRV")[HOLDINGS])
    dials = tuple(
        row.model_copy(update={"default": row.default * 1.5}) if row.id == "half.anti_tank" else row
        for row in world.dials
    )
    harder = causes(then, assess(world.model_copy(update={"dials": dials}), scenario))
    for code in ("SRB", "HRV", "BIH", "XKX"):
        assert {name: delta < 0 for name, delta in told(harder, code, 1e-7).items()} == {HALF: True}


def test_a_later_arrival_counts_with_the_deal(tiny_world, baseline):
    """The dates are not kept apart from the units, so a delay of all deliveries is a cause of what comes later."""
    planned = altered(baseline, {"statuses": ["planned"], "year": 2035}, tiny_world)
    then = freeze(assess(tiny_world, planned), "With the plan")
    dials = tuple(
        row.model_copy(update={"default": 10.0}) if row.id == "slip_years" else row for row in tiny_world.dials
    )
    found = causes(then, assess(tiny_world.model_copy(update={"dials": dials}), planned))
    assert set(told(found, "BBB")) <= {DEALS, WORTH}
    assert told(found, "BBB")[DEALS] < 0
    assert DEALS == "Deals and when they arrive"


def spoken(*rows):
    """The sentence for rows of country, then, now and what worth did; holdings did the rest."""
    table = [
        dict.fromkeys(CAUSES, 0.0)
        | {"country": code, "then": then, "now": now, WORTH: worth, HOLDINGS: now - then - worth}
        for code, then, now, worth in rows
    ]
    names = {"SRB": "Serbia", "HRV": "Croatia", "BIH": "Bosnia"}
    return words(Causes(pd.DataFrame(table), pd.DataFrame()), names, 2030)


def test_an_index_that_reads_the_same_stays():
    """0.9049 and 0.8951 are both 0.90."""
    assert spoken(("SRB", 0.9049, 0.8951, -0.0098)) == "With today's data no index of 2030 moves by as much as 0.01."
    assert spoken(("SRB", 0.9049, 0.8951, -0.0098), ("HRV", 0.5, 0.6, 0.0)) == (
        "With today's data in 2030 Croatia rises from 0.50 to 0.60 (holdings +0.10); Serbia stays at 0.90."
    )
    assert spoken(("SRB", 0.9, 0.9, 0.0), ("HRV", 0.5, 0.4, -0.1), ("BIH", 0.1, 0.1, 0.0)) == (
        "With today's data in 2030 Croatia falls from 0.50 to 0.40 (worth and readiness −0.10); the rest stay put."
    )
    assert spoken(("SRB", 0.894, 0.896, 0.002)) == (
        "With today's data in 2030 Serbia rises from 0.89 to 0.90 (mostly worth and readiness)."
    )


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
