"""Native charts read back by python-pptx, their sheets by openpyxl."""

import io
import warnings

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from balance_model.charts.theme import Look
from balance_model.exhibits.briefing import annotation
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import steps
from balance_model.export import deck_chart, deck_numbers, deck_parts
from balance_model.export.deck import TEMPLATE
from balance_model.export.deck_xml import ink
from tests.export.briefings import natives

YEARS = tuple(map(str, range(2020, 2036)))
MARKS = (
    annotation(2028, "Rafale due"),
    annotation(2028, "PULS due", line=False),
    annotation(2031, "A < B", line=False),
)


@pytest.fixture
def drawn():
    """A native chart on a slide, saved and opened again."""

    def made(native, annotations=()):
        show = Presentation(str(TEMPLATE))
        deck_chart.put(deck_parts.holder(deck_parts.page(show, "Chart"), 11), native, annotations, "Alt")
        raw = io.BytesIO()
        show.save(raw)
        slide = Presentation(io.BytesIO(raw.getvalue())).slides[0]
        return next(shape.chart for shape in slide.placeholders if getattr(shape, "has_chart", False))

    return made


def series(*values, name="Serbia", colour="#0072B2", **more):
    return Series(name=name, values=values, colour=colour, **more)


def banded(*values, wide=0.1, **more):
    ends = {part: tuple(v + sign * wide for v in values) for part, sign in
            (("low80", -2), ("low50", -1), ("high50", 1), ("high80", 2))}  # fmt: skip
    return series(*values, **ends, **more)


def found(chart, path):
    return chart._chartSpace.findall(path)


def numbers(bars, side):
    return [float(value.text) for value in bars.findall(f"{{*}}{side}//{{*}}v")]


def sheet_of(chart):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    return {column[0].value: [cell.value for cell in column[1:]] for column in sheet.iter_cols()}


@pytest.mark.parametrize("name", ["bars", "bars with bands", "columns", "stacked", "waterfall", "fan", "four fans"])
def test_a_chart_has_the_numbers_of_the_exhibit(drawn, world, name):
    native = natives(Look.of(world))[name]
    chart = drawn(native)
    kinds = {"bar": "BAR_CLUSTERED", "column": "COLUMN_CLUSTERED", "stacked_bar": "BAR_STACKED",
             "stacked_column": "COLUMN_STACKED", "line": "LINE"}  # fmt: skip
    plot = next(each for each in chart.plots if "Area" not in type(each).__name__)
    assert chart.chart_type.name == kinds[native.kind] or len(list(chart.plots)) > 1
    assert tuple(plot.categories) == native.categories
    by_name = {}
    for each in plot.series:
        by_name[each.name] = tuple(each.values)
    assert by_name == {one.name: one.values for one in native.series}
    cells = sheet_of(chart)
    for one in native.series:
        assert [cell is None for cell in cells[one.name]] == [value is None for value in one.values]
        known = [(cell, value) for cell, value in zip(cells[one.name], one.values, strict=True) if value is not None]
        assert all(cell == pytest.approx(value, rel=1e-14) for cell, value in known)


def test_colours_dashes_and_unpainted_parts(drawn, world):
    chart = drawn(natives(Look.of(world))["waterfall"])
    base, first, second = (each._element for each in chart.plots[0].series)
    assert base.find("{*}spPr/{*}noFill") is not None
    assert first.find("{*}spPr/{*}solidFill/{*}srgbClr").get("val") == "D55E00"
    assert second.find("{*}spPr/{*}solidFill/{*}srgbClr").get("val") == "888888"
    assert not chart.has_legend, "the parts of a waterfall have no names of their own"
    lines = drawn(
        Native(kind="line", categories=("1", "2"), series=(series(1, 2), series(2, 1, name="B", dashed=True)))
    )
    dashes = [each._element.find("{*}spPr/{*}ln/{*}prstDash") for each in lines.plots[0].series]
    assert dashes[0] is None
    assert dashes[1].get("val") == "dash"


def test_whiskers_reach_the_ends_of_the_outer_band(drawn):
    chart = drawn(Native(kind="bar", categories=("A", "B"), series=(banded(0.5, 0.7),)))
    (bars,) = found(chart, ".//{*}errBars")
    assert numbers(bars, "minus") == pytest.approx([0.2, 0.2])
    assert numbers(bars, "plus") == pytest.approx([0.2, 0.2])
    assert chart.value_axis.maximum_scale >= 0.9, "an open axis would cut them off"
    cells = sheet_of(chart)
    assert cells["Serbia: up to 80 %"] == pytest.approx([0.2, 0.2])
    assert bars.find("{*}plus//{*}f").text.startswith("Sheet1!$")


