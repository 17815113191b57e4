"""Military spending of a country in a year, in the measure a reader asks for. Gaps are not a number, never zero.

Series follow different definitions: they are shown beside each other and never joined or added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, get_args

import pandas as pd

from balance_model.analysis.exchange import NAN, exchanged
from balance_model.domain import Spending, World
from balance_model.records.checks_model import MAIN_SERIES
from balance_model.records.checks_money import DOLLAR

Measure = Literal["nominal", "constant", "euro", "local", "per_head", "gdp_share"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
COLUMNS = ["country", "year", "series", "value", "kind", "line", "converted", "source_ids", "note"]
BASE = 100.0
_CAPITALS = {"sipri": "SIPRI", "nato": "NATO"}


def rows(world: World, country: str, year: int, series: str = MAIN_SERIES) -> tuple[Spending, ...]:
    """Every row of a series for a country and year; a series of the press may have several."""
    return _rows(world).get((country, year, series), ())


def amount(world: World, country: str, year: int, measure: Measure = "nominal", series: str = MAIN_SERIES) -> float:
    """Spending of a country in a year; not a number where the series has no figure.

    Units by measure: ``nominal`` and ``constant`` million USD (constant: of the base year of the row), ``euro``
    million EUR, ``local`` million of the local currency, ``per_head`` USD of the year for each resident,
    ``gdp_share`` per cent. Where a series has several rows, the first that has a figure.
    """
    for row in rows(world, country, year, series):
        found = figure(world, row, measure)
        if found is not None:
            return found
    return NAN


def figure(world: World, row: Spending, measure: Measure) -> float | None:
    """What a row says in a measure; None where it says nothing.

    Dollars are those of the row, or its local currency at the rate of the year; euro likewise from dollars, but
    straight where the local currency is the euro and no dollars are given.
    """
    if measure == "constant":
        return row.usd_constant_m
    if measure == "local":
        return row.lcu_m
    if measure == "gdp_share":
        return row.share_gdp_pct
    if row.usd_current_m is not None:
        money = exchanged(world, row.usd_current_m, DOLLAR, row.year)
    elif row.lcu_m is not None and row.lcu is not None:
        money = exchanged(world, row.lcu_m, row.lcu, row.year)
    else:
        return None
    if measure == "per_head":
        people = population(world, row.country, row.year)
        return None if people != people else 1e6 * money.dollar / people
    found = money.euro if measure == "euro" else money.dollar
    return None if found != found else found


def population(world: World, country: str, year: int) -> float:
    """Residents in a year; not a number where unknown."""
    return _people(world).get((country, year), NAN)


def series_names(world: World) -> dict[str, str]:
    """Series by id with a readable name, the main one first."""
    ids = dict.fromkeys((MAIN_SERIES, *(row.series for row in world.spending)))
    return {name: _name(name) for name in ids}


def points(
    world: World, countries: Sequence[str], measure: Measure, series: str, first: int, last: int
) -> pd.DataFrame:
    """Every figure of a series, one row each, and one row without a value for each gap.

    Columns: country, year, series (its name), value, kind (actual, budget, estimate; empty in a gap), line (the
    figure that ``amount`` takes: lines run through it), converted (whether a rate was used), source_ids, note.
    """
    found: list[tuple[object, ...]] = []
    for code in countries:
        for year in range(first, last + 1):
            told = [(row, figure(world, row, measure)) for row in rows(world, code, year, series)]
            known = [(row, value) for row, value in told if value is not None]
            if not known:
                found.append((code, year, _name(series), NAN, "", True, False, (), ""))
            for at, (row, value) in enumerate(known):
                used = _is_converted(row, measure)
                note = row.note or ""
                found.append((code, year, _name(series), value, row.kind, at == 0, used, row.source_ids, note))
    return pd.DataFrame(found, columns=COLUMNS)


def later_budgets(
    world: World, countries: Sequence[str], measure: Measure, series: str, first: int, last: int
) -> pd.DataFrame:
    """Budgets for years that neither a series nor the main one has reached, as in ``points``; gaps are left out.

    They are of other series and follow another definition. ``line`` is false: no line runs through them.
    """
    reached: dict[str, int] = {}
    for row in world.spending:
        if row.series in (series, MAIN_SERIES):
            reached[row.country] = max(row.year, reached.get(row.country, row.year))
    found = []
    for row in world.spending:
        after = row.kind == "budget" and max(first - 1, reached.get(row.country, last)) < row.year <= last
        value = figure(world, row, measure) if after and row.country in countries else None
        if value is not None:
            used, note = _is_converted(row, measure), row.note or ""
            found.append((row.country, row.year, _name(row.series), value, row.kind, False, used, row.source_ids, note))
    return pd.DataFrame(found, columns=COLUMNS)


def indexed(table: pd.DataFrame, base: int) -> pd.DataFrame:
    """Figures of ``points`` with that of the base year of each country as 100; gaps where it has none."""
    at_base = table[(table["year"] == base) & table["line"]].set_index("country")["value"]
    return table.assign(value=BASE * (table["value"] / table["country"].map(at_base)))


def cumulative(table: pd.DataFrame, base: int) -> pd.DataFrame:
    """Sums of ``points`` from the base year on, through the figures that ``amount`` takes.

    A sum over a gap is not known, so it ends there.
    """
    since = table[(table["year"] >= base) & table["line"]].sort_values(["country", "year"], kind="stable")
    sums = since.groupby("country", sort=False)["value"].transform(lambda values: values.cumsum(skipna=False))
    return table.loc[since.index].assign(value=sums)


def gaps(table: pd.DataFrame) -> dict[str, list[int]]:
    """Years without a figure by country, for those that have any."""
    missing = table[table["line"] & table["value"].isna()]
    return {str(code): sorted(part["year"].tolist()) for code, part in missing.groupby("country", sort=False)}


def base_years(world: World, countries: Sequence[str], series: str) -> list[int]:
    """The price years of the constant figures of a series; more than one would not be comparable."""
    return sorted({
        row.constant_base_year
        for row in world.spending
        if row.country in countries and row.series == series and row.constant_base_year is not None
    })  # fmt: skip


def _is_converted(row: Spending, measure: Measure) -> bool:
    if measure == "euro":
        return True
    return measure in ("nominal", "per_head") and row.usd_current_m is None


def _name(series: str) -> str:
    words = [_CAPITALS.get(word, word) for word in series.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


@lru_cache(maxsize=16)
def _rows(world: World) -> dict[tuple[str, int, str], tuple[Spending, ...]]:
    found: dict[tuple[str, int, str], tuple[Spending, ...]] = {}
    for row in world.spending:
        key = (row.country, row.year, row.series)
        found[key] = (*found.get(key, ()), row)
    return found


@lru_cache(maxsize=16)
def _people(world: World) -> dict[tuple[str, int], float]:
    known = [row for row in world.macro if row.row_type == "main" and row.population is not None]
    return {(row.country, row.year): float(row.population) for row in known if row.population}


def revisions(
    world: World, countries: Sequence[str], before: str = "sipri_previous_release"
) -> dict[int, list[tuple[str, float]]]:
    """How far the main series moved the last figure of its release before, in per cent of it, by year and country.

    Local currency, so that exchange rates play no part. Empty where the release before is not on record.
    """
    years = [row.year for row in world.spending if row.series == before]
    if not years:
        return {}
    year = max(years)
    found = []
    for code in countries:
        new, old = (amount(world, code, year, "local", name) for name in (MAIN_SERIES, before))
        if new == new and old == old:
            found.append((code, 100 * (new / old - 1)))
    return {year: found} if found else {}
