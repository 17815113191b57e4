"""The nouns of a library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Draft:
    """A scenario ready to be saved: its whole content in the file format, and what it was last seen with.

    ``data`` is the fingerprint of the bundled data, ``as_of`` their date in words.
    """

    content: dict[str, Any]
    data: str
    as_of: str
    model: str
    scenario_id: str


@dataclass(frozen=True)
class Version:
    """One state of an entry, never changed once saved. ``saved`` is in UTC; numbers begin at 1."""

    entry_id: str
    number: int
    data: str
    as_of: str
    model: str
    scenario_id: str
    note: str
    saved: datetime
    content: dict[str, Any] = field(repr=False)

    @property
    def draft(self) -> Draft:
        """Its content, ready to be saved again."""
        return Draft(self.content, self.data, self.as_of, self.model, self.scenario_id)


@dataclass(frozen=True)
class Entry:
    """One scenario of the library; ``version`` is the number of its current version, the highest there is.

    ``data``, ``as_of``, ``model`` and ``scenario_id`` are those of the current version. Times are in UTC.
    """

    id: str
    name: str
    note: str
    tags: tuple[str, ...]
    archived: bool
    created: datetime
    changed: datetime
    version: int
    data: str
    as_of: str
    model: str
    scenario_id: str
