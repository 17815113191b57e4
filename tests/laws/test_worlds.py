"""Laws about the data: order, splitting, adding and removing countries, counting units once."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest

from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.records.scenarios import altered, load_scenario
from tests.laws.cases import Case

BY_COUNTRY = (
    "inventory", "deals", "budget_lines", "retirements", "munitions", "transfers_out", "spending", "macro",
    "sustainment",
)  # fmt: skip


def plain(case, **change):
    """A scenario whose sides are the first two countries, with everything that may count."""
    return altered(case.base, {"statuses": ["in_delivery", "contracted", "approved", "planned"], **change}, case.world)


def without(world: World, code: str) -> World:
    update = {"countries": tuple(row for row in world.countries if row.code != code)}
    for table in BY_COUNTRY:
        update[table] = tuple(row for row in getattr(world, table) if row.country != code)
    return world.model_copy(update=update)


def with_twin(world: World, code: str, twin: str) -> World:
    """The world with one more country whose rows are those of ``code``."""
    update = {
        "countries": (*world.countries, world.country[code].model_copy(update={"code": twin})),
    }
    for table in BY_COUNTRY:
        rows = getattr(world, table)
        copies = []
        for row in rows:
            if row.country == code:
                names = {"country": twin}
                if hasattr(row, "deal_id"):
                    names["deal_id"] = f"{twin}-{row.deal_id}"
                copies.append(row.model_copy(update=names))
        update[table] = (*rows, *copies)
    return world.model_copy(update=update)


def test_another_country_leaves_the_others_as_they_were(case):
    code = case.world.country_codes[0]
    more = with_twin(case.world, code, "ZZZ")
    scenario = plain(case)
    before, after = assess(case.world, scenario), assess(more, scenario)
    assert more.fingerprint != case.world.fingerprint
    assert after.score[:-1] == pytest.approx(before.score, abs=0)
    assert after.score[-1] == pytest.approx(before.score[0], rel=1e-12)
    year = case.world.years[8]
    assert after.ratio(code, "ZZZ", year) == pytest.approx(1)
    a, b = case.world.country_codes[:2]
    assert after.ratio(a, b, year) == before.ratio(a, b, year)


def test_equal_countries_share_equally(case):
    code = case.world.country_codes[0]
    two = with_twin(case.world, code, "ZZZ")
    for other in case.world.country_codes[1:]:
        two = without(two, other)
    base = case.base.model_copy(update={"side_a": _side(case, code), "side_b": _side(case, "ZZZ")})
    answer = assess(two, base)
    assert answer.scores.share.tolist() == pytest.approx([0.5] * 2 * len(two.years))
    assert (answer.scores["rank"] == 1).all()


def _side(case, code):
    return case.base.side_a.model_copy(update={"members": ((code, 1.0),)})


def test_a_country_less_leaves_the_others_as_they_were(case):
    last = case.world.country_codes[-1]
    fewer = without(case.world, last)
    before = assess(case.world, plain(case))
    after = assess(fewer, plain(case))
    assert after.score == pytest.approx(before.score[:-1], abs=0)


@pytest.mark.parametrize("seed", range(3))
def test_row_order_does_not_matter(case, seed):
    shuffle = random.Random(seed)
    update = {}
    for table in (*BY_COUNTRY, "systems", "categories", "kinds", "worth", "quality", "kappa", "dials"):
        rows = list(getattr(case.world, table))
        shuffle.shuffle(rows)
        update[table] = tuple(rows)
    mixed = case.world.model_copy(update=update)
    one, other = assess(case.world, plain(case)), assess(mixed, plain(case))
    assert other.strength == pytest.approx(one.strength, rel=1e-9, abs=1e-9)
    assert other.score == pytest.approx(one.score, rel=1e-9)


def test_the_order_of_countries_only_orders_the_answer(case):
    turned = case.world.model_copy(update={"countries": case.world.countries[::-1]})
    assert assess(turned, plain(case)).score[::-1] == pytest.approx(assess(case.world, plain(case)).score, abs=0)


def halves(number: int) -> tuple[int, int]:
    return number // 2, number - number // 2


def test_a_deal_in_two_rows_is_the_same_deal(case):
    rows = []
    for deal in case.world.deals:
        for part, name in enumerate(("x", "y")):
            amounts = {key: halves(getattr(deal, key))[part] for key in ("low", "best", "high", "delivered")}
            rows.append(deal.model_copy(update={"deal_id": f"{deal.deal_id}-{name}", **amounts}))
    split = case.world.model_copy(update={"deals": tuple(rows)})
    one, other = assess(case.world, plain(case)), assess(split, plain(case))
    assert other.stock.total == pytest.approx(one.stock.total, abs=1e-9)
    assert other.strength == pytest.approx(one.strength, rel=1e-9, abs=1e-9)


def test_a_holding_in_two_rows_is_the_same_holding(case):
    rows = []
    for row in case.world.inventory:
        for part in (0, 1):
            amounts = {key: halves(getattr(row, key))[part] for key in ("low", "best", "high")}
            rows.append(row.model_copy(update=amounts))
    split = case.world.model_copy(update={"inventory": tuple(rows)})
    one, other = assess(case.world, plain(case)), assess(split, plain(case))
    assert other.stock.total == pytest.approx(one.stock.total, abs=1e-9)
    assert other.strength == pytest.approx(one.strength, rel=1e-9, abs=1e-9)


def test_a_larger_holding_is_never_less(case):
    replaced = {(row.country, row.replaces_system_id) for row in case.world.deals}
    for seed in range(6):
        at = random.Random(seed).randrange(len(case.world.inventory))
        row = case.world.inventory[at]
        if (row.country, row.system_id) in replaced:
            continue
        rows = list(case.world.inventory)
        rows[at] = row.model_copy(update={"best": row.best + 5, "high": row.high + 5})
        more = case.world.model_copy(update={"inventory": tuple(rows)})
        gain = assess(more, plain(case)).strength - assess(case.world, plain(case)).strength
        assert (gain >= -1e-9).all()


def test_in_its_own_year_the_stock_is_the_holding(case):
    """Where no deal brings more in or before that year and nothing has left, both say the same."""
    ledger = assess(case.world, case.base).ledger()
    units = ledger.groupby(["country", "system_id", "year"]).quantity.sum()
    held: dict[tuple[str, str], int] = defaultdict(int)
    years: dict[tuple[str, str], int] = {}
    for row in case.world.inventory:
        held[row.country, row.system_id] += row.best
        years[row.country, row.system_id] = max(int(row.as_of[:4]), years.get((row.country, row.system_id), 0))
    busy = {(row.country, row.system_id) for row in case.world.deals if row.best != row.delivered}
    busy |= {(row.country, row.replaces_system_id) for row in case.world.deals if row.best != row.delivered}
    gone = {(row.country, row.system_id): row.year for row in case.world.retirements}
    late = defaultdict(int)
    for deal in case.world.deals:
        last = min(deal.last_year, int(case.world.facts["data_as_of"][:4]))
        for name in (deal.system_id, deal.replaces_system_id):
            late[deal.country, name] = max(late[deal.country, name], last)
    compared = 0
    for key, best in held.items():
        year = max(years[key], late[key], case.world.years[0])
        if key in busy or gone.get(key, 9999) <= year or year not in case.world.years:
            continue
        assert units.get((*key, year), 0.0) == pytest.approx(best, abs=1e-9), key
        compared += 1
    assert compared >= len(held) / 2


def test_modernisation_never_changes_how_many_units_a_country_has(world):
    case = Case(world, load_scenario("baseline", world))
    modern = [row for row in world.deals if row.deal_kind == "modernisation"]
    assert modern
    counted = plain(case, deals={row.deal_id: {"include": True} for row in modern})
    slower = plain(case, deals={row.deal_id: {"include": True, "delay": 3} for row in modern})
    larger = plain(case, deals={row.deal_id: {"include": True, "quantity": row.best + 50} for row in modern})
    still = plain(case, statuses=["in_delivery", "contracted", "approved", "planned"])
    retired_free = case.world.model_copy(update={"retirements": ()})
    totals = []
    for scenario in (still, counted, slower, larger):
        total = assess(retired_free, scenario).stock.total
        totals.append(total.reshape(len(case.world.country_codes), -1, len(case.world.years)).sum(axis=1))
    for total in totals[1:]:
        assert total == pytest.approx(totals[0], abs=1e-6)


def test_an_unsized_deal_counts_for_nothing(case):
    deals = tuple(row.model_copy(update={"low": 0, "best": 0, "high": 0, "delivered": 0}) for row in case.world.deals)
    empty = assess(case.world.model_copy(update={"deals": deals}), plain(case))
    none = assess(case.world.model_copy(update={"deals": ()}), plain(case))
    assert np.isfinite(empty.score).all()
    assert empty.score == pytest.approx(none.score, abs=1e-12)


def test_firmer_deals_are_never_more_than_all_deals(world):
    """Deals that only bring units: counting more statuses never lowers a stock."""
    base = load_scenario("baseline", world)
    new = tuple(row for row in world.deals if row.deal_kind != "modernisation")
    only_new = world.model_copy(update={"deals": new})
    order = ["in_delivery", "contracted", "approved", "planned", "rumoured"]
    scores = [
        assess(only_new, altered(base, {"statuses": order[:many], "deals": {}}, only_new)).strength
        for many in range(len(order) + 1)
    ]
    for fewer, more in pairwise(scores):
        assert (more >= fewer - 1e-9).all()
