"""SMAA-2: how often each alternative has each rank when weights, and perhaps values, are not known.

R. Lahdelma and P. Salminen, Operations Research 49 (2001) 444-454; T. Tervonen and R. Lahdelma, European Journal
of Operational Research 178 (2007) 500-513. Ranking entropy as in the R package smaa: of the whole ranking.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from balance_model.analysis.sampling import chunks

Array = NDArray[np.float64]
Ranks = NDArray[np.intp]
Places = NDArray[np.int8] | NDArray[np.int16]
MOST_CODES = 50_000
"""Rankings are counted in a table up to this size, else in a dictionary."""
ROUNDING = 1e-12
"""At its central weights an alternative is first up to this part of the largest value: they are a rounded mean."""


@dataclass(frozen=True, eq=False)
class Smaa:
    """What all drawn weightings say together. Arrays cannot be written to.

    Attributes
    ----------
    rank_acceptability
        (alternatives, ranks): share of draws in which an alternative has a rank; rank = 1 + number strictly
        better, so ties share the better rank. Rows sum to one, columns only without ties.
    central_weights
        (alternatives, criteria): mean of the weights with which an alternative is first, alone or level
        with others; a row of NaN if it never is.
    confidence_factors
        (alternatives,): share of the value draws in which an alternative is first at its central weights;
        1 or 0 for values without draws, NaN if it has no central weights.
    pairwise_winning
        (alternatives, alternatives): share of draws in which the row is strictly better than the column;
        0 on the diagonal.
    entropy
        Of the whole ranking, in bits: - sum p log2 p over the rankings that occur; 0 if there is only one.
    """

    rank_acceptability: Array
    central_weights: Array
    confidence_factors: Array
    pairwise_winning: Array
    entropy: float


def smaa2(values: ArrayLike, weights: ArrayLike) -> Smaa:
    """Rank acceptabilities, central weights, confidence factors, pairwise winning indices and ranking entropy.

    Parameters
    ----------
    values
        (alternatives, criteria), or (draws, alternatives, criteria) if they are not known either. Larger is
        better; used as they are, never normalised over the alternatives.
    weights
        (draws, criteria), none negative; rows sum to one for central weights to do so. One row, or (criteria,),
        holds for all draws of the values.

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, or a weight is negative.
    """
    value, weight = _checked(values, weights)
    draws, criteria = weight.shape
    alternatives = value.shape[-2]
    counts: dict[tuple[int, ...], int] = {}
    table = np.zeros(alternatives**alternatives if alternatives < 7 else 0, dtype=np.intp)
    table = table if table.size <= MOST_CODES else table[:0]
    sums, first = np.zeros((alternatives, criteria)), np.zeros(alternatives)
    slack = 4 * criteria**2 * np.finfo(float).eps * float(np.abs(value).max())
    for rows in chunks(draws):
        part = weight[rows]
        least, most = float(part.min()), float(part.max())
        if not (least >= 0 and most < np.inf):
            raise ValueError("smaa2: weights must be finite numbers of zero or more")
        rank = _ranks(value, part, slack * most) if value.ndim == 2 else _better(_utilities(value[rows], part))
        leads = (rank == 0).astype(float)
        sums += leads @ part
        first += leads.sum(axis=1)
        _count(rank, table, counts)
    rankings, times = _occurring(table, counts, alternatives)
    shares = times / draws
    central = np.divide(sums, first[:, None], out=np.full_like(sums, np.nan), where=first[:, None] > 0)
    places = np.arange(alternatives)
    acceptability = (times[:, None, None] * (rankings[:, :, None] == places)).sum(axis=0) / draws
    winning = (times[:, None, None] * (rankings[:, :, None] < rankings[:, None, :])).sum(axis=0) / draws
    entropy = max(0.0, -float((shares * np.log2(shares)).sum()))
    confidence = _confidence(value, central)
    for array in (acceptability, central, confidence, winning):
        array.flags.writeable = False
    return Smaa(acceptability, central, confidence, winning, entropy)


def _checked(values: ArrayLike, weights: ArrayLike) -> tuple[Array, Array]:
    value, weight = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    weight = weight[None, :] if weight.ndim == 1 else weight
    if value.ndim not in (2, 3) or 0 in value.shape:
        raise ValueError("smaa2: values must have shape (alternatives, criteria) or (draws, alternatives, criteria)")
    if weight.ndim != 2 or len(weight) == 0 or weight.shape[1] != value.shape[-1]:
        raise ValueError(f"smaa2: weights must have shape (draws, {value.shape[-1]}), one column for each criterion")
    if value.ndim == 3 and len(weight) == 1:
        weight = np.broadcast_to(weight, (len(value), weight.shape[1]))
    if value.ndim == 3 and len(value) != len(weight):
        raise ValueError(f"smaa2: values have {len(value)} draws and weights {len(weight)}; both need the same number")
    if not np.isfinite(value).all():
        raise ValueError("smaa2: values must be finite numbers")
    return value, weight


def _utilities(value: Array, weight: Array) -> Array:
    """Weighted sums (alternatives, draws), added in the order of the criteria.

    Each alternative goes through the same steps, so equal alternatives come out equal to the last bit and no
    alternative falls behind one that it is at least as good as in every criterion.
    """
    columns = np.ascontiguousarray(weight.T)
    parts = value.T[:, :, None] if value.ndim == 2 else value.transpose(2, 1, 0)
    total = np.asarray(parts[0] * columns[0], order="C")
    product = np.empty_like(total)
    for part, column in zip(parts[1:], columns[1:], strict=True):
        np.multiply(part, column, out=product)
        total += product
    return total


def _ranks(value: Array, weight: Array, slack: float) -> Places:
    """Number of alternatives that are strictly better, (alternatives, draws).

    A matrix product is quick but rounds in an order of its own: draws in which two come out closer than ``slack``,
    which is more than its rounding, are worked out again step by step.
    """
    alternatives = len(value)
    rank = _better(value @ weight.T, slack)
    close = np.flatnonzero(rank.sum(axis=0, dtype=np.int64) < alternatives * (alternatives - 1) // 2)
    if close.size:
        rank[:, close] = _better(_utilities(value, weight[close]))
    return rank


def _better(utility: Array, slack: float = 0.0) -> Places:
    """How many are better by more than ``slack``."""
    rank = np.zeros(utility.shape, dtype=np.int8 if len(utility) < 128 else np.int16)
    limit = utility + slack if slack else utility
    for one in range(len(utility)):
        for other in range(one + 1, len(utility)):
            rank[one] += (utility[other] > limit[one]).view(np.int8)
            rank[other] += (utility[one] > limit[other]).view(np.int8)
    return rank


def _count(rank: Places, table: Ranks, counts: dict[tuple[int, ...], int]) -> None:
    """Add the rankings of a chunk to the table, or to the dictionary if there is no table."""
    if table.size:
        code = np.zeros(rank.shape[1], dtype=np.int32)
        for row in rank[::-1]:
            code *= len(rank)
            code += row
        table += np.bincount(code, minlength=table.size)
        return
    found, times = np.unique(rank, axis=1, return_counts=True)
    for column, number in zip(found.T, times, strict=True):
        key = tuple(int(place) for place in column)
        counts[key] = counts.get(key, 0) + int(number)


def _occurring(table: Ranks, counts: dict[tuple[int, ...], int], alternatives: int) -> tuple[Ranks, Ranks]:
    """The rankings that occur, (rankings, alternatives) with 0 for first, and how often each does."""
    if table.size:
        code = np.flatnonzero(table)
        return code[:, None] // alternatives ** np.arange(alternatives) % alternatives, table[code]
    return np.array(list(counts), dtype=np.intp), np.array(list(counts.values()), dtype=np.intp)


def _confidence(value: Array, central: Array) -> Array:
    """How often each alternative is first at its own central weights, up to rounding."""
    stack = value[None] if value.ndim == 2 else value
    known = np.flatnonzero(~np.isnan(central).any(axis=1))
    slack, hits = ROUNDING * float(np.abs(value).max()), np.zeros(len(known))
    for rows in chunks(len(stack)):
        utility = stack[rows] @ central[known].T
        own = utility[:, known, np.arange(len(known))]
        hits += (own >= utility.max(axis=1) - slack).sum(axis=0)
    result = np.full(len(central), np.nan)
    result[known] = hits / len(stack)
    return result
