"""Units of every line of the ledger with every range at its lower or at its upper end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from balance_model.core.assess import Assessment
from balance_model.domain import Holding

Array = NDArray[np.float64]
_ENDS = ((0, "low"), (2, "high"))
_OPPOSITE = {"low": "high", "high": "low"}
_ROUNDING = 1e-6


def ranged(answer: Assessment) -> Array:
    """Units of the lines of an answer, (line, low best high, year); one line may be negative at its lower end.

    Units that deals have delivered stand in the inventory, so its rows hold their range and the deal adds none:
    a system has, at an end, the sum of its rows at that end, plus what deals are still to bring at that end, less
    what is withdrawn at the other end. A conversion moves units at its best number at both ends. Where deals brought
    all units of a system, its range grows with them, and rows and deals together are no more than the larger of both
    at that end: more units delivered than at best are units of the same order. A system of which nothing is held at
    best counts in the years in which the country has any of it, or in all years if it never has.
    """
    lines, years = answer.stock.lines, len(answer.world.years)
    units = np.array(answer.stock.line_units).reshape(len(lines), years)
    every = np.repeat(units[:, None, :], 3, axis=1)
    rows = {(row.country, row.system_id, str(row.held)): row for row in answer.world.inventory}
    systems: dict[tuple[str, str], list[int]] = defaultdict(list)
    moved = {(line.country, line.origin) for at, line in enumerate(lines) if units[at].min() < 0}
    for at, line in enumerate(lines):
        systems[line.country, line.system_id].append(at)
    for key, own in systems.items():
        held = [at for at in own if lines[at].part == "held"]
        brought = [at for at in own if lines[at].part == "delivered"]
        coming = [
            at
            for at in own
            if lines[at].part == "to come" and lines[at].best > 0 and (key[0], lines[at].origin) not in moved
        ]
        leaving = [at for at in own if lines[at].part == "withdrawn" and lines[at].best > 0]
        known = [rows[(*key, lines[at].held)] for at in held]
        best = sum(row.best for row in known)
        alone = best > 0 and sum(lines[at].best for at in held) == 0
        there = units[own].sum(axis=0) > _ROUNDING
        for end, name in _ENDS:
            for at, row in zip(held, known, strict=True):
                seen = there | ((not there.any()) and best == 0) if lines[at].best == 0 else np.ones(years, dtype=bool)
                every[at, end] += 0.0 if alone else (getattr(row, name) - row.best) * seen
            for at in coming:
                every[at, end] = units[at] * getattr(lines[at], name) / lines[at].best
            for at in leaving:
                every[at, end] = units[at] * getattr(lines[at], _OPPOSITE[name]) / lines[at].best
            if alone:
                _together(answer, every[:, end], brought, coming, known, name)
    return every


def _together(
    answer: Assessment, units: Array, brought: Sequence[int], coming: Sequence[int], rows: Sequence[Holding], end: str
) -> None:
    """Give a system that deals brought the range of its rows, and let its deals bring no more than was ordered."""
    lines = answer.stock.lines
    total = sum(getattr(row, end) for row in rows)
    best = sum(row.best for row in rows)
    every = max(best, sum(lines[at].best for at in brought))
    for at in brought:
        units[at] *= 1 + (total - best) / every
    orders = {lines[at].origin for at in (*brought, *coming)}
    most = max(total, sum(_ordered(answer, origin.partition(":")[2], end) for origin in orders if _is_deal(origin)))
    left = np.maximum(most - units[list(brought)].sum(axis=0), 0.0)
    deals = [at for at in coming if _is_deal(lines[at].origin)]
    due = units[deals].sum(axis=0)
    share = np.minimum(np.divide(left, due, out=np.ones_like(due), where=due > 0), 1.0)
    units[deals] *= share


def _is_deal(origin: str) -> bool:
    return origin.startswith("deal:")


def _ordered(answer: Assessment, deal_id: str, end: str) -> float:
    """Units of a deal at an end: as the reader set it, else its own range."""
    change = dict(answer.scenario.deals).get(deal_id)
    if change is not None and change.quantity is not None:
        return float(change.quantity)
    return float(getattr(answer.world.deal[deal_id], end))
