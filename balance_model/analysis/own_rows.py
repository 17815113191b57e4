"""What a reader's own rows change: row by row against the bundled data, and in the index of each country."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from balance_model.analysis.words import listing
from balance_model.core.assess import Assessment, assess
from balance_model.domain import Row, World
from balance_model.domain.columns import Column
from balance_model.domain.overlay import OWN_TABLES, OwnRow
from balance_model.records.overlay import Key, identity, key_of, own_row
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_faults import scenario_faults
from balance_model.records.scenario_world import world_for
from balance_model.records.schema import schema_of

BUNDLED, OWN = "Bundled data", "With own rows"
ADDED, CHANGED, SAME = "new row", "changed", "same as bundled"


def differences(world: World) -> pd.DataFrame:
    """Own rows against the bundled rows they replace, one line a cell that differs.

    Columns: table, row (its key), what (new row, changed, same as bundled), column, bundled, own. A new row has one
    line; a row that replaces several has lines for each. Empty without own rows.
    """
    lines = []
    for row in world.own_rows.rows if world.own_rows else ():
        name = ", ".join(key_of(world, row))
        replaced = _bundled(world.bundled or world).get((row.table, key_of(world, row)), ())
        if not replaced:
            lines.append((row.table, name, ADDED, "", "–", _shown(row)))
        for old in replaced:
            cells = [
                (row.table, name, CHANGED, column, old.texts.get(column, "–"), row.texts.get(column, "–"))
                for column in dict.fromkeys((*old.texts, *row.texts))
                if old.texts.get(column) != row.texts.get(column)
            ]
            lines += cells or [(row.table, name, SAME, "", "–", "–")]
    return pd.DataFrame(lines, columns=["table", "row", "what", "column", "bundled", "own"])


def replaces(world: World, row: OwnRow) -> bool:
    """Whether an own row takes the place of a bundled one."""
    return (row.table, key_of(world, row)) in _bundled(world.bundled or world)


@lru_cache(maxsize=16)
def bundled_rows(world: World, table: str) -> tuple[tuple[OwnRow, str], ...]:
    """The bundled rows of a table as own rows to start from, each with words for it."""
    found = _bundled(world.bundled or world)
    return tuple((row, row_words(world, row)) for (own, _), rows in found.items() if own == table for row in rows)


def unweighted(world: World, scenario: Scenario) -> str:
    """Which categories the own rows touch that carry no weight, so that they move no index there; empty if none."""
    named = {row.texts.get("system_id", "") for row in (world.own_rows.rows if world.own_rows else ())}
    touched = {world.system[system].category for system in named if system in world.system}
    idle = [name for name in world.category_ids if name in touched and scenario.weight(name) == 0]
    names = listing((world.category[name].name.lower() for name in idle), "or")
    return f"There is no weight on {names} now: rows there move no index." if idle else ""


def row_words(world: World, row: OwnRow) -> str:
    """Which row is meant, for readers: names in the place of ids, and the number in the middle."""
    columns, texts = schema_of(world)[row.table], row.texts
    told = {*identity(columns), "country", "system_id", "name", "publisher"}
    parts = [
        _named(world, column, text) for column in columns if column.name in told and (text := texts.get(column.name))
    ]
    low, best, high = (texts.get(name, "") for name in ("low", "best", "high"))
    if best:
        parts.append(best if low == high else f"{best} ({low}–{high})")
    return ", ".join(parts)


def _named(world: World, column: Column, text: str) -> str:
    if column.refers_to == ("countries", "code") and text in world.country:
        return world.short_name(text)
    if column.refers_to == ("systems", "system_id") and text in world.system:
        return world.system[text].name
    return text


def repeats(world: World, row: OwnRow) -> bool:
    """Whether an own row says only what the bundled row with its key says."""
    return _bundled(world.bundled or world).get((row.table, key_of(world, row))) == (row,)


def is_own(world: World, row: Row) -> bool:
    """Whether a row of the data is the reader's own."""
    return world.own_rows is not None and row in _own(world)


def answers(world: World, scenario: Scenario) -> tuple[Assessment, Assessment] | None:
    """The scenario with the bundled data alone and with the own rows, named so; None if it cannot be without them.

    It cannot when it changes a deal, or buys a system, that only the own rows know.
    """
    bare = scenario.model_copy(update={"own_rows": None, "name": BUNDLED})
    before = world_for(world.bundled or world, bare)
    if list(scenario_faults(bare, before)):
        return None
    return assess(before, bare), assess(world, scenario.model_copy(update={"name": OWN}))


def _shown(row: OwnRow) -> str:
    """The numbers of a row in a few words."""
    names = ("name", "low", "best", "high", "holding", "usd_current_m", "lcu_m", "publisher")
    return ", ".join(f"{name} {row.texts[name]}" for name in names if name in row.texts) or "–"


@lru_cache(maxsize=8)
def _bundled(world: World) -> dict[tuple[str, Key], tuple[OwnRow, ...]]:
    """The bundled rows of all tables that take own rows, as own rows, by table and key."""
    whole = world.whole or world
    found: dict[tuple[str, Key], tuple[OwnRow, ...]] = {}
    for table in OWN_TABLES:
        for noun in getattr(whole, table):
            row = own_row(whole, table, noun)
            place = (table, key_of(whole, row))
            found[place] = (*found.get(place, ()), row)
    return found


@lru_cache(maxsize=8)
def _own(world: World) -> frozenset[Row]:
    whole = world.whole or world
    wanted = {(row.table, key_of(world, row)) for row in world.own_rows.rows} if world.own_rows else set()
    return frozenset(
        noun
        for table in {table for table, _ in wanted}
        for noun in getattr(whole, table)
        if (table, key_of(whole, own_row(whole, table, noun))) in wanted
    )
