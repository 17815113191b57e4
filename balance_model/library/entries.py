"""Saving scenarios and their versions. Versions are only ever added, so nothing is lost."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from balance_model.library.engine import Library
from balance_model.library.faults import Conflict, LibraryError
from balance_model.library.nouns import Draft, Entry, Version
from balance_model.library.tables import ENTRIES, VERSIONS

LONGEST_NAME, LONGEST_NOTE, LONGEST_TAG, MOST_TAGS = 120, 2000, 40, 12


def save(library: Library, name: str, draft: Draft, note: str = "", tags: Iterable[str] = ()) -> Entry:
    """Save a scenario under a new entry, as its version 1. Raises ``LibraryError``."""
    with library.writing() as connection:
        return _added(library, connection, checked_name(name), draft, checked_note(note), checked_tags(tags))


def save_version(library: Library, entry_id: str, draft: Draft, based_on: int, note: str = "") -> Entry:
    """Save a scenario as the next version of an entry.

    Raises
    ------
    Conflict
        If ``based_on`` is no longer the current version; nothing is written then.
    LibraryError
        If there is no such entry, or the library cannot be written.
    """
    words = checked_note(note)
    with library.writing() as connection:
        claimed = connection.execute(
            update(ENTRIES)
            .where(ENTRIES.c.id == entry_id, ENTRIES.c.version == based_on)
            .values(version=based_on + 1, changed=library.clock())
        )
        if claimed.rowcount == 1:
            _put_version(library, connection, entry_id, based_on + 1, draft, words)
            return _entry(library, connection, entry_id)
        entry = _entry(library, connection, entry_id)
        theirs = _version(connection, entry, entry.version)
    raise Conflict(entry, theirs, draft, based_on)


def edit(
    library: Library,
    entry_id: str,
    *,
    name: str | None = None,
    note: str | None = None,
    tags: Iterable[str] | None = None,
) -> Entry:
    """Change name, note or tags of an entry. Raises ``LibraryError``."""
    news: dict[str, Any] = {}
    if name is not None:
        news["name"] = checked_name(name)
    if note is not None:
        news["note"] = checked_note(note)
    if tags is not None:
        news["tags"] = checked_tags(tags)
    return _updated(library, entry_id, news)


def archive(library: Library, entry_id: str, archived: bool = True) -> Entry:
    """Put an entry away, or bring it back; its versions stay. Raises ``LibraryError``."""
    return _updated(library, entry_id, {"archived": archived})


def duplicate(library: Library, entry_id: str, name: str | None = None) -> Entry:
    """A new entry with the current version of another. Raises ``LibraryError``."""
    with library.writing() as connection:
        old = _entry(library, connection, entry_id)
        now = _version(connection, old, old.version)
        new_name = checked_name(name) if name else f"Copy of {old.name}"[:LONGEST_NAME]
        words = f"Copy of '{old.name}', version {old.version}"
        return _added(library, connection, new_name, now.draft, old.note, list(old.tags), words)


def bring_back(library: Library, entry_id: str, number: int) -> Entry:
    """Make an older version the current one again, as a new version with its content. Raises ``LibraryError``."""
    with library.writing() as connection:
        old = _entry(library, connection, entry_id)
        again = _version(connection, old, number)
        next_number = old.version + 1
        _put_version(library, connection, entry_id, next_number, again.draft, f"Version {number} again")
        connection.execute(
            update(ENTRIES).where(ENTRIES.c.id == entry_id).values(version=next_number, changed=library.clock())
        )
        return _entry(library, connection, entry_id)


def entry(library: Library, entry_id: str) -> Entry:
    """An entry by its id. Raises ``LibraryError`` if there is none."""
    with library.reading() as connection:
        return _entry(library, connection, entry_id)


def version(library: Library, entry_id: str, number: int | None = None) -> Version:
    """A version of an entry, the current one without a number. Raises ``LibraryError`` if there is none."""
    with library.reading() as connection:
        found = _entry(library, connection, entry_id)
        return _version(connection, found, number or found.version)


def versions(library: Library, entry_id: str) -> tuple[Version, ...]:
    """All versions of an entry, the newest first. Raises ``LibraryError`` if there is no such entry."""
    with library.reading() as connection:
        _entry(library, connection, entry_id)
        rows = connection.execute(
            select(VERSIONS).where(VERSIONS.c.entry_id == entry_id).order_by(VERSIONS.c.number.desc())
        )
        return tuple(version_of(library.place, row) for row in rows)


def with_current() -> Select[Any]:
    """Every entry joined with what stands beside its current version."""
    shown = [VERSIONS.c[name] for name in ("data", "as_of", "model", "scenario_id")]
    here = (VERSIONS.c.entry_id == ENTRIES.c.id) & (VERSIONS.c.number == ENTRIES.c.version)
    return select(ENTRIES, *shown).join_from(ENTRIES, VERSIONS, here)


def entry_of(row: Row[Any]) -> Entry:
    """An entry from a row of ``with_current``."""
    cells = dict(row._mapping)
    return Entry(**cells | {"tags": tuple(cells["tags"])})


def version_of(place: str, row: Row[Any]) -> Version:
    """A version from its row. Raises ``LibraryError`` if its content is damaged."""
    cells = dict(row._mapping)
    try:
        content = json.loads(cells["content"])
        if not isinstance(content, dict):
            raise ValueError
    except ValueError:
        raise LibraryError(
            f"Version {cells['number']} of entry {cells['entry_id']} in the library at {place} is damaged; "
            "bring another version back, or take it from a copy of the file."
        ) from None
    return Version(**cells | {"content": content})


def new_id() -> str:
    """Ten letters and digits that no other entry has."""
    return base64.b32encode(secrets.token_bytes(7)).decode()[:10].lower()


def canonical(content: Any) -> str:
    """Content as text, the same for the same content."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def checked_name(name: str) -> str:
    """A name fit to be saved. Raises ``LibraryError``."""
    plain = " ".join(name.split())
    if not plain:
        raise LibraryError("A saved scenario needs a name; write one.")
    if len(plain) > LONGEST_NAME:
        raise LibraryError(f"This name is longer than {LONGEST_NAME} letters; shorten it.")
    return plain


