"""Units by year from holdings, deals and the changes of a scenario; no unit counted twice (METHOD M1 to M4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from balance_model.core.delivery import delivered_by_year, effective_by_year
from balance_model.core.plan import HELD, Array, Deals, Index, Line, Plan, deal_line, plan_of
from balance_model.domain import EVIDENCE_LEVELS, World
from balance_model.records.scenario import Scenario, dial_value


@dataclass
class Stock:
    """The stock under a scenario: totals by country and system, and the lines they are made of.

    ``total`` and ``usable`` have shape (country x system, year); usable units are units times
    readiness, crew factor and ramp. The lists run in step, one entry a line: its units in service
    by year (negative where units leave), its usable units by year, and its readiness.
    """

    years: Array
    total: Array
    usable: Array
    lines: list[Line] = field(default_factory=list)
    line_units: list[Array] = field(default_factory=list)
    line_usable: list[Array] = field(default_factory=list)
    line_readiness: list[float] = field(default_factory=list)

    def add_all(self, lines: list[Line], key: Index, units: Array, usable: Array, readiness: Array) -> None:
        """Append lines given as arrays: key (n,), units and usable (n, year), readiness (n,)."""
        np.add.at(self.total, key, units)
        np.add.at(self.usable, key, usable)
        self.lines += lines
        self.line_units += list(units)
        self.line_usable += list(usable)
        self.line_readiness += readiness.tolist()

    def add(self, line: Line, key: int, units: Array, usable: Array, readiness: float) -> None:
        """Append one line."""
        self.total[key] += units
        self.usable[key] += usable
        self.lines.append(line)
        self.line_units.append(units)
        self.line_usable.append(usable)
        self.line_readiness.append(readiness)

    def leave(self, line: Line, key: int, wanted: Array) -> Array:
        """Take units out of a system, never more than it has; returns the units taken by year.

        They leave at the average usable share of the system, so that what stays is never negative.
        """
        units, usable = self.total[key], self.usable[key]
        taken: Array = np.minimum(wanted, np.maximum(units, 0.0))
        share = np.divide(usable, units, out=np.zeros_like(units), where=units > 0)
        if taken.any():
            self.add(line, key, -taken, -taken * share, float(share[taken > 0].mean()))
        return taken


def build(world: World, scenario: Scenario) -> Stock:
    """The stock of every country and system, by year, under a scenario."""
    plan = plan_of(world)
    years = np.asarray(world.years, dtype=float)
    shape = (len(plan.countries) * len(plan.systems), years.size)
    stock = Stock(years, np.zeros(shape), np.zeros(shape))
    level = EVIDENCE_LEVELS.index(scenario.evidence)
    ready = np.array(
        [
            [
                dial_value(world, scenario, f"readiness.{held}", code) * dial_value(world, scenario, "crew", code)
                for held in HELD
            ]
            for code in world.country_codes
        ]
    )
    own = plan.holdings
    seen = np.flatnonzero(own.evidence <= level)
    units = np.repeat(own.own[seen, None], years.size, axis=1)
    share = ready[own.country[seen], own.held[seen]]
    stock.add_all([own.lines[at] for at in seen], own.key[seen], units, units * share[:, None], share)
    _deliveries(stock, plan, world, scenario, level, ready)
    _purchases(stock, plan, world, scenario, ready)
    _departures(stock, plan, world, scenario, level, ready)
    return stock


def _deliveries(stock: Stock, plan: Plan, world: World, scenario: Scenario, level: int, ready: Array) -> None:
    """Add what deals have brought and will bring; conversions also take away."""
    deals, years = plan.deals, stock.years
    slip = np.array([dial_value(world, scenario, "slip_years", code) for code in world.country_codes])
    ramp = np.array([dial_value(world, scenario, f"ramp.{name}") for name in world.category_ids])[deals.category]
    rest, late = np.maximum(deals.best - deals.done, 0.0), slip[deals.country]
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
            rest[at] = max(change.quantity - deals.done[at], 0.0)
            lines[at] = replace(lines[at], low=rest[at], best=rest[at], high=rest[at])
    # Units still to come cannot arrive before the year of the data, however early a deal is moved.
    late = np.maximum(late, np.minimum(0.0, plan.snapshot - deals.start))
    rest = rest * counts
    held_as = np.where(deals.upgrade, deals.evidence, deals.row_evidence)
    here = kept & (held_as <= level) & (deals.done > 0)
    arrived = delivered_by_year(deals.done, deals.first, deals.until, 0.0, years)
    in_use = effective_by_year(deals.done, deals.first, deals.until, 0.0, ramp, years)
    due = delivered_by_year(rest, deals.start, deals.end, late, years)
    due_in_use = effective_by_year(rest, deals.start, deals.end, late, ramp, years)
    active = ready[deals.country, 0]

    def add(
        chosen: NDArray[np.bool_], source: list[Line], key: Index, units: Array, usable: Array, share: Array
    ) -> None:
        rows = np.flatnonzero(chosen)
        picked = [source[row] for row in rows]
        stock.add_all(picked, key[rows], units[rows], usable[rows] * share[rows, None], share[rows])

    row_share = ready[deals.country, deals.row_held]
    add(here & ~deals.upgrade, list(deals.delivered), deals.key, arrived, in_use, row_share)
    gone = kept & deals.convert & (deals.done > 0) & (deals.old_evidence <= level)
    add(gone, list(deals.away), deals.old_key, -arrived, -arrived, ready[deals.country, deals.old_held])
    add((rest > 0) & ~deals.upgrade & ~deals.convert, lines, deals.key, due, due_in_use, active)
    for at in np.flatnonzero(deals.convert & (rest > 0)).tolist():
        _convert(stock, world, int(at), deals, lines[at], due[at], due_in_use[at] * active[at], float(active[at]))
    gain = dial_value(world, scenario, "upgrade_gain")
    improved = arrived * here[:, None] + due
    improved_in_use = in_use * here[:, None] + due_in_use
    for at in np.flatnonzero(deals.upgrade & improved.any(axis=1)).tolist():
        present = np.maximum(stock.total[deals.key[at]], 0.0)
        part = np.minimum(np.divide(present, improved[at], out=np.ones_like(years), where=improved[at] > 0), 1.0)
        usable = improved_in_use[at] * part * gain * active[at]
        line = deal_line(world.deals[at], "upgraded", 0.0)
        stock.add(line, int(deals.key[at]), np.zeros_like(years), usable, float(active[at]))


def _convert(
    stock: Stock, world: World, at: int, deals: Deals, line: Line, due: Array, usable: Array, share: float
) -> None:
    """Units of a deal still to be converted, no more than the older system has."""
    older = int(deals.old_key[at])
    possible = _possible(stock, older, due)
    most = float(possible.max())
    away = deal_line(world.deals[at], "converted", most, system_id=deals.away[at].system_id)
    line = replace(line, best=most, low=min(line.low, most))
    _move(stock, (older, int(deals.key[at])), away, line, possible, due, usable, share)


def _possible(stock: Stock, older: int, due: Array) -> Array:
    """Units that can leave a system for good: no more than it has, now and in every later year."""
    now = np.minimum(due, np.maximum(stock.total[older], 0.0))
    return np.minimum.accumulate(now[::-1])[::-1]


def _move(
    stock: Stock,
    keys: tuple[int, int],
    away: Line,
    line: Line,
    possible: Array,
    due: Array,
    usable: Array,
    share: float,
) -> None:
    """Take units out of the first key and add the same number to the second."""
    taken = stock.leave(away, keys[0], possible)
    scale = np.divide(taken, due, out=np.zeros_like(due), where=due > 0)
    stock.add(line, keys[1], taken, usable * scale, share)


def _purchases(stock: Stock, plan: Plan, world: World, scenario: Scenario, ready: Array) -> None:
    for number, item in enumerate(scenario.purchases, start=1):
        share = float(ready[plan.countries[item.country], 0])
        late = dial_value(world, scenario, "slip_years", item.country)
        ramp = dial_value(world, scenario, f"ramp.{world.system[item.system_id].category}")
        units = delivered_by_year(item.quantity, item.first_year, item.last_year, late, stock.years)
        usable = effective_by_year(item.quantity, item.first_year, item.last_year, late, ramp, stock.years)
        line = _supposed(item.country, item.system_id, item.quantity, f"purchase:{number}", "to come")
        stock.add(line, plan.key(item.country, item.system_id), units, usable * share, share)


@dataclass(frozen=True, slots=True)
class _HandOver:
    """Units that a scenario moves in one year: from country and system, to country and system."""

    old: tuple[str, str]
    new: tuple[str, str]
    quantity: int
    year: int
    origin: str
    parts: tuple[str, str]


def _hand_overs(scenario: Scenario) -> list[_HandOver]:
    return [
        _HandOver(
            (item.giver, item.system_id), (item.receiver, item.system_id),
            item.quantity, item.year, f"transfer:{number}", ("given", "received"),
        )
        for number, item in enumerate(scenario.transfers, start=1)
    ] + [
        _HandOver(
            (item.country, item.system_id), (item.country, item.to_system_id),
            item.quantity, item.year, f"modernisation:{number}", ("converted", "to come"),
        )
        for number, item in enumerate(scenario.modernisations, start=1)
    ]  # fmt: skip


def _departures(stock: Stock, plan: Plan, world: World, scenario: Scenario, level: int, ready: Array) -> None:
    """Transfers, modernisations and retirements, year by year, so that what has left cannot leave again.

    Within a year units are handed over before others are withdrawn.
    """
    steps: list[tuple[float, Callable[[], None]]] = []
    for item in _hand_overs(scenario):
        late = dial_value(world, scenario, "slip_years", item.new[0])
        ramp = dial_value(world, scenario, f"ramp.{world.system[item.new[1]].category}")
        share = float(ready[plan.countries[item.new[0]], 0])
        steps.append((item.year + late, partial(_hand_over, stock, plan, item, late, ramp, share)))
    for row in world.retirements:
        if EVIDENCE_LEVELS.index(row.evidence) <= level:
            line = Line(
                row.country, row.system_id, "retirement", "withdrawn", "mixed", "", row.evidence, row.source_ids,
                float(row.low), float(row.best), float(row.high),
            )  # fmt: skip
            steps.append((row.year, partial(_withdraw, stock, plan, line, row.year)))
    for leaving in scenario.retirements:
        line = _supposed(leaving.country, leaving.system_id, leaving.quantity, "retirement", "withdrawn")
        steps.append((leaving.year, partial(_withdraw, stock, plan, line, leaving.year)))
    for _, step in sorted(steps, key=lambda each: each[0]):
        step()


def _withdraw(stock: Stock, plan: Plan, line: Line, year: int) -> None:
    wanted = np.where(stock.years >= year, line.best, 0.0)
    stock.leave(line, plan.key(line.country, line.system_id), wanted)


def _hand_over(stock: Stock, plan: Plan, item: _HandOver, late: float, ramp: float, share: float) -> None:
    """Units arrive as new ones do: with the ramp of their category and the readiness of active units."""
    keys = plan.key(*item.old), plan.key(*item.new)
    away = _supposed(*item.old, item.quantity, item.origin, item.parts[0])
    line = _supposed(*item.new, item.quantity, item.origin, item.parts[1])
    due = delivered_by_year(item.quantity, item.year, item.year, late, stock.years)
    usable = effective_by_year(item.quantity, item.year, item.year, late, ramp, stock.years) * share
    _move(stock, keys, away, line, _possible(stock, keys[0], due), due, usable, share)


def _supposed(country: str, system_id: str, quantity: int, origin: str, part: str) -> Line:
    amount = float(quantity)
    return Line(country, system_id, origin, part, "active", "", "supposed", (), amount, amount, amount)
