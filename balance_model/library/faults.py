"""What can go wrong with a library, in one sentence each, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from balance_model.errors import BalanceError

if TYPE_CHECKING:
    from balance_model.library.nouns import Draft, Entry, Version


class LibraryError(BalanceError):
    """Something the library cannot do: one sentence with what to do."""


class Conflict(LibraryError):
    """Somebody saved a version after the one that the reader's own is based on.

    ``entry`` is as it is now, ``theirs`` its current version, ``mine`` what was not saved, ``based_on`` the number
    of the version it was made from. To keep both, save ``mine`` based on ``theirs.number``, or as an entry of its own.
    """

    def __init__(self, entry: Entry, theirs: Version, mine: Draft, based_on: int) -> None:
        self.entry, self.theirs, self.mine, self.based_on = entry, theirs, mine, based_on
        super().__init__(
            f"'{entry.name}' has version {theirs.number} by now, and yours is based on version {based_on}; "
            "save yours as the next version, or as a copy."
        )


_SAYINGS = (
    (("disk is full", "no space left", "could not extend file", "enospc"),
     "The library at {place} cannot grow: the disk is full; make room and save again."),
    (("locked", "database is busy", "lock timeout", "locktimeout"),
     "The library at {place} is in use by another program; try again in a moment."),
    (("readonly", "read-only"),
     "The library at {place} can be read but not written; ask for write access to the file and its folder."),
    (("permission denied",),
     "The library at {place} may not be used with these rights; ask its owner for access."),
    (("unable to open database file", "not a directory"),
     "The library at {place} cannot be opened; check that its folder exists and may be read and written."),
    (("malformed", "not a database", "no such table", "no such column", "file is encrypted", "undefinedtable"),
     "The library at {place} is damaged, or no library; move the file away and put a copy of it in its place."),
    (("password authentication", "no password supplied", "role ", "does not exist"),
     "The library at {place} refuses this user or database; correct BALANCE_LIBRARY_URL."),
    (("connection refused", "connection failed", "could not connect", "timeout expired", "no such file or directory",
      "server closed the connection", "terminating connection", "failed to resolve", "not known"),
     "The library at {place} does not answer; start the database server, or correct BALANCE_LIBRARY_URL."),
)  # fmt: skip


def said(error: BaseException, place: str) -> str:
    """A fault of the database in plain words."""
    text = str(getattr(error, "orig", None) or error)
    words = f"{type(getattr(error, 'orig', error)).__name__} {text}".lower()
    for fragments, saying in _SAYINGS:
        if any(fragment in words for fragment in fragments):
            return saying.format(place=place)
    first = text.strip().splitlines()[0] if text.strip() else type(error).__name__
    return f"The library at {place} could not be used ({first[:160]}); keep a copy of it and start the explorer anew."


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Within it, faults of the database become ``LibraryError``."""
    try:
        yield
    except (DBAPIError, SQLAlchemyError, OSError) as error:
        raise LibraryError(said(error, place)) from error
