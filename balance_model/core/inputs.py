"""Every uncertain number of a run: at its best value, or drawn from its range (METHOD M17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from balance_model.core.draw import Best, Counts, Drawn, Ends
from balance_model.core.plan import HELD, Array, plan_of
from balance_model.core.ranges import Ranges, dial_ranges, ranges_of
from balance_model.core.worth import quality_dials, worth_of, worth_places
from balance_model.domain import World
from balance_model.records.scenario import Scenario, dial_value


@dataclass(frozen=True)
class Terms:
    """The uncertain numbers that act after strength; draws, if there are any, are the first axis.

    ``half`` half-requirements by category; ``kappa`` by opponent's and own category; ``delta`` by enabler
    and category.
    """

    half: Array
    kappa: Array
    delta: Array

    @classmethod
    def stacked(cls, parts: Sequence[Terms]) -> Terms:
        """Draws of several parts, one after another."""
        return cls(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)))


@dataclass(frozen=True)
class Inputs:
    """The uncertain numbers of a run. Draws, if there are any, are the first axis of every array.

    ``own`` units of each holding that no deal brought; ``done`` units each deal has brought, ``away`` units it
    has taken from an older system; ``coming`` units of each deal still to come;
    ``arrives`` 1 or 0 for each deal; ``late`` years of slip of each deal besides those a scenario sets;
    ``withdrawn`` units of each retirement; ``ready`` usable share by country and way of holding, crews
    included; ``ramp`` years to full use by category; ``gain`` of an upgrade in place; ``worth`` norm units of
    an item by system and category; ``base`` index points of each sustainment row; ``terms`` act after strength.
    """

    own: Array
    done: Array
    away: Array
    coming: Array
    arrives: Array
    late: Array
    withdrawn: Array
    ready: Array
    ramp: Array
    gain: Array
    worth: Array
    base: Array
    terms: Terms

    @property
    def lead(self) -> tuple[int, ...]:
        """Shape of the axis of draws: empty for a single run."""
        return self.terms.half.shape[:-1]

    def as_draw(self) -> Inputs:
        """A single run as one draw: every array with a first axis of length one."""
        parts = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "terms"}
        terms = Terms(*(getattr(self.terms, each.name)[None] for each in fields(self.terms)))
        return Inputs(**{name: np.asarray(part)[None] for name, part in parts.items()}, terms=terms)

    def mixed(self, world: World, chosen: Mapping[str, NDArray[np.intp]]) -> Inputs:
        """Runs that take the numbers of each group from draws of their own.

        ``chosen`` maps every id of ``groups`` to draw numbers of shape (runs,).
        """
        plan = plan_of(world)
        of_deals = [deal.country for deal in world.deals]
        homes: dict[str, tuple[str, Sequence[str]]] = {
            "own": ("quantity", [row.country for row in plan.holdings.rows]),
            "done": ("quantity", of_deals),
            "away": ("quantity", of_deals),
            "coming": ("quantity", of_deals),
            "withdrawn": ("quantity", [row.country for row in world.retirements]),
            "base": ("quantity", [row.country for row in world.sustainment]),
            "arrives": ("delivery", of_deals),
            "late": ("delivery", of_deals),
            "ready": ("readiness", world.country_codes),
        }
        found: dict[str, Array] = {}
        for name, (kind, home) in homes.items():
            rows = np.stack([chosen[f"{kind}:{code}"] for code in home], axis=1) if home else np.zeros((1, 0), np.intp)
            found[name] = getattr(self, name)[rows, np.arange(len(home))]
        counters = chosen["counters"]
        terms = Terms(self.terms.half[chosen["half"]], self.terms.kappa[counters], self.terms.delta[counters])
        item = chosen["worth"]
        return Inputs(
            **found, ramp=self.ramp[chosen["ramp"]], gain=self.gain[item], worth=self.worth[item], terms=terms
        )


def groups(world: World) -> tuple[str, ...]:
    """Groups of inputs that are drawn apart from each other."""
    each = [f"{kind}:{code}" for kind in ("quantity", "readiness", "delivery") for code in world.country_codes]
    return (*each, "worth", "half", "ramp", "counters")


def best_inputs(world: World, scenario: Scenario) -> Inputs:
    """Every number at its best value: all that counts arrives, on its published date."""
    return _inputs(world, scenario, Best(len(world.deals)))


def count_inputs(world: World, scenario: Scenario, *, high: bool) -> Inputs:
    """Every count of units at its low or its high end, what leaves at the other; all else at its best value."""
    return _inputs(world, scenario, Counts(len(world.deals), high=high))


def end_inputs(world: World, scenario: Scenario, names: Sequence[str]) -> Inputs:
    """Two draws for each count named: at its low end and at its high end, all else at its best value.

    Names are ``quantity:<country>:<system>:<held>:<number among equals>`` and ``deal:<id>`` (units still to come).
    """
    return _inputs(world, scenario, Ends(len(world.deals), names))


def drawn_inputs(world: World, scenario: Scenario, seed: int, first: int, count: int) -> Inputs:
    """Draws ``first`` to ``first + count`` of every number; those of one name never depend on other names."""
    return _inputs(world, scenario, Drawn(world, scenario, seed, first, count))


def _inputs(world: World, scenario: Scenario, source: Best | Drawn) -> Inputs:
    shared = dial_value(world, scenario, "common_quantity")
    known = ranges_of(world)
    coming = known["coming"]
    arrives, late = source.delivery()
    places = {deal.deal_id: at for at, deal in enumerate(world.deals)} if scenario.deals else {}
    fixed: dict[int, float] = {}
    for deal_id, change in scenario.deals:  # what a scenario sets is given, not drawn
        at = places[deal_id]
        if change.include:
            arrives[..., at] = 1.0
        if change.quantity is not None:
            fixed[at] = max(change.quantity - world.deals[at].delivered, 0.0)
    if fixed:
        low, mode, high = (end.copy() for end in (coming.low, coming.mode, coming.high))
        for end in (low, mode, high):
            end[list(fixed)] = list(fixed.values())
        coming = Ranges(coming.names, low, mode, high, coming.common)
    own, done, away = _counted(world, source.values(known["held"], shared))
    return Inputs(
        own=own,
        done=done,
        away=away,
        coming=source.values(coming, shared),
        arrives=arrives,
        late=late,
        withdrawn=source.values(known["withdrawn"]),
        ready=_readiness(world, scenario, source),
        ramp=source.values(dial_ranges(world, scenario, [f"ramp.{name}" for name in world.category_ids])),
        gain=source.values(dial_ranges(world, scenario, ["upgrade_gain"]))[..., 0],
        worth=_worth(world, scenario, source),
        base=source.values(known["base"]),
        terms=Terms(
            half=source.values(dial_ranges(world, scenario, [f"half.{name}" for name in world.category_ids])),
            kappa=_kappa(world, scenario, source),
            delta=_delta(world, scenario, source),
        ),
    )


def _counted(world: World, held: Array) -> tuple[Array, Array, Array]:
    """Units no deal brought, units deals brought, and units they took from older systems.

    A count that is off is off by the same factor for the units of the row that were there before and for
    those that deals brought, so that doubt about the total does not put units into years before they came.
    """
    plan = plan_of(world)
    lines, deals = plan.holdings.own, plan.deals
    best = np.array([row.best for row in plan.holdings.rows], dtype=float)
    factor = np.divide(held, best, out=np.ones_like(held), where=best > 0)
    own = np.where(best > 0, lines * factor, held)
    with_none = np.concatenate([factor, np.ones((*factor.shape[:-1], 1))], axis=-1)  # row -1: no row
    return own, deals.done * with_none[..., deals.row], deals.done * with_none[..., deals.old_row]


def _readiness(world: World, scenario: Scenario, source: Best | Drawn) -> Array:
    """Usable share by country and way of holding: readiness times crews."""
    share = dial_value(world, scenario, "common_readiness")
    found = []
    for code in world.country_codes:
        drawn = source.values(
            dial_ranges(world, scenario, [*(f"readiness.{held}" for held in HELD), "crew"], code), share
        )
        found.append(drawn[..., :-1] * drawn[..., -1:])
    return np.stack(found, axis=-2)


def _worth(world: World, scenario: Scenario, source: Best | Drawn) -> Array:
    """Norm units of one item by system and category: worth of the kind, times quality with its doubt."""
    best = worth_of(world, quality_dials(world, scenario))
    if isinstance(source, Best):
        return best
    known = worth_places(world)
    held = np.flatnonzero(np.isin(known.places[0], [*_systems_held(world, scenario)]))
    at, column, row = known.places[0][held], known.places[1][held], known.rows[held]
    full, more = dial_value(world, scenario, "quality_width"), dial_value(world, scenario, "quality_width_missing")
    width = np.minimum(full + more * known.missing[held], 1.0)
    one = np.ones(width.size)
    names = [f"quality:{world.systems[s].system_id}:{world.category_ids[k]}" for s, k in zip(at, column, strict=True)]
    factor = source.values(Ranges(tuple(names), one - width, one, one + width))
    kinds, modes = source.values(ranges_of(world)["worth"]), ranges_of(world)["worth"].mode
    scale = np.divide(kinds, modes, out=np.zeros_like(kinds), where=modes > 0)
    drawn = np.zeros((len(kinds), *best.shape))
    drawn[:, at, column] = best[at, column] * scale[:, row] * factor
    return drawn


def _systems_held(world: World, scenario: Scenario) -> set[int]:
    """Numbers of the systems that somebody holds, orders or may get in a scenario."""
    plan = plan_of(world)
    keys = np.concatenate([plan.holdings.key, plan.deals.key, plan.deals.old_key])
    named = {plan.systems[item.system_id] for item in scenario.purchases}
    named |= {plan.systems[item.system_id] for item in scenario.transfers}
    named |= {plan.systems[item.to_system_id] for item in scenario.modernisations}
    return named | {int(key) % len(plan.systems) for key in keys}


def _kappa(world: World, scenario: Scenario, source: Best | Drawn) -> Array:
    """What an opponent's category takes from one's own, (opponent's category, own category)."""
    names = world.category_ids
    rows = [names.index(row.opponent_category) for row in world.kappa]
    columns = [names.index(row.own_category) for row in world.kappa]
    drawn = source.values(ranges_of(world)["kappa"]) * dial_value(world, scenario, "kappa_scale")
    table = np.zeros((*drawn.shape[:-1], len(names), len(names)))
    table[..., rows, columns] = np.minimum(drawn, 1.0)
    return table


def enablers(world: World) -> list[str]:
    """Categories whose absence lowers others while shortage is on."""
    return sorted({row.enabler for row in world.shortage})


def _delta(world: World, scenario: Scenario, source: Best | Drawn) -> Array:
    """How far a missing enabler lowers a category, (enabler, category)."""
    rows = [enablers(world).index(row.enabler) for row in world.shortage]
    columns = [world.category_ids.index(row.category) for row in world.shortage]
    drawn = source.values(ranges_of(world)["delta"]) * dial_value(world, scenario, "shortage_scale")
    table = np.zeros((*drawn.shape[:-1], len(enablers(world)), len(world.category_ids)))
    table[..., rows, columns] = np.minimum(drawn, 1.0)
    return table
