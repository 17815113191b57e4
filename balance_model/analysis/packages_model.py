"""The whole-number programme behind the packages: which numbers of which offers, under straight-line limits.

The value of a category is a concave curve of its strength. Chords below it make a problem whose solutions hold
under the exact curve; tangents above it make one whose best is a bound that no package can beat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from balance_model.errors import BalanceError

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
Curve = Callable[[Array], Array]
CHORDS = 32
"""Straight pieces for each category."""
_GRID = 2000
_SECONDS = 20.0
_OPTIMAL, _NONE = 0, 2  # as the solver numbers its outcomes
_CLOSE, _NEAR = 1e-9, 5e-4
_STEP, _LIFT = 1e-6, 1e-7  # of the slopes by differences, and what covers their error


@dataclass(frozen=True)
class Problem:
    """Offers and what binds them.

    ``start`` (category,) are the strengths without any offer, ``adds`` (offer, category) what one of each adds,
    ``cost`` and ``most`` (offer,) price of one and the most of it, ``option`` (offer,) the place of its option in
    ``once`` (option,), what is paid once for all offers of an option. ``floors`` (category,) are least values.
    ``rows`` (limit, offer and then option) times the counts, and 1 for each option bought, may not exceed ``room``
    (limit,). ``curves`` give the value of each category. ``matters`` marks the categories with a weight or a floor.
    """

    start: Array
    adds: Array
    cost: Array
    option: NDArray[np.intp]
    once: Array
    most: Array
    floors: Array
    rows: Array
    room: Array
    curves: tuple[Curve, ...]
    matters: NDArray[np.bool_]

    @property
    def used(self) -> NDArray[np.intp]:
        """Places of the categories that matter."""
        return np.flatnonzero(self.matters)

    def strength(self, counts: Counts) -> Array:
        """Strengths with some of each offer: counts (..., offer) to (..., category)."""
        return self.start + counts @ self.adds

    def value(self, counts: Counts) -> Array:
        """Values (category,) with some of each offer."""
        x = self.strength(counts)
        return np.array([float(curve(x[k : k + 1])[0]) for k, curve in enumerate(self.curves)])

    def price(self, counts: Counts) -> float:
        """Price of some of each offer, what is paid once included."""
        return float(counts @ self.cost) + self.paid_once(counts)

    def paid_once(self, counts: Counts) -> float:
        """What is paid once for the options of which there are any."""
        return float(self.once[np.unique(self.option[counts > 0])].sum())


@dataclass(frozen=True)
class Lines:
    """Straight lines over strengths, one entry each: value of ``category`` <= ``height`` + ``slope`` * strength."""

    category: NDArray[np.intp]
    height: Array
    slope: Array

    def and_also(self, other: Lines) -> Lines:
        """Both sets of lines."""
        return Lines(
            np.concatenate([self.category, other.category]),
            np.concatenate([self.height, other.height]),
            np.concatenate([self.slope, other.slope]),
        )


@dataclass(frozen=True)
class Cut:
    """A straight upper bound of the score: ``height`` plus ``gains`` (category,) times the values."""

    gains: Array
    height: float


class Solution(NamedTuple):
    """The best counts found, None if there are none, and how the solver ended (as scipy's ``milp`` numbers it)."""

    counts: Counts | None
    status: int

    @property
    def certain(self) -> bool:
        """Whether nothing can be better, or nothing can be found at all."""
        return self.status in (_OPTIMAL, _NONE)

    def known(self) -> Counts | None:
        """The counts, or None where there are none; raises BalanceError if that was not found out."""
        if self.counts is None and not self.certain:
            raise BalanceError("The list of purchases was not worked out in time; narrow the list or the limits.")
        return self.counts


def corners(curve: Curve, low: float, high: float, pieces: int = CHORDS) -> Array:
    """Strengths between which chords are drawn, closer where the curve bends more: shape (pieces + 1,)."""
    grid = np.linspace(low, high, _GRID + 1)
    bend = np.sqrt(np.abs(np.diff(curve(grid), n=2)))
    total = float(bend.sum())
    density = np.full(_GRID, 0.1 / _GRID) if total > 0 else np.full(_GRID, 1.0 / _GRID)
    if total > 0:
        density[1:] += 0.9 * bend / total
    passed = np.concatenate([[0.0], np.cumsum(density)])
    return np.asarray(np.interp(np.linspace(0, passed[-1], pieces + 1), passed, grid))


def chords(problem: Problem, pieces: int = CHORDS) -> Lines:
    """Chords of every category that matters, from the strength now to the most that can be reached."""
    parts = []
    top = problem.strength(problem.most.astype(np.int64))
    for k in problem.used:
        low, high = float(problem.start[k]), float(top[k])
        if high > low:
            x = corners(problem.curves[k], low, high, pieces)
            v = problem.curves[k](x)
            slope = np.diff(v) / np.diff(x)
            parts.append(Lines(np.full(pieces, k), v[:-1] - slope * x[:-1], slope))
        else:
            value = problem.curves[k](np.array([low]))
            parts.append(Lines(np.array([k]), value, np.zeros(1)))
    return _joined(parts)


def tangents(problem: Problem, points: Array) -> Lines:
    """Tangents of every category that matters at some strengths (point, category)."""
    parts = []
    for k in problem.used:
        x = np.unique(points[:, k])
        step = _STEP * np.maximum(x, 1.0)
        v = problem.curves[k](x)
        slope = (problem.curves[k](x + step) - v) / step
        parts.append(Lines(np.full(x.size, k), v - slope * x + _LIFT, slope))
    return _joined(parts)


def start_points(problem: Problem, pieces: int = CHORDS) -> Array:
    """Strengths (point, category) at which tangents start: the corners of the chords."""
    top = problem.strength(problem.most.astype(np.int64))
    ends = zip(problem.curves, problem.start, top, strict=True)
    return np.stack(
        [corners(c, float(a), float(b), pieces) if b > a else np.full(pieces + 1, a) for c, a, b in ends], axis=1
    )


def cheapest_counts(
    problem: Problem, lines: Lines, cuts: Sequence[Cut], target: float, at_most: float = np.inf
) -> Solution:
    """The cheapest numbers of offers whose score reaches a target, at no more than a price."""
    goal = _prices(problem)
    extra = [LinearConstraint(goal[None], -np.inf, at_most)] if np.isfinite(at_most) else []
    return _solved(problem, lines, cuts, goal, extra, target, _CLOSE)


def richest_counts(problem: Problem, lines: Lines, cuts: Sequence[Cut], budget: float = np.inf) -> Solution:
    """The numbers of offers with the highest score for a budget, without any if the floors cannot be kept."""
    price = _prices(problem)
    goal = price * _CLOSE / max(float(price.max()), 1.0)  # of two packages with one score the cheaper
    goal[-1] = -1.0
    extra = [LinearConstraint(price[None], -np.inf, budget)] if np.isfinite(budget) else []
    return _solved(problem, lines, cuts, goal, extra, -np.inf, _NEAR)


def _prices(problem: Problem) -> Array:
    return np.concatenate([problem.cost, problem.once, np.zeros(problem.used.size + 1)])


def _solved(
    problem: Problem,
    lines: Lines,
    cuts: Sequence[Cut],
    goal: Array,
    extra: list[LinearConstraint],
    target: float,
    gap: float,
) -> Solution:
    """Solve for counts, which options are bought (where something is paid once), the values that matter, the score."""
    offers, options, used = problem.cost.size, problem.once.size, problem.used
    at = np.searchsorted(used, lines.category)
    own = csr_array((np.ones(at.size), (np.arange(at.size), at)), shape=(at.size, used.size + 1))
    below = hstack(
        [csr_array(-lines.slope[:, None] * problem.adds[:, lines.category].T), csr_array((at.size, options)), own],
        format="csr",
    )
    score = np.array([np.concatenate([np.zeros(offers + options), -cut.gains[used], [1.0]]) for cut in cuts])
    limits = [
        LinearConstraint(below, -np.inf, lines.height + lines.slope * problem.start[lines.category]),
        LinearConstraint(score, -np.inf, np.array([cut.height for cut in cuts])),
        *extra,
    ]
    if problem.room.size:
        none = np.zeros((problem.room.size, used.size + 1))
        limits.append(LinearConstraint(np.hstack([problem.rows, none]), -np.inf, problem.room))
    if problem.once.any():
        of = problem.most[:, None] * (problem.option[:, None] == np.arange(options))
        tied = np.hstack([np.eye(offers), -of, np.zeros((offers, used.size + 1))])
        limits.append(LinearConstraint(tied[problem.once[problem.option] > 0], -np.inf, 0.0))
    low = np.concatenate([np.zeros(offers + options), problem.floors[used], [target]])
    high = np.concatenate([problem.most, np.where(problem.once > 0, 1.0, 0.0), np.ones(used.size), [np.inf]])
    if (low > high).any():
        return Solution(None, _NONE)
    whole = np.concatenate([np.ones(offers + options), np.zeros(used.size + 1)])
    found = milp(
        goal, constraints=limits, integrality=whole, bounds=Bounds(low, high),
        options={"mip_rel_gap": gap, "time_limit": _SECONDS},
    )  # fmt: skip
    return Solution(None if found.x is None else np.rint(found.x[:offers]).astype(np.int64), int(found.status))


def _joined(parts: list[Lines]) -> Lines:
    if not parts:
        return Lines(np.zeros(0, dtype=np.intp), np.zeros(0), np.zeros(0))
    result = parts[0]
    for part in parts[1:]:
        result = result.and_also(part)
    return result
