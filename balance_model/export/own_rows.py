"""Own rows, and templates for them, as files that upload again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from balance_model.domain import World
from balance_model.domain.columns import Column
from balance_model.domain.overlay import OWN_TABLES, Overlay, OwnRow
from balance_model.export.tables import safe_text
from balance_model.records.overlay import own_row
from balance_model.records.schema import schema_of

EXAMPLES = 2
_HOW = (
    "Each sheet named after a table takes your own rows of that table; the sheet Columns says what each column holds.",
    "A row with the key of a bundled row takes its place; a row with a new key is added.",
    "The rows here are bundled ones, as examples: change or delete them, and leave the header lines as they are.",
    "Write values, no formulas. Every row names at least one source: one of the bundled sources, or one that you "
    "add in the sheet sources.",
    "To take something out, set a holding or a retirement to 0, or the status of a deal to cancelled.",
)


def own_csv(world: World, table: str, rows: Sequence[OwnRow]) -> bytes:
    """Own rows of one table as CSV, with all its columns."""
    names = [column.name for column in schema_of(world)[table]]
    text = io.StringIO(newline="")
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(names)
    written.writerows([safe_text(row.texts.get(name, "")) for name in names] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def own_xlsx(world: World, overlay: Overlay) -> bytes:
    """Own rows as a workbook with a sheet for each table that has any."""
    return _workbook(world, {table: overlay.of(table) for table in OWN_TABLES if overlay.of(table)})


def template_csv(world: World, table: str) -> bytes:
    """The header of a table, with bundled rows as examples."""
    return own_csv(world, table, _examples(world, table))


def template_xlsx(world: World) -> bytes:
    """A sheet for each table with examples, one with all columns explained, and one that says how."""
    return _workbook(world, {table: _examples(world, table) for table in OWN_TABLES}, explained=True)


def _examples(world: World, table: str) -> list[OwnRow]:
    return [own_row(world, table, row) for row in getattr(world, table)[:EXAMPLES]]


def _workbook(world: World, tables: Mapping[str, Sequence[OwnRow]], explained: bool = False) -> bytes:
    schema, book = schema_of(world), Workbook()
    book.remove(book.active)
    if explained:
        _sheet(book, "Read me", [["How to use this workbook"], *([line] for line in _HOW)], [110])
        rows = [_explained(column) for table in tables for column in schema[table]]
        head = ["Table", "Column", "What it holds", "Unit", "Needed", "Part of the key", "Allowed"]
        _sheet(book, "Columns", [head, *rows], [18, 20, 70, 18, 9, 14, 60])
    for table, own in tables.items():
        names = [column.name for column in schema[table]]
        lines = [[_cell(row.texts.get(column.name, ""), column) for column in schema[table]] for row in own]
        _sheet(book, table, [names, *lines], [max(12, len(name) + 3) for name in names])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _sheet(book: Workbook, title: str, rows: Sequence[Sequence[object]], widths: Sequence[int]) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    if title == "Columns":
        for line in sheet.iter_rows(min_row=2):
            for cell in line:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _explained(column: Column) -> list[str]:
    allowed = column.allowed.replace("|", ", ")
    if column.refers_to:
        allowed = f"{column.refers_to[1]} of {column.refers_to[0]}" + (f", or {allowed}" if allowed else "")
    marks = ["yes" if column.required else "no", "yes" if column.key else "no"]
    return [column.table, column.name, column.description, column.unit, *marks, allowed]


def _cell(text: str, column: Column) -> object:
    """A number as a number, where it comes back as the same text; all else as text that is no formula."""
    if column.is_numeric or column.type == "year":
        if text.isascii() and text.isdigit() and text == str(int(text)) and len(text) < 16:
            return int(text)
        with suppress(ValueError):
            return float(text) if repr(float(text)) == text and not text.endswith(".0") else text
    return safe_text(text)
