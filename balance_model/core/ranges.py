"""The uncertain numbers of the data by name, each with its range (METHOD M17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from balance_model.core.plan import Array, plan_of
from balance_model.domain import Deal, World
from balance_model.records.scenario import Scenario, dial_value

_ENDS = (1, 2, -1)


@dataclass(frozen=True)
class Ranges:
    """Named numbers with their ranges, arrays of shape (n,); rows of the same ``common`` name move together in part."""

    names: tuple[str, ...]
    low: Array
    mode: Array
    high: Array
    common: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[tuple[str, float, float, float]], common: Sequence[str] = ()) -> Ranges:
        """Ranges from rows of name, low, mode, high."""
        low, mode, high = (np.array([row[at] for row in rows], dtype=float) for at in _ENDS)
        return cls(tuple(row[0] for row in rows), low, mode, high, tuple(common))


@lru_cache(maxsize=16)
def ranges_of(world: World) -> dict[str, Ranges]:
    """Ranges that no scenario moves."""
    rows = plan_of(world).holdings.rows
    seen: Counter[str] = Counter()
    held = []
    for row in rows:
        name = f"quantity:{row.country}:{row.system_id}:{row.held}"
        seen[name] += 1
        held.append((f"{name}:{seen[name]}", row.low, row.best, row.high))
    coming = [
        (f"deal:{deal.deal_id}", _rest(deal, deal.low), _rest(deal, deal.best), _rest(deal, deal.high))
        for deal in world.deals
    ]
    gone = [
        (f"withdrawn:{row.country}:{row.system_id}:{row.year}", row.low, row.best, row.high)
        for row in world.retirements
    ]
    base = [(f"sustainment:{row.country}", row.low, row.best, row.high) for row in world.sustainment]
    worth = [(f"worth:{row.kind}:{row.category}", row.low, row.mode, row.high) for row in world.worth]
    kappa = [(f"kappa:{row.opponent_category}:{row.own_category}", row.low, row.mode, row.high) for row in world.kappa]
    delta = [(f"shortage:{row.enabler}:{row.category}", row.low, row.mode, row.high) for row in world.shortage]
    return {
        "held": Ranges.of(held, [f"quantity:{row.country}" for row in rows]),
        "coming": Ranges.of(coming, [f"quantity:{deal.country}" for deal in world.deals]),
        "withdrawn": Ranges.of(gone),
        "base": Ranges.of(base),
        "worth": Ranges.of(worth),
        "kappa": Ranges.of(kappa),
        "delta": Ranges.of(delta),
    }


def _rest(deal: Deal, units: int) -> float:
    """Units of a deal still to come if it brings so many in all."""
    return max(float(units - deal.delivered), 0.0)


def dial_ranges(world: World, scenario: Scenario, names: Sequence[str], country: str | None = None) -> Ranges:
    """Dials as they stand in a scenario, for one country if named, with the ends of their rows."""
    mark = f"@{country}" if country else ""
    rows = []
    for name in names:
        row, now = world.dial[name], dial_value(world, scenario, name, country)
        rows.append((f"{name}{mark}", min(row.low, now), now, max(row.high, now)))
    return Ranges.of(rows, [f"readiness:{country}"] * len(rows) if country else ())
