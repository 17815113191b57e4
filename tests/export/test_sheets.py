"""The workbook, opened again with another library."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from balance_model.core.assess import assess
from balance_model.export.sheets import sheets
from balance_model.export.sheets_paper import clean, sheet_name
from balance_model.records.scenarios import altered, load_scenario
from tests.export.briefings import FORMULA, briefing_of, everything, workbook

FIXED = ["Full data", "Strengths", "Ledger", "Scenario", "Assumptions", "Sources", "Data dictionary"]


@pytest.fixture(scope="module")
def briefing(world):
    return everything(world)


@pytest.fixture(scope="module")
def raw(world):
    return workbook(world)


@pytest.fixture(scope="module")
def book(raw):
    return openpyxl.load_workbook(io.BytesIO(raw))


@pytest.fixture(scope="module")
def answer(world):
    return assess(world, load_scenario("baseline", world))


def words(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def below(sheet, words):
    """Rows under the heading that holds ``words``, header first, down to the first empty one."""
    row = next(at for at in range(1, sheet.max_row + 1) if str(sheet.cell(at, 1).value).startswith(words)) + 1
    found = []
    while any(cell.value is not None for cell in sheet[row]):
        found.append([cell.value for cell in sheet[row]])
        row += 1
    return found


def test_the_same_briefing_gives_the_same_bytes(world, raw, briefing):
    assert sheets(briefing, world) == raw


def test_one_sheet_for_each_exhibit_between_the_fixed_ones(book):
    assert book.sheetnames == [
        "Read me", "Live", "1 Index over the years", "2 Map index 2030", "3 Rows", "4 Finding", "5 bars",
        "6 bars with bands", "7 columns", "8 stacked", "9 waterfall", "10 fan", "11 four fans", *FIXED,
    ]  # fmt: skip


def test_the_first_sheet_says_what_it_rests_on_and_leads_to_all_others(book, answer, world):
    sheet = book["Read me"]
    said = words(sheet)
    assert "baseline-5fa6e9d5" in said or answer.stamp["scenario_id"] in said
    assert "wb-1a2b3c" in said
    assert "python -m balance_model assess --scenario baseline --format json" in said
    assert world.facts["kosovo_footnote"] in said
    inner = {link.location for link in (cell.hyperlink for row in sheet.iter_rows() for cell in row) if link}
    targets = {place.rpartition("!")[0].strip("'") for place in inner if place}
    assert targets == set(book.sheetnames) - {"Read me"}


def test_title_author_and_date_are_those_of_the_briefing_and_the_data(book, briefing, world):
    assert book.properties.title == briefing.title
    assert book.properties.created == datetime.datetime.fromisoformat(world.facts["data_as_of"])


def test_full_data_hold_every_index_and_value_with_all_digits(book, answer, world):
    sheet = book["Full data"]
    head = [cell.value for cell in sheet[1]]
    column = {name: at for at, name in enumerate(head)}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=65)]
    assert [(row[0], row[2]) for row in rows] == [(code, year) for code in world.country_codes for year in world.years]
    assert {row[1] for row in rows} == {"Serbia", "Croatia", "Bosnia", "Kosovo*"}
    scores = answer.scores
    assert [row[column["index"]] for row in rows] == pytest.approx(scores["score"].tolist(), abs=1e-15)
    assert [row[column["rank"]] for row in rows] == scores["rank"].tolist()
    values = answer.value[:, :, world.category_ids.index("drones")].ravel().tolist()
    assert [row[column["Drones value"]] for row in rows] == pytest.approx(values, abs=1e-15)
    assert world.facts["kosovo_footnote"] in words(sheet)


def test_the_ledger_has_every_row_and_adds_up_to_the_strengths(book, answer, world):
    sheet, frame = book["Ledger"], answer.ledger()
    rows = list(sheet.iter_rows(min_row=2, max_row=1 + len(frame), values_only=True))
    assert sheet.cell(2 + len(frame), 1).value is None
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(17)}{1 + len(frame)}"
    assert sheet.freeze_panes == "A2"
    total = sum(row[14] for row in rows if row[:3] == ("Serbia", "Air defence", 2030))
    at = (0, world.years.index(2030), world.category_ids.index("air_defence"))
    assert total == pytest.approx(answer.strength[at], abs=1e-9)
    assert all(name in world.source for row in rows for name in row[16].split("; "))


def test_every_source_of_the_ledger_and_the_exhibits_is_listed_with_its_address(book, answer, briefing, world):
    sheet = book["Sources"]
    listed = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    cited = {name for cell in answer.ledger()["source_ids"] for name in cell}
    cited |= {name for exhibit in briefing.exhibits for name in exhibit.source_ids}
    assert set(listed) == cited
    linked = {name: row[4].hyperlink.target for name, row in listed.items() if row[4].hyperlink}
    assert linked == {name: world.source[name].url for name in cited if world.source[name].url}


def test_dials_stand_with_range_default_and_value(world):
    scenario = altered(load_scenario("baseline", world), {"dials": {"slip_years@SRB": 2.0, "rho": 0.5}}, world)
    book = openpyxl.load_workbook(io.BytesIO(sheets(briefing_of(world, [], scenario), world)))
    rows = {row[1]: row for row in below(book["Assumptions"], "Dials")}
    assert set(world.dial) | {"slip_years@SRB"} == set(rows) - {"id"}
    assert rows["rho"][2:8] == [-1, 1, 1, 0.5, "exponent", "moved"]
    assert rows["slip_years@SRB"][0] == "All deliveries late by, Serbia"
    assert (rows["slip_years@SRB"][5], rows["slip_years"][5]) == (2, 0)
    changes = [row[1] for row in below(book["Scenario"], "Changed from")[1:]]
    assert len(changes) == 2
    fields = dict(row[:2] for row in below(book["Scenario"], "Every field"))
    assert fields["dials.rho"] == 0.5
    assert fields["weights.drones"] == 25


def test_an_exhibit_carries_all_it_stands_on(book, briefing, world):
    exhibit, sheet = briefing.exhibits[0], book["1 Index over the years"]
    said = words(sheet)
    for line in (exhibit.title, exhibit.subtitle, *exhibit.stamp.lines, *exhibit.assumptions, exhibit.command,
                 "First note.", "Second note.", "2028: Rafale due", exhibit.stamp.scenario_id, "wb-1a2b3c",
                 "http://localhost:8501/?y=2030"):  # fmt: skip
        assert line in said
    table = below(sheet, "The table as shown")
    assert table[0][:5] == ["country", "year", "score", "share", "rank"]
    for row, given in zip(table[1:], exhibit.table.rows, strict=True):
        assert row[:5] == [*given[:2], *(pytest.approx(cell, rel=1e-14) for cell in given[2:])]
    assert sum("[" in line and line.endswith("]") for line in said) >= len(exhibit.source_ids)
    assert "2029: Told beneath (no place on the chart)" in words(book["2 Map index 2030"])


def test_charts_are_native_and_a_picture_stands_only_where_there_is_none(book, raw):
    counts = {sheet.title: (len(sheet._charts), len(sheet._images)) for sheet in book}
    assert counts["Live"] == (1, 0)
    assert counts["2 Map index 2030"] == (0, 1)
    shapes = [
        "1 Index over the years",
        *(name for name in book.sheetnames if name[0] in "56789" or name[:2] in ("10", "11")),
    ]
    assert {counts[name] for name in shapes} == {(1, 0)}
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        drawings = [package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name]
    assert sum("descr=" in drawing for drawing in drawings) == len(drawings) == 10


def test_words_that_start_like_a_formula_stay_words(book, raw):
    assert "'" + FORMULA in words(book["3 Rows"])
    formulas = {sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"Live", "Strengths"}
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower() or "externalLink" in name]


def test_hostile_titles_and_names_make_a_workbook_that_opens(world, briefing):
    first = briefing.exhibits[0]
    one = first.model_copy(
        update={"name": "'[a]:*?/\\'" * 9, "title": "=1+1\x07", "subtitle": "@x\ud800", "notes": "-1+1"}
    )
    two = one.model_copy(update={"exhibit_id": "two", "native": first.native.model_copy(update={
        "unit": "=A1", "series": (first.native.series[0].model_copy(update={"name": "=A1"}),),
    })})  # fmt: skip
    made = briefing_of(world, [one, two]).model_copy(update={"title": "+cmd|' /C calc'!A0", "base": "file:///etc"})
    book = openpyxl.load_workbook(io.BytesIO(sheets(made, world)))
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    shown = [cell.value for sheet in book.worksheets[2:4] for row in sheet.iter_rows() for cell in row]
    assert "'=1+1" in shown
    assert not [cell for cell in shown if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@"))]
    chart = book.worksheets[3]._charts[0]
    assert chart.series[0].tx.v == "'=A1"


def test_every_column_is_explained(book):
    sheet = book["Data dictionary"]
    told = {(row[0].value, row[1].value): row[2].value for row in sheet.iter_rows(min_row=4) if row[1].value}
    assert {("Ledger", cell.value) for cell in book["Ledger"][1]} <= set(told)
    assert told["1 Index over the years", "score"] == "Index, 0 to 1"
    assert told["data/dials.csv", "why"]
    assert all(told.values())


def test_every_sheet_prints_across_a_page_with_the_footnote(book, world):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert world.facts["kosovo_footnote"] in sheet.oddFooter.left.text


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("1 Index: [a/b]?", (), "1 Index a b"),
        ("x" * 40, (), "x" * 31),
        ("Rows", ("rows",), "Rows (2)"),
        ("y" * 40, ("y" * 31,), "y" * 27 + " (2)"),
        ("'quoted'", (), "quoted"),
        ("***", (), "Sheet"),
    ],
)
def test_names_of_sheets(name, taken, expected):
    assert sheet_name(name, set(taken)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\x00b\x1fc", "abc"), ("=1", "'=1"), ("-5", "-5"), ("\ud800x", "x"), ("z" * 40_000, "z" * 31_999 + "…")],
)
def test_cells_are_clean(text, expected):
    assert clean(text) == expected
