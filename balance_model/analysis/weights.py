"""Weights from an order of importance, and what a move of one weight does to the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray


def shares_kept(
    before: Mapping[str, float], after: Mapping[str, float], locked: Collection[str]
) -> dict[str, float] | None:
    """Raw weights in which the locked categories keep the share of the whole they had before.

    The others keep the proportions of ``after`` among themselves. None when the locked ones leave no room
    or nothing else carries weight.
    """
    whole = sum(before.values())
    kept = {name: before[name] / whole for name in locked if name in before} if whole > 0 else {}
    free = {name: weight for name, weight in after.items() if name not in kept}
    room, rest = 1.0 - sum(kept.values()), sum(free.values())
    if rest <= 0 or room <= 1e-12:
        return None
    return free | {name: share / room * rest for name, share in kept.items()}


def roc(n: int) -> NDArray[np.float64]:
    """Rank-order centroid: the mean of all weights that keep an order of importance, the weightiest first.

    ``w_i = (1/n) (1/i + ... + 1/n)``; shape (n,), sum one. F. H. Barron and B. E. Barrett, Management Science 42
    (1996). Raises ``ValueError`` unless ``n`` is a whole number of one or more.
    """
    if isinstance(n, bool) or int(n) != n or n < 1:
        raise ValueError(f"roc: the number of ranks must be a whole number of one or more, not {n!r}")
    count = int(n)
    parts = 1.0 / np.arange(1, count + 1)
    return np.asarray(np.cumsum(parts[::-1])[::-1] / count)
