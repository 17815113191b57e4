"""Native charts of slides: a ``Native`` becomes a chart whose numbers stand in its own sheet and can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from balance_model.charts.labels import spread
from balance_model.charts.lettering import text_width
from balance_model.exhibits.exhibit import Annotation, Native, Series
from balance_model.exhibits.native import step_words, whisker_words
from balance_model.export import deck_xml as xml
from balance_model.export.deck_numbers import MARKS, WORDS, Scale, columns, fan, form, marked, scaled
from balance_model.export.deck_parts import POINT, UNBROKEN, describe, rgb
from balance_model.export.deck_words import WIDER, line

KINDS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED, "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "line": XL_CHART_TYPE.LINE,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED, "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
}  # fmt: skip
FAINT, MIDDLE = 82, 66
"""How clear the outer and the inner band are, in per cent, as areas."""
STICKS = ((80, 2.25, 40), (50, 5.5, 50))
"""Bands of several lines as upright sticks at each year: width of the band, points, and how clear."""
AXIS, LABEL, SMALLEST, LINE_POINTS = 14, 14, 12, 2.75
AROUND = 60
"""Points of a chart's height that legend and axis take."""
VALUE, WORDED, MOST_LINES = 12, 11, 12
BARS, UNDER = 0.56, 32
"""Least share of a chart's width that its bars take, and points of its height that the axis under them takes."""
SUBSTEPS = 5
"""Steps of the grid up to a limit that has a line of its own."""


def put(holder: Any, native: Native, annotations: Sequence[Annotation], alt: str) -> None:
    """Draw a native chart into the placeholder of a slide."""
    marks, wide, high = marked(native, annotations), holder.width / POINT, holder.height / POINT
    scale = scaled(native, len(marks))
    data: Any = CategoryChartData(number_format=form(native.decimals))  # type: ignore[no-untyped-call]
    data.categories = [line(label).replace(" %", f"{UNBROKEN}%") or " " for label in native.categories]
    sheet = columns(native, marks, scale)
    for name, values in sheet:
        data.add_series(line(name), values)
    frame = holder.insert_chart(KINDS[native.kind], data)
    describe(frame, alt)
    chart = frame.chart
    rows = dict(zip((name for name, _ in sheet), list(chart._chartSpace.iter("{*}ser")), strict=True))
    main = [rows.pop(name) for name in native.names]
    for extra in rows.values():
        extra.getparent().remove(extra)
    _dress(chart, native, scale, high)
    sides = _sides(native, chart, wide)
    _paint(native, main, rows, (wide, high), scale, sides[1])
    if native.kind.endswith("bar"):
        top = (UNDER if chart.has_legend else 8) / high
        _place(chart, sides[0], top, sides[1], 1 - top - UNDER / high)
    if native.kind == "line":
        room = _room(native, scale, wide)
        _bands(chart, native, main, rows)
        _name_ends(chart, native, main, scale, room, high)
    if WORDS in rows:
        points = [xml.words_label(at, said, "inBase", LABEL, bold=False) for at, said in enumerate(step_words(native))]
        main[-1].addnext(xml.twin(rows[WORDS], 300, xml.paint(), line=False, extra=xml.labels(points)))
    if marks:
        _mark(chart, native, marks, rows)
    _settle(chart, native)


def _dress(chart: Any, native: Native, scale: Scale, high: float) -> None:
    """Letters, axes, grid and legend."""
    lying = native.kind.endswith("bar")
    chart.font.size, chart.font.color.rgb = Pt(AXIS), rgb(xml.MUTED)
    chart.has_title = False
    values, labels = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = scale.low, scale.high, scale.step
    values.major_gridlines.format.line.color.rgb, values.major_gridlines.format.line.width = rgb(xml.GRID), Pt(0.75)
    values.format.line.fill.background()
    written = form(scale.decimals)
    if native.limit is not None:
        values.major_unit, values.minor_unit = native.limit, native.limit / SUBSTEPS
        values.major_gridlines.format.line.color.rgb, values.major_gridlines.format.line.width = rgb(xml.DARK), Pt(1.75)
        values.has_minor_gridlines = True
        values._element.find("{*}minorGridlines").append(xml.element(xml.paint(stroke=xml.fill(xml.GRID), points=0.75)))
        written = f'[={native.limit:g}]"{native.limit_name}";{written.partition(";")[0]}'
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = written, False
    values.tick_labels.font.size = Pt(AXIS)
    labels.format.line.color.rgb = rgb("#6B7480")
    labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    labels.has_major_gridlines = False
    for axis in (values, labels):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    fits = int((high - AROUND) / len(native.categories) / 1.45) if lying else AXIS
    labels.tick_labels.font.size = Pt(max(SMALLEST, min(AXIS, fits)))
    if lying:
        labels.reverse_order = True
        values._element.find("{*}crosses").set("val", "max")
        labels._element.find("{*}noMultiLvlLbl").addprevious(xml.element('<c:tickLblSkip val="1"/>'))
    seen = [one for one in native.series if not one.hidden]
    stems = {one.name.partition(" (")[0] for one in seen}
    ends = native.kind == "line" and len(seen) <= MOST_LINES
    chart.has_legend = len(seen) > 1 and not ends and not (len(stems) == 1 and len(seen) < len(native.series))
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(AXIS)


