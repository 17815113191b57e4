"""The difference between two scenarios, split by cause into parts that add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.changes import GROUPS, Change, moving
from balance_model.analysis.combinations import index_by_combination
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_world import world_for

MOST_SINGLE_CAUSES = 12
GROUP_WORDS = {
    "filters": "What counts",
    "deals": "Deals",
    "purchases": "Purchases",
    "retirements": "Retirements",
    "transfers": "Transfers",
    "modernisations": "Modernisations",
    "dials": "Dials",
    "options": "Model options",
    "weights": "Weights",
}


def shapley(players: int, worth: Callable[[frozenset[int]], NDArray[np.float64]]) -> NDArray[np.float64]:
    """Shapley value of each player: the mean of its marginal gain over all orders.

    ``worth`` maps a set of player numbers to an array (...). Returns (players, ...). Calls ``worth``
    ``2 ** players`` times. The parts sum to worth(all) - worth(none).
    """
    sets = [frozenset(at for at in range(players) if mask >> at & 1) for mask in range(1 << players)]
    return shapley_of(np.array([worth(chosen) for chosen in sets], dtype=float))


def shapley_of(worths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shapley values from the worth of every set, shape (2 ** players, ...): bit i of a row is player i."""
    players = len(worths).bit_length() - 1
    masks = np.arange(len(worths))
    sizes = sum((masks >> at & 1 for at in range(players)), np.zeros_like(masks))
    share = np.array([factorial(size) * factorial(players - size - 1) / factorial(players) for size in range(players)])
    found = np.zeros((players, *worths.shape[1:]))
    for at in range(players):
        without = masks[masks >> at & 1 == 0]
        found[at] = np.tensordot(share[sizes[without]], worths[without | 1 << at] - worths[without], axes=1)
    return found


def difference(world: World, base: Scenario, scenario: Scenario, year: int) -> pd.DataFrame:
    """What each change did to each country's index in a year.

    Columns: cause, group, country, delta (index points). Averaged over all orders of the changes, so
    the parts of a country sum to its whole difference. Up to twelve changes stand alone; more are
    taken together by group. Own rows are no cause: both scenarios are computed with the same rows.
    """
    world = world_for(world, base, scenario)
    causes = causes_of(moving(base, scenario, world))
    worths = index_by_combination(world, base, [cause for _, _, cause in causes], year)
    return pd.DataFrame(
        [
            {"cause": words, "group": group, "country": code, "delta": float(part)}
            for (words, group, _), row in zip(causes, shapley_of(worths), strict=True)
            for code, part in zip(world.country_codes, row, strict=True)
        ],
        columns=["cause", "group", "country", "delta"],
    )


def causes_of(found: Sequence[Change]) -> list[tuple[str, str, tuple[Change, ...]]]:
    """Words, group and changes of each cause: single changes, or groups of them if there are many."""
    if len(found) <= MOST_SINGLE_CAUSES:
        return [(change.words, change.group, (change,)) for change in found]
    ordered = sorted(found, key=lambda change: GROUPS.index(change.group))
    causes = []
    for group, members in groupby(ordered, key=lambda change: change.group):
        same = tuple(members)
        words = same[0].words if len(same) == 1 else f"{GROUP_WORDS[group]} ({len(same)} changes)"
        causes.append((words, group, same))
    return causes
