"""A long table of countries and years as one that a page can hold: years down, countries across, one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from balance_model.exhibits.exhibit import Cell, Table

INDEX_HEADS = {"score": "Index", "middle": "Index, middle of the futures", "share": "Share, %"}
"""Plain names of columns; a share is shown in per cent."""
WORKBOOK = "in the workbook"


@dataclass(frozen=True)
class Wide:
    """The table with years down and countries across, and which number it shows, as a sentence."""

    table: Table
    remark: str


def by_year(table: Table, names: Mapping[str, str]) -> Wide | None:
    """The first number of a table that has one row for each country and year; None for any other table.

    ``names`` are the countries by code; they stand across in the order met. A cell without a row is None.
    """
    columns = list(table.columns)
    if not {"country", "year"} <= set(columns):
        return None
    who, when = columns.index("country"), columns.index("year")
    numbers = [at for at in range(len(columns)) if at not in (who, when) and _numeric(table, at)]
    cells = {(row[who], row[when]): row for row in table.rows}
    codes, years = (list(dict.fromkeys(row[at] for row in table.rows)) for at in (who, when))
    if not numbers or len(cells) < len(table.rows) or min(len(codes), len(years)) < 2:
        return None
    if len(cells) < 2 * max(len(codes), len(years)):
        return None
    first = numbers[0]
    times = 100 if columns[first] == "share" else 1

    def shown(code: Cell, year: Cell) -> Cell:
        row = cells.get((code, year))
        value = row[first] if row else None
        return value * times if isinstance(value, int | float) else None

    rows = tuple((year, *(shown(code, year) for code in codes)) for year in sorted(years, key=str))
    heads = ("year", *(names.get(str(code), str(code)) for code in codes))
    rest = [name.replace("_", " ") for name in columns if name not in ("country", "year", columns[first])]
    told = f" The other columns ({', '.join(rest)}) are {WORKBOOK}." if rest else ""
    return Wide(Table(columns=heads, rows=rows), f"Shown: {head(columns[first])}.{told}")


def head(name: str) -> str:
    """A column's name as it stands over it."""
    words = INDEX_HEADS.get(name, name.replace("_", " "))
    return words[:1].upper() + words[1:]


def _numeric(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows if row[at] is not None]
    return bool(cells) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells)
