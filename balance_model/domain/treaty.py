"""The arms control agreement, and the readings of who stands against whom."""

from __future__ import annotations

from typing import Literal

from balance_model.domain.base import Ids, Row


class TreatyClass(Row):
    """A class of equipment under ceilings: what counts in it, and what does not."""

    class_id: str
    name: str
    short: str
    order: int
    counts: str
    leaves_out: str
    source_ids: Ids
    note: str | None


class TreatyParty(Row):
    """How a country stands to the agreement; ``before`` names the party whose ceilings it took over."""

    country: str
    status: Literal["party", "not_party"]
    before: str | None
    words: str
    source_ids: Ids
    note: str | None


class TreatyNote(Row):
    """A caution about a number: of one party or class, or of all where the cell is empty."""

    note_id: str
    topic: Literal["ceiling", "holding", "declared"]
    country: str | None
    category: str | None
    statement: str
    source_ids: Ids


class UncappedGroup(Row):
    """Kinds of systems that no ceiling limits."""

    group_id: str
    name: str
    order: int
    kinds: Ids
    why: str
    source_ids: Ids


class Reading(Row):
    """A way to read the balance: who holds it, what it stresses and what it leaves out."""

    reading: str
    name: str
    held_by: str
    order: int
    stresses: str
    leaves_out: str
    source_ids: Ids


class ReadingRow(Row):
    """One comparison that a reading makes: two sides by one measure."""

    reading: str
    order: int
    side_a: Ids
    side_b: Ids
    measure: Literal["index", "category", "spending", "personnel", "treaty"]
    subject: str | None
    why: str
