"""The plain knapsack: the most valuable choice of items that fits, by the solver of the packages."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

_SCALE = 1e6
"""What the dearest item and the largest weight are for the solver, so that what it lets pass is small beside them."""


def knapsack(values: ArrayLike, weights: ArrayLike, capacities: ArrayLike) -> tuple[int | float, tuple[int, ...]]:
    """The most valuable choice of items, each taken once or not at all.

    Parameters
    ----------
    values
        Shape (items,), none negative.
    weights
        Shape (items,) with one capacity, or (dimensions, items) with (dimensions,) capacities; none negative.
    capacities
        A number, or (dimensions,).

    Returns
    -------
    The value, a whole number if all values are, and the chosen items by their place, ascending.

    Raises
    ------
    ValueError
        If shapes do not fit or a number is negative or not finite.
    """
    value = np.asarray(values, dtype=float)
    exact = [np.atleast_1d(np.array(given, dtype=object)) for given in (weights, capacities)]
    room = np.atleast_1d(np.asarray(capacities, dtype=float))
    weight = np.asarray(weights, dtype=float)
    if value.ndim != 1 or room.ndim != 1:
        raise ValueError("knapsack: values must be a list, and capacities a number or a list")
    weight = weight.reshape(room.size, 0) if value.size == 0 and weight.size == 0 else np.atleast_2d(weight)
    if weight.shape != (room.size, value.size):
        wanted = f"{room.size} x {value.size}, one row a capacity and one column an item"
        raise ValueError(f"knapsack: weights have shape {' x '.join(map(str, weight.shape))}; give {wanted}")
    for name, numbers in (("values", value), ("weights", weight), ("capacities", room)):
        if not ((numbers >= 0) & np.isfinite(numbers)).all():
            raise ValueError(f"knapsack: {name} must be finite numbers of zero or more")
    if not value.size:
        return 0, ()
    largest = np.maximum(np.maximum(weight.max(axis=1), room), 1.0) / _SCALE
    limits = [LinearConstraint(weight / largest[:, None], -np.inf, room / largest)]
    while True:
        found = milp(
            -value * _SCALE / max(float(value.max()), 1.0), constraints=limits, integrality=1, bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0, "presolve": False},  # with it the best of nearly equal weights can be lost
        )  # fmt: skip
        chosen = np.flatnonzero(np.rint(found.x) > 0)
        cover = _over(np.atleast_2d(exact[0]), exact[1], chosen)
        if cover is None:
            break
        limits.append(LinearConstraint(cover[None], -np.inf, chosen.size - 1))
    total = float(value[chosen].sum())
    whole = np.issubdtype(np.asarray(values).dtype, np.integer)
    return (round(total) if whole else total), tuple(int(at) for at in chosen)


def _over(
    weights: NDArray[np.object_], room: NDArray[np.object_], chosen: NDArray[np.intp]
) -> NDArray[np.float64] | None:
    """Marks of items (items,) of which one chosen less can be taken, None if the chosen fit.

    The solver lets a choice pass that is too heavy by a millionth. Numbers are added as they were given. Items as
    heavy as the heaviest chosen one cannot take the place of any.
    """
    for row, most in zip(weights, room, strict=True):
        if sum(row[chosen]) > most:
            marks = row >= max(row[chosen])
            marks[chosen] = True
            return np.array(marks, dtype=float)
    return None
