"""Native charts of a workbook: a ``Native`` written into cells, and the chart that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from balance_model.exhibits.exhibit import Annotation, Exhibit, Native, Series
from balance_model.exhibits.native import ENDS, LEVEL, end_word, step_words, whisker_words
from balance_model.export.sheets_paper import INK, MUTED, Paper, clean

GRID, FONT = "#E3E7EB", {"color": MUTED, "size": 10}
FAINT, MIDDLE = 82, 64
"""How clear the outer and the inner band are, in per cent."""
STRIPE = 7.0
"""Width in points of a band where several lines have one."""
TOP, STEP = 0.97, 0.06
"""Where the words of the first marked year stand, as a part of the axis, and how much lower each further one."""
_KINDS = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
}
MARKS, REACH = "Marked years", "Marked years, line"
Column = tuple[str, tuple[float | None, ...]]
Marked = dict[int, tuple[float, str, bool]]
"""Height, words and whether there is an upright line, by place along the axis."""


def line_chart(
    book: Any, sheet: str, rows: tuple[int, int], lines: Sequence[tuple[int, str, str]], title: str, unit: str,
    low: float | None, high: float | None,
) -> Any:  # fmt: skip
    """Lines over the labels of column 0; each of ``lines`` is (column, name, colour). ``rows`` first and last."""
    chart = book.add_chart({"type": "line"})
    for column, name, colour in lines:
        chart.add_series({
            "name": clean(name), "categories": f"={quote_sheetname(sheet)}!{xl_range_abs(rows[0], 0, rows[1], 0)}",
            "values": f"={quote_sheetname(sheet)}!{xl_range_abs(rows[0], column, rows[1], column)}",
            "line": {"color": colour, "width": 2.25},
        })  # fmt: skip
    _dress(chart, title, unit, "0.0", low, high)
    chart.set_legend({"position": "bottom", "font": FONT})
    return chart


def native_chart(paper: Paper, sheet: Any, row: int, exhibit: Exhibit, native: Native) -> tuple[Any, int]:
    """Write the numbers of a native chart from ``row`` on; returns the chart, yet to be placed, and the next row."""
    marked = _marked(native, exhibit.annotations)
    columns = _columns(native, marked)
    names = [native.unit or "Label", *(name for name, _ in columns)]
    style = "whole" if native.decimals == 0 else "digits"
    rows = [[_label(label), *(values[at] for _, values in columns)] for at, label in enumerate(native.categories)]
    end = paper.table(sheet, row, names, rows, dict.fromkeys(names[1:], style) | {names[0]: "label"})
    paper.put(sheet, row, 0, names[0], "head")
    here = quote_sheetname(sheet.get_name())
    cells = {name: f"={here}!{xl_range_abs(row + 1, at, end - 1, at)}" for at, name in enumerate(names)}
    chart = _drawn(paper.book, native, cells, names[0])
    if marked:
        _mark(chart, native, marked, cells, names[0])
    number = "0" if native.decimals == 0 else "0." + "0" * native.decimals
    low, high = _ends(native)
    lying = native.kind.endswith("bar")
    limited = None if native.limit is None else (native.limit, native.limit_name)
    _dress(chart, exhibit.title, native.unit, number, low, high, lying, limited)
    hidden = _hidden(native, bool(marked))
    many = len(native.series) > 1 and not any(one.hidden for one in native.series)
    chart.set_legend({"position": "bottom", "font": FONT, "delete_series": hidden} if many else {"none": True})
    return chart, end


def _label(label: str) -> int | str:
    return int(label) if label.isascii() and label.isdigit() and len(label) == 4 else label


def _columns(native: Native, marked: Marked) -> list[Column]:
    """Columns of numbers by name: the series, their bands, what bands are drawn with, and the marked years."""
    named = list(zip(native.names, native.series, strict=True))
    banded = [(name, one) for name, one in named if one.banded]
    found = [(name, one.values) for name, one in named]
    found += [
        (f"{name}, {end_word(native, part)}", getattr(one, part))
        for name, one in banded for part in ENDS if getattr(one, part)
    ]  # fmt: skip
    found += [step for name, one in banded for step in _steps(native, name, one)]
    if marked:
        places = range(len(native.categories))
        found.append((MARKS, tuple(marked[at][0] if at in marked else None for at in places)))
        found.append((REACH, _reach(native, marked)))
    return found


def _reach(native: Native, marked: Marked) -> tuple[float | None, ...]:
    """Length of the upright line at each place; None where there is none."""
    return tuple(marked[at][0] if at in marked and marked[at][2] else None for at in range(len(native.categories)))


def _steps(native: Native, name: str, one: Series) -> list[Column]:
    """What a chart adds up or draws as whiskers: thickness of the bands, or distance of their ends from the line."""
    if _fan(native):
        edges = [one.low80, one.low50, one.high50, one.high80]
        words = (f"{name}, 80 % below", f"{name}, 50 %", f"{name}, 80 % above")
        return [(word, _less(upper, lower)) for word, upper, lower in zip(words, edges[1:], edges, strict=False)]
    found = []
    for width, low, high in ((80, one.low80, one.high80), (50, one.low50, one.high50)):
        if low and high:
            down, up = whisker_words(native, width)
            found += [(f"{name}, {down}", _less(one.values, low)), (f"{name}, {up}", _less(high, one.values))]
    return found


def _less(upper: Sequence[float | None], lower: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(None if a is None or b is None else max(a - b, 0.0) for a, b in zip(upper, lower, strict=True))


def _fan(native: Native) -> bool:
    """Whether the bands can be areas: stacked areas hold those of one line only."""
    return native.kind == "line" and sum(one.banded for one in native.series) == 1


def _drawn(book: Any, native: Native, cells: dict[str, str], along: str) -> Any:
    chart = book.add_chart(_KINDS[native.kind])
    fan = None
    for name, one in zip(native.names, native.series, strict=True):
        if one.banded and _fan(native):
            fan = _areas(book, cells, name, one.colour, along)
        elif one.banded and native.kind == "line":
            for clear, width in ((FAINT, 80), (MIDDLE, 50)):
                chart.add_series({
                    "name": f"{clean(name)}, {width} %", "categories": cells[along], "values": cells[name],
                    "line": {"none": True}, "marker": {"type": "none"},
                    "y_error_bars": _whiskers(native, cells, name, width, one, STRIPE, clear),
                })  # fmt: skip
        chart.add_series(_series(native, cells, name, one, along))
    if fan is None:
        return chart
    fan.combine(chart)
    return fan


def _series(native: Native, cells: dict[str, str], name: str, one: Series, along: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": clean(name), "categories": cells[along], "values": cells[name]}
    if native.kind == "line":
        line = {"none": True} if one.hidden else {"color": one.colour, "width": 2.5}
        return found | {"line": line | ({"dash_type": "dash"} if one.dashed and not one.hidden else {})}
    found["fill"] = {"none": True} if one.hidden else {"color": one.colour, "transparency": 55 if one.dashed else 0}
    found["border"] = {"none": True}
    if one.dashed and not one.hidden:
        found["border"] = {"color": one.colour, "dash_type": "dash"}
    found["gap"] = 60
    if native.kind.startswith("stacked"):
        found["overlap"] = 100
    if (said := step_words(native)) and (one.hidden or one.name == LEVEL):
        found["data_labels"] = _beside(said, one)
    if one.labels:
        words = [{"value": clean(word)} if word else {"delete": True} for word in one.labels]
        found["data_labels"] = {
            "value": True, "custom": words, "position": "inside_base", "font": {"size": 9, "color": INK},
            "fill": {"color": "#FFFFFF", "transparency": 25},
        }  # fmt: skip
    if one.banded:
        found["y_error_bars"] = _whiskers(native, cells, name, 80, one, 1.5, 0, INK)
    return found


def _beside(said: Sequence[str], one: Series) -> dict[str, Any]:
    """Labels of a waterfall: of a step left of it, on the part that is not painted; of a level inside it."""
    custom = [{"value": word} if word and (word[0] in "+−") is one.hidden else {"delete": True} for word in said]
    font = {"size": 10, "color": INK if one.hidden else "#FFFFFF"}
    return {"value": True, "custom": custom, "position": "inside_end", "font": font}


def _whiskers(
    native: Native, cells: dict[str, str], name: str, width: int, one: Series, points: float, clear: int,
    colour: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Error bars to the ends of a band."""
    low, high = (one.low80, one.high80) if width == 80 else (one.low50, one.high50)
    down_words, up_words = whisker_words(native, width)
    up, down = ([value or 0 for value in part] for part in (_less(high, one.values), _less(one.values, low)))
    return {
        "type": "custom", "end_style": 0 if clear else 1,
        "plus_values": cells[f"{name}, {up_words}"], "plus_data": up,
        "minus_values": cells[f"{name}, {down_words}"], "minus_data": down,
        "line": {"color": colour or one.colour, "width": points, "transparency": clear},
    }  # fmt: skip


