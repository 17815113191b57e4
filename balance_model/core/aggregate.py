"""Weighted power mean of category values (METHOD M7 and M8)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

TINY = 1e-12
"""Exponents closer to zero than this give the geometric mean to the last digit but two."""


def power_mean(values: ArrayLike, weights: ArrayLike, rho: float = 1.0) -> NDArray[np.float64] | float:
    """Weighted power mean over the last axis.

    Parameters
    ----------
    values
        Shape (..., k), none negative.
    weights
        Shape (k,) or any shape that broadcasts with ``values``; none negative, at least one above
        zero. They need not sum to one: only proportions matter. Entries of weight zero are ignored.
    rho
        Exponent: 1 arithmetic, 0 geometric, -1 harmonic, ``-inf`` minimum, ``inf`` maximum. With
        ``rho <= 0`` one zero value makes the mean zero.

    Returns
    -------
    Array of shape (...), or a float for one set of values.

    Raises
    ------
    ValueError
        If a value or weight is negative or not a number, or all weights are zero.
    """
    value = np.asarray(values, dtype=float)
    value, weight = np.broadcast_arrays(value, np.asarray(weights, dtype=float))
    if not (value >= 0).all():
        raise ValueError("power_mean: values must be numbers of zero or more")
    if not ((weight >= 0) & np.isfinite(weight)).all():
        raise ValueError("power_mean: weights must be finite numbers of zero or more")
    # Divide by the largest first, so that very small or very large weights keep their proportions.
    largest = weight.max(axis=-1, keepdims=True)
    if not (largest > 0).all():
        raise ValueError("power_mean: at least one weight must be above zero")
    share = weight / largest
    share = share / share.sum(axis=-1, keepdims=True)
    if np.isnan(rho):
        raise ValueError("power_mean: rho must be a number")
    if rho == 1:
        mean = (share * value).sum(axis=-1)
    elif np.isinf(rho):
        used = np.where(share > 0, value, -np.inf if rho > 0 else np.inf)
        mean = used.max(axis=-1) if rho > 0 else used.min(axis=-1)
    else:
        mean = _finite(value, share, rho)
    return mean if mean.ndim else float(mean)


def _finite(value: NDArray[np.float64], share: NDArray[np.float64], rho: float) -> NDArray[np.float64]:
    """Power mean for a finite exponent, in logarithms so that no power over- or underflows."""
    with np.errstate(divide="ignore"):
        log = np.where(share > 0, np.log(value), np.inf if rho < 0 else -np.inf)
    if abs(rho) < TINY:
        with np.errstate(invalid="ignore"):
            return np.asarray(np.exp(np.where(share > 0, share * log, 0.0).sum(axis=-1)))
    anchor = log.max(axis=-1) if rho > 0 else log.min(axis=-1)
    plain = np.isfinite(anchor)
    shift = np.where(plain, anchor, 0.0)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        power = rho * (log - shift[..., None])
        total = np.where(share > 0, share * np.exp(power), 0.0).sum(axis=-1)
        # share * (exp(power) - 1) keeps its digits when rho is close to zero.
        gain = np.where(share > 0, share * np.expm1(power), 0.0).sum(axis=-1)
        log_total = np.where(gain > -0.5, np.log1p(np.maximum(gain, -0.5)), np.log(total))
        mean = np.exp(shift + np.where(plain, log_total, 0.0) / rho)
    return np.asarray(np.where(plain, mean, np.exp(anchor)))
