"""What each category really carries of the differences between countries, beside its nominal weight.

A weight says how much a category may count. How much it does count depends on how far the countries differ
in it: a category in which all are alike decides nothing, whatever its weight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.core.assess import Assessment, index_of

Array = NDArray[np.float64]
BLOCK = 4096
"""Sets of categories worked out together."""


def importance(answer: Assessment, year: int, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """Nominal and effective weight of each category that carries weight, in a year.

    The effective weight is the share of the variance of the index over the countries ``codes`` (all, if not
    given) that a category carries: its Shapley value in the game whose worth of a set of categories is that
    variance when every other category is set to the mean of the countries. For the plain weighted mean that is
    ``w_k cov(V_k, S) / var(S)``; for two countries ``w_k (V_ak - V_bk) / (S_a - S_b)``. Shares add up to 1 and
    may be negative: there the category works against the order of the index.

    Returns
    -------
    Columns category, category_name, weight, share, spread (standard deviation of the value); category order.
    Shares are 0 where the countries do not differ.
    """
    world = answer.world
    rows = [world.country_codes.index(code) for code in (codes or world.country_codes)]
    active = np.flatnonzero(answer.weights > 0)
    value = answer.value[rows, world.years.index(year)]

    def index(some: Array) -> Array:
        every = np.zeros((*some.shape[:-1], len(world.category_ids)))
        every[..., active] = some
        return index_of(every, world, answer.scenario)

    share = shares(value[:, active], index)
    return pd.DataFrame(
        {
            "category": [world.category_ids[at] for at in active],
            "category_name": [world.category[world.category_ids[at]].name for at in active],
            "weight": answer.weights[active],
            "share": share,
            "spread": value[:, active].std(axis=0),
        }
    )


def shares(value: Array, index: Callable[[Array], Array]) -> Array:
    """Shapley shares of the variance of ``index`` over countries, shape (categories,).

    ``value`` has shape (country, category); ``index`` takes (..., category) and gives (...).
    """
    many = value.shape[1]
    bits = np.arange(1 << many)[:, None] >> np.arange(many) & 1 == 1
    mean = value.mean(axis=0)
    blocks = (bits[start : start + BLOCK, None, :] for start in range(0, len(bits), BLOCK))
    worth = np.concatenate([index(np.where(block, value, mean)).var(axis=1) for block in blocks])
    whole = float(worth[-1])
    if whole <= 1e-12 * max(float(np.abs(value).max(initial=0.0)), 1e-12) ** 2:
        return np.zeros(many)
    size = bits.sum(axis=1)
    factorial = np.cumprod(np.concatenate([[1.0], np.arange(1.0, many + 1)]))
    found = np.zeros(many)
    for at in range(many):
        without = np.flatnonzero(~bits[:, at])
        weight = factorial[size[without]] * factorial[many - size[without] - 1] / factorial[many]
        found[at] = (weight * (worth[without | 1 << at] - worth[without])).sum()
    return np.asarray(found / whole)
