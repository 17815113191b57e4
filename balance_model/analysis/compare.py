"""The difference between two scenarios, split by cause into parts that add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.changes import GROUPS, Change, changes
from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.records.scenario import Scenario

MOST_SINGLE_CAUSES = 7
GROUP_WORDS = {
    "filters": "What counts",
    "deals": "Deals",
    "purchases": "Purchases",
    "retirements": "Retirements",
    "dials": "Dials",
    "options": "Model options",
    "weights": "Weights",
}


def shapley(players: int, worth: Callable[[frozenset[int]], NDArray[np.float64]]) -> NDArray[np.float64]:
    """Shapley value of each player: the mean of its marginal gain over all orders.

    ``worth`` maps a set of player numbers to an array (...). Returns (players, ...). Calls ``worth``
    ``2 ** players`` times. The parts sum to worth(all) - worth(none).
    """
    value = {}
    for mask in range(1 << players):
        value[mask] = worth(frozenset(at for at in range(players) if mask >> at & 1))
    parts = np.zeros((players, *np.shape(value[0])))
    for mask, base in value.items():
        size = mask.bit_count()
        for at in range(players):
            if not mask >> at & 1:
                share = factorial(size) * factorial(players - size - 1) / factorial(players)
                parts[at] += share * (value[mask | 1 << at] - base)
    return parts


def difference(world: World, base: Scenario, scenario: Scenario, year: int) -> pd.DataFrame:
    """What each change did to each country's index in a year.

    Columns: cause, group, country, delta (index points). Averaged over all orders of the changes, so
    the parts of a country sum to its whole difference. Up to seven changes stand alone; more are
    taken together by group.
    """
    found = changes(base, scenario, world)
    causes = _causes(found)
    at = world.years.index(year)

    def index(chosen: frozenset[int]) -> NDArray[np.float64]:
        mixed = base
        for number in sorted(chosen):
            for change in causes[number][2]:
                mixed = change.apply(mixed)
        if not any(weight > 0 for _, weight in mixed.weights):
            return np.zeros(len(world.country_codes))
        return assess(world, mixed).score[:, at]

    parts = shapley(len(causes), index) if causes else np.zeros((0, len(world.country_codes)))
    return pd.DataFrame(
        [
            {"cause": words, "group": group, "country": code, "delta": parts[number, column]}
            for number, (words, group, _) in enumerate(causes)
            for column, code in enumerate(world.country_codes)
        ],
        columns=["cause", "group", "country", "delta"],
    )


def _causes(found: Sequence[Change]) -> list[tuple[str, str, tuple[Change, ...]]]:
    if len(found) <= MOST_SINGLE_CAUSES:
        return [(change.words, change.group, (change,)) for change in found]
    ordered = sorted(found, key=lambda change: GROUPS.index(change.group))
    causes = []
    for group, members in groupby(ordered, key=lambda change: change.group):
        same = tuple(members)
        words = same[0].words if len(same) == 1 else f"{GROUP_WORDS[group]} ({len(same)} changes)"
        causes.append((words, group, same))
    return causes
