"""CSV files to rows with line numbers. Whatever is wrong becomes a finding, never an exception."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from balance_model.domain import Row
from balance_model.errors import Finding, nearest
from balance_model.records.cells import fault, value
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


def decode(file: str, raw: bytes) -> tuple[str, list[Finding]]:
    """Text of a file with plain line ends; a byte order mark is dropped."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        problem, cure = "the file is not UTF-8", "Save it as CSV UTF-8."
        return "", [Finding(file, f"line {number}", "encoding", problem, cure)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def read_table(
    table: str, raw: bytes | None, columns: tuple[Column, ...]
) -> tuple[tuple[Line, ...], list[Finding]]:
    """Rows of one file by its declared columns.

    ``raw`` is the content of ``<table>.csv`` or None when there is no such file.
    """
    file = f"{table}.csv"
    header = ",".join(column.name for column in columns)
    if raw is None:
        return (), [Finding(file, "-", "file", "the file is missing", f"Add it with the header {header}.")]
    text, findings = decode(file, raw)
    if findings:
        return (), findings
    rows = _numbered(text)
    names = next(rows, (1, []))[1]
    findings = _header_faults(file, names, columns)
    if findings:
        return (), findings
    lines = []
    for number, cells in rows:
        line, faults = _read_line(file, number, dict(zip(names, cells, strict=False)), len(cells), columns)
        findings += faults
        lines.append(line)
    return tuple(lines), findings


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line they begin on; blank lines are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""))
    start = 1
    for cells in reader:
        if cells:
            yield start, cells
        start = reader.line_num + 1


def _header_faults(file: str, names: list[str], columns: tuple[Column, ...]) -> list[Finding]:
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
    findings = []
    for column in columns:
        if found := fault(cells[column.name], column):
            findings.append(Finding(file, row, column.name, *found))
    if findings:
        return Line(file, row, cells, None), findings
    noun, findings = _build(file, row, cells, columns)
    return Line(file, row, cells, noun), findings


def _build(
    file: str, row: str, cells: dict[str, str], columns: tuple[Column, ...]
) -> tuple[Row | None, list[Finding]]:
    try:
        values = {column.name: value(cells[column.name], column) for column in columns}
        return nouns()[columns[0].table].model_validate(values), []
    except ValidationError as error:
        return None, [
            Finding(file, row, str(each["loc"][0]), each["msg"], "Give a value as schema.csv describes it.")
            for each in error.errors()
        ]
