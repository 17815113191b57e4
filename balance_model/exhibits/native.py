"""From rows to native charts: the few shapes that slides and spreadsheets can draw themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import pandas as pd

from balance_model.exhibits.exhibit import Native, Series

BANDS = ("low80", "low50", "high50", "high80")
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
    **more: Any,
) -> Native:
    """A native chart of long rows.

    Parameters
    ----------
    rows : columns ``along`` (labels or years along the axis, in the order met), ``series``, ``value``, and the four
        bands if the values have them. A pair that is missing is left empty.
    colour, name : colour and name of a series by its key.
    order : keys of the series in order; those met if left out.
    more : ``unit``, ``decimals``, ``low``, ``high`` of ``Native``.
    """
    labels = list(dict.fromkeys(rows[along].tolist()))
    keys = [key for key in (order or dict.fromkeys(rows[series].tolist())) if (rows[series] == key).any()]
    banded = all(band in rows for band in BANDS)

    def column(found: pd.DataFrame, field: str) -> tuple[float | None, ...]:
        numbers = found.drop_duplicates(along).set_index(along)[field].reindex(labels)
        return tuple(None if pd.isna(number) else float(number) for number in numbers)

    made = []
    for key in keys:
        found = rows[rows[series] == key]
        bands: dict[str, Any] = {band: column(found, band) for band in BANDS} if banded else {}
        made.append(Series(name=name(key), values=column(found, value), colour=colour(key), **bands))
    return Native(kind=kind, categories=tuple(map(str, labels)), series=tuple(made), **more)


def single(
    kind: Kind, labels: Sequence[str], values: Sequence[float | None], colour: str, name: str, **more: Any
) -> Native:
    """A native chart of one set of values, all in one colour."""
    numbers = tuple(None if value is None or pd.isna(value) else float(value) for value in values)
    return Native(
        kind=kind, categories=tuple(labels), series=(Series(name=name, values=numbers, colour=colour),), **more
    )


def steps(labels: Sequence[str], starts: Sequence[float], ends: Sequence[float], colours: Sequence[str], name: str,
          **more: Any) -> Native:  # fmt: skip
    """A waterfall as stacked bars: an unpainted part up to the lower end, and the step in its own colour.

    Steps of one colour make one series, so that each can be recoloured as a whole.
    """
    under = tuple(min(start, end) for start, end in zip(starts, ends, strict=True))
    sizes = [abs(end - start) for start, end in zip(starts, ends, strict=True)]
    parts = [Series(name="(base, not painted)", values=under, colour="#FFFFFF", hidden=True)]
    for number, colour in enumerate(dict.fromkeys(colours)):
        values = tuple(size if own == colour else None for size, own in zip(sizes, colours, strict=True))
        parts.append(Series(name=name if number == 0 else f"{name} ({number + 1})", values=values, colour=colour))
    return Native(kind="stacked_bar", categories=tuple(labels), series=tuple(parts), **more)