def checked_note(note: str) -> str:
    """A note fit to be saved. Raises ``LibraryError``."""
    if len(note) > LONGEST_NOTE:
        raise LibraryError(f"This note is longer than {LONGEST_NOTE:,} letters; shorten it.")
    return note.strip()


def checked_tags(tags: Iterable[str]) -> list[str]:
    """Tags fit to be saved, each once. Raises ``LibraryError``."""
    found = list(dict.fromkeys(plain for tag in tags if (plain := " ".join(tag.split()))))
    if len(found) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in found):
        raise LibraryError(f"Write {MOST_TAGS} tags at most, of {LONGEST_TAG} letters at most.")
    return found


def _added(
    library: Library, connection: Connection, name: str, draft: Draft, note: str, tags: list[str], words: str = ""
) -> Entry:
    now, entry_id = library.clock(), new_id()
    row = {"id": entry_id, "name": name, "note": note, "tags": tags, "archived": False, "version": 1}
    connection.execute(insert(ENTRIES).values(**row, created=now, changed=now))
    _put_version(library, connection, entry_id, 1, draft, words)
    return _entry(library, connection, entry_id)


def _put_version(library: Library, connection: Connection, entry_id: str, number: int, draft: Draft, note: str) -> None:
    cells = asdict(draft) | {"content": canonical(draft.content)}
    connection.execute(
        insert(VERSIONS).values(entry_id=entry_id, number=number, note=note, saved=library.clock(), **cells)
    )


def _updated(library: Library, entry_id: str, news: dict[str, Any]) -> Entry:
    with library.writing() as connection:
        connection.execute(update(ENTRIES).where(ENTRIES.c.id == entry_id).values(**news, changed=library.clock()))
        return _entry(library, connection, entry_id)


def _entry(library: Library, connection: Connection, entry_id: str) -> Entry:
    row = connection.execute(with_current().where(ENTRIES.c.id == entry_id)).one_or_none()
    if row is None:
        raise LibraryError(f"This library holds no scenario '{entry_id[:20]}'; it may be in another library.")
    return entry_of(row)


def _version(connection: Connection, of: Entry, number: int) -> Version:
    row = connection.execute(
        select(VERSIONS).where(VERSIONS.c.entry_id == of.id, VERSIONS.c.number == number)
    ).one_or_none()
    if row is None:
        raise LibraryError(f"'{of.name}' has no version {number}; it has 1 to {of.version}.")
    return version_of(of.name, row)
