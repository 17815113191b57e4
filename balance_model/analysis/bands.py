"""What the futures of an ensemble say: middle values, nested bands, and how often one is ahead (METHOD M17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.measures import CHANGE, INDEX
from balance_model.core.assess import Assessment, Members, assess
from balance_model.domain import Pairing, World

Array = NDArray[np.float64]
BANDS = {"low80": 0.10, "low50": 0.25, "middle": 0.50, "high50": 0.75, "high80": 0.90}
"""Columns of every band: the ends of the middle 80 and 50 % of the futures, and their middle."""


def bands_of(drawn: Array) -> dict[str, Array]:
    """Ends and middle of the bands of draws (draws, ...), each of shape (...)."""
    found = np.quantile(drawn, list(BANDS.values()), axis=0)
    return dict(zip(BANDS, found, strict=True))


def middle(ensemble: Ensemble) -> Assessment:
    """The answer whose values and indices are the middle of the futures; units and ledger are of the single run."""
    single = assess(ensemble.world, ensemble.scenario)
    return replace(
        single,
        strength=ensemble.middle_strength,
        value=ensemble.middle_value,
        score=np.median(ensemble.score, axis=0),
    )


def over_years(ensemble: Ensemble) -> pd.DataFrame:
    """Bands of each country's index by year: country, year and the columns of ``BANDS``."""
    codes, years = ensemble.world.country_codes, ensemble.world.years
    return pd.DataFrame(
        {"country": np.repeat(np.array(codes, dtype=object), len(years)), "year": np.tile(years, len(codes))}
        | {name: found.ravel() for name, found in bands_of(ensemble.score).items()}
    )


def by_category(ensemble: Ensemble) -> pd.DataFrame:
    """Bands of each category value: country, year, category and the columns of ``BANDS``."""
    codes, years, names = ensemble.world.country_codes, ensemble.world.years, ensemble.world.category_ids
    index = pd.MultiIndex.from_product([codes, years, names], names=["country", "year", "category"])
    return pd.DataFrame(
        {name: found.ravel() for name, found in bands_of(ensemble.value).items()}, index=index
    ).reset_index()


def reading(
    ensemble: Ensemble, pair_rows: Sequence[Pairing], measure: str, sides: tuple[Members, Members] | None = None
) -> pd.DataFrame:
    """Bands of both sides of every pair of a reading, by year.

    ``sides`` are the commitments of a single pair; without them each member brings all. Columns: pair
    (number), side (a or b), year, those of ``BANDS``, and ahead: the share of futures in which the side is
    ahead of the other, level ones counted half.
    """
    rows = []
    for number, pair in enumerate(pair_rows):
        for year in ensemble.world.years:
            mine, theirs = _facing(ensemble, pair, measure, sides, year)
            for side, own, other in (("a", mine, theirs), ("b", theirs, mine)):
                at = {"pair": number, "side": side, "year": year, "ahead": share_ahead(own, other)}
                rows.append(at | _numbers(own))
    return pd.DataFrame(rows)


def measured(ensemble: Ensemble, measure: str) -> pd.DataFrame:
    """Ends of the middle 80 % of a measure of every country and year: country, year, low80, high80."""
    if measure == INDEX:
        drawn = ensemble.score
    elif measure == CHANGE:
        drawn = ensemble.score - ensemble.score[:, :, :1]
    else:
        drawn = ensemble.value[..., ensemble.world.category_ids.index(measure)]
    low, high = np.quantile(drawn, [BANDS["low80"], BANDS["high80"]], axis=0)
    index = pd.MultiIndex.from_product([ensemble.world.country_codes, ensemble.world.years], names=["country", "year"])
    return pd.DataFrame({"low80": low.ravel(), "high80": high.ravel()}, index=index).reset_index()


def _facing(
    ensemble: Ensemble, pair: Pairing, measure: str, sides: tuple[Members, Members] | None, year: int
) -> tuple[Array, Array]:
    """A measure of the first side and of the second in a year, both (draws,)."""
    world = ensemble.world
    column = None if measure == INDEX else world.category_ids.index(measure)
    if pair.taken == "average":
        at = world.years.index(year)
        whole = ensemble.score[:, :, at] if column is None else ensemble.value[:, :, at, column]
        places = [world.country_codes.index(code) for code in pair.side_b]
        return whole[:, world.country_codes.index(pair.side_a[0])], whole[:, places].mean(axis=1)
    a, b = sides or (dict.fromkeys(pair.side_a, 1.0), dict.fromkeys(pair.side_b, 1.0))
    if column is None:
        return ensemble.facing(a, b, year)
    mine, theirs = ensemble.facing_values(a, b, year)
    return mine[:, column], theirs[:, column]


def pairs(ensemble: Ensemble, pair_rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Bands of the ratio a : b of pairs (columns a, b) in a year, and ahead: how often a is ahead of b.

    A ratio to nothing is infinite, nothing to nothing is 1.
    """
    rows = []
    for a, b in zip(pair_rows["a"], pair_rows["b"], strict=True):
        mine, theirs = ensemble.facing(a, b, year)
        whole = np.where(mine > 0, np.inf, 1.0)
        ratio = np.divide(mine, theirs, out=whole, where=theirs > 0)
        found = np.quantile(ratio, list(BANDS.values()), method="nearest")
        rows.append({"a": a, "b": b, "ahead": share_ahead(mine, theirs)} | dict(zip(BANDS, found, strict=True)))
    return pd.DataFrame(rows, columns=["a", "b", "ahead", *BANDS])


def share_ahead(mine: Array, theirs: Array) -> float:
    """Share of draws in which the first is ahead, level ones counted half."""
    return float((mine > theirs).mean() + 0.5 * (mine == theirs).mean())


def ahead(ensemble: Ensemble, a: str, b: str, year: int) -> float:
    """Share of futures in which the index of country a is above that of b in a year, level ones counted half."""
    world = ensemble.world
    at = world.years.index(year)
    mine, theirs = (ensemble.score[:, world.country_codes.index(code), at] for code in (a, b))
    return share_ahead(mine, theirs)


def verdict(world: World, share: float) -> str:
    """Words of ``verdicts.csv`` for how often one is ahead: 'is likely ahead of'."""
    rows = [row for row in world.verdicts if row.measure == "probability"]
    return next(row.words for row in rows if row.low <= share < row.high)


def difference(before: Ensemble, after: Ensemble, year: int) -> pd.DataFrame:
    """Bands of the change of each country's index between two scenarios in the same futures: country, BANDS."""
    at = before.world.years.index(year)
    found = bands_of(after.score[:, :, at] - before.score[:, :, at])
    return pd.DataFrame({"country": list(before.world.country_codes)} | found)


def _numbers(drawn: Array) -> dict[str, float]:
    return {name: float(found) for name, found in bands_of(drawn).items()}
