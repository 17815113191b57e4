import pytest

from balance_model.charts.lettering import text_width
from balance_model.exhibits.exhibit import Table
from balance_model.export.deck_table import sheets

WIDE, HIGH = 888.0, 306.0


def test_a_small_table_is_large_and_whole(world):
    (sheet,) = sheets(Table(columns=("country", "source_id"), rows=(("XKX", "a"), ("SRB", "b"))), world, WIDE, HIGH)
    assert sheet.names == ("Country", "Source id")
    assert sheet.rows == (("Kosovo*", "a"), ("Serbia", "b"))
    assert (sheet.size, sheet.remark) == (18, "")


def test_sixty_rows_take_three_slides_and_the_rest_is_told(world):
    table = Table(columns=("n", "name"), rows=tuple((n, f"row {n}") for n in range(60)))
    found = sheets(table, world, WIDE, HIGH)
    assert [len(sheet.rows) for sheet in found] == [14, 14, 14]
    assert found[0].remark == "Rows 1 to 14 of 60."
    assert found[2].remark == "Rows 29 to 42 of 60. 18 more rows are in the workbook, which holds the whole table."
    assert [row[0] for sheet in found for row in sheet.rows] == [str(n) for n in range(42)]
    assert found[0].numeric == (True, False)
    assert found[0].size == 12


def test_columns_without_room_are_told_and_ids_go_first(world):
    names = ("row_id", *(f"measure_number_{n}" for n in range(20)))
    found = sheets(Table(columns=names, rows=(("x", *range(20)),)), world, WIDE, HIGH)
    told = found[0].remark
    assert told.startswith("Columns not shown: Row id, ")
    shown = {name.replace(" ", "_").lower() for name in found[0].names}
    assert shown | {name for name in names if name.replace("_", " ").capitalize() in told} == set(names)
    assert sum(found[0].widths) <= WIDE + 0.01


def test_an_empty_table_says_so(world):
    (sheet,) = sheets(Table(columns=("a",), rows=()), world, WIDE, HIGH)
    assert sheet.rows == ()
    assert sheet.remark == "The table has no rows."


def test_effects_of_changes_have_three_decimals_and_add_up_as_shown(world):
    rows = (("A", 0.0, 0.034), ("B", 0.0, 0.018), ("All", 0.0, 0.052))
    (sheet,) = sheets(Table(columns=("change", "Serbia", "Kosovo*"), rows=rows), world, WIDE, HIGH)
    assert sheet.rows == (("A", "0.000", "0.034"), ("B", "0.000", "0.018"), ("All", "0.000", "0.052"))


def test_a_column_of_decimals_writes_all_of_them_alike(world):
    (sheet,) = sheets(Table(columns=("a", "b"), rows=((0.0, 3.0), (0.5, 0.0))), world, WIDE, HIGH)
    assert sheet.rows == (("0.00", "3"), ("0.50", "0"))


def test_words_of_heads_stay_whole_beside_a_long_text(world):
    table = Table(columns=("change", "Serbia", "Croatia"), rows=(("a long change of words " * 9, 0.1, 0.2),))
    (sheet,) = sheets(table, world, WIDE, HIGH)
    for name, wide in zip(sheet.names[1:], sheet.widths[1:], strict=True):
        assert wide - 12 >= 1.25 * text_width(name, sheet.size, bold=True)
    assert sum(sheet.widths) <= WIDE + 0.01


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "–"), ("", "–"), (True, "yes"), (False, "no"), (2030, "2030"), (12345, "12,345"), (0.125, "0.12"),
        (3.0, "3"), (12345.6, "12,346"), ("a\x00b\n c", "ab c"), (-0.5, "-0.50"),
    ],
)  # fmt: skip
def test_cells_as_words(world, cell, text):
    (sheet,) = sheets(Table(columns=("a",), rows=((cell,),)), world, WIDE, HIGH)
    assert sheet.rows[0][0] == text


def test_long_words_are_cut_visibly_and_rows_stay_in_the_room(world):
    table = Table(columns=("text", "address"), rows=tuple(("word " * 200, "https://" + "x" * 300) for _ in range(9)))
    found = sheets(table, world, WIDE, HIGH)
    assert all(cell.endswith("…") for sheet in found for row in sheet.rows for cell in row)
    for sheet in found:
        assert len(sheet.rows) * 2 * sheet.size * 1.2 < HIGH


def test_a_table_of_countries_and_years_stands_whole_on_one_slide(world):
    rows = tuple((code, year, number / 4, 0.25, 1) for number, code in enumerate(world.country_codes)
                 for year in range(2020, 2036))  # fmt: skip
    (sheet,) = sheets(Table(columns=("country", "year", "score", "share", "rank"), rows=rows), world, WIDE, HIGH)
    assert sheet.names[0] == "Year"
    assert "Kosovo*" in sheet.names
    assert [row[0] for row in sheet.rows] == [str(year) for year in range(2020, 2036)]
    assert sheet.rows[0][1:] == ("0.00", "0.25", "0.50", "0.75")
    assert sheet.remark == "Shown: Index. The other columns (share, rank) are in the workbook."
    assert 17 * (1.26 * sheet.size + 2 * sheet.above) <= HIGH


def test_a_table_of_effects_says_that_they_are_rounded(world):
    table = Table(columns=("change", "Serbia"), rows=(("a", 0.0842), ("b", 0.0296), ("All changes together", 0.1138)))
    (sheet,) = sheets(table, world, WIDE, HIGH)
    assert "may differ from their sum by 0.001" in sheet.remark