def _areas(book: Any, cells: dict[str, str], name: str, colour: str, along: str) -> Any:
    """Areas on top of each other: an unpainted one up to the low end, then the bands."""
    chart = book.add_chart({"type": "area", "subtype": "stacked"})
    layers = (
        (f"{name}, {ENDS['low80']}", None), (f"{name}, 80 % below", FAINT),
        (f"{name}, 50 %", MIDDLE), (f"{name}, 80 % above", FAINT),
    )  # fmt: skip
    for column, clear in layers:
        fill = {"none": True} if clear is None else {"color": colour, "transparency": clear}
        chart.add_series({
            "name": clean(column), "categories": cells[along], "values": cells[column],
            "fill": fill, "border": {"none": True},
        })  # fmt: skip
    return chart


def _hidden(native: Native, marked: bool) -> list[int]:
    """Places of what the legend leaves out: bands and the marks."""
    found, at = [], 0
    if _fan(native):
        found, at = [0, 1, 2, 3], 4
    for one in native.series:
        if one.banded and native.kind == "line" and not _fan(native):
            found += [at, at + 1]
            at += 2
        at += 1
    return [*found, at] if marked else found


def _numbers(native: Native) -> list[float]:
    parts = [part for one in native.series for part in (one.values, one.low80, one.high80)]
    return [value for part in parts for value in part if value is not None]


