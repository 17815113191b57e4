"""A reader's own rows: checked as the bundled rows are, and laid over the data (docs/decisions/0011).

A row takes the place of every row of its table with the same key; with a new key it is added. No row of the
data is taken out: a holding is set to 0, a deal is cancelled, so that nothing else can lose what it refers to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from balance_model.domain import Row, World
from balance_model.domain.overlay import OWN_TABLES, Overlay, OwnRow
from balance_model.errors import Finding, nearest
from balance_model.records.checks import CHECKS
from balance_model.records.checks_sources import check_unused_sources
from balance_model.records.plain_text import shortened, unsafe
from balance_model.records.read import Line, Tables, line_of
from balance_model.records.schema import Column, nouns, schema_of

Key = tuple[str, ...]
Lines = dict[str, tuple[Line, ...]]
_NOT_ASKED = (check_unused_sources,)
"""Own rows may leave a bundled source without a row that cites it, and a source may come before its rows."""


@dataclass(frozen=True, slots=True)
class Given:
    """An own row with the file it came in and where it stands there."""

    file: str
    where: str
    row: OwnRow


def identity(columns: Iterable[Column]) -> tuple[str, ...]:
    """The columns that tell which row is meant: the key without notes and sources."""
    return tuple(column.name for column in columns if column.key and column.required and column.type != "ids")


def texts_of(row: Row, columns: Iterable[Column]) -> dict[str, str]:
    """The cells of a row of the data as text, empty ones included."""
    return {column.name: _text(getattr(row, column.name)) for column in columns}


def own_row(world: World, table: str, row: Row) -> OwnRow:
    """A row of the data as an own row, to start from."""
    return OwnRow(table=table, cells=tuple(texts_of(row, schema_of(world)[table]).items()))


def key_of(world: World, row: OwnRow) -> Key:
    """The texts that tell which row of its table is meant."""
    return tuple(row.texts.get(name, "") for name in identity(schema_of(world)[row.table]))


def given(world: World, overlay: Overlay) -> tuple[Given, ...]:
    """The rows of an overlay, each with its number and key."""
    file = f"own rows '{shortened(overlay.name)}'"
    schema, found, number = schema_of(world), [], dict.fromkeys(OWN_TABLES, 0)
    for row in overlay.rows:
        number[row.table] = number.get(row.table, 0) + 1
        where = labelled(f"{shortened(row.table)} {number[row.table]}", row.texts, schema.get(row.table, ()))
        found.append(Given(file, where, row))
    return tuple(found)


def labelled(where: str, texts: dict[str, str], columns: Iterable[Column]) -> str:
    """Where a row stands, with its key."""
    key = ", ".join(shortened(text) for name in identity(columns) if (text := texts.get(name, "").strip()))
    return f"{where} ({key})" if key else where


def faults(world: World, overlay: Overlay) -> tuple[Finding, ...]:
    """What keeps an overlay from being laid over a world; empty if nothing does."""
    return tuple(finding for finding in _overlay_findings(world.bundled or world, overlay) if finding.level == "error")


def findings(world: World, rows: Sequence[Given]) -> tuple[Finding, ...]:
    """What own rows cause, errors first: in their own cells, and in all checks over them and the bundled rows.

    What is wrong with the bundled rows alone is not told.
    """
    whole = _whole(world.bundled or world)
    own, found = _own_lines(whole, rows)
    if not found:
        tables = Tables(schema_of(whole), _mixed(whole, own))
        known = _known(whole)
        found = [finding for finding in _asked(tables) if finding not in known]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.level != "error"))


def laid_over(world: World, overlay: Overlay) -> World:
    """The world with an overlay that has no ``faults``; its fingerprint names both."""
    if world.own_rows == overlay:
        return world
    return _laid(_whole(world.bundled or world), overlay).joining(world.joined)


@lru_cache(maxsize=32)
def _overlay_findings(world: World, overlay: Overlay) -> tuple[Finding, ...]:
    fault = unsafe(overlay.name)
    if fault:
        return (Finding("own rows", "-", "name", *fault),)
    return findings(world, given(world, overlay))


@lru_cache(maxsize=16)
def _laid(whole: World, overlay: Overlay) -> World:
    if not overlay.rows:
        return whole
    own, _ = _own_lines(whole, given(whole, overlay))
    mixed = _mixed(whole, own)
    rows = {table: tuple(line.noun for line in mixed[table]) for table in own}
    name = f"{whole.fingerprint}\0{overlay.name}\0{overlay.digest}"
    mark = hashlib.sha256(name.encode()).hexdigest()[: len(whole.fingerprint)]
    return whole.model_copy(
        update=rows | {"own_rows": overlay, "bundled": whole.joining(()), "whole": None, "fingerprint": mark}
    )


def _whole(world: World) -> World:
    return world.whole or world


def _own_lines(world: World, rows: Sequence[Given]) -> tuple[Lines, list[Finding]]:
    """Own rows by table as lines, and what is wrong with them one by one."""
    schema, lines, found = schema_of(world), dict[str, tuple[Line, ...]](), list[Finding]()
    seen: dict[tuple[str, Key], Given] = {}
    for each in rows:
        table, texts = each.row.table, each.row.texts
        if table not in OWN_TABLES or table not in schema:
            cure = f"Name one that takes own rows: {nearest(table[:80], OWN_TABLES)}"
            found.append(Finding(each.file, each.where, "table", f"'{shortened(table)}' takes no own rows", cure))
            continue
        columns = schema[table]
        strange = [name for name in texts if name not in {column.name for column in columns}]
        if strange:
            cure = f"Remove it or mend its name: {nearest(strange[0][:80], [column.name for column in columns])}"
            found.append(Finding(each.file, each.where, shortened(strange[0]), "the column is unknown", cure))
            continue
        unsafe_cells = [
            Finding(each.file, each.where, column.name, *fault)
            for column in columns
            if (fault := unsafe(texts.get(column.name, ""), column.is_numeric))
        ]
        if unsafe_cells:
            found += unsafe_cells
            continue
        line, wrong = line_of(each.file, each.where, {c.name: texts.get(c.name, "") for c in columns}, columns)
        first = seen.setdefault((table, key_of(world, each.row)), each)
        if first is not each:
            names = identity(columns)
            problem = f"the key {' + '.join(names)} is already used in {first.where} of {first.file}"
            wrong.append(line.finding(names[0], problem, "Remove one of the two rows or change its key."))
        found += wrong
        lines[table] = (*lines.get(table, ()), line)
    return lines, found


def _mixed(world: World, own: Lines) -> Lines:
    """The lines of all tables, own ones in the place of the rows they replace, new ones last."""
    result = dict(_bundled_lines(world))
    for table, lines in own.items():
        names = identity(schema_of(world)[table])
        waiting = {_key(line, names): line for line in lines}
        taken: set[Key] = set()
        placed: list[Line] = []
        for line in result[table]:
            key = _key(line, names)
            if key not in waiting:
                placed.append(line)
            elif key not in taken:
                placed.append(waiting[key])
                taken.add(key)
        result[table] = (*placed, *(line for key, line in waiting.items() if key not in taken))
    return result


def _key(line: Line, names: Iterable[str]) -> Key:
    return tuple(line.cells.get(name, "") for name in names)


@lru_cache(maxsize=4)
def _bundled_lines(world: World) -> Lines:
    """The rows of the data as lines again, each named by its key."""
    schema = schema_of(world)
    return {table: tuple(_line(table, row, schema[table]) for row in getattr(world, table)) for table in nouns()}


def _line(table: str, row: Row, columns: tuple[Column, ...]) -> Line:
    cells = texts_of(row, columns)
    return Line(f"{table}.csv", labelled("bundled row", cells, columns), cells, row)


@lru_cache(maxsize=4)
def _known(world: World) -> frozenset[Finding]:
    """What the checks say about the bundled rows alone."""
    return frozenset(_asked(Tables(schema_of(world), _bundled_lines(world))))


def _asked(tables: Tables) -> list[Finding]:
    return [finding for check in CHECKS if check not in _NOT_ASKED for finding in check(tables)]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
