"""Checks that follow from the declared columns alone: keys, references, order of low and high."""

from __future__ import annotations

from collections.abc import Iterator

from balance_model.domain import Verdict
from balance_model.errors import Finding, nearest
from balance_model.records.read import Line, Tables
from balance_model.records.schema import Column

_MIDDLES = ("best", "mode", "default")
_PREFIXES = ("", "active_personnel_", "reserve_personnel_", "unit_cost_", "lead_years_")


def check_keys(tables: Tables) -> list[Finding]:
    """Two rows of a table with the same key."""
    findings = []
    for table, lines in tables.lines.items():
        names = [column.name for column in tables.schema.get(table, ()) if column.key]
        seen: dict[tuple[str, ...], Line] = {}
        for line in lines:
            key = tuple(line.cells.get(name, "") for name in names)
            if key in seen:
                problem = f"the key {' + '.join(names)} is already used in {seen[key].row}"
                cure = "Remove one of the two rows or change its key."
                findings.append(line.finding(names[0], problem, cure))
            seen.setdefault(key, line)
    return findings


def check_references(tables: Tables) -> list[Finding]:
    """An id that the table it refers to does not have."""
    return [
        _unknown(line, column, text, known)
        for column, known in _references(tables)
        for line in tables.lines.get(column.table, ())
        for text in _parts(line.cells.get(column.name, ""), column)
        if text not in known
    ]


def check_repeats(tables: Tables) -> list[Finding]:
    """An id named twice in one cell."""
    findings = []
    for table, columns in tables.schema.items():
        for column in (column for column in columns if column.type == "ids"):
            for line in tables.lines.get(table, ()):
                parts = _parts(line.cells.get(column.name, ""), column)
                twice = [text for text in dict.fromkeys(parts) if parts.count(text) > 1]
                findings += [line.finding(column.name, f"'{text}' is named twice", "Name it once.") for text in twice]
    return findings


def check_order(tables: Tables) -> list[Finding]:
    """A low above the value in the middle, or that above the high."""
    findings = []
    for lines in tables.lines.values():
        for line in (line for line in lines if line.noun is not None):
            for low, middle, high in _triples(line.cells):
                a, b, c = (float(line.cells[name]) for name in (low, middle, high))
                if not a <= b <= c:
                    cells = f"{line.cells[low]}, {line.cells[middle]}, {line.cells[high]}"
                    problem = f"{low}, {middle}, {high} are {cells}, which do not rise"
                    cure = f"Make {low} the smallest and {high} the largest of the three."
                    field = middle if a <= c else low if a > b else high
                    findings.append(line.finding(field, problem, cure))
    return findings


def check_verdicts(tables: Tables) -> list[Finding]:
    """A band of verdict words that is empty, overlaps the one before or leaves a gap."""
    findings = []
    ends: dict[str, float] = {}
    for line, verdict in sorted(tables.of(Verdict), key=lambda pair: (pair[1].measure, pair[1].low)):
        if verdict.low >= verdict.high:
            findings.append(line.finding("high", "high is not above low", "Raise high or lower low."))
        end = ends.setdefault(verdict.measure, verdict.low)
        if verdict.low != end:
            problem = f"low is {verdict.low:g} and the band before it ends at {end:g}"
            findings.append(line.finding("low", problem, f"Begin the band at {end:g}."))
        ends[verdict.measure] = verdict.high
    return findings


def _references(tables: Tables) -> Iterator[tuple[Column, set[str]]]:
    for columns in tables.schema.values():
        for column in columns:
            if column.refers_to:
                yield column, tables.ids(*column.refers_to) | set(column.words)


def _parts(text: str, column: Column) -> list[str]:
    if column.type == "ids":
        return [part for part in text.split(";") if part]
    return [text] if text else []


def _unknown(line: Line, column: Column, text: str, known: set[str]) -> Finding:
    table, name = column.refers_to
    cure = f"Add it to {table}.csv or mend it" + (f": {nearest(text, known)}" if known else ".")
    return line.finding(column.name, f"'{text}' is not a {name} of {table}.csv", cure)


def _triples(cells: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for prefix in _PREFIXES:
        for middle in _MIDDLES:
            names = (f"{prefix}low", f"{prefix}{middle}", f"{prefix}high")
            if all(cells.get(name) for name in names):
                yield names