def _ends(native: Native) -> tuple[float | None, float | None]:
    """Ends of the axis of values: those given; what stays above zero starts from it."""
    if native.low is None and min(_numbers(native), default=0.0) >= 0:
        return 0.0, native.high
    return native.low, native.high


def _marked(native: Native, annotations: Sequence[Annotation]) -> Marked:
    """Height, words and line of the annotations by place on an axis of years; empty where there is no such axis."""
    if native.kind != "line":
        return {}
    places = {label: at for at, label in enumerate(native.categories)}
    top = native.high if native.high is not None else max(_numbers(native), default=1.0) * (1 + STEP * len(annotations))
    found: Marked = {}
    for one in annotations:
        at = places.get(str(one.year))
        if at is None:
            continue
        height, words, line = found.get(at, (top * (TOP - STEP * len(found)), "", False))
        found[at] = (height, f"{words}; {one.label}" if words else one.label, line or one.line)
    return found


def _mark(chart: Any, native: Native, marked: Marked, cells: dict[str, str], along: str) -> None:
    """Upright lines with words at the marked years."""
    number = len(native.categories)
    reach = [length or 0 for length in _reach(native, marked)]
    labels = [{"value": clean(marked[at][1])} if at in marked else {"delete": True} for at in range(number)]
    series = {
        "name": MARKS, "categories": cells[along], "values": cells[MARKS],
        "line": {"none": True}, "marker": {"type": "none"},
        "y_error_bars": {
            "type": "custom", "direction": "minus", "end_style": 0, "plus_values": cells[REACH], "plus_data": reach,
            "minus_values": cells[REACH], "minus_data": reach,
            "line": {"color": INK, "width": 1.25},
        },
        "data_labels": {
            "value": True, "custom": labels, "position": "right", "font": {"bold": True, "color": INK, "size": 10},
        },
    }  # fmt: skip
    (chart.combined or chart).add_series(series)


def _dress(
    chart: Any, title: str, unit: str, number: str, low: float | None, high: float | None, lying: bool = False,
    limited: tuple[float, str] | None = None,
) -> None:  # fmt: skip
    """Title, axes, grid: as quiet as the charts of the explorer; ``limited`` is a value with a line, and its name."""
    chart.set_title({
        "name": clean(title), "overlay": False, "layout": {"x": 0.02, "y": 0.03},
        "name_font": {"size": 13, "bold": True, "color": INK},
    })  # fmt: skip
    names: dict[str, Any] = {"num_font": FONT, "line": {"color": "#6B7480"}, "major_tick_mark": "none"}
    names |= {"reverse": True, "crossing": "max"} if lying else {}
    numbers: dict[str, Any] = {
        "num_font": FONT, "num_format": number, "line": {"none": True}, "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
    }  # fmt: skip
    if limited is not None:
        limit, words = limited
        numbers |= {
            "major_unit": limit, "minor_unit": limit / 5, "num_format": f'[={limit:g}]"{words}";{number}',
            "major_gridlines": {"visible": True, "line": {"color": INK, "width": 1.75}},
            "minor_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
        }  # fmt: skip
    if unit:
        numbers |= {"name": clean(unit), "name_font": {"size": 10, "bold": False, "color": MUTED}}
    numbers |= ({"min": low} if low is not None else {}) | ({"max": high} if high is not None else {})
    names["label_position"] = "low"
    chart.set_x_axis(numbers if lying else names)
    chart.set_y_axis(names if lying else numbers)
    chart.set_chartarea({"border": {"color": "#D5DAE0"}})
    chart.show_blanks_as("gap")
