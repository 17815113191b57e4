"""Strength and index gained for each billion that deals with a published value cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance_model.analysis.commitments import deal_rows
from balance_model.analysis.exchange import NAN, exchanged
from balance_model.core.assess import Assessment, assess, worth_of
from balance_model.domain import Deal, World
from balance_model.records.scenario import Scenario

BILLION = 1000.0
"""Million in a billion."""
GAINS = ("low", "best", "high")
COLUMNS = ["country", "category", "deals", "cost_low", "cost", "cost_high", "gain_low", "gain", "gain_high",
           "per_billion_low", "per_billion", "per_billion_high"]  # fmt: skip


def bought(world: World, scenario: Scenario, year: int) -> pd.DataFrame:
    """Deals of ``deal_rows`` that count, were paid for, have a published value and are due by ``year``.

    With cost_low and cost_high (million EUR): the value at the dearest and the cheapest dollar of the years from
    the contract to the last delivery for which a rate is known; the same as euro for a value in euro.
    """
    deals = deal_rows(world, scenario)
    late = {name: change.delay for name, change in scenario.deals}
    due = [float(row.last_year) + late.get(str(row.deal_id), 0.0) <= year for row in deals.itertuples()]
    chosen = deals[deals["euro"].notna() & ~deals["gift"] & pd.Series(due, index=deals.index, dtype=bool)]
    ends = [_costs(world, row) for row in chosen.itertuples()]
    return chosen.assign(cost_low=[low for low, _ in ends], cost_high=[high for _, high in ends])


def per_billion(world: World, scenario: Scenario, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Index gained by country, and strength gained by country and category, in all and for each billion EUR.

    The gain is that of the scenario with these deals less that without them, all else as it is; low, best and high
    by the low, best and high units of the deals (a number the scenario sets stays). The low gain for a billion is
    the low gain at the high cost. Strength is in norm units of the category of the system bought. Columns as in
    ``COLUMNS``; in the first table category is empty.
    """
    table = bought(world, scenario, year)
    ids = [str(name) for name in table["deal_id"]]
    answers = {end: assess(world, _with(world, scenario, ids, end)) for end in GAINS}
    without = assess(world, _without(scenario, ids))
    at = world.years.index(year)
    index, strength = [], []
    for code, part in table.groupby("country", sort=False):
        row = world.country_codes.index(str(code))
        gains = [float(answers[end].score[row, at] - without.score[row, at]) for end in GAINS]
        index.append(_row(str(code), "", part, gains))
    sums = {end: _strengths(answers[end], year) for end in GAINS} | {"": _strengths(without, year)}
    for (code, category), part in table.groupby(["country", "category"], sort=False):
        key = (str(code), str(category))
        gains = [sums[end][key] - sums[""][key] for end in GAINS]
        strength.append(_row(*key, part, gains))
    return pd.DataFrame(index, columns=COLUMNS), pd.DataFrame(strength, columns=COLUMNS)


def _strengths(answer: Assessment, year: int) -> dict[tuple[str, str], float]:
    """Strength in a category from systems of that category, by country and category, norm units."""
    world = answer.world
    home = np.array([world.category_ids.index(row.category) for row in world.systems])
    worth = worth_of(world, answer.scenario)[np.arange(len(home)), home]
    country, system = np.divmod(answer.stock.keys, len(home))
    strength = answer.stock.usable[:, world.years.index(year)] * worth[system]
    table = np.zeros((len(world.country_codes), len(world.category_ids)))
    np.add.at(table, (country, home[system]), strength)
    return {
        (code, category): float(table[row, column])
        for row, code in enumerate(world.country_codes)
        for column, category in enumerate(world.category_ids)
    }


def _row(code: str, category: str, part: pd.DataFrame, gains: list[float]) -> tuple[object, ...]:
    costs = [float(part[name].sum()) for name in ("cost_low", "euro", "cost_high")]
    low, best, high = gains
    cheap, price, dear = costs
    least, most = min(low / dear, low / cheap), max(high / cheap, high / dear)
    rates = (BILLION * least, BILLION * best / price, BILLION * most)
    return (code, category, len(part), *costs, *gains, *rates)


def _costs(world: World, row: object) -> tuple[float, float]:
    """The lowest and the highest value in euro over the years from the contract to the last delivery."""
    deal: Deal = world.deal[str(row.deal_id)]  # type: ignore[attr-defined]
    first, last = int(row.year), int(row.last_year)  # type: ignore[attr-defined]
    values = [
        money.euro
        for year in range(first, max(first, last) + 1)
        for money in [exchanged(world, deal.value_m or NAN, deal.currency or "", year)]
        if year == first or all(rate.year == year for rate in money.rates)
    ]
    return min(values), max(values)


def _with(world: World, scenario: Scenario, ids: list[str], end: str) -> Scenario:
    """The scenario with the low, best or high units of some deals; what it sets itself stays."""
    changes = dict(scenario.deals)
    for name in ids:
        change, deal = scenario.deal_change(name), world.deal[name]
        if change.quantity is None and end != "best":
            units = max(getattr(deal, end), deal.delivered)
            changes[name] = change.model_copy(update={"quantity": units, "include": True})
    return scenario.model_copy(update={"deals": tuple(sorted(changes.items(), key=lambda item: item[0]))})


def _without(scenario: Scenario, ids: list[str]) -> Scenario:
    changes = dict(scenario.deals)
    for name in ids:
        changes[name] = scenario.deal_change(name).model_copy(update={"include": False})
    return scenario.model_copy(update={"deals": tuple(sorted(changes.items(), key=lambda item: item[0]))})
