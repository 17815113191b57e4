"""Long tables of countries and years with the years down, by hand."""

from __future__ import annotations

import pytest

from balance_model.exhibits.exhibit import Table
from balance_model.exhibits.wide_table import by_year, head

NAMES = {"SRB": "Serbia", "XKX": "Kosovo*"}
COLUMNS = ("country", "year", "score", "share", "rank")
ROWS = (("SRB", 2021, 0.3, 0.6, 1), ("SRB", 2020, 0.2, 1.0, 1), ("XKX", 2020, 0.0, 0.0, 2), ("XKX", 2021, 0.2, 0.4, 2))


def test_years_stand_down_countries_across_with_the_first_number():
    wide = by_year(Table(columns=COLUMNS, rows=ROWS), NAMES)
    assert wide is not None
    assert wide.table.columns == ("year", "Serbia", "Kosovo*")
    assert wide.table.rows == ((2020, 0.2, 0.0), (2021, 0.3, 0.2))
    assert wide.remark == "Shown: Index. The other columns (share, rank) are in the workbook."


def test_a_share_is_shown_in_per_cent_and_a_missing_row_is_empty():
    rows = [(row[0], row[1], row[3]) for row in ROWS] + [("SRB", 2022, 0.5)]
    wide = by_year(Table(columns=("country", "year", "share"), rows=tuple(rows)), NAMES)
    assert wide is None, "5 cells of 6 are fewer than two for each year"
    wide = by_year(Table(columns=("country", "year", "share"), rows=(*rows, ("XKX", 2022, None))), NAMES)
    assert wide is not None
    assert wide.table.rows == ((2020, 100.0, 0.0), (2021, 60.0, 40.0), (2022, 50.0, None))
    assert wide.remark == "Shown: Share, %."


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (("country", "score"), (("SRB", 0.1), ("XKX", 0.2))),
        (("country", "year", "name"), (("SRB", 2020, "a"), ("SRB", 2021, "b"), ("XKX", 2020, "c"), ("XKX", 2021, "d"))),
        (COLUMNS, (*ROWS, ROWS[0])),
        (COLUMNS, ROWS[:2]),
    ],
    ids=["no year", "no number", "two rows of one country and year", "one country"],
)
def test_other_tables_stay_as_they_are(columns, rows):
    assert by_year(Table(columns=columns, rows=rows), NAMES) is None


@pytest.mark.parametrize(("name", "shown"), [("score", "Index"), ("share", "Share, %"), ("system_id", "System id")])
def test_heads_are_plain(name, shown):
    assert head(name) == shown
