"""A reader's own rows, laid by name over the data: a part of a scenario, kept as text as it was given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

OWN_TABLES = (
    "sources", "systems", "inventory", "deals", "retirements", "munitions", "spending", "reported_holdings",
)  # fmt: skip
"""Tables that a reader may add rows to, those first that others refer to."""
MOST_ROWS = 1000
LONGEST_NAME = 60


def _cells(value: Any) -> Any:
    """Cells as sorted pairs of column and text, empty ones left out."""
    try:
        texts = {name: _text(cell) for name, cell in (value.items() if isinstance(value, Mapping) else value)}
        return tuple(sorted((name, text) for name, text in texts.items() if text != ""))
    except TypeError:
        raise ValueError("not names with texts") from None


def _text(cell: Any) -> Any:
    """A number written in a file by hand counts as its digits."""
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


def _by_table(rows: Any) -> Any:
    """Rows in the order of the tables; within a table as they were given."""
    if not isinstance(rows, list | tuple):
        return rows
    order = {table: place for place, table in enumerate(OWN_TABLES)}

    def place(row: Any) -> int:
        table = row.get("table") if isinstance(row, Mapping) else getattr(row, "table", "")
        return order.get(table, len(order)) if isinstance(table, str) else len(order)

    return tuple(sorted(rows, key=place))


Cells = Annotated[
    tuple[tuple[str, str], ...],
    BeforeValidator(_cells),
    PlainSerializer(dict),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]


class OwnRow(BaseModel):
    """One row: it takes the place of the row of the table with the same key, or is added to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: str = Field(max_length=LONGEST_NAME, description="one of: " + ", ".join(OWN_TABLES))
    cells: Cells = Field(description="text by column; empty cells may be left out")

    @property
    def texts(self) -> dict[str, str]:
        """The text of each cell that is not empty."""
        return dict(self.cells)


class Overlay(BaseModel):
    """Own rows under a name. Equal overlays give equal data; an empty one changes nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    rows: Annotated[tuple[OwnRow, ...], BeforeValidator(_by_table)] = Field(default=(), max_length=MOST_ROWS)

    def __hash__(self) -> int:
        return hash((self.name, self.digest))

    @cached_property
    def digest(self) -> str:
        """Twelve hex digits of the rows; the name does not count."""
        content = [[row.table, *row.cells] for row in self.rows]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]

    @property
    def words(self) -> str:
        """What stands beside every number made with these rows."""
        return f"own rows '{self.name}' ({len(self.rows):,} {'row' if len(self.rows) == 1 else 'rows'})"

    def of(self, table: str) -> tuple[OwnRow, ...]:
        """The rows of one table, as they were given."""
        return tuple(row for row in self.rows if row.table == table)
