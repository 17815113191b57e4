"""Random weights and random numbers: all weightings, weights near some, under an order or within limits, PERT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Seed = int | np.random.Generator
CHUNK = 16_384
"""Draws worked on at a time, so that they stay in the cache of the processor."""
SUM_SLACK = 1e-9
LEAST_ACCEPTED = 0.02
"""Part of plain draws that has to fall within limits for them to be used; below it a walk is used."""


def dirichlet(
    draws: int,
    criteria: int,
    concentration: float | None = None,
    around: ArrayLike | None = None,
    seed: Seed = 0,
) -> Array:
    """Weights from a Dirichlet distribution, each row on the simplex.

    Parameters
    ----------
    draws, criteria
        Rows and columns of the result.
    concentration
        Sum of the parameters of the distribution; the larger, the closer the weights stay to ``around``:
        Var w_k = w0_k (1 - w0_k) / (concentration + 1). Default: ``criteria``.
    around
        Mean weights w0, of shape (criteria,), none negative; only proportions matter. Where it is zero
        the weight is zero. Default: equal, so that without ``concentration`` all weightings are equally
        likely.
    seed
        A number, or a generator that goes on.

    Returns
    -------
    Array (draws, criteria). The first rows do not depend on how many follow.

    Raises
    ------
    ValueError
        If a count is below one, the concentration not above zero, or ``around`` does not fit.
    """
    _count(draws, "draws")
    _count(criteria, "criteria")
    mean = np.full(criteria, 1.0 / criteria) if around is None else _mean(around, criteria)
    total = float(criteria) if concentration is None else float(concentration)
    if not (np.isfinite(total) and total > 0):
        raise ValueError("dirichlet: concentration must be a finite number above zero")
    generator, alpha = np.random.default_rng(seed), total * mean
    if (abs(alpha - 1.0) < 1e-12).all():
        return _uniform(draws, criteria, generator)
    weights, used = np.zeros((draws, criteria)), alpha > 0
    weights[:, used] = generator.dirichlet(alpha[used], draws)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _uniform(draws: int, criteria: int, generator: np.random.Generator) -> Array:
    """Exponentials over their sum: every weighting is equally likely."""
    weights, ones = np.empty((draws, criteria)), np.ones(criteria)
    for rows in chunks(draws):
        part = weights[rows]
        generator.standard_exponential(out=part)
        part /= (part @ ones)[:, None]
    return weights


def ranked(draws: int, order: Sequence[int | Sequence[int]], seed: Seed = 0) -> Array:
    """Weights that keep an order of importance, each such weighting equally likely.

    ``order`` names all criteria by number, the weightiest first; those of an inner list share a place and
    may stand in any order among themselves: ``[2, [0, 1]]``. Returns (draws, criteria).
    """
    places = [[place] if isinstance(place, int | np.integer) else list(place) for place in order]
    flat = [int(one) for place in places for one in place]
    if sorted(flat) != list(range(len(flat))) or not flat:
        raise ValueError("ranked: the order must name each criterion from 0 on exactly once")
    generator = np.random.default_rng(seed)
    falling = -np.sort(-dirichlet(draws, len(flat), seed=generator), axis=1)
    weights, at = np.empty_like(falling), 0
    for place in places:
        own = falling[:, at : at + len(place)]
        weights[:, place] = generator.permuted(own, axis=1) if len(place) > 1 else own
        at += len(place)
    return weights


def bounded(draws: int, low: ArrayLike, high: ArrayLike, seed: Seed = 0) -> Array:
    """Weights within limits, each such weighting equally likely.

    ``low`` and ``high`` have shape (criteria,), 0 <= low <= high. Returns (draws, criteria); rows sum to one.
    Where too few plain draws fall within the limits, each row is the end of a walk of its own in them.

    Raises
    ------
    ValueError
        If the limits do not fit each other, or no weights within them sum to one.
    """
    _count(draws, "draws")
    lower, upper = np.broadcast_arrays(np.asarray(low, dtype=float), np.asarray(high, dtype=float))
    if lower.ndim != 1 or not ((lower >= 0) & (lower <= upper)).all():
        raise ValueError("bounded: each weight needs limits with 0 <= low <= high")
    upper = np.minimum(upper, 1.0)
    if lower.sum() > 1 + SUM_SLACK or upper.sum() < 1 - SUM_SLACK:
        raise ValueError(
            f"bounded: no weights within these limits sum to one; the lows sum to {lower.sum():g}, "
            f"the highs to {upper.sum():g}"
        )
    generator = np.random.default_rng(seed)
    room = max(1.0 - float(lower.sum()), 0.0)
    tried = lower + room * dirichlet(CHUNK, lower.size, seed=generator)
    kept = tried[(tried <= upper).all(axis=1)]
    if len(kept) < LEAST_ACCEPTED * CHUNK:
        return _walked(draws, lower, upper, generator)
    found = [kept]
    while sum(map(len, found)) < draws:
        tried = lower + room * dirichlet(CHUNK, lower.size, seed=generator)
        found.append(tried[(tried <= upper).all(axis=1)])
    return np.concatenate(found)[:draws]


def _walked(draws: int, lower: Array, upper: Array, generator: np.random.Generator) -> Array:
    """Move weight between two criteria at a time, as far as the limits let it, until the start is forgotten."""
    spare = float((upper - lower).sum())
    share = (1.0 - float(lower.sum())) / spare if spare > 0 else 0.0
    weights = np.tile(lower + share * (upper - lower), (draws, 1))
    free = np.flatnonzero(upper > lower)
    if len(free) < 2:
        return weights
    for _ in range(12 * len(free) ** 2):
        a, b = generator.choice(free, 2, replace=False)
        both = weights[:, a] + weights[:, b]
        least, most = np.maximum(lower[a], both - upper[b]), np.minimum(upper[a], both - lower[b])
        weights[:, a] = least + (most - least) * generator.random(draws)
        weights[:, b] = both - weights[:, a]
    return np.asarray(np.clip(weights, lower, upper))


def pert(low: ArrayLike, mode: ArrayLike, high: ArrayLike, draws: int, seed: Seed = 0) -> Array:
    """Draws from PERT distributions: a beta distribution on [low, high] with mean (low + 4 mode + high) / 6.

    The three are numbers or arrays that broadcast to one shape (...); returns (draws, ...). Where low and
    high are equal the number itself comes back. Raises ``ValueError`` unless low <= mode <= high.
    """
    _count(draws, "draws")
    least, best, most = np.broadcast_arrays(*(np.asarray(number, dtype=float) for number in (low, mode, high)))
    if not (np.isfinite(least) & np.isfinite(most) & (least <= best) & (best <= most)).all():
        raise ValueError("pert: needs finite numbers with low <= mode <= high")
    width = most - least
    part = np.divide(best - least, width, out=np.full_like(width, 0.5), where=width > 0)
    generator = np.random.default_rng(seed)
    drawn = generator.beta(1 + 4 * part, 5 - 4 * part, size=(draws, *width.shape))
    return np.asarray(np.clip(least + width * drawn, least, most))


def chunks(draws: int) -> Iterator[slice]:
    """Cut rows into pieces of `CHUNK`."""
    for first in range(0, draws, CHUNK):
        yield slice(first, min(first + CHUNK, draws))


def _count(number: int, name: str) -> None:
    if isinstance(number, bool) or int(number) != number or number < 1:
        raise ValueError(f"{name} must be a whole number of one or more, not {number!r}")


def _mean(around: ArrayLike, criteria: int) -> Array:
    mean = np.asarray(around, dtype=float)
    if mean.shape != (criteria,) or not (np.isfinite(mean) & (mean >= 0)).all() or not mean.sum() > 0:
        raise ValueError(f"dirichlet: around needs {criteria} numbers of zero or more, not all zero")
    return np.asarray(mean / mean.sum())
