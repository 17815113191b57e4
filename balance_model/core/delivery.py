"""When ordered units arrive and when they count in full (METHOD M1 and M2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def delivered_by_year(
    quantity: ArrayLike, first_year: ArrayLike, last_year: ArrayLike, slip: ArrayLike, years: ArrayLike
) -> NDArray[np.float64]:
    """Units arrived by the end of each year: evenly from first to last year, all later by ``slip`` years.

    Inputs are scalars or arrays of one shape (...); ``years`` has shape (y,). Returns (..., y).
    """
    total, start, end, late = (np.asarray(a, dtype=float)[..., None] for a in (quantity, first_year, last_year, slip))
    if not (end >= start).all():
        raise ValueError("delivery: last_year must not lie before first_year")
    passed = np.asarray(years, dtype=float) - start - late + 1.0
    return np.asarray(total * np.clip(passed / (end - start + 1.0), 0.0, 1.0))


def effective_by_year(
    quantity: ArrayLike,
    first_year: ArrayLike,
    last_year: ArrayLike,
    slip: ArrayLike,
    ramp_years: ArrayLike,
    years: ArrayLike,
) -> NDArray[np.float64]:
    """Units in full use by year: a unit ``age`` years after delivery counts min((age + 1) / ramp, 1).

    Parameters
    ----------
    quantity, first_year, last_year, slip
        Units, calendar years, and years of delay; scalars or arrays of one shape (...).
    ramp_years
        Years until a delivered unit counts in full; 1 or less means at once.
    years
        Calendar years, shape (y,).

    Returns
    -------
    Shape (..., y): never above the units delivered.
    """
    ramp = np.maximum(np.asarray(ramp_years, dtype=float), 1.0)
    at = np.asarray(years, dtype=float)
    in_use = np.zeros(1)
    counted = np.zeros(ramp.shape)
    for age in range(int(np.ceil(ramp.max(initial=1.0)))):
        now = np.minimum((age + 1.0) / ramp, 1.0)
        in_use = in_use + (now - counted)[..., None] * delivered_by_year(
            quantity, first_year, last_year, slip, at - age
        )
        counted = now
    return in_use
