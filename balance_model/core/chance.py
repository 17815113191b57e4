"""Numbers drawn by name: each uncertain number has its own points, whatever else is drawn (METHOD M17)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtr, ndtri

Array = NDArray[np.float64]
Bits = NDArray[np.uint32]
GRID = np.linspace(-5.0, 5.0, 201)
PLACES = np.linspace(0.0, 1.0, 65)
"""Normal scores, and places of the mode, at which quantiles of PERT are kept; straight lines between them."""


def scores(names: Sequence[str], seed: int, first: int, count: int) -> Array:
    """Standard normal scores of draws ``first`` to ``first + count`` of named numbers, shape (count, names).

    Each name has its own shuffled and scrambled van der Corput sequence: any aligned run of 2^m draws has
    one point in each of 2^m equal slices. Draw number i of a name depends on seed, name and i alone.

    Source: B. Burley, Practical hash-based Owen scrambling, JCGT 9(4), 2020.
    """
    if not 0 <= first <= first + count <= 1 << 32:
        raise ValueError("chance.scores: draws are numbered from 0 to 2^32")
    shuffle, scramble = _keys(tuple(names), seed)
    numbers = _reversed(np.arange(first, first + count, dtype=np.uint32))[None, :]
    points = _reversed(_hashed(_reversed(_hashed(numbers, shuffle[:, None])), scramble[:, None]))
    return np.asarray(ndtri((points + 0.5) / float(1 << 32)).T)


def joined(own: ArrayLike, common: ArrayLike, share: float) -> Array:
    """Scores of which ``share`` of the variance is common to a group; shapes broadcast."""
    return np.asarray(np.sqrt(share) * np.asarray(common) + np.sqrt(1.0 - share) * np.asarray(own))


def probability(score: ArrayLike) -> Array:
    """Share of the normal distribution below a score."""
    return np.asarray(ndtr(score))


def score_of(share: ArrayLike) -> Array:
    """The score below which a share of the normal distribution lies."""
    return np.asarray(ndtri(share))


def pert(score: ArrayLike, low: ArrayLike, mode: ArrayLike, high: ArrayLike) -> Array:
    """Values of PERT(low, mode, high) at normal scores, ``score`` has shape (draws, n) for n rows.

    The distribution is a beta on (low, high) with alpha = 1 + 4 (mode - low) / (high - low) and
    beta = 1 + 4 (high - mode) / (high - low). A row with low = high gives that number. The mode must lie
    between the ends.
    """
    least, best, most = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (low, mode, high)))
    if not ((least <= best) & (best <= most)).all():
        raise ValueError("chance.pert: low, mode and high must rise")
    width = most - least
    place = np.divide(best - least, width, out=np.full(width.shape, 0.5), where=width > 0) * (PLACES.size - 1)
    before = np.minimum(place.astype(np.intp), PLACES.size - 2)
    kept, part = _quantiles(), (place - before)[:, None]
    tables = kept[before] * (1.0 - part) + kept[before + 1] * part
    rows = np.clip((np.asarray(score, dtype=float).T - GRID[0]) / (GRID[1] - GRID[0]), 0.0, GRID.size - 1.000001)
    rises = np.diff(tables, axis=1)
    for row, table, rise, start, span in zip(rows, tables, rises, least, width, strict=True):
        left = row.astype(np.intp)
        row -= left
        row *= rise.take(left)
        row += table.take(left)
        row *= span
        row += start
    return np.asarray(rows.T)


@lru_cache(maxsize=1)
def _quantiles() -> Array:
    """Quantiles of PERT(0, place, 1), shape (places, scores)."""
    place = PLACES[:, None]
    return np.asarray(betaincinv(1.0 + 4.0 * place, 1.0 + 4.0 * (1.0 - place), ndtr(GRID)))


@lru_cache(maxsize=64)
def _keys(names: tuple[str, ...], seed: int) -> tuple[Bits, Bits]:
    """Two 32-bit keys a name: one to shuffle the order of its points, one to scramble them."""
    found = [hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=8).digest() for name in names]
    both = np.frombuffer(b"".join(found), dtype="<u4").astype(np.uint32).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _hashed(bits: Bits, key: Bits) -> Bits:
    """Nested uniform scramble of reversed bits (hash of Laine and Karras, constants of N. Vegdahl, 2021)."""
    with np.errstate(over="ignore"):
        mixed = bits ^ (bits * np.uint32(0x3D20ADEA))
        mixed = (mixed + key) * ((key >> np.uint32(16)) | np.uint32(1))
        mixed = mixed ^ (mixed * np.uint32(0x05526C56))
        mixed = mixed ^ (mixed * np.uint32(0x53A22864))
    return np.asarray(mixed, dtype=np.uint32)


def _reversed(bits: Bits) -> Bits:
    """The 32 bits of each number in reverse order."""
    for mask, shift in ((0x55555555, 1), (0x33333333, 2), (0x0F0F0F0F, 4), (0x00FF00FF, 8)):
        part, by = np.uint32(mask), np.uint32(shift)
        bits = ((bits >> by) & part) | ((bits & part) << by)
    return np.asarray((bits >> np.uint32(16)) | (bits << np.uint32(16)), dtype=np.uint32)
