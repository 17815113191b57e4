"""What part of the doubt about a number each group of inputs carries (Sobol indices).

The first-order index of a group is the part of the variance that goes when the group alone is known, the
total index the part that stays when the group alone is unknown. Estimated by ``scipy.stats.sobol_indices``
(Saltelli 2010 for the first, Jansen for the total) from ``2 + groups`` runs a point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc, sobol_indices

from balance_model.analysis.watched import Tell, untold

Array = NDArray[np.float64]
Index = NDArray[np.intp]
NO_SPREAD = 1e-12
"""A standard deviation below this part of the largest number is rounding: nothing is in doubt."""
BATCH = 256
"""Runs between two tellings of progress."""


@dataclass(frozen=True)
class Indices:
    """First-order and total index of each group with their standard errors, and the spread they share out.

    Arrays of shape (groups,). A number that does not vary has zeros throughout.
    """

    groups: tuple[str, ...]
    first: Array
    total: Array
    first_error: Array
    total_error: Array
    mean: float
    deviation: float

    def table(self) -> pd.DataFrame:
        """One row a group, the largest total first: group, first, first_error, total, total_error."""
        columns = {name: getattr(self, name) for name in ("first", "first_error", "total", "total_error")}
        frame = pd.DataFrame({"group": self.groups, **columns})
        return frame.sort_values(["total", "first"], ascending=False, kind="stable", ignore_index=True)


def indices(
    func: Callable[[Array], Array],
    groups: Sequence[str],
    points: int = 512,
    seeds: Sequence[int] = (1, 2, 3, 4),
    tell: Tell = untold,
) -> Indices:
    """Sobol indices of a function of independent groups, each given as one number of the unit interval.

    ``func`` takes uniforms of shape (groups, n) and gives n numbers; the rest as in ``sampled``.
    """
    return estimated(sampled(func, len(groups), points, seeds, tell), groups)


def sampled(
    func: Callable[[Array], Array], groups: int, points: int, seeds: Sequence[int], tell: Tell = untold
) -> Array:
    """Answers of a function at the cases that Sobol indices need, shape (seeds, 2 + groups, points, ...).

    Parameters
    ----------
    func : takes uniforms of shape (groups, n) and gives an array of shape (n, ...).
    groups : how many groups.
    points : a power of two; each seed runs ``points * (groups + 2)`` cases.
    seeds : at least two, so that the spread between them tells how sure the means are.

    Raises
    ------
    ValueError
        When ``points`` is not a power of two, or there are fewer than two seeds.
    """
    if points < 2 or points & (points - 1):
        raise ValueError(f"points is {points}; choose a power of two, for example 512.")
    if len(seeds) < 2:
        raise ValueError("one seed cannot tell how sure the indices are; give two or more.")
    answers: list[Array] = []
    rounds = len(seeds) * (groups + 2)
    for seed in seeds:
        first, second = _points(groups, points, seed)
        swapped = [np.where(np.arange(groups)[:, None] == row, second, first) for row in range(groups)]
        for case in (first, second, *swapped):
            tell(len(answers), rounds)
            answers.append(np.asarray(func(case), dtype=float))
    return np.stack(answers).reshape(len(seeds), groups + 2, *answers[0].shape)


def estimated(answers: Array, groups: Sequence[str]) -> Indices:
    """Indices from answers of shape (seeds, 2 + groups, points): means over the seeds and their standard errors.

    Raises ValueError when a number is not finite.
    """
    if not np.isfinite(answers).all():
        raise ValueError("the number has no finite value in some futures; watch the gap instead of the ratio.")
    table = np.stack([_of_one_seed(each) for each in answers])
    error = table.std(axis=0, ddof=1) / np.sqrt(len(answers))
    mean, plain = table.mean(axis=0), answers[:, :2]
    return Indices(tuple(groups), mean[0], mean[1], error[0], error[1], float(plain.mean()), float(plain.std()))


def drawn(run: Callable[[Index], Array], pool: int) -> Callable[[Array], Array]:
    """A function of uniforms for ``indices`` from one of draw numbers: each group takes one of ``pool`` draws.

    ``run`` takes draw numbers of shape (groups, n) and gives an array of shape (n, ...).
    """

    def func(uniform: Array) -> Array:
        chosen = np.minimum((uniform * pool).astype(np.intp), pool - 1)
        parts = [run(chosen[:, start : start + BATCH]) for start in range(0, chosen.shape[1], BATCH)]
        return np.concatenate(parts)

    return func


def _points(groups: int, points: int, seed: int) -> tuple[Array, Array]:
    """Two independent sets of quasi-random points, each of shape (groups, points)."""
    both = qmc.Sobol(2 * groups, scramble=True, rng=np.random.default_rng(seed)).random(points).T
    return both[:groups], both[groups:]


def _of_one_seed(answers: Array) -> Array:
    """First-order and total indices, shape (2, groups), from the answers of shape (2 + groups, points)."""
    both = answers[:2]
    largest = float(np.abs(both).max())
    if float(both.std()) <= NO_SPREAD * max(largest, NO_SPREAD):
        return np.zeros((2, len(answers) - 2))
    centred = answers - both.mean()
    result = sobol_indices(
        func={"f_A": centred[:1], "f_B": centred[1:2], "f_AB": centred[2:, None, :]}, n=answers.shape[1]
    )
    return np.stack([np.ravel(result.first_order), np.ravel(result.total_order)])
