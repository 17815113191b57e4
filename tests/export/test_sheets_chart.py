"""Native charts of a workbook: what each shape becomes, read back from the file."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from balance_model.charts.theme import Look
from balance_model.core.assess import assess
from balance_model.export.sheets import sheets
from balance_model.records.scenarios import load_scenario
from tests.export.briefings import briefing_of, everything, lines, workbook
from tests.export.test_deck_chart import CEILINGS

SHEETS = ("5 bars", "6 bars with bands", "7 columns", "8 stacked", "9 waterfall", "10 fan", "11 four fans")


@pytest.fixture(scope="module")
def book(world):
    return openpyxl.load_workbook(io.BytesIO(workbook(world)))


def chart_of(book, name):
    return book[name]._charts[0]


def cells(book, reference):
    """Values of the cells that a series reads."""
    name, _, place = reference.rpartition("!")
    found = book[name.strip("'").replace("''", "'")][place.replace("$", "")]
    return [cell[0].value for cell in found]


def numbers(book, series):
    return cells(book, series.val.numRef.f)


def parts(chart):
    """The charts on one pair of axes, areas and lines apart."""
    return {type(each).__name__: each for each in (chart, *chart._charts)}


def test_lines_have_the_colours_of_their_countries_and_read_their_cells(book, world):
    look = Look.of(world)
    chart = chart_of(book, "1 Index over the years")
    lines = chart.series[:4]
    assert [each.tx.v for each in lines] == [look.name(code) for code in world.country_codes]
    assert [f"#{each.spPr.ln.solidFill.srgbClr}" for each in lines] == [look.colour(c) for c in world.country_codes]
    table = everything(world).exhibits[0].table
    for code, line in zip(world.country_codes, lines, strict=True):
        assert numbers(book, line) == pytest.approx([row[2] for row in table.rows if row[0] == code], rel=1e-14)
        assert cells(book, line.cat.numRef.f) == list(world.years)


def test_marked_years_stand_on_the_chart_with_words_and_a_line_where_asked(book, world):
    marks = chart_of(book, "1 Index over the years").series[4]
    heights = dict(zip(world.years, numbers(book, marks), strict=True))
    assert [year for year, height in heights.items() if height is not None] == [2028, 2032]
    lengths = dict(zip(world.years, cells(book, marks.errBars.minus.numRef.f), strict=True))
    assert {year: length for year, length in lengths.items() if length is not None} == {2028: heights[2028]}
    with zipfile.ZipFile(io.BytesIO(workbook(world))) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    drawn = next(text for text in charts if "Rafale due" in text)
    labels = re.findall(r'<c:dLbl><c:idx val="(\d+)"/>(?:(?!</c:dLbl>).)*?<a:t>([^<]*)</a:t>', drawn)
    assert labels == [("8", "Rafale due"), ("12", "A label without a line")]


@pytest.mark.parametrize(
    ("name", "direction", "grouping", "overlap"),
    [
        ("5 bars", "bar", "clustered", None),
        ("7 columns", "col", "clustered", None),
        ("8 stacked", "col", "stacked", 100),
        ("9 waterfall", "bar", "stacked", 100),
    ],
)
def test_bars_and_columns(book, name, direction, grouping, overlap):
    chart = chart_of(book, name)
    assert (chart.barDir, chart.grouping, chart.overlap) == (direction, grouping, overlap)
    assert (chart.x_axis.scaling.orientation == "maxMin") is (direction == "bar")  # first on top


def test_ends_of_the_axis_and_digits_are_those_asked_for(book):
    bars, columns, money = (chart_of(book, name) for name in ("5 bars", "7 columns", "8 stacked"))
    assert (bars.y_axis.scaling.min, bars.y_axis.scaling.max) == (0, 1)
    assert (columns.y_axis.scaling.min, columns.y_axis.scaling.max) == (0, None)
    assert [each.y_axis.numFmt.formatCode for each in (bars, columns, money)] == ["0.00", "0.0", "0"]


def test_what_holds_up_a_waterfall_is_not_painted(book):
    base, first, second = chart_of(book, "9 waterfall").series
    assert base.spPr.noFill
    assert (first.spPr.solidFill.srgbClr, second.spPr.solidFill.srgbClr) == ("D55E00", "888888")
    assert numbers(book, base) == [0.0, 0.4, 0.45, 0.0]
    assert numbers(book, first) == [0.4, 0.07, None, 0.45]


def test_a_dashed_series_looks_apart(book):
    last = chart_of(book, "7 columns").series[2]
    assert last.spPr.ln.prstDash == "dash"


def test_bars_with_bands_have_whiskers_to_the_ends_of_80_per_cent(book):
    for series in chart_of(book, "6 bars with bands").series:
        assert cells(book, series.errBars.plus.numRef.f) == pytest.approx([0.1, 0.1, 0.1])
        assert cells(book, series.errBars.minus.numRef.f) == pytest.approx([0.1, 0.1, 0.1])


def test_one_line_with_bands_is_a_fan_of_stacked_areas(book):
    """The areas add up to the ends of the bands, which the line's numbers say: 0.08 and 0.04 to each side."""
    drawn = parts(chart_of(book, "10 fan"))
    line, single = drawn["LineChart"].series[:2]
    assert single.spPr.ln.prstDash == "dash"
    areas = drawn["AreaChart"]
    assert areas.grouping == "stacked"
    assert areas.series[0].spPr.noFill
    stacked, sums = [numbers(book, each) for each in areas.series], []
    for at in range(16):
        sums.append([sum(part[at] for part in stacked[: 1 + upto]) for upto in range(4)])
    for value, ends in zip(numbers(book, line), sums, strict=True):
        assert ends == pytest.approx([value - 0.08, value - 0.04, value + 0.04, value + 0.08])


