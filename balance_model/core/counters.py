"""What one side's means take from the other's: counters, cap, shortage (METHOD M9 to M11)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def suppress(own: ArrayLike, other: ArrayLike, kappa: ArrayLike) -> NDArray[np.float64]:
    """Own values after the opponent's counters.

    ``own_k * prod_m (1 - kappa[m, k] * other_m)``.

    Parameters
    ----------
    own
        Own values, shape (..., k), between 0 and 1.
    other
        The opponent's values, shape (..., m), between 0 and 1; leading axes broadcast.
    kappa
        Shape (..., m, k): what the opponent's category ``m`` takes from own category ``k`` when
        saturated; between 0 and 1; leading axes broadcast.

    Returns
    -------
    Shape (..., k).

    Raises
    ------
    ValueError
        If kappa is outside 0 to 1 or the shapes do not fit.
    """
    mine, theirs, take = (np.asarray(a, dtype=float) for a in (own, other, kappa))
    if take.ndim < 2 or take.shape[-2:] != (theirs.shape[-1], mine.shape[-1]):
        raise ValueError(
            f"counters.suppress: kappa must have shape ({theirs.shape[-1]}, {mine.shape[-1]}), has {take.shape}"
        )
    if not ((take >= 0) & (take <= 1)).all():
        raise ValueError("counters.suppress: kappa must lie between 0 and 1")
    left = np.ones((*np.broadcast_shapes(mine.shape[:-1], theirs.shape[:-1]), mine.shape[-1]))
    for m, k in zip(*np.nonzero(take.any(axis=tuple(range(take.ndim - 2)))), strict=True):
        left[..., k] *= 1.0 - take[..., m, k] * theirs[..., m]
    return mine * left


def cap(value: ArrayLike, targets: ArrayLike, excess_counts: float) -> NDArray[np.float64]:
    """Value of a category that needs targets: what exceeds the opponent's targets counts in part.

    ``excess * V + (1 - excess) * min(V, T)``, element by element.
    """
    own, facing = np.asarray(value, dtype=float), np.asarray(targets, dtype=float)
    return np.asarray(excess_counts * own + (1.0 - excess_counts) * np.minimum(own, facing))


def shortage(values: ArrayLike, enablers: ArrayLike, delta: ArrayLike) -> NDArray[np.float64]:
    """Values lowered where an enabler is missing: ``V_k * prod_e (1 - delta[e, k] * (1 - E_e))``.

    ``values`` (..., k); ``enablers`` (..., e) between 0 and 1; ``delta`` (e, k) between 0 and 1.
    """
    return suppress(values, 1.0 - np.asarray(enablers, dtype=float), delta)
