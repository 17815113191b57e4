"""CSV files to rows with line numbers. Whatever is wrong becomes a finding, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from balance_model.domain import Row
from balance_model.errors import Finding, nearest
from balance_model.records.cells import fault, value
from balance_model.records.rows import read_rows
from balance_model.records.schema import Column, Schema, nouns

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: where it is, its cells as text, and its noun when every cell is sound."""

    file: str
    row: str
    cells: dict[str, str]
    noun: Row | None

    def finding(self, column: str, problem: str, cure: str, level: str = "error") -> Finding:
        """A finding about a cell of this row."""
        return Finding(self.file, self.row, column, problem, cure, level)


@dataclass(frozen=True)
class Tables:
    """All lines read, by table, with the schema they were read by."""

    schema: Schema
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    def of(self, noun: type[R]) -> Iterator[tuple[Line, R]]:
        """Sound rows of a class with the lines they stand on."""
        for table, known in nouns().items():
            if known is noun:
                for line in self.lines.get(table, ()):
                    if isinstance(line.noun, noun):
                        yield line, line.noun

    def ids(self, table: str, column: str) -> set[str]:
        """Every text in a column, also from rows with faults elsewhere."""
        return {text for line in self.lines.get(table, ()) if (text := line.cells.get(column, ""))}


def read_table(
    table: str, raw: bytes | None, columns: tuple[Column, ...]
) -> tuple[tuple[Line, ...] | None, list[Finding]]:
    """Rows of one file by its declared columns.

    ``raw`` is the content of ``<table>.csv`` or None when there is no such file. The rows are None when
    the file as a whole cannot be read.
    """
    file = f"{table}.csv"
    header = ",".join(column.name for column in columns)
    if raw is None:
        return None, [Finding(file, "-", "file", "the file is missing", f"Add it with the header {header}.")]
    rows, findings = read_rows(file, raw)
    if findings:
        return None, findings
    names = rows[0][1]
    findings = header_faults(file, names, columns)
    if findings:
        return None, findings
    lines = []
    for number, cells in rows[1:]:
        line, faults = _read_line(file, number, dict(zip(names, cells, strict=False)), len(cells), columns)
        findings += faults
        lines.append(line)
    return tuple(lines), findings


def header_faults(file: str, names: list[str], columns: tuple[Column, ...]) -> list[Finding]:
    """What is wrong with the header of a table."""
    wanted = [column.name for column in columns]
    findings = [
        Finding(file, "line 1", name, "the column is missing", f"Add the column {name}.")
        for name in wanted
        if name not in names
    ]
    for name in dict.fromkeys(names):
        if name not in wanted:
            cure = f"Remove it or mend its name: {nearest(name, wanted)}"
            findings.append(Finding(file, "line 1", name or "(empty)", "the column is unknown", cure))
        elif names.count(name) > 1:
            problem, cure = "the column appears twice", "Remove one of the two."
            findings.append(Finding(file, "line 1", name, problem, cure))
    return findings


def _read_line(
    file: str, number: int, cells: dict[str, str], count: int, columns: tuple[Column, ...]
) -> tuple[Line, list[Finding]]:
    key = ", ".join(text for column in columns if column.key and (text := cells.get(column.name, "").strip()))
    row = f"line {number} ({key})" if key else f"line {number}"
    if count != len(columns):
        problem = f"the row has {count} cells and the header {len(columns)}"
        cure = "Put text with commas in double quotes."
        return Line(file, row, cells, None), [Finding(file, row, "row", problem, cure)]
    return line_of(file, row, cells, columns)


def line_of(file: str, row: str, cells: dict[str, str], columns: tuple[Column, ...]) -> tuple[Line, list[Finding]]:
    """A row whose cells are all there, ``row`` saying where it stands, and what is wrong with it."""
    findings = []
    for column in columns:
        if found := fault(cells[column.name], column):
            findings.append(Finding(file, row, column.name, *found))
    if findings:
        return Line(file, row, cells, None), findings
    noun, findings = _build(file, row, cells, columns)
    return Line(file, row, cells, noun), findings


def _build(file: str, row: str, cells: dict[str, str], columns: tuple[Column, ...]) -> tuple[Row | None, list[Finding]]:
    try:
        values = {column.name: value(cells[column.name], column) for column in columns}
        return nouns()[columns[0].table].model_validate(values), []
    except ValidationError as error:
        told_elsewhere = {column.name for column in columns if column.refers_to}
        return None, [
            Finding(file, row, name, each["msg"], "Give a value as schema.csv describes it.")
            for each in error.errors()
            if (name := str(each["loc"][0])) not in told_elsewhere
        ]
