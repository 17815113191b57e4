"""Units by year from holdings, deals and the changes of a scenario; no unit counted twice (METHOD M1 to M4)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from balance_model.core.delivery import delivered_by_year, effective_by_year
from balance_model.core.departures import departures, hand_overs
from balance_model.core.inputs import Inputs
from balance_model.core.plan import Array, Deals, Index, Line, Plan, deal_line, plan_of
from balance_model.core.stock import Stock, move, possible, ramp_of, supposed
from balance_model.domain import EVIDENCE_LEVELS, World
from balance_model.records.scenario import Scenario, dial_value


def build(world: World, scenario: Scenario, inputs: Inputs) -> Stock:
    """The stock of every country and system, by year, under a scenario and its uncertain numbers."""
    plan = plan_of(world)
    years = np.asarray(world.years, dtype=float)
    keys = _present(plan, world, scenario) if inputs.lead else np.arange(len(plan.countries) * len(plan.systems))
    place = np.full(len(plan.countries) * len(plan.systems), -1)
    place[keys] = np.arange(keys.size)
    shape = (*inputs.lead, keys.size, years.size)
    stock = Stock(years, keys, place, np.zeros(shape), np.zeros(shape))
    level = EVIDENCE_LEVELS.index(scenario.evidence)
    own = plan.holdings
    seen = np.flatnonzero(own.evidence <= level)
    units, share = inputs.own[..., seen], inputs.ready[..., own.country[seen], own.held[seen]]
    alike = (*units.shape, years.size)  # the same in every year
    held, usable = (np.broadcast_to(part[..., None], alike) for part in (units, units * share))
    stock.add_all([own.lines[at] for at in seen], own.key[seen], held, usable, share)
    _deliveries(stock, plan, world, scenario, level, inputs)
    _purchases(stock, plan, world, scenario, inputs)
    departures(stock, plan, world, scenario, level, inputs)
    return stock


def _present(plan: Plan, world: World, scenario: Scenario) -> Index:
    """Countries and systems that may hold units, in order of country."""
    named = [(row.country, row.system_id) for row in world.retirements]
    named += [(item.country, item.system_id) for item in scenario.purchases]
    named += [(item.country, item.system_id) for item in scenario.retirements]
    for item in hand_overs(scenario):
        named += [item.old, item.new]
    keys = [plan.key(*each) for each in named]
    return np.unique(np.concatenate([plan.holdings.key, plan.deals.key, plan.deals.old_key, keys]).astype(np.intp))


def _deliveries(stock: Stock, plan: Plan, world: World, scenario: Scenario, level: int, inputs: Inputs) -> None:
    """Add what deals have brought and will bring; conversions also take away."""
    deals, years, ready = plan.deals, stock.years, inputs.ready
    slip = np.array([dial_value(world, scenario, "slip_years", code) for code in world.country_codes])
    ramp = inputs.ramp[..., deals.category]
    late = slip[deals.country]
    counts = np.isin(deals.status, [*scenario.statuses, "delivered"]) & (deals.evidence <= level)
    kept = np.ones(len(counts), dtype=bool)
    lines = list(deals.coming)
    numbers = {deal.deal_id: at for at, deal in enumerate(world.deals)} if scenario.deals else {}
    for deal_id, change in scenario.deals:
        at = numbers[deal_id]
        late[at] += change.delay
        if change.include is not None:
            counts[at] = kept[at] = change.include
        if change.quantity is not None:
            rest_at = max(change.quantity - deals.done[at], 0.0)
            lines[at] = replace(lines[at], low=rest_at, best=rest_at, high=rest_at)
    # Units still to come cannot arrive before the year of the data, however early a deal is moved.
    late = np.maximum(late + inputs.late, np.minimum(0.0, plan.snapshot - deals.start))
    rest = inputs.coming * inputs.arrives * counts
    open_deals = (rest > 0).any(axis=tuple(range(rest.ndim - 1)))
    held_as = np.where(deals.upgrade, deals.evidence, deals.row_evidence)
    here = kept & (held_as <= level) & (deals.done > 0)
    gone = kept & deals.convert & (deals.done > 0) & (deals.old_evidence <= level)

    def arrived(rows: Index) -> tuple[Array, Array]:
        """Units delivered already, and those in full use."""
        when = inputs.done[..., rows], deals.first[rows], deals.until[rows], 0.0
        return delivered_by_year(*when, years), effective_by_year(*when, ramp[..., rows], years)

    def due(rows: Index) -> tuple[Array, Array]:
        """Units still to come, and those in full use."""
        when = rest[..., rows], deals.start[rows], deals.end[rows], late[..., rows]
        return delivered_by_year(*when, years), effective_by_year(*when, ramp[..., rows], years)

    def add(rows: Index, source: list[Line], key: Index, units: Array, usable: Array, held: Index) -> None:
        share = ready[..., deals.country[rows], held[rows]]
        stock.add_all([source[row] for row in rows], key[rows], units, usable * share[..., None], share)

    rows = np.flatnonzero(here & ~deals.upgrade)
    add(rows, list(deals.delivered), deals.key, *arrived(rows), deals.row_held)
    rows = np.flatnonzero(gone)
    units = delivered_by_year(inputs.away[..., rows], deals.first[rows], deals.until[rows], 0.0, years)
    add(rows, list(deals.away), deals.old_key, -units, -units, deals.old_held)
    active = np.zeros_like(deals.row_held)
    rows = np.flatnonzero(open_deals & ~deals.upgrade & ~deals.convert)
    add(rows, lines, deals.key, *due(rows), active)
    for at in np.flatnonzero(deals.convert & open_deals).tolist():
        share = ready[..., deals.country[at], 0]
        new, in_use = (part[..., 0, :] for part in due(np.array([at])))
        _convert(stock, world, int(at), deals, lines[at], new, in_use * share[..., None], share)
    for at in np.flatnonzero(deals.upgrade & (open_deals | here)).tolist():
        row = np.array([at])
        improved, in_use = (part[..., 0, :] for part in due(row))
        if here[at]:
            before, before_in_use = (part[..., 0, :] for part in arrived(row))
            improved, in_use = improved + before, in_use + before_in_use
        if not improved.any():
            continue
        share = ready[..., deals.country[at], 0]
        present = np.maximum(stock.units(deals.key[at]), 0.0)
        whole = np.ones(np.broadcast_shapes(present.shape, improved.shape))
        part = np.minimum(np.divide(present, improved, out=whole, where=improved > 0), 1.0)
        usable = in_use * part * (inputs.gain * share)[..., None]
        line = deal_line(world.deals[at], "upgraded", 0.0)
        stock.add(line, int(deals.key[at]), np.zeros_like(years), usable, share)


def _convert(
    stock: Stock, world: World, at: int, deals: Deals, line: Line, due: Array, usable: Array, share: Array
) -> None:
    """Units of a deal still to be converted, no more than the older system has."""
    older = int(deals.old_key[at])
    can_go = possible(stock, older, due)
    most = float(can_go.max())
    away = deal_line(world.deals[at], "converted", most, system_id=deals.away[at].system_id)
    line = replace(line, best=most, low=min(line.low, most))
    move(stock, (older, int(deals.key[at])), away, line, can_go, due, usable, share)


def _purchases(stock: Stock, plan: Plan, world: World, scenario: Scenario, inputs: Inputs) -> None:
    for number, item in enumerate(scenario.purchases, start=1):
        share = inputs.ready[..., plan.countries[item.country], 0]
        late = dial_value(world, scenario, "slip_years", item.country)
        when = item.quantity, item.first_year, item.last_year, late
        units = delivered_by_year(*when, stock.years)
        usable = effective_by_year(*when, ramp_of(world, inputs, item.system_id), stock.years)
        line = supposed(item.country, item.system_id, item.quantity, f"purchase:{number}", "to come")
        stock.add(line, plan.key(item.country, item.system_id), units, usable * share[..., None], share)