def test_bands_of_one_line_are_areas_behind_it(drawn):
    chart = drawn(
        Native(kind="line", categories=("2029", "2030"), series=(banded(0.5, 0.6), series(0.1, 0.2, name="B")))
    )
    area, lines = (
        chart._chartSpace.find(".//{*}plotArea").findall("{*}areaChart")[0],
        found(chart, ".//{*}lineChart")[0],
    )
    assert area.getnext() is lines
    assert area.find("{*}grouping").get("val") == "stacked"
    tops = [[float(v.text) for v in one.findall("{*}val//{*}pt/{*}v")] for one in area.findall("{*}ser")]
    assert tops[0] == pytest.approx([0.3, 0.4])
    totals = [sum(column) for column in zip(*tops, strict=True)]
    assert totals == pytest.approx([0.7, 0.8])
    assert tops[2] == pytest.approx([0.2, 0.2]), "the middle half"
    assert area.findall("{*}ser")[0].find("{*}spPr/{*}noFill") is not None
    shared = [[axis.get("val") for axis in group.findall("{*}axId")] for group in (area, lines)]
    assert shared[0] == shared[1]


def test_bands_of_several_lines_are_sticks_by_the_same_numbers(drawn):
    two = (banded(0.5, 0.6), banded(0.2, 0.3, name="B", wide=0.05))
    chart = drawn(Native(kind="line", categories=("2029", "2030"), series=two))
    assert not found(chart, ".//{*}areaChart")
    reach = [numbers(bars, "plus")[0] for bars in found(chart, ".//{*}errBars")]
    assert reach == pytest.approx([0.2, 0.1, 0.1, 0.05])
    orders = [int(each.get("val")) for each in found(chart, ".//{*}ser/{*}order")]
    assert orders == sorted(set(orders))
    numbers_of = [each.get("val") for each in found(chart, ".//{*}ser/{*}idx")]
    assert len(numbers_of) == len(set(numbers_of))


def test_seven_countries_with_bands_over_sixteen_years(drawn, world):
    look = Look.of(world)
    lines = tuple(
        banded(*(0.1 * at + 0.01 * t for t in range(16)), name=look.name(code), colour=look.colour(code))
        for at, code in enumerate(look.order)
    )
    chart = drawn(Native(kind="line", categories=YEARS, series=lines), MARKS)
    assert len(look.order) == 7
    assert len(found(chart, ".//{*}errBars")) == 2 * 7 + 1
    assert not chart.has_legend
    ends = [label for label in found(chart, ".//{*}dLbl") if label.find("{*}showSerName").get("val") == "1"]
    assert len(ends) == 7
    assert all(label.find("{*}idx").get("val") == "15" for label in ends)
    assert max(len(each.values) for each in chart.plots[0].series) == 16


def test_labels_of_lines_that_end_together_are_moved_apart(drawn):
    lines = tuple(series(0.5, 0.5, name=f"Line {at}") for at in range(4))
    chart = drawn(Native(kind="line", categories=("1", "2"), series=lines, low=0, high=1))
    moves = [float(y.get("val")) for y in found(chart, ".//{*}dLbl/{*}layout/{*}manualLayout/{*}y")]
    assert len(moves) == 4
    gaps = [b - a for a, b in zip(sorted(moves), sorted(moves)[1:], strict=False)]
    assert min(gaps) * 306 >= 14, "a line of letters, in points"
    assert sum(moves) == pytest.approx(0, abs=0.01)


def test_marked_years_are_parts_of_the_chart(drawn):
    chart = drawn(Native(kind="line", categories=YEARS, series=(series(*range(16)),)), MARKS)
    labels = [text.text for text in found(chart, ".//{*}dLbl/{*}tx//{*}t")]
    assert labels == ["Rafale due; PULS due", "A < B"]
    (bars,) = found(chart, ".//{*}errBars")
    scale = chart.value_axis
    down, up = numbers(bars, "minus"), numbers(bars, "plus")
    assert len(down) == 1, "the second has words and no line"
    assert down[0] + up[0] == pytest.approx(scale.maximum_scale - scale.minimum_scale)
    cells = sheet_of(chart)["Marked years"]
    assert [at for at, value in enumerate(cells) if value is not None] == [8, 11]
    assert scale.maximum_scale > 15, "room above the lines"