def test_several_lines_with_bands_have_two_faint_stripes_each(book):
    series = chart_of(book, "11 four fans").series[:12]
    for outer, inner, line in zip(series[::3], series[1::3], series[2::3], strict=True):
        assert outer.spPr.ln.noFill
        assert inner.spPr.ln.noFill
        assert line.spPr.ln.solidFill
        assert cells(book, outer.errBars.plus.numRef.f) == pytest.approx([0.06] * 16)
        assert cells(book, inner.errBars.minus.numRef.f) == pytest.approx([0.03] * 16)


@pytest.mark.parametrize("name", SHEETS)
def test_the_legend_names_only_what_is_painted(book, name):
    chart = chart_of(book, name)
    every = sum(len(each.series) for each in parts(chart).values())
    shown = 0 if chart.legend is None else every - len([each for each in chart.legend.legendEntry if each.delete])
    assert shown == {"5 bars": 4, "6 bars with bands": 4, "7 columns": 3, "8 stacked": 4, "9 waterfall": 0,
                     "10 fan": 2, "11 four fans": 4}[name]  # fmt: skip


def test_bars_with_words_whiskers_and_a_limit_are_named_so_in_the_workbook(world):
    baseline = load_scenario("baseline", world)
    answer = assess(world, baseline)
    one = lines(world, answer, baseline).model_copy(update={"native": CEILINGS, "annotations": ()})
    raw = sheets(briefing_of(world, [one]), world)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        (drawn,) = [
            text for name in package.namelist() if name.startswith("xl/charts/chart")
            for text in [package.read(name).decode()] if "100 %: the ceiling" in text
        ]  # fmt: skip
    assert "11 of 10 (inferred)" in drawn
    assert re.findall(r'<c:m\w+Unit val="([0-9]+)', drawn) == ["100", "20"]
    assert "<c:minorGridlines>" in drawn
    assert "<c:errBars>" in drawn
    book = openpyxl.load_workbook(io.BytesIO(raw))
    (sheet,) = [each for each in book if each._charts and any("up to high" in str(c.value) for r in each for c in r)]
    words = {cell.value for row in sheet for cell in row}
    assert {"Serbia, low", "Serbia, high", "Serbia, down to low", "Serbia, up to high"} <= words
    assert not any("80 %" in str(word) for word in words)
