"""From strength to value between 0 and 1: what an extra unit still adds (METHOD M5)."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

Form = Literal["michaelis", "exponential", "linear"]
FORMS: tuple[Form, ...] = get_args(Form)


def value(strength: ArrayLike, half: ArrayLike, form: str = "michaelis") -> NDArray[np.float64] | float:
    """Value of a strength.

    Parameters
    ----------
    strength
        Norm units, zero or more, any shape.
    half
        Half-requirement H in the same units, above zero; broadcasts with ``strength``.
    form
        ``michaelis`` X / (X + H); ``exponential`` 1 - 2^(-X / H); ``linear`` X / H, not above 1.

    Returns
    -------
    Same shape as the inputs broadcast; between 0 and 1. The first two forms give 0.5 at X = H.

    Raises
    ------
    ValueError
        If the form is unknown, a strength is negative or a half-requirement not above zero.
    """
    amount, need = np.broadcast_arrays(np.asarray(strength, dtype=float), np.asarray(half, dtype=float))
    if not (amount >= 0).all():
        raise ValueError("saturate.value: strength must be zero or more")
    if not ((need > 0) & np.isfinite(need)).all():
        raise ValueError("saturate.value: half-requirement must be a finite number above zero")
    with np.errstate(over="ignore"):
        ratio = amount / need
    if form == "michaelis":
        finite = np.where(np.isinf(ratio), 0.0, ratio)
        result = np.where(np.isinf(ratio), 1.0, finite / (1.0 + finite))
    elif form == "exponential":
        result = -np.expm1(-ratio * np.log(2.0))
    elif form == "linear":
        result = np.minimum(ratio, 1.0)
    else:
        raise ValueError(f"saturate.value: form '{form}' is unknown; known: {', '.join(FORMS)}")
    return result if result.ndim else float(result)


def piecewise(
    x: ArrayLike, cutoffs: ArrayLike, values: ArrayLike, *, extrapolate: bool = False
) -> NDArray[np.float64] | float:
    """Piecewise-linear value function through (cutoff, value) points.

    Outside the cutoffs the end value holds, or the end segment goes on if ``extrapolate``.
    ``cutoffs`` must increase and have as many entries as ``values``, two at least.
    """
    at, cut, val = (np.asarray(a, dtype=float) for a in (x, cutoffs, values))
    if cut.ndim != 1 or cut.shape != val.shape or cut.size < 2 or not (np.diff(cut) > 0).all():
        raise ValueError("saturate.piecewise: cutoffs must increase and match values, two at least")
    result = np.interp(at, cut, val)
    if extrapolate:
        slope = np.diff(val) / np.diff(cut)
        result = np.where(at < cut[0], val[0] + slope[0] * (at - cut[0]), result)
        result = np.where(at > cut[-1], val[-1] + slope[-1] * (at - cut[-1]), result)
    return result if result.ndim else float(result)


def goalposts(x: ArrayLike, low: float, high: float, *, log: bool = False) -> NDArray[np.float64] | float:
    """Position of ``x`` between two fixed goalposts, 0 to 1, capped at both ends.

    With ``log`` the position is taken on a logarithmic scale (all three above zero).
    """
    at = np.asarray(x, dtype=float)
    ends = np.array([low, high], dtype=float)
    if log:
        if not ((at > 0).all() and (ends > 0).all()):
            raise ValueError("saturate.goalposts: a logarithmic scale needs numbers above zero")
        at, ends = np.log(at), np.log(ends)
    return piecewise(at, ends, [0.0, 1.0])
