"""What is taken off a page to be shown elsewhere: a chart, a table or a finding, whole and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

Cell = bool | int | float | str | None
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Size = Literal["slide", "report", "square"]
SIZES: dict[Size, tuple[int, int]] = {"slide": (1180, 500), "report": (680, 380), "square": (760, 640)}
"""Width and height in pixels, at 96 to the inch, in which each chart is kept."""
MOST_ANNOTATIONS, LONGEST_LABEL, LONGEST_TITLE, LONGEST_NOTES = 8, 80, 300, 8000


class Frozen(BaseModel):
    """A frozen noun that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Annotation(Frozen):
    """Words at a year, with an upright line or without."""

    year: int = Field(ge=1900, le=2100)
    label: str = Field(min_length=1, max_length=LONGEST_LABEL)
    line: bool = True


class Table(Frozen):
    """Rows and columns of plain cells; None is not known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @model_validator(mode="after")
    def _even(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row of the table has more or fewer cells than there are columns")
        return self

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """A frame's cells; numbers stay whole to the last bit, lists become text."""
        columns = [[_plain(cell) for cell in frame[name].tolist()] for name in frame.columns]
        return cls(columns=tuple(map(str, frame.columns)), rows=tuple(zip(*columns, strict=True)) if columns else ())

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as a new frame."""
        return pd.DataFrame(list(self.rows), columns=list(self.columns))


def _plain(cell: Any) -> Cell:
    if isinstance(cell, np.generic):
        cell = cell.item()
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and not np.isfinite(cell)):
        return None
    if isinstance(cell, bool | int | float | str):
        return cell
    if isinstance(cell, Sequence):
        return ";".join(map(str, cell))
    return str(cell)


class Series(Frozen):
    """One line, or one set of bars: a value for each category, None where there is none.

    ``low80`` to ``high80`` are the ends of the middle 50 and 80 % of the futures, where the values have them; in a
    chart with a ``span`` of its own ``low80`` and ``high80`` are the ends of that. ``labels`` are words at bars.
    """

    name: str
    values: tuple[float | None, ...]
    colour: Colour
    dashed: bool = False
    hidden: bool = False
    low80: tuple[float | None, ...] = ()
    low50: tuple[float | None, ...] = ()
    high50: tuple[float | None, ...] = ()
    high80: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def banded(self) -> bool:
        """Whether it has bands."""
        return bool(self.low80)


class Native(Frozen):
    """The numbers of a chart in the form in which slides and spreadsheets draw charts.

    ``categories`` are the labels along the axis of names or years, first on top in bars. A ``hidden`` series holds up
    the parts of a waterfall and is not painted. ``low`` and ``high`` end the axis of values; None leaves them open.
    ``subtitle`` stands in place of that of the exhibit where the native chart draws fewer or other marks than the
    screen; empty where the words of the screen fit it. ``span`` says in a word what whiskers reach over where they are
    not the middle of futures. ``limit`` is a value that gets a line of its own, with ``limit_name``; ``reading`` says
    how to read the chart.
    """

    kind: Literal["bar", "column", "stacked_bar", "stacked_column", "line"]
    categories: tuple[str, ...] = Field(min_length=1)
    series: tuple[Series, ...] = Field(min_length=1)
    unit: str = ""
    decimals: int = Field(default=2, ge=0, le=6)
    low: float | None = None
    high: float | None = None
    subtitle: str = ""
    span: str = ""
    limit: float | None = None
    limit_name: str = ""
    reading: str = ""

    @model_validator(mode="after")
    def _even(self) -> Self:
        for one in self.series:
            for part in (one.values, one.low80, one.low50, one.high50, one.high80, one.labels):
                if len(part) not in ({len(self.categories)} if part is one.values else {0, len(self.categories)}):
                    raise ValueError(f"series '{one.name}' does not have one value for each category")
        return self

    @property
    def names(self) -> list[str]:
        """Names of the series, each once."""
        found: list[str] = []
        for one in self.series:
            name, number = one.name, 2
            while name in found:
                name, number = f"{one.name} ({number})", number + 1
            found.append(name)
        return found


class Stamp(Frozen):
    """What stands under everything that is taken away."""

    scenario: str
    scenario_id: str
    year: int
    data_as_of: str
    data: str
    model: str
    made: str
    own_rows: str = ""
    lines: tuple[str, ...]


class Exhibit(Frozen):
    """A chart, a table or a finding as it stood on a page.

    ``specs`` holds a chart's Vega-Lite specification by size, light, title inside. ``scenario`` is the content of a
    scenario file, ``address`` the page and query that lead back to the screen. ``title`` may be the reader's own;
    ``first_title`` is the finding as computed.
    """

    exhibit_id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")
    kind: Literal["chart", "table", "finding"]
    name: str
    page: str
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    first_title: str
    subtitle: str = ""
    finding: str = ""
    alt: str = ""
    notes: str = Field(default="", max_length=LONGEST_NOTES)
    annotations: tuple[Annotation, ...] = Field(default=(), max_length=MOST_ANNOTATIONS)
    table: Table | None = None
    specs: dict[Size, dict[str, Any]] = {}
    native: Native | None = None
    assumptions: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    scenario: dict[str, Any]
    stamp: Stamp
    address: str = ""
    command: str = ""