def test_marked_years_lie_over_columns_and_not_over_bars(drawn):
    over = Native(kind="stacked_column", categories=YEARS, series=(series(*range(16)), series(*range(16), name="B")))
    chart = drawn(over, MARKS)
    assert len(found(chart, ".//{*}lineChart/{*}ser")) == 1
    assert [each.get("val") for each in found(chart, ".//{*}legendEntry/{*}idx")] == ["2"]
    assert deck_numbers.marked(over.model_copy(update={"kind": "bar"}), MARKS) == {}
    assert set(deck_numbers.marked(over, MARKS)) == {8, 11}


def test_a_legend_only_where_there_is_more_than_one_name(drawn):
    one = Native(kind="bar", categories=("A",), series=(series(1),))
    assert not drawn(one).has_legend
    assert drawn(one.model_copy(update={"series": (series(1), series(2, name="B"))})).has_legend


def test_nothing_known_gives_an_empty_chart_and_not_an_error(drawn):
    chart = drawn(Native(kind="column", categories=YEARS, series=(series(*[None] * 16),)))
    assert tuple(chart.plots[0].series[0].values) == (None,) * 16
    mixed = drawn(Native(kind="line", categories=YEARS, series=(series(*[None] * 16), series(*range(16), name="B"))))
    assert len(found(mixed, ".//{*}dLbl")) == 1


@pytest.mark.parametrize(
    ("values", "low", "high", "expected"),
    [
        ((0.1, 0.57), None, None, (0, 0.6, 0.2, 1)),
        ((0.1, 0.57), 0.0, 1.0, (0, 1, 0.2, 1)),
        ((-510_000, 5_100_000), None, None, (-2_000_000, 6_000_000, 2_000_000, 0)),
        ((0.0, 0.0), None, None, (0, 1, 0.2, 1)),
        ((3.0, 4.9), None, None, (0, 5, 1, 0)),
        ((0.5, 0.52), 0.45, None, (0.45, 0.53, 0.02, 2)),
    ],
)
def test_the_axis_has_round_ticks_with_all_their_decimals(values, low, high, expected):
    scale = deck_numbers.scaled(
        Native(kind="line", categories=("1", "2"), series=(series(*values),), low=low, high=high)
    )
    assert (scale.low, scale.high, scale.step, scale.decimals) == pytest.approx(expected)


def test_axis_of_a_chart_with_decimals(drawn):
    chart = drawn(Native(kind="bar", categories=("A",), series=(series(0.57),), decimals=2, low=0, high=1))
    axis = chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (0, 1, 0.2)
    assert axis.tick_labels.number_format.startswith("#,##0.0;")
    assert chart.category_axis.tick_labels.font.size.pt >= 12
    assert chart.category_axis.reverse_order, "the first on top"
    value = chart.plots[0].series[0]._element.find(".//{*}dLbls/{*}numFmt")
    assert value.get("formatCode").startswith("#,##0.00;")


def test_many_bars_are_shared_out_with_one_axis():
    bars = Native(kind="bar", categories=tuple(map(str, range(30))), series=(banded(*(float(v) for v in range(30))),))
    parts = deck_numbers.portions(bars)
    assert [len(part.categories) for part in parts] == [10, 10, 10]
    assert sum((part.categories for part in parts), ()) == bars.categories
    assert sum((part.series[0].values for part in parts), ()) == bars.series[0].values
    assert sum((part.series[0].high80 for part in parts), ()) == bars.series[0].high80
    assert {(part.low, part.high) for part in parts} == {(-10, 30)}
    assert deck_numbers.portions(bars.model_copy(update={"kind": "column"})) == [
        bars.model_copy(update={"kind": "column"})
    ]


