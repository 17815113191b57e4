"""Numbers of the native charts of slides: the axis, the columns of the chart's own sheet, marked years, portions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from balance_model.exhibits.exhibit import Annotation, Native, Table
from balance_model.exhibits.native import BANDS, ROUNDED, is_rounded, step_words, whisker_words
from balance_model.export.deck_words import line

TICKS, DROP, MOST_BARS, MOST_SLIDES = 5, 0.075, 12, 3
"""Steps of the axis at least wanted, distance of the words of marked years as a share of it, and bars on a slide."""
MARKS, WORDS, BESIDE = "Marked years", "Room for words", 0.12
"""Columns that carry words, and the room beside the bars of a waterfall as a share of its longest."""


@dataclass(frozen=True)
class Scale:
    """The axis of values: its ends, None where they are open, the step of its ticks, and their decimals."""

    low: float | None
    high: float | None
    step: float
    decimals: int


def marked(native: Native, annotations: Sequence[Annotation]) -> dict[int, tuple[str, bool]]:
    """Words and line of the annotations that a native chart has a place for, by number of the category.

    Those are the years along an upright chart; two of one year share a label.
    """
    places = {} if native.kind.endswith("bar") else {label: at for at, label in enumerate(native.categories)}
    found: dict[int, tuple[str, bool]] = {}
    for each in annotations:
        at = places.get(str(each.year))
        if at is not None:
            words, drawn = found.get(at, ("", False))
            found[at] = (f"{words}; {line(each.label)}" if words else line(each.label), drawn or each.line)
    return found


def portions(native: Native) -> list[Native]:
    """A chart of many bars in charts of so few that each is named, all on one axis; others are one whole."""
    count = len(native.categories)
    if not native.kind.endswith("bar") or count <= MOST_BARS:
        return [native]
    scale, found = scaled(native, fixed=True), []
    size = math.ceil(count / math.ceil(count / MOST_BARS))
    for first in range(0, count, size):
        here = slice(first, first + size)
        series = tuple(
            one.model_copy(update={name: getattr(one, name)[here] for name in ("values", *BANDS, "labels")})
            for one in native.series
        )
        ends = {"low": scale.low, "high": scale.high}
        found.append(native.model_copy(update={"categories": native.categories[here], "series": series, **ends}))
    return found


def how_to_read(native: Native) -> str:
    """What bands and whiskers mean, in the words of the chart where it has its own; empty where there are none."""
    if native.reading or is_rounded(native):
        return native.reading or ROUNDED
    if not any(one.banded for one in native.series):
        return ""
    upright = native.kind == "line"
    return "Bands: the middle 50 and 80 % of futures." if upright else "Whiskers: the middle 80 % of futures."


def scaled(native: Native, marks: int = 0, fixed: bool = False) -> Scale:
    """The axis of values, its ends fixed where ``fixed``, and where labels, whiskers or marks are placed by them."""
    values = _numbers(native)
    low = min([0.0, *values]) if native.low is None else native.low
    high = max([0.0, *values]) if native.high is None else native.high
    high = high if high > low else low + 1
    if marks and native.high is None:
        high += (high - low) * DROP * min(marks, 4)
    worded = bool(step_words(native))
    if worded and native.high is None:
        high += (high - low) * BESIDE
    step = _nice((high - low) / TICKS)
    placed = worded or marks > 0 or any(one.banded for one in native.series)
    fixed = fixed or placed or native.kind == "line" or not values
    first = low if native.low is not None else math.floor(low / step + 1e-9) * step
    ends = (first, first + math.ceil((high - first) / step - 1e-9) * step)
    found = [
        given if given is not None else (round(end, 9) if fixed else None)
        for given, end in zip((native.low, native.high), ends, strict=True)
    ]
    return Scale(found[0], found[1], step, max(_decimals(step), _decimals(native.low or 0.0)))


def _numbers(native: Native) -> list[float]:
    """The values that have to find room, those of a stack added up."""
    if native.kind.startswith("stacked"):
        rows = list(zip(*(one.values for one in native.series), strict=True))
        return [sum(value for value in row if value and (value > 0) == up) for row in rows for up in (True, False)]
    parts = [part for one in native.series for part in (one.values, one.low80, one.high80)]
    return [value for part in parts for value in part if value is not None]


def _nice(step: float) -> float:
    """The least of 1, 2 and 5 times a power of ten that is no smaller."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(round(part * power, 12) for part in (1, 2, 5, 10) if part * power >= step * (1 - 1e-9))


def _decimals(number: float) -> int:
    return next((digits for digits in range(6) if math.isclose(round(number, digits), number, abs_tol=1e-9)), 6)


def form(decimals: int) -> str:
    """How a sheet writes numbers; none is a plain 0."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{shown};-{shown};0"


def places(table: Table, at: int) -> int:
    """Decimals of a column of a table: none for whole numbers; three for parts of an index, so that they add up."""
    values = [cell for cell in (row[at] for row in table.rows) if isinstance(cell, float)]
    if values and table.columns[0] == "change" and all(abs(value) < 1 for value in values):
        return 3
    return 2 if any(value % 1 for value in values) else 0


def rounding(table: Table) -> str:
    """That effects are rounded, where a table shows them in three decimals; else empty."""
    return ROUNDED if any(places(table, at) == 3 for at in range(len(table.columns))) else ""


def _less(upper: Sequence[float | None], lower: Sequence[float | None]) -> list[float | None]:
    return [None if a is None or b is None else max(a - b, 0.0) for a, b in zip(upper, lower, strict=True)]


def fan(native: Native) -> bool:
    """Whether bands can be areas: areas that stack hold those of one line only."""
    return native.kind == "line" and sum(one.banded for one in native.series) == 1


def columns(
    native: Native, marks: dict[int, tuple[str, bool]], scale: Scale
) -> list[tuple[str, Sequence[float | None]]]:
    """Name and numbers of every column of the chart's sheet: the series, then what bands and marks are drawn from."""
    found: list[tuple[str, Sequence[float | None]]] = [
        (name, one.values) for name, one in zip(native.names, native.series, strict=True)
    ]
    for name, one in zip(native.names, native.series, strict=True):
        if one.banded and fan(native):
            edges = (one.low80, one.low50, one.high50, one.high80)
            found.append((f"{name}: low of 80 %", one.low80))
            found += [(f"{name}: {word}", _less(upper, lower)) for word, upper, lower in
                      zip(("80 % below", "50 %", "80 % above"), edges[1:], edges, strict=False)]  # fmt: skip
        elif one.banded and not native.kind.startswith("stacked"):
            for part, low, up in ((80, one.low80, one.high80), (50, one.low50, one.high50)):
                if low and up:
                    down_words, up_words = whisker_words(native, part)
                    found.append((f"{name}: {down_words}", _less(one.values, low)))
                    found.append((f"{name}: {up_words}", _less(up, one.values)))
    if step_words(native):
        room = max(_numbers(native), default=1.0) * BESIDE
        found.append((WORDS, [room] * len(native.categories)))
    if marks and scale.low is not None and scale.high is not None:
        order, span = sorted(marks), scale.high - scale.low
        level = {at: scale.high - span * DROP * (number % 4 + 0.6) for number, at in enumerate(order)}
        drawn = {at: value for at, value in level.items() if marks[at][1]}
        places = range(len(native.categories))
        found.append((MARKS, [level.get(at) for at in places]))
        found.append((f"{MARKS}: line down", [drawn[at] - scale.low if at in drawn else None for at in places]))
        found.append((f"{MARKS}: line up", [scale.high - drawn[at] if at in drawn else None for at in places]))
    return found
