"""The declared columns of every data file, read from ``schema.csv``."""

from __future__ import annotations

import re
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_origin

from balance_model.domain import Row, World
from balance_model.domain.columns import Column as Column
from balance_model.errors import Finding, nearest
from balance_model.records.rows import read_rows

SCHEMA_FILE = "schema.csv"
SCHEMA_COLUMNS = (
    "table", "column", "type", "unit", "required", "key", "allowed", "refers_to", "description",
)  # fmt: skip
RANGE = re.compile(r"(-?\d+(\.\d+)?)?\.\.(-?\d+(\.\d+)?)?")
TYPES = ("text", "integer", "number", "year", "date", "yes_no", "ids", "url")


Schema = dict[str, tuple[Column, ...]]


@lru_cache(maxsize=8)
def schema_of(world: World) -> Schema:
    """The declared columns of a world by table."""
    tables = dict.fromkeys(column.table for column in world.columns)
    return {table: tuple(column for column in world.columns if column.table == table) for table in tables}


def nouns() -> dict[str, type[Row]]:
    """Table name to the class of its rows, in the order of the fields of World."""
    found: dict[str, type[Row]] = {}
    for name, field in World.model_fields.items():
        row = get_args(field.annotation)[0] if get_origin(field.annotation) is tuple else None
        if isinstance(row, type) and issubclass(row, Row):
            found[name] = row
    return found


def read_schema(raw: bytes) -> tuple[Schema, list[Finding]]:
    """Columns by table from the content of ``schema.csv``, with what is wrong in it."""
    rows, findings = read_rows(SCHEMA_FILE, raw)
    if findings:
        return {}, findings
    if tuple(rows[0][1]) != SCHEMA_COLUMNS:
        problem = f"the header is not {','.join(SCHEMA_COLUMNS)}"
        return {}, [_fault("line 1", "header", problem, "Restore the header line.")]
    tables: dict[str, list[Column]] = {}
    for number, texts in rows[1:]:
        row = f"line {number} ({', '.join(texts[:2])})"
        if len(texts) != len(SCHEMA_COLUMNS):
            findings.append(_fault(row, "table", "the row has too few or too many cells", "Give nine cells."))
            continue
        cells = dict(zip(SCHEMA_COLUMNS, texts, strict=True))
        column = Column(
            cells["table"], cells["column"], cells["type"], cells["unit"], cells["required"] == "yes",
            cells["key"] == "yes", cells["allowed"], tuple(filter(None, cells["refers_to"].split("."))),
            cells["description"],
        )  # fmt: skip
        faults = _column_faults(row, column, cells)
        findings += faults
        if not faults:
            tables.setdefault(column.table, []).append(column)
    schema = {table: tuple(columns) for table, columns in tables.items()}
    return schema, findings + _differences(schema)


def _column_faults(row: str, column: Column, cells: dict[str, str]) -> list[Finding]:
    findings = []
    if column.type not in TYPES:
        findings.append(_fault(row, "type", f"unknown type '{column.type}'", nearest(column.type, TYPES)))
    findings += [
        _fault(row, name, f"'{cells[name]}' is neither yes nor no", "Write yes or no.")
        for name in ("required", "key")
        if cells[name] not in ("yes", "no")
    ]
    if len(column.refers_to) not in (0, 2):
        problem = f"'{cells['refers_to']}' is not a column of a table"
        findings.append(_fault(row, "refers_to", problem, "Write it as table.column."))
    if not column.description:
        findings.append(_fault(row, "description", "it is empty", "Say what the column holds."))
    if column.is_numeric and column.allowed and not RANGE.fullmatch(column.allowed):
        problem = f"'{column.allowed}' is not a range"
        findings.append(_fault(row, "allowed", problem, "Write it like 0..1 or 0.."))
    return findings


def _differences(schema: Schema) -> list[Finding]:
    """Columns that the classes of the model have and the schema has not, and the other way round."""
    findings = []
    for table, noun in nouns().items():
        declared = {column.name: column for column in schema.get(table, ())}
        for name in [n for n in noun.model_fields if n not in declared]:
            cure = f"Add the row {table},{name}."
            findings.append(_fault(f"({table}, {name})", "column", "the model needs this column", cure))
        for name, column in declared.items():
            where = f"({table}, {name})"
            if name not in noun.model_fields:
                cure = f"Remove the row; {nearest(name, noun.model_fields)}"
                findings.append(_fault(where, "column", "the model does not know this column", cure))
                continue
            optional = _optional(noun.model_fields[name].annotation)
            if optional is not None and optional == column.required:
                right = "no" if optional else "yes"
                problem = f"for the model it is {'not ' * optional}required"
                findings.append(_fault(where, "required", problem, f"Write {right}."))
    for table in [t for t in schema if t not in nouns()]:
        cure = f"Remove its rows; {nearest(table, nouns())}"
        findings.append(_fault(f"({table})", "table", "the model does not know this table", cure))
    return findings


def _optional(annotation: Any) -> bool | None:
    """Whether the model lets the cell be empty; None for id lists, where only the schema says so."""
    if get_origin(annotation) is tuple:
        return None
    return NoneType in get_args(annotation)


def _fault(row: str, field: str, problem: str, cure: str) -> Finding:
    return Finding(SCHEMA_FILE, row, field, problem, cure)
