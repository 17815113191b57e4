"""The same arithmetic as one run of the model, in bare numpy: what speed could be without any structure.

Everything that can be known before the run (which rows count, their readiness, years, worth) is an input.
What is left: deliveries and ramp, units by country and system, conversions, upgrades, withdrawals, strength,
saturation, weighted mean. No checks, no ledger lines, no options, no frames.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance_model.core.assess import assess
from balance_model.core.plan import HELD, plan_of
from balance_model.domain import EVIDENCE_LEVELS, World
from balance_model.records.scenario import Scenario, dial_value

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Arrivals:
    """Units that arrive or are in place: rows of totals, units, first and last year, delay, ramp, readiness."""

    key: Index
    units: Array
    first: Array
    last: Array
    late: Array
    ramp: Array
    ready: Array


@dataclass(frozen=True)
class Columns:
    """All inputs of the floor. Keys are rows of totals of shape (country x system, year)."""

    years: Array
    shape: tuple[int, int, int]
    held: Arrivals
    done: Arrivals
    gone: Arrivals
    coming: Arrivals
    converted: Arrivals
    converted_from: Index
    upgraded_done: Arrivals
    upgraded_coming: Arrivals
    upgrade_gain: float
    leaving_key: Index
    leaving: Array
    leaving_year: Array
    worth: Array
    base_index: Array
    half: Array
    weights: Array


def columns(world: World, scenario: Scenario) -> Columns:
    """Inputs for a scenario that counts all evidence, changes no deal, buys and retires nothing, all options off."""
    plan = plan_of(world)
    deals, own, n = plan.deals, plan.holdings, len(world.systems)

    def by_country(dial: str) -> Array:
        return np.array([dial_value(world, scenario, dial, code) for code in world.country_codes])

    ready = np.stack([by_country(f"readiness.{held}") * by_country("crew") for held in HELD], axis=1)
    ramp = np.array([dial_value(world, scenario, f"ramp.{name}") for name in world.category_ids])
    rest = (deals.best - deals.done) * np.isin(deals.status, scenario.statuses)

    def part(
        chosen: NDArray[np.bool_], key: Index, units: Array, first: Array, last: Array, late: Array, held: Index
    ) -> Arrivals:
        country = deals.country[chosen]
        share, slow = ready[country, held[chosen]], ramp[deals.category[chosen]]
        return Arrivals(key[chosen], units[chosen], first[chosen], last[chosen], late[chosen], slow, share)

    on_time, slip = np.zeros(len(rest)), by_country("slip_years")[deals.country]
    active = np.zeros(len(rest), dtype=np.intp)
    done, plain = deals.done > 0, ~deals.upgrade & ~deals.convert
    past = (deals.first, deals.until, on_time)
    future = (deals.start, deals.end, slip)
    always = np.zeros(len(own.own))
    was_held = done & deals.convert & (deals.old_evidence < len(EVIDENCE_LEVELS))
    upgrade = deals.upgrade & (done | (rest > 0))
    base = np.zeros((len(world.country_codes), len(world.category_ids)))
    for row in world.sustainment:
        base[world.country_codes.index(row.country), world.category_ids.index("sustainment")] += row.best
    answer = assess(world, scenario)
    return Columns(
        np.asarray(world.years, dtype=float),
        (len(world.country_codes), n, len(world.years)),
        Arrivals(own.key, own.own, always, always, always, always, ready[own.country, own.held]),
        part(done & ~deals.upgrade, deals.key, deals.done, *past, deals.row_held),
        part(was_held, deals.old_key, deals.done, *past, deals.old_held),
        part((rest > 0) & plain, deals.key, rest, *future, active),
        part((rest > 0) & deals.convert, deals.key, rest, *future, active),
        deals.old_key[(rest > 0) & deals.convert],
        part(upgrade, deals.key, deals.done, *past, active),
        part(upgrade, deals.key, rest, *future, active),
        dial_value(world, scenario, "upgrade_gain"),
        np.array([plan.key(row.country, row.system_id) for row in world.retirements], dtype=np.intp),
        np.array([row.best for row in world.retirements], dtype=float),
        np.array([row.year for row in world.retirements], dtype=float),
        answer.inputs.worth,
        base,
        np.array([dial_value(world, scenario, f"half.{name}") for name in world.category_ids]),
        answer.weights,
    )  # fmt: skip


def score(given: Columns) -> Array:
    """Index by country and year."""
    years = given.years
    countries, systems, _ = given.shape
    total = np.zeros((countries * systems, years.size))
    usable = np.zeros_like(total)
    held = given.held
    np.add.at(total, held.key, held.units[:, None])
    np.add.at(usable, held.key, (held.units * held.ready)[:, None])
    for arriving in (given.done, given.coming):
        np.add.at(total, arriving.key, _arrived(arriving, years))
        np.add.at(usable, arriving.key, _in_use(arriving, years) * arriving.ready[:, None])
    gone = _arrived(given.gone, years)
    np.add.at(total, given.gone.key, -gone)
    np.add.at(usable, given.gone.key, -gone * given.gone.ready[:, None])
    _convert(given, total, usable)
    _upgrade(given, total, usable)
    _leave(total, usable, given.leaving_key, given.leaving[:, None] * (years >= given.leaving_year[:, None]))
    by_year = usable.reshape(given.shape).transpose(0, 2, 1)
    strength = np.maximum(by_year @ given.worth, 0.0) + given.base_index[:, None, :]
    return np.asarray((strength / (strength + given.half)) @ given.weights)


def _arrived(part: Arrivals, years: Array) -> Array:
    passed = years - (part.first + part.late)[:, None] + 1.0
    return np.asarray(part.units[:, None] * np.clip(passed / (part.last - part.first + 1.0)[:, None], 0.0, 1.0))


def _in_use(part: Arrivals, years: Array) -> Array:
    result = np.zeros((part.units.size, years.size))
    counted = np.zeros(part.units.size)
    for age in range(int(np.ceil(part.ramp.max()))):
        now = np.minimum((age + 1.0) / part.ramp, 1.0)
        result += (now - counted)[:, None] * _arrived(part, years - age)
        counted = now
    return result


def _leave(total: Array, usable: Array, key: Index, wanted: Array) -> Array:
    """Take units out; the keys of one call differ from each other."""
    units = total[key]
    taken = np.minimum(wanted, np.maximum(units, 0.0))
    share = np.divide(usable[key], units, out=np.zeros_like(units), where=units > 0)
    total[key] -= taken
    usable[key] -= taken * share
    return np.asarray(taken)


def _convert(given: Columns, total: Array, usable: Array) -> None:
    part = given.converted
    due, in_use = _arrived(part, given.years), _in_use(part, given.years) * part.ready[:, None]
    for at, older in enumerate(given.converted_from):
        possible = np.minimum(due[at], np.maximum(total[older], 0.0))
        possible = np.minimum.accumulate(possible[::-1])[::-1]
        taken = _leave(total, usable, np.array([older]), possible[None, :])[0]
        total[part.key[at]] += taken
        usable[part.key[at]] += in_use[at] * np.divide(taken, due[at], out=np.zeros_like(taken), where=due[at] > 0)


def _upgrade(given: Columns, total: Array, usable: Array) -> None:
    done, coming = given.upgraded_done, given.upgraded_coming
    improved = _arrived(done, given.years) + _arrived(coming, given.years)
    in_use = _in_use(done, given.years) + _in_use(coming, given.years)
    present = np.maximum(total[done.key], 0.0)
    part = np.divide(present, improved, out=np.ones_like(improved), where=improved > 0)
    gain = in_use * np.minimum(part, 1.0) * given.upgrade_gain * done.ready[:, None]
    np.add.at(usable, done.key, gain)
