"""The standard picture of military spending, in any measure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from balance_model.analysis import findings_money as words
from balance_model.analysis import spending
from balance_model.analysis.findings_money import Shown
from balance_model.analysis.spending import Measure
from balance_model.analysis.words import listing
from balance_model.charts.spending import spending_lines
from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from balance_model.records.checks_model import MAIN_SERIES

MADE = "spending as published, no random draws"


@dataclass(frozen=True)
class Outlook:
    """Whose spending is shown, in which measure and series, how and for which years."""

    world: World
    countries: tuple[str, ...]
    first: int
    last: int
    base: int
    measure: Measure = "constant"
    shown: Shown = "amount"
    series: str = MAIN_SERIES

    def points(self) -> pd.DataFrame:
        """Figures as shown: as published, against a base year, or summed up."""
        world, first, last = self.world, self.first, self.last
        end = min(last, max((row.year for row in world.spending if row.series == self.series), default=last))
        if self.shown == "amount":
            return spending.points(world, self.countries, self.measure, self.series, min(first, end), end)
        since, until = min(first, self.base), max(end, self.base)
        table = spending.points(world, self.countries, self.measure, self.series, since, until)
        if self.shown == "sum":
            return spending.cumulative(table, self.base)
        table = spending.indexed(table, self.base)
        return table[table["year"].between(first, end)].reset_index(drop=True)

    def later(self) -> pd.DataFrame:
        """Budgets of other series; an index or a sum over two definitions would mean nothing."""
        found = spending.later_budgets(
            self.world, self.countries, self.measure, self.series, self.first, self.last
        )  # fmt: skip
        return found if self.shown == "amount" else found.iloc[:0]

    def unit(self) -> str:
        """What the figures are in."""
        unit = words.UNITS[self.measure].format(base=self.prices() or "no year: the series has none")
        if self.shown == "index":
            return f"{self.base} = 100, from {unit}"
        return f"sum from {self.base} on, {unit}" if self.shown == "sum" else unit

    def prices(self) -> str:
        """The base years of constant prices of the series; empty where it has none."""
        return listing(str(year) for year in spending.base_years(self.world, self.countries, self.series))

    def currencies(self) -> str:
        """Currencies of the countries, where they have several and the measure is local."""
        rows = (row for row in self.world.spending if row.country in self.countries and row.series == self.series)
        return listing(name for name in dict.fromkeys(row.lcu for row in rows) if name)

    def sentence(self, table: pd.DataFrame) -> str:
        """Who spends most, or whose spending rose most; ``table`` as made by ``points``."""
        return words.spending(
            table, self.world, self.measure, self.shown, self.base, self.currencies(), self.prices()
        )  # fmt: skip


def usual(world: World) -> Outlook:
    """All countries compared, at constant prices, over all years on record; the base is the first year of the model.

    Without a record the years are those of the model.
    """
    known = [row.year for row in world.spending] or list(world.years)
    first, last = min(known), max(known)
    base = world.years[0] if first <= world.years[0] <= last else first
    return Outlook(world, tuple(world.country_codes), first, last, base)


def picture(asked: Outlook) -> Picture:
    """Spending of the countries by year."""
    world, measure, shown = asked.world, asked.measure, asked.shown
    table, later = asked.points(), asked.later()
    period = f"{table['year'].min()} to {table['year'].max()}"
    subtitle = f"{spending.series_names(world)[asked.series]} series, {asked.unit()}, {period}"
    if not table["line"].all():
        subtitle += "; hollow dots: further figures for the same year"
    if len(later):
        others = listing(dict.fromkeys(later["series"].str.lower()))
        subtitle += f"; diamonds: budgets of other series ({others}), not joined"
    title = asked.sentence(table)
    if shown == "amount":
        clause = words.how(measure, asked.prices())
        title = words.grown(table, world, words.WHAT.get(measure, "spending"), clause) or title
    every = pd.concat([table, later], ignore_index=True) if len(later) else table
    twin = every.assign(unit=asked.unit(), source_ids=every["source_ids"].map(";".join)).drop(columns="line")
    apart = measure == "local" and shown != "index" and len(asked.countries) > 1
    return Picture(
        lambda look, width, height: spending_lines(
            table, later, look, title, subtitle, width, height,
            lambda value: words.number(value, measure, shown), apart,
        ),
        f"{title}. {subtitle}.",
        twin,
        MADE,
        touches=(),
        native=None if apart else lambda look: _lines(table[table["line"]], asked, look),
    )  # fmt: skip


def _lines(rows: pd.DataFrame, asked: Outlook, look: Look) -> Native:
    """A line a country through the figures that lines run through; gaps stay gaps."""
    decimals = 2 if asked.measure == "gdp_share" else 0
    return pivoted(
        "line", rows.sort_values("year", kind="stable"), "year", "country", "value", look.colour, look.name,
        look.order, unit=asked.unit(), decimals=decimals, low=0.0,
    )  # fmt: skip
