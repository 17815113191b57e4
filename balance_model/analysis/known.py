"""The world as it was known at the end of an earlier year: for testing the bands against what came since.

The inventory is of one date, so its history is worked back from deals: units that deals brought after the
year are taken out of the holdings. Deals announced later are unknown. What cannot be restored: the dates and
numbers that were expected then (today's are used), and holdings that changed without a deal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, get_args

from balance_model.domain import Deal, Held, Holding, Status, World
from balance_model.records.scenario import LISTS, Scenario


def known_in(world: World, year: int) -> World:
    """The world as known at the end of ``year``: its deals and its holdings, all else as now."""
    deals = tuple(deal_then(deal, world, year) for deal in world.deals if known_since(deal) <= year)
    facts = tuple(
        row.model_copy(update={"value": f"{year}-12-31"}) if row.key == "data_as_of" else row for row in world.about
    )
    return world.model_copy(update={"deals": deals, "inventory": holdings_then(world, year), "about": facts})


def known_since(deal: Deal) -> int:
    """The year a deal became known: first of announcement and contract; without a date, of the first delivery."""
    dates = [_year(date) for date in (deal.announced, deal.contracted) if date]
    return min(dates, default=deal.first_year)


def deal_then(deal: Deal, world: World, year: int) -> Deal:
    """A deal as it stood at the end of a year: units delivered by then, status then, the rest still to come."""
    done = arrived(deal, world, year)
    first = deal.first_year if done else max(deal.first_year, year + 1)
    return deal.model_copy(
        update={
            "delivered": done, "status": status_then(deal, done, year),
            "first_year": first, "last_year": max(deal.last_year, first),
        }
    )  # fmt: skip


def arrived(deal: Deal, world: World, year: int) -> int:
    """Units delivered by the end of a year, whole ones, arriving evenly over the years of delivery."""
    if deal.first_year > year:
        return 0
    until = max(deal.first_year, min(deal.last_year, _year(world.facts["data_as_of"])))
    passed = (year - deal.first_year + 1) / (until - deal.first_year + 1)
    return round(deal.delivered * min(passed, 1.0))


def status_then(deal: Deal, done: int, year: int) -> Status:
    """The status at the end of a year by its dates.

    Without a contract dated by then a deal counts as planned, as rumoured if it still is: milder statuses need
    dates that the data do not give.
    """
    if done >= deal.best:
        return "delivered"
    if done:
        return "in_delivery"
    if deal.contracted and _year(deal.contracted) <= year:
        return "contracted"
    return "rumoured" if deal.status == "rumoured" else "planned"


def holdings_then(world: World, year: int) -> tuple[Holding, ...]:
    """Holdings at the end of a year: without the units that deals brought since, with those they turned into others."""
    since = {deal.deal_id: deal.delivered - arrived(deal, world, year) for deal in world.deals}
    rows = _less(world, since)
    return tuple(row.model_copy(update={"as_of": str(year)}) for row in rows)


def without_later_deals(world: World, year: int) -> World:
    """The world of today had no deal been announced after a year: these deals and their units are taken out."""
    later = {deal.deal_id: deal.delivered for deal in world.deals if known_since(deal) > year}
    deals = tuple(deal for deal in world.deals if deal.deal_id not in later)
    return world.model_copy(update={"deals": deals, "inventory": _less(world, later)})


def _less(world: World, units: Mapping[str, int]) -> tuple[Holding, ...]:
    """Holdings without some units of deals, given by deal; ranges shrink in proportion.

    Active rows give first, as in the model. Units that a deal turned into others are put back.
    """
    change: dict[tuple[str, str], int] = defaultdict(int)
    for deal_id, number in units.items():
        deal = world.deal[deal_id]
        if deal.deal_kind == "modernisation":
            if deal.replaces_system_id == deal.system_id:
                continue
            change[deal.country, str(deal.replaces_system_id)] -= number
        change[deal.country, deal.system_id] += number
    found: dict[int, Holding] = {}
    for at, row in sorted(enumerate(world.inventory), key=lambda item: get_args(Held).index(item[1].held)):
        taken = min(change[row.country, row.system_id], row.best)
        change[row.country, row.system_id] -= taken
        found[at] = row.model_copy(update=_shrunk(row, row.best - taken)) if taken else row
    return tuple(found[at] for at in range(len(world.inventory)))


def _shrunk(row: Holding, best: int) -> dict[str, int]:
    """Low, best and high of a row that now holds ``best`` units."""
    if row.best == 0:
        return {"low": best, "best": best, "high": max(row.high, best)}
    low, high = (end * best / row.best for end in (row.low, row.high))
    return {"low": int(low), "best": best, "high": max(round(high), best)}


def without_changes(scenario: Scenario, **parts: Any) -> Scenario:
    """A scenario with its weights, dials and options but no hypothetical changes of forces."""
    return scenario.model_copy(update={"deals": (), **dict.fromkeys(LISTS, ()), **parts})


def _year(date: str) -> int:
    """The year of a date written YYYY, YYYY-MM or YYYY-MM-DD."""
    return int(date[:4])
