"""Native charts of holdings against ceilings: over the years, and beside what others declared or estimated."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import pivoted, plain

_LIMIT = "ceiling of "


def over_years(rows: pd.DataFrame, by_class: bool) -> Callable[[Look], Native] | None:
    """Units of one class with dashed ceilings, a colour a country; else the share of each ceiling, a line a class.

    Parameters
    ----------
    rows : columns panel, country, year, best, ceiling, share.
    by_class : whether the rows are of one class in every country, so that all have one scale.

    Returns
    -------
    None for a country without ceilings: its classes have scales too far apart for one chart.
    """
    if by_class:
        return lambda look: _units(rows, look)
    return (lambda look: _shares(rows, look)) if rows["share"].notna().any() else None


def _units(rows: pd.DataFrame, look: Look) -> Native:
    limits = rows[rows["ceiling"].notna()].assign(best=rows["ceiling"], country=_LIMIT + rows["country"])
    codes = [code for code in look.order if code in set(rows["country"])]
    dashed = [_LIMIT + code for code in codes]

    def code_of(key: str) -> str:
        return key.removeprefix(_LIMIT)

    return pivoted(
        "line", pd.concat([rows, limits]), "year", "country", "best", lambda key: look.colour(code_of(key)),
        lambda key: f"{look.name(code_of(key))}{', ceiling' if key in dashed else ''}", [*codes, *dashed], dashed,
        unit="Units held", decimals=0, low=0.0,
        subtitle="Units held by the end of each year, best estimate; dashed: the ceiling",
    )  # fmt: skip


def _shares(rows: pd.DataFrame, look: Look) -> Native:
    names = list(dict.fromkeys(rows["panel"]))
    evidence = dict(look.evidence)
    hues = (look.accent, evidence["assumed"], look.text, evidence["derived"], look.baseline)
    return pivoted(
        "line", rows.assign(part=100 * rows["share"]), "year", "panel", "part",
        lambda name: hues[names.index(name) % len(hues)], unit="Units held, % of the ceiling", decimals=0, low=0.0,
        subtitle="Units held by the end of each year, best estimate, as a share of the ceiling; 100 % is the ceiling",
    )  # fmt: skip


def declared(rows: pd.DataFrame, look: Look) -> Native:
    """Three bars for each number that others gave: theirs, that of this data, and the ceiling.

    ``rows`` have columns block (the country's name), lane (year and kind), holding, best, ceiling.
    """
    return Native(
        kind="bar",
        categories=tuple(f"{row.block}, {row.lane}" for row in rows.itertuples()),
        series=(
            Series(name="Told by others", values=plain(rows["holding"]), colour=look.text),
            Series(name="This data, best estimate", values=plain(rows["best"]), colour=look.accent),
            Series(name="Ceiling", values=plain(rows["ceiling"]), colour=look.baseline),
        ),
        unit="Units",
        decimals=0,
        low=0.0,
        subtitle="Units: what others declared or estimated in a year, this data in that year or its first, the ceiling",
    )