def _paint(
    native: Native, main: Sequence[Any], rows: dict[str, Any], room: tuple[float, float], scale: Scale, share: float
) -> None:
    """Colours; values or words at the ends of bars that have room for them, whiskers where they have ranges.

    ``room`` is the chart in points, ``share`` the part of its width that lying bars have.
    """
    kind, bars, (wide, high) = native.kind, len(native.categories) * len(native.series), room
    few = bars * VALUE * 1.2 <= 0.8 * high if kind == "bar" else bars * VALUE * 3 <= 0.8 * wide
    for name, one, drawn in zip(native.names, native.series, main, strict=True):
        if kind == "line":
            stroke = "" if one.hidden else xml.fill(one.colour)
            xml.repaint(drawn, xml.paint(stroke=stroke, points=LINE_POINTS, dashed=one.dashed))
            continue
        outline = (xml.fill(one.colour), 1.25, True) if one.dashed else ("", 0.0, False)
        xml.repaint(drawn, xml.paint("" if one.hidden else xml.fill(one.colour, 60 if one.dashed else 0), *outline))
        if kind.startswith("stacked"):
            continue
        if one.banded:
            painted = xml.paint(stroke=xml.fill(xml.DARK), points=1.5)
            down, up = whisker_words(native)
            xml.add_whiskers(drawn, xml.whiskers(rows[f"{name}: {down}"], rows[f"{name}: {up}"], painted, ends=True))
        if one.labels and few:
            drawn.find("{*}errBars").addprevious(xml.element(_words_at_ends(one, scale, share)))
        elif not one.banded and few and not one.hidden:
            drawn.find("{*}cat").addprevious(xml.value_labels(form(native.decimals), VALUE))


def _words_at_ends(one: Series, scale: Scale, room: float) -> str:
    """Words right of the whiskers of bars, which end where the axis ends.

    ``room`` is the share of the width that bars have. Some programs draw a line to words that are moved: blanks before
    them keep it under the whisker.
    """
    low, high = scale.low or 0.0, scale.high or 1.0
    ends = zip(one.labels, one.values, one.high80 or one.values, strict=True)
    points = []
    for at, (words, value, far) in enumerate(ends):
        if words and value is not None:
            reach = (min(far or value, high) - min(value, high)) / (high - low) * room
            points.append(xml.words_label(at, f"{UNBROKEN}{words}", "outEnd", WORDED, bold=False, right=reach))
    return xml.labels(points)


def _bands(chart: Any, native: Native, main: Sequence[Any], rows: dict[str, Any]) -> None:
    """Bands behind the lines: areas for one line, see-through sticks at each year for several."""
    number, lines = 100, main[0].getparent()
    behind: list[Any] = []
    for name, one, drawn in zip(native.names, native.series, main, strict=True):
        if not one.banded:
            continue
        if fan(native):
            layers = (("low of 80 %", None), ("80 % below", FAINT), ("50 %", MIDDLE), ("80 % above", FAINT))
            for word, clear in layers:
                painted = xml.paint("" if clear is None else xml.fill(one.colour, clear))
                behind.append(xml.twin(rows[f"{name}: {word}"], number + len(behind), painted, line=False))
            lines.addprevious(xml.group("areaChart", behind, _axes(chart)))
            return
        for part, points, clear in STICKS:
            down, up = rows[f"{name}: down to {part} %"], rows[f"{name}: up to {part} %"]
            bars = xml.whiskers(down, up, xml.paint(stroke=xml.fill(one.colour, clear), points=points), ends=False)
            behind.append(xml.twin(drawn, number + len(behind), xml.paint(), line=True, extra=bars))
    for one in behind:
        main[0].addprevious(one)


