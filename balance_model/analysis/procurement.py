"""What purchases cost, year by year and against the budget, and what they buy (METHOD M16).

Money is million EUR. Catalogue prices are of their price year and budgets of their own year; neither is
brought to a common year. Low and high prices are mostly differences of scope, so lows are added to lows and
highs to highs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from balance_model.analysis.changes import item_words
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.records.checks_model import MAIN_SERIES
from balance_model.records.scenario import Modernisation, Purchase, Scenario, dial_value

SPENT, PLANNED, HELD, UNKNOWN = "spent", "planned", "held at last known year", "not known"
COSTS = ("cost_low", "cost_best", "cost_high")
RATE = "EURUSD"


def cost_by_year(world: World, scenario: Scenario, country: str) -> pd.DataFrame:
    """Payments for a country's purchases and modernisations, spread evenly over the years of delivery.

    Columns: year, kind ("purchase" or "modernisation"), origin (as in the ledger), item (words), cost_low,
    cost_best, cost_high (million EUR; not a number where no price is given). Late deliveries do not move
    payments. Deals of the record are not in it.
    """
    rows = []
    for origin, item in _bought(scenario):
        if item.country == country:
            first, last = _years(item)
            part = tuple(cost / (last - first + 1) for cost in price(world, item))
            kind, words = origin.partition(":")[0], item_words(item, world)
            rows += [(year, kind, origin, words, *part) for year in range(first, last + 1)]
    return pd.DataFrame(rows, columns=["year", "kind", "origin", "item", *COSTS])


def price(world: World, item: Purchase | Modernisation) -> tuple[float, float, float]:
    """Low, best and high price of a whole purchase or modernisation, million EUR.

    The cost per unit that the scenario gives, else the price of the option it names, else not a number.
    """
    if item.unit_cost_m is not None:
        return (item.quantity * item.unit_cost_m,) * 3
    if isinstance(item, Purchase) and item.option_id is not None:
        option = world.option[item.option_id]
        count = item.quantity / option.units_per_option
        return count * option.unit_cost_low, count * option.unit_cost_best, count * option.unit_cost_high
    return float("nan"), float("nan"), float("nan")


def budget_by_year(world: World, country: str, share: float) -> pd.DataFrame:
    """Money a country has for new equipment: its defence spending times ``share`` per cent.

    Columns: year, budget (million EUR of the year), basis: "spent", "planned" (the series gives an adopted
    budget), "held at last known year", or "not known" (a gap, not a number). Spending is the main series at the
    average rate of the year; other series follow other definitions and are not mixed in.
    """
    rates = {row.year: row.rate for row in world.fx if row.pair == RATE}
    known = {
        row.year: (row.usd_current_m / rates[row.year], PLANNED if row.kind == "budget" else SPENT)
        for row in world.spending
        if (row.country, row.series) == (country, MAIN_SERIES) and row.usd_current_m is not None and row.year in rates
    }
    last = max(known, default=world.years[-1])
    rows = []
    for year in world.years:
        money, basis = known.get(year, (float("nan"), UNKNOWN))
        if year > last:
            money, basis = known[last][0], HELD
        rows.append((year, money * share / 100, basis))
    return pd.DataFrame(rows, columns=["year", "budget", "basis"])


def money_until(world: World, scenario: Scenario, country: str, year: int) -> float:
    """Money for new equipment from the year after the data to ``year``, million EUR; 0 where it is not known."""
    table = budget_by_year(world, country, dial_value(world, scenario, "procurement_share", country))
    rows = table[(table["year"] > int(world.facts["data_as_of"][:4])) & (table["year"] <= year)]
    return float(rows["budget"].sum())


def running(world: World, scenario: Scenario, country: str) -> pd.DataFrame:
    """Payments and running cost by year against the budget for new equipment.

    Columns: year, cost_low, cost, cost_high (payments), upkeep_low, upkeep, upkeep_high (``upkeep_share`` per
    cent a year of what was paid in earlier years), budget and basis (as in ``budget_by_year`` with the dial
    ``procurement_share``), over (best payments and upkeep exceed the budget), unpriced (purchases begun by
    then that have no price and are not in the sums). Million EUR; deals already signed draw on the same budget
    and are not in the sums.
    """
    costs = cost_by_year(world, scenario, country)
    paid = costs.groupby("year")[list(COSTS)].sum().reindex(list(world.years), fill_value=0.0)
    upkeep = (paid.cumsum() - paid) * dial_value(world, scenario, "upkeep_share") / 100
    missing = costs[costs["cost_best"].isna()].groupby("origin")["year"].min()
    table = budget_by_year(world, country, dial_value(world, scenario, "procurement_share", country))
    for name, of in zip(("low", "", "high"), COSTS, strict=True):
        tail = f"_{name}" if name else ""
        table[f"cost{tail}"], table[f"upkeep{tail}"] = paid[of].to_numpy(), upkeep[of].to_numpy()
    table["over"] = table["cost"] + table["upkeep"] > table["budget"]
    table["unpriced"] = [int((missing <= year).sum()) for year in world.years]
    return table[["year", "cost_low", "cost", "cost_high", "upkeep_low", "upkeep", "upkeep_high", "budget", "basis",
                  "over", "unpriced"]]  # fmt: skip


def buys(world: World, scenario: Scenario, year: int) -> pd.DataFrame:
    """What each purchase and modernisation adds in a year, the other changes in place.

    One row each: country, kind, origin, item, cost_low, cost_best, cost_high (whole price, million EUR), gain
    (index of the country with it minus without), per_100m_low, per_100m_best, per_100m_high (gain for each 100
    million EUR; the low one at the high price), rank_before (without it), rank_after, cost_per_rank (best
    price for each rank gained, else not a number), to_next (index still missing to the country above, if no
    rank is gained; not a number for the first).
    """
    answer = assess(world, scenario)
    rows = []
    for origin, item in _bought(scenario):
        other = assess(world, _without(scenario, origin))
        before, after = (_place(each, item.country, year) for each in (other, answer))
        costs = price(world, item)
        gain, risen = after[0] - before[0], before[1] - after[1]
        worth = [100 * gain / cost if cost else float("nan") for cost in reversed(costs)]
        per_rank = costs[1] / risen if risen > 0 else float("nan")
        to_next = float("nan") if risen > 0 else after[2]
        rows.append(
            (item.country, origin.partition(":")[0], origin, item_words(item, world), *costs, gain, *worth,
             before[1], after[1], per_rank, to_next)
        )  # fmt: skip
    return pd.DataFrame(
        rows,
        columns=["country", "kind", "origin", "item", *COSTS, "gain", "per_100m_low", "per_100m_best", "per_100m_high",
                 "rank_before", "rank_after", "cost_per_rank", "to_next"],
    )  # fmt: skip


def _place(answer: Assessment, country: str, year: int) -> tuple[float, int, float]:
    """Index and rank of a country in a year, and the distance to the nearest index above it."""
    column = answer.score[:, answer.world.years.index(year)]
    own = float(column[answer.world.country_codes.index(country)])
    above = column[column > own]
    return own, 1 + int(above.size), float(np.min(above)) - own if above.size else float("nan")


def _bought(scenario: Scenario) -> Iterator[tuple[str, Purchase | Modernisation]]:
    """Everything with a price, by its origin in the ledger."""
    for number, purchase in enumerate(scenario.purchases, start=1):
        yield f"purchase:{number}", purchase
    for number, modernisation in enumerate(scenario.modernisations, start=1):
        yield f"modernisation:{number}", modernisation


def _without(scenario: Scenario, origin: str) -> Scenario:
    kind, _, number = origin.partition(":")
    items = getattr(scenario, f"{kind}s")
    left = tuple(item for at, item in enumerate(items, start=1) if at != int(number))
    return scenario.model_copy(update={f"{kind}s": left})


def _years(item: Purchase | Modernisation) -> tuple[int, int]:
    return (item.first_year, item.last_year) if isinstance(item, Purchase) else (item.year, item.year)
