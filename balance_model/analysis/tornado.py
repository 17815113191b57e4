"""One assumption at a time at its low and its high: what that does to a number (a tornado)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.assumptions import Assumption, assumptions
from balance_model.analysis.watched import Tell, Watched, untold
from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
NOTHING = 5e-7
"""A smaller change of a number is none."""


@dataclass(frozen=True)
class Swing:
    """The indices, each of shape (country, year), with one assumption at its low and at its high."""

    assumption: Assumption
    low: Array
    high: Array


@dataclass(frozen=True)
class Bar:
    """The number watched at both ends of one assumption."""

    assumption: Assumption
    low: float
    high: float

    def reach(self, now: float) -> float:
        """How far the further end lies from today's value; the ends of a ratio may be infinite."""
        return max(_distance(end, now) for end in (self.low, self.high))


def swings(world: World, scenario: Scenario, tell: Tell = untold) -> tuple[Swing, ...]:
    """Run the model at both ends of every assumption, all else as in the scenario."""
    chosen = assumptions(world, scenario)
    found = []
    for at, one in enumerate(chosen):
        tell(at, len(chosen))
        low, high = (assess(world, end.scenario).score for end in (one.low, one.high))
        found.append(Swing(one, low, high))
    return tuple(found)


def bars(
    found: Sequence[Swing], now: Array, world: World, watched: Watched, year: int, most: int | None = None
) -> tuple[Bar, ...]:
    """The bars of those assumptions that move the number, the longest first.

    ``now`` has shape (country, year): the indices of the scenario itself. ``most`` keeps the longest only.
    """
    at = world.years.index(year)
    here = float(watched.of(now[:, at], world))
    made = [
        Bar(one.assumption, *(float(watched.of(score[:, at], world)) for score in (one.low, one.high)))
        for one in found
    ]  # fmt: skip
    moved = [bar for bar in made if bar.reach(here) > NOTHING and not _told_better(bar, made)]
    return tuple(sorted(moved, key=lambda bar: -bar.reach(here))[:most])


def bar_table(drawn: Sequence[Bar]) -> pd.DataFrame:
    """Bars as rows: id, label, now, low_words, low, high_words, high."""
    columns = ["id", "label", "now", "low_words", "low", "high_words", "high"]
    rows = [
        (one.assumption.id, one.assumption.label, one.assumption.now, one.assumption.low.words, one.low,
         one.assumption.high.words, one.high)
        for one in drawn
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _told_better(bar: Bar, made: Sequence[Bar]) -> bool:
    """Whether the same dial for one country alone has the same effect as for all countries."""
    own = f"{bar.assumption.id}@"
    return any(one.assumption.id.startswith(own) and (one.low, one.high) == (bar.low, bar.high) for one in made)


def _distance(end: float, now: float) -> float:
    if math.isnan(end) or math.isnan(now):
        return 0.0 if math.isnan(end) and math.isnan(now) else math.inf
    return 0.0 if end == now else abs(end - now)
