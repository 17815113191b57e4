"""Checks on sources: each is used, and each can be found by a reader."""

from __future__ import annotations

from balance_model.domain import Source
from balance_model.errors import Finding
from balance_model.records.read import Tables

_NO_ADDRESS_KINDS = ("unopened", "judgement")
_NO_ADDRESS_WORDS = "address not known"


def check_unused_sources(tables: Tables) -> list[Finding]:
    """A source that no row cites."""
    used = {
        text
        for table, columns in tables.schema.items()
        for column in columns
        if column.refers_to == ("sources", "source_id")
        for line in tables.lines.get(table, ())
        for text in line.cells.get(column.name, "").split(";")
    }
    cure = "Cite it in a source_ids cell, for a fact without a number in context_notes.csv, or remove it."
    return [
        line.finding("source_id", "no row uses this source", cure)
        for line in tables.lines.get("sources", ())
        if line.cells.get("source_id") not in used
    ]


def check_addresses(tables: Tables) -> list[Finding]:
    """A source without a web address and without a reason for that."""
    cure = f"Add the url, or write '{_NO_ADDRESS_WORDS}' in the title."
    return [
        line.finding("url", "the source has no web address", cure)
        for line, source in tables.of(Source)
        if not source.url and source.kind not in _NO_ADDRESS_KINDS and _NO_ADDRESS_WORDS not in source.title
    ]
