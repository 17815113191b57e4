"""Which weights turn a comparison of two around: along one category, and the nearest of all."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

Array = NDArray[np.float64]
ROUNDING = 1e-12


def tie_weight(values_a: ArrayLike, values_b: ArrayLike, weights: ArrayLike, category: int) -> float | None:
    """The share of one category at which two are level, when the others keep their proportions.

    With gaps d_k = a_k - b_k and the weighted mean gap m of the other categories it is m / (m - d_category).

    Parameters
    ----------
    values_a, values_b, weights
        Shape (categories,). Weights are none negative, and only their proportions matter.
    category
        Its number, from 0.

    Returns
    -------
    A share from 0 to 1, or None if no share makes them level. Today's share where every share does. Where the
    others carry no weight they have no proportions: then only a share of 1 can be told, level or not.

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, or there is no such category.
    """
    gap, share, slack = _gap_and_shares(values_a, values_b, weights, "tie_weight")
    if not 0 <= category < gap.size:
        raise ValueError(f"tie_weight: category must be a number from 0 to {gap.size - 1}, not {category}")
    own = float(gap[category])
    rest = np.delete(share, category)
    if rest.sum() <= 0:
        return 1.0 if own == 0 else None
    other = float(rest @ np.delete(gap, category) / rest.sum())
    other = 0.0 if abs(other) <= slack else other
    if own == other == 0:
        return float(share[category])
    if min(own, other) > 0 or max(own, other) < 0:
        return None
    return float(np.clip(other / (other - own), 0.0, 1.0))


def nearest_reversal(values_a: ArrayLike, values_b: ArrayLike, weights: ArrayLike) -> tuple[Array, float] | None:
    """The weights nearest to today's at which the one behind draws level.

    A linear programme: the smallest sum of absolute changes of the shares for which the weighted gap is zero,
    shares none negative and of sum one.

    Parameters
    ----------
    values_a, values_b, weights
        Shape (categories,). Weights are none negative, and only their proportions matter.

    Returns
    -------
    The shares, of sum one, and their distance from today's: the sum of absolute changes, 0 to 2, twice the weight
    that moves. Today's shares and 0 if the two are level already. None when one has at least the value of the
    other in every category and more in some: no weights put the other ahead.

    Raises
    ------
    ValueError
        If shapes do not fit, or a number is not finite.
    """
    gap, share, slack = _gap_and_shares(values_a, values_b, weights, "nearest_reversal")
    if (gap.min() >= 0) != (gap.max() <= 0):
        return None
    lead = float(gap @ share)
    if abs(lead) <= slack:
        return share, 0.0
    gap = gap if lead > 0 else -gap
    count = gap.size
    found = linprog(
        np.ones(2 * count),
        A_eq=np.stack([np.repeat([1.0, -1.0], count), np.concatenate([gap, -gap])]),
        b_eq=[0.0, -abs(lead)],
        bounds=[*((0.0, 1.0 - own) for own in share), *((0.0, own) for own in share)],
        method="highs",
    )
    if not found.success:
        raise RuntimeError(f"nearest_reversal: {found.message}")
    more, less = found.x[:count], found.x[count:]
    moved = np.maximum(share + more - less, 0.0)
    moved /= moved.sum()
    return moved, float(np.abs(moved - share).sum())


def _gap_and_shares(
    values_a: ArrayLike, values_b: ArrayLike, weights: ArrayLike, name: str
) -> tuple[Array, Array, float]:
    """Gaps of the values, shares of the weights, and what counts as rounding: gaps below that are zero."""
    a, b, weight = (np.asarray(given, dtype=float) for given in (values_a, values_b, weights))
    if a.ndim != 1 or a.size == 0 or not a.shape == b.shape == weight.shape:
        raise ValueError(f"{name}: values and weights must be lists of one length, a number for each category")
    if not (np.isfinite(a) & np.isfinite(b) & np.isfinite(weight)).all():
        raise ValueError(f"{name}: values and weights must be finite numbers")
    if (weight < 0).any() or not weight.max() > 0:
        raise ValueError(f"{name}: weights must be zero or more, and at least one above zero")
    slack = ROUNDING * float(max(np.abs(a).max(), np.abs(b).max()))
    gap, share = a - b, weight / weight.max()
    return np.where(np.abs(gap) <= slack, 0.0, gap), share / share.sum(), slack
