"""The tables of a library. ``migrations/`` makes them; a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0001"
"""The revision of the tables below."""
KNOWN = ("0001",)
"""Revisions that can be brought up to ``HEAD``."""
VERSION_TABLE = "library_revision"


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept without a zone in UTC and given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

ENTRIES = Table(
    "library_entries",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("note", Text, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("changed", UtcTime, nullable=False),
    Column("version", Integer, nullable=False),
)

VERSIONS = Table(
    "library_versions",
    metadata,
    Column("entry_id", String(16), ForeignKey("library_entries.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    Column("data", String(64), nullable=False),
    Column("as_of", String(40), nullable=False),
    Column("model", String(20), nullable=False),
    Column("scenario_id", String(80), nullable=False),
    Column("note", Text, nullable=False),
    Column("saved", UtcTime, nullable=False),
)

FROZEN = Table(
    "library_frozen",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("published", UtcTime, nullable=False),
    Column("title", String(200), nullable=False),
    Column("scenario_key", String(8), nullable=False),
    Column("data", String(64), nullable=False),
    Column("model", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Index("library_frozen_same", "scenario_key", "data", "model"),
)
