"""Ranks over the years in many futures, and when one country overtakes another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.core.assess import Assessment
from balance_model.domain import World

Array = NDArray[np.float64]


def rank_probabilities(score: Array) -> Array:
    """Share of the futures in which each country has each rank in each year.

    A country's rank is one more than the number of countries strictly above it, so ties share the better rank.

    Parameters
    ----------
    score : indices, shape (draws, country, year).

    Returns
    -------
    Shape (country, rank, year); over the ranks the shares of a country add up to 1.
    """
    draws, countries, _ = score.shape
    shares = np.zeros((countries, countries, score.shape[2]))
    for own in range(countries):
        above = (score > score[:, own : own + 1]).sum(axis=1)
        for rank in range(countries):
            shares[own, rank] = (above == rank).sum(axis=0) / draws
    return shares


def rank_table(shares: Array, world: World) -> pd.DataFrame:
    """Shares of ``rank_probabilities`` as rows: country, year, rank (1 is the highest index), share."""
    by_year = shares.transpose(0, 2, 1)
    country, year, rank = np.indices(by_year.shape).reshape(3, -1)
    return pd.DataFrame(
        {
            "country": np.array(world.country_codes)[country],
            "year": np.array(world.years)[year],
            "rank": rank + 1,
            "share": by_year.ravel(),
        }
    )


@dataclass(frozen=True)
class Overtaking:
    """When one country gets ahead of another for good, as shares of the futures.

    ``share`` has one entry a year and is 0 in the first; with ``already`` and ``never`` all add up to 1.
    ``passing`` is that part of ``never`` in which it is ahead for some years and falls back.
    """

    years: tuple[int, ...]
    already: float
    share: Array
    never: float
    passing: float

    def by(self, year: int) -> float:
        """Share of the futures in which it has overtaken by the end of a year, those ahead at the start not counted."""
        return float(self.share[: self.years.index(year) + 1].sum())

    def table(self) -> pd.DataFrame:
        """One row a year: year, share, by_then (cumulative)."""
        return pd.DataFrame({"year": self.years, "share": self.share, "by_then": self.share.cumsum()})


def overtaking(a: Array, b: Array, years: Sequence[int]) -> Overtaking:
    """When ``a`` overtakes ``b``: the first year from which it is ahead, and stays ahead to the last year.

    ``a`` and ``b`` are indices of shape (draws, year). Ahead means strictly above. A future in which ``a`` is
    ahead in all years counts as ahead already; one in which it is not ahead in the last year counts as never.
    """
    ahead = a > b
    lasting = np.flip(np.logical_and.accumulate(np.flip(ahead, axis=1), axis=1), axis=1)
    since = lasting.argmax(axis=1)
    ends = lasting[:, -1]
    count = np.bincount(since[ends], minlength=len(years)) / len(a)
    already, count[0] = float(count[0]), 0.0
    return Overtaking(
        tuple(years), already, count, float((~ends).mean()), float((ahead.any(axis=1) & ~ends).mean())
    )  # fmt: skip


def likely_pair(answer: Assessment, year: int) -> tuple[str, str]:
    """Who may overtake whom: the last change of order in the single run, else the second and the first of a year.

    Gives the codes of the one that overtakes and of the one overtaken.
    """
    score, codes = answer.score, answer.world.country_codes
    above = score[:, None, :] > score[None, :, :]
    turned = above[:, :, 1:] & ~above[:, :, :-1] & above[:, :, -1:]
    if turned.any():
        latest = np.where(turned.any(axis=2), turned.shape[2] - np.flip(turned, axis=2).argmax(axis=2), 0)
        a, b = np.unravel_index(int(latest.argmax()), latest.shape)
        return codes[int(a)], codes[int(b)]
    order = np.argsort(-score[:, answer.world.years.index(year)], kind="stable")
    return codes[int(order[min(1, len(order) - 1)])], codes[int(order[0])]
