"""From rows to native charts: the few shapes that slides and spreadsheets can draw themselves."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from balance_model.exhibits.exhibit import Native, Series

BANDS = ("low80", "low50", "high50", "high80")
ENDS = {"low80": "low of 80 %", "low50": "low of 50 %", "high50": "high of 50 %", "high80": "high of 80 %"}
"""What the ends of bands are called."""
BASE = "(base, not painted)"
"""Name of the series that holds others up."""
LEVEL, RISES, FALLS = "Level", "Rises", "Falls"
"""Names of the series of a waterfall."""
ROUNDED = (
    "Effects of changes in three decimals are rounded and may differ from their sum by 0.001; "
    "elsewhere read two figures."
)
"""What stands at a table or a waterfall of effects."""
Kind = Literal["bar", "column", "stacked_bar", "stacked_column", "line"]


def pivoted(
    kind: Kind,
    rows: pd.DataFrame,
    along: str,
    series: str,
    value: str,
    colour: Callable[[str], str],
    name: Callable[[Any], str] = str,
    order: Sequence[Any] = (),
    dashed: Collection[Any] = (),
    **more: Any,
) -> Native:
    """A native chart of long rows.

    Parameters
    ----------
    rows : columns ``along`` (labels or years along the axis, in the order met), ``series``, ``value``, and the four
        bands if the values have them. A pair that is missing is left empty.
    colour, name : colour and name of a series by its key.
    order : keys of the series in order; those met if left out.
    dashed : keys of the series whose lines are dashed.
    more : ``unit``, ``decimals``, ``low``, ``high``, ``subtitle`` of ``Native``.
    """
    labels = list(dict.fromkeys(rows[along].tolist()))
    keys = [key for key in (order or dict.fromkeys(rows[series].tolist())) if (rows[series] == key).any()]
    banded = all(band in rows for band in BANDS)

    def column(found: pd.DataFrame, field: str) -> tuple[float | None, ...]:
        numbers = found.drop_duplicates(along).set_index(along)[field].reindex(labels)
        return plain(numbers)

    made = []
    for key in keys:
        found = rows[rows[series] == key]
        bands: dict[str, Any] = {band: column(found, band) for band in BANDS} if banded else {}
        dash = key in dashed
        made.append(Series(name=name(key), values=column(found, value), colour=colour(key), dashed=dash, **bands))
    return Native(kind=kind, categories=tuple(map(str, labels)), series=tuple(made), **more)


def single(
    kind: Kind, labels: Sequence[str], values: Sequence[float | None], colour: str, name: str, **more: Any
) -> Native:
    """A native chart of one set of values, all in one colour."""
    return Native(
        kind=kind, categories=tuple(labels), series=(Series(name=name, values=plain(values), colour=colour),), **more
    )


def plain(values: Iterable[Any]) -> tuple[float | None, ...]:
    """Numbers as a series holds them: finite, or None."""
    return tuple(None if pd.isna(value) or math.isinf(value) else float(value) for value in values)


def by_key(
    kind: Literal["stacked_bar", "stacked_column"],
    labels: Sequence[str],
    keys: Sequence[Any],
    parts: Mapping[str, Iterable[Any]],
    colour: Callable[[Any, str], str],
    name: Callable[[Any], str] = str,
    **more: Any,
) -> Native:
    """A bar for each label in the colour of its key, such as its country.

    Parameters
    ----------
    kind : stacked, so that a series a key does not make the bars thinner.
    keys : the key of each label.
    parts : numbers of each label by the word for the part, such as "gifts"; the word of the main part is empty.
    colour, name : colour of a key and part; name of a key. A part that a key has nothing of is left out.
    """
    series = []
    for key in dict.fromkeys(keys):
        own = [other == key for other in keys]
        columns = {word: tuple(value if mine else None for value, mine in zip(plain(numbers), own, strict=True))
                   for word, numbers in parts.items()}  # fmt: skip
        some = {word: values for word, values in columns.items() if any(values)} or dict(list(columns.items())[:1])
        series += [
            Series(name=f"{name(key)}, {word}" if word else name(key), values=values, colour=colour(key, word))
            for word, values in some.items()
        ]
    return Native(kind=kind, categories=tuple(labels), series=tuple(series), **more)


def hung(bars: Native, base: Iterable[Any]) -> Native:
    """Stacked bars with an unpainted part under them, so that they run from a low to a high."""
    under = Series(name=BASE, values=plain(base), colour="#FFFFFF", hidden=True)
    return Native.model_validate(bars.model_dump() | {"series": (under, *bars.series)})


def steps(
    labels: Sequence[str], starts: Sequence[float], ends: Sequence[float], colours: Sequence[str], **more: Any
) -> Native:
    """A waterfall as stacked bars: an unpainted part up to the lower end, and the step in its own colour.

    What starts at zero is a level; levels, rises and falls are a series each, so that each can be recoloured as a
    whole, in the colour of the first of its kind.
    """
    under = tuple(min(start, end) for start, end in zip(starts, ends, strict=True))
    sizes = [abs(end - start) for start, end in zip(starts, ends, strict=True)]
    parts = [Series(name=BASE, values=under, colour="#FFFFFF", hidden=True)]
    kinds = [LEVEL if start == 0 else RISES if end >= start else FALLS for start, end in zip(starts, ends, strict=True)]
    for kind in (LEVEL, RISES, FALLS):
        if kind in kinds:
            values = tuple(size if own == kind else None for size, own in zip(sizes, kinds, strict=True))
            parts.append(Series(name=kind, values=values, colour=colours[kinds.index(kind)]))
    return Native(kind="stacked_bar", categories=tuple(labels), series=tuple(parts), **more)


def whisker_words(native: Native, part: int = 80) -> tuple[str, str]:
    """What the columns are called that hold how far whiskers reach down and up."""
    down, _, up = native.span.partition(" to ") if native.span else (f"{part} %", "", f"{part} %")
    return f"down to {down}", f"up to {up}"


def end_word(native: Native, part: str) -> str:
    """What an end of a band is called, in the word of the chart where it has its own."""
    down, _, up = native.span.partition(" to ")
    return (down if part.startswith("low") else up) if native.span else ENDS[part]


def is_rounded(native: Native) -> bool:
    """Whether a chart is a waterfall of effects in three decimals."""
    return native.decimals == 3 and bool(step_words(native))


def step_words(native: Native) -> list[str]:
    """What is written at each bar of a waterfall, a step with its sign, such as "+0.034"; empty for other charts."""
    if not any(one.hidden for one in native.series) or all(one.name != LEVEL for one in native.series):
        return []
    signs, found = {LEVEL: "", RISES: "+", FALLS: "−"}, [""] * len(native.categories)
    for one in native.series:
        for at, value in enumerate(one.values):
            if value is not None and one.name in signs:
                found[at] = f"{signs[one.name]}{value:,.{native.decimals}f}"
    return found