def test_ink_of_the_palette_can_be_read_on_white():
    assert ink("#0072B2") == "#0072B2", "dark enough as it is"
    for colour in ("#CC79A7", "#E69F00", "#FFFFFF", "#D55E00"):
        parts = [int(ink(colour)[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        assert 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05) >= 4.5


ORDER = {  # ISO/IEC 29500-1, schema dml-chart.xsd: what stands in a part, in which order
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val smooth",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
            "showBubbleSize separator",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
             "showBubbleSize separator",
    "areaChart": "grouping varyColors ser dLbls dropLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "plotArea": "layout areaChart barChart lineChart catAx valAx dTable spPr",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
             "tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
             "tickLblPos spPr txPr crossAx crosses crossBetween majorUnit minorUnit",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "ln": "noFill solidFill prstDash round",
}  # fmt: skip


@pytest.mark.parametrize("name", ["bars", "bars with bands", "columns", "stacked", "waterfall", "fan", "four fans"])
def test_parts_stand_in_the_order_that_the_format_asks_for(drawn, world, name):
    chart = drawn(natives(Look.of(world))[name], MARKS)
    seen = set()
    for part in chart._chartSpace.iter():
        tag = part.tag.rpartition("}")[2]
        if tag in ORDER:
            allowed = ORDER[tag].split()
            places = [allowed.index(child.tag.rpartition("}")[2]) for child in part]
            assert places == sorted(places), tag
            seen.add(tag)
    assert {"ser", "plotArea", "catAx", "valAx"} <= seen
    lying = found(chart, ".//{*}barChart//{*}errBars/{*}errDir")
    assert not lying, "bars and columns name no direction"


def test_a_waterfall_says_each_step_with_its_sign_and_lists_rises_and_falls(drawn):
    hues = ["#777777", "#00578F", "#B2CDDD", "#777777"]
    chart = drawn(
        steps(["from", "up", "down", "to"], [0, 0.2, 0.5, 0], [0.2, 0.5, 0.4, 0.4], hues, decimals=3, low=0.0)
    )
    every = found(chart, ".//{*}ser")
    assert [one.find(".//{*}tx//{*}v").text for one in every][1:4] == ["Level", "Rises", "Falls"]
    assert [text.text for text in every[-1].findall("{*}dLbls//{*}t")] == ["0.200", "+0.300", "−0.100", "0.400"]
    assert chart.has_legend
    left_out = {int(entry.find("{*}idx").get("val")) for entry in found(chart, ".//{*}legendEntry")}
    assert left_out == {0, 4}
    assert chart.value_axis.maximum_scale >= 0.5 * 1.12


CEILINGS = Native(
    kind="bar", categories=("Tanks", "Guns"), unit="%", decimals=0, low=0, high=200, span="low to high", limit=100,
    limit_name="100 %: the ceiling", reading="Bar: best.",
    series=(series(50, 101, low80=(40, 90), high80=(100, 130), labels=("5 of 10", "11 of 10 (inferred)")),),
)  # fmt: skip


def test_bars_with_words_whiskers_and_a_limit(drawn):
    chart = drawn(CEILINGS)
    assert [text.text for text in found(chart, ".//{*}dLbl//{*}t")] == ["\u00a05 of 10", "\u00a011 of 10 (inferred)"]
    (bars,) = found(chart, ".//{*}errBars")
    assert (numbers(bars, "minus"), numbers(bars, "plus")) == ([10, 11], [50, 29])
    assert [*sheet_of(chart)][2:4] == ["Serbia: down to low", "Serbia: up to high"]
    assert (chart.value_axis.major_unit, chart.value_axis.minor_unit) == (100, 20)
    assert chart.value_axis.tick_labels.number_format == '[=100]"100 %: the ceiling";#,##0'
    bars_wide = float(found(chart, ".//{*}plotArea/{*}layout//{*}w")[0].get("val"))
    moves = [float(x.get("val")) for x in found(chart, ".//{*}dLbl/{*}layout//{*}x")]
    assert moves == pytest.approx([bars_wide * 50 / 200, bars_wide * 29 / 200], abs=1e-4)
    assert deck_numbers.how_to_read(CEILINGS) == "Bar: best."


def test_names_of_steps_leave_the_bars_more_than_half_of_the_width(drawn):
    long = "Weights: air defence 25 to 22 %, anti-tank 25 to 22 %, drones 25 to 35 %, long-range strike 25 to 22 %"
    native = steps(["Baseline", long, "Announced"], [0, 0.5, 0], [0.5, 0.6, 0.6], ["#111111"] * 3, decimals=3)
    chart = drawn(native)
    left, wide = (float(found(chart, f".//{{*}}plotArea/{{*}}layout//{{*}}{side}")[0].get("val")) for side in "xw")
    assert wide >= 0.55
    assert left + wide <= 1
    assert "differ from their sum by 0.001" in deck_numbers.how_to_read(native)
