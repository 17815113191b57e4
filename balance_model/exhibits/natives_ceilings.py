"""Native charts of holdings against ceilings: over the years, and beside what others declared or estimated."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import pivoted, plain

_LIMIT = "ceiling of "
_LEAST, _MOST, _STEP = 120.0, 200.0, 20.0
"""Ends of the axis at least and at most, and its steps, in per cent of a ceiling."""


def against(rows: pd.DataFrame) -> Callable[[Look], Native] | None:
    """A bar for each class and country, with whiskers from low to high, the units in words, and a line at 100 %.

    Parameters
    ----------
    rows : columns block (the class), country, share, share_low, share_high (of the ceiling; not a number without one),
        basis, words (the units). None where no country has a ceiling.
    """
    return (lambda look: _against(rows, look)) if rows["share"].notna().any() else None


def _against(rows: pd.DataFrame, look: Look) -> Native:
    limited = rows[rows["share"].notna()]
    labels = list(dict.fromkeys(limited["block"]))
    made = []
    for code in [code for code in look.order if code in set(limited["country"])]:
        own = limited[limited["country"] == code].set_index("block").reindex(labels)
        best, low, high = (plain(100 * own[name]) for name in ("share", "share_low", "share_high"))
        words = tuple("" if pd.isna(word) else str(word) for word in own["words"])
        made.append(
            Series(name=look.name(code), values=best, colour=look.colour(code), low80=low, high80=high, labels=words)
        )
    free = [look.name(code) for code in look.order if code in set(rows["country"]) - set(limited["country"])]
    reading = ["Bar: best estimate; whiskers: low to high, every range at one end."]
    if (limited["basis"] == "inferred").any():
        reading.append("(inferred): a ceiling that was read in no source.")
    if free:
        reading.append(f"{', '.join(free)}: no ceiling, not a party.")
    top = _STEP * math.ceil(100 * float(limited["share_high"].max()) / _STEP - 1e-9)
    return Native(
        kind="bar", categories=tuple(labels), series=tuple(made), unit="Units held, % of the ceiling", decimals=0,
        low=0.0, high=min(_MOST, max(_LEAST, top)), span="low to high", limit=100.0, limit_name="100 %: the ceiling",
        subtitle="Units held, in use or in store, as a share of the ceiling; best estimate, low to high",
        reading=" ".join(reading),
    )  # fmt: skip


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