def _room(native: Native, scale: Scale, wide: float) -> tuple[float, float]:
    """Where the axes of a line chart begin and how wide they are, in shares of its width."""
    ticks = max(text_width(f"{end or 0:,.{scale.decimals}f}", AXIS) for end in (scale.low, scale.high)) * WIDER + 10
    seen = [one for one in native.series if not one.hidden]
    ends = max((text_width(_end_words(native, one), LABEL, bold=True) * WIDER for one in seen), default=0.0) + 16
    right = min(ends, wide / 3) if len(seen) <= MOST_LINES else 10.0
    return ticks / wide, (wide - ticks - right) / wide


def _end_words(native: Native, one: Series) -> str:
    known = [value for value in one.values if value is not None]
    return f"{one.name}  {known[-1]:,.{native.decimals}f}" if known else ""


def _sides(native: Native, chart: Any, wide: float) -> tuple[float, float]:
    """Where lying bars begin and how wide their room is, in shares: long names are wrapped, words stand right of it."""
    size = chart.category_axis.tick_labels.font.size.pt
    names = max(text_width(line(label), size) for label in native.categories) * WIDER + 14
    words = max((text_width(word, VALUE) for one in native.series for word in one.labels), default=0.0) * WIDER
    right = min((words + 12) / wide, 0.25)
    left = min(names / wide, 1 - BARS - right)
    return left, 1 - left - right


def _place(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Where the axes stand, in shares of the chart."""
    chart._chartSpace.find(".//{*}plotArea").insert(0, xml.inner_layout(left, top, width, height))
    for old in chart._chartSpace.findall(".//{*}plotArea/{*}layout")[1:]:
        old.getparent().remove(old)


def _name_ends(
    chart: Any, native: Native, main: Sequence[Any], scale: Scale, room: tuple[float, float], high: float
) -> None:
    """Place the axes, and write name and value beside the last point of each line, none upon another."""
    top, tall = 10 / high, 1 - (10 + 30) / high
    _place(chart, room[0], top, room[1], tall)
    shown = [
        (one, drawn, max(at for at, value in enumerate(one.values) if value is not None))
        for one, drawn in zip(native.series, main, strict=True)
        if not one.hidden and any(value is not None for value in one.values)
    ]
    if len(shown) > MOST_LINES or scale.low is None or scale.high is None:
        return
    span, room_high = scale.high - scale.low, tall * high
    wanted = [(scale.high - (one.values[at] or 0.0)) / span * room_high for one, _, at in shown]
    placed = spread(wanted, LABEL * 1.3, 0, room_high)
    for (one, drawn, at), want, place in zip(shown, wanted, placed, strict=True):
        label = xml.end_label(at, (place - want) / high, xml.ink(one.colour), LABEL, form(native.decimals))
        drawn.find("{*}cat").addprevious(xml.element(xml.labels([label])))


def _mark(chart: Any, native: Native, marks: dict[int, tuple[str, bool]], rows: dict[str, Any]) -> None:
    """Marked years: words beside a point without a mark, and an upright line through it."""
    half = len(native.categories) / 2
    words = xml.labels([xml.words_label(at, marks[at][0], "l" if at >= half else "r", 12) for at in sorted(marks)])
    line_of = xml.paint(stroke=xml.fill(xml.DARK), points=1.25)
    bars = xml.whiskers(rows[f"{MARKS}: line down"], rows[f"{MARKS}: line up"], line_of, ends=False)
    series = xml.twin(rows[MARKS], 200, xml.paint(), line=True, extra=words + bars)
    lines = chart._chartSpace.findall(".//{*}lineChart")
    if lines:
        lines[-1].findall("{*}ser")[-1].addnext(series)
    else:
        chart._chartSpace.find(".//{*}barChart").addnext(xml.group("lineChart", [series], _axes(chart)))


def _axes(chart: Any) -> list[str]:
    return [axis.get("val") for axis in chart._chartSpace.find(".//{*}axId").getparent().findall("{*}axId")]


def _settle(chart: Any, native: Native) -> None:
    """Number the series in the order in which they are drawn; the legend lists those that are painted."""
    every = list(chart._chartSpace.iter("{*}ser"))
    for order, one in enumerate(every):
        one.find("{*}order").set("val", str(order))
    for gap in chart._chartSpace.iter("{*}gapWidth"):
        gap.set("val", "55")
    if chart.has_legend:
        own = {str(at) for at, one in enumerate(native.series) if not one.hidden}
        left_out = [at for at, one in enumerate(every) if one.find("{*}idx").get("val") not in own]
        for entry in reversed(xml.unlisted(left_out)):
            chart.legend._element.find("{*}legendPos").addnext(entry)
