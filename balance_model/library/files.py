"""Entries with all their versions, and published results, as JSON files and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, insert, select

from balance_model.library import frozen, publications
from balance_model.library.engine import Library
from balance_model.library.entries import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TAG,
    MOST_TAGS,
    canonical,
    entry,
    new_id,
    versions,
)
from balance_model.library.faults import LibraryError
from balance_model.library.listing import listed
from balance_model.library.nouns import Entry, Version
from balance_model.library.tables import ENTRIES, VERSIONS
from balance_model.records.json_file import read_json

FORMAT: Literal["balance library 1"] = "balance library 1"
LARGEST_FILE = 100_000_000
MOST_VERSIONS = 10_000
BESIDE = ", brought in"
"""What the name of an entry ends with that was put beside one of the same id."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class _VersionFile(_Part):
    number: int = Field(ge=1)
    saved: AwareDatetime
    note: str = Field(default="", max_length=LONGEST_NOTE)
    data: str = Field(max_length=64)
    as_of: str = Field(max_length=40)
    model: str = Field(max_length=20)
    scenario_id: str = Field(max_length=80)
    scenario: dict[str, Any]


class _EntryFile(_Part):
    id: str = Field(pattern=r"^[a-z0-9]{4,16}$")
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    note: str = Field(default="", max_length=LONGEST_NOTE)
    tags: list[Annotated[str, Field(max_length=LONGEST_TAG)]] = Field(default=[], max_length=MOST_TAGS)
    archived: bool = False
    created: AwareDatetime
    changed: AwareDatetime
    versions: list[_VersionFile] = Field(min_length=1, max_length=MOST_VERSIONS)


class _LibraryFile(_Part):
    format: Literal["balance library 1"]
    scenarios: list[_EntryFile] = []
    published: list[dict[str, Any]] = []


@dataclass(frozen=True)
class BroughtIn:
    """What a file brought: new entries, those that were here already, and those put beside one of the same id.

    ``published`` counts the results of the file that were not here before.
    """

    added: tuple[Entry, ...] = ()
    already: tuple[Entry, ...] = ()
    beside: tuple[Entry, ...] = ()
    published: int = 0


def entry_file(library: Library, entry_id: str) -> bytes:
    """One entry with all its versions. Raises ``LibraryError``."""
    return _file([_entry_out(entry(library, entry_id), versions(library, entry_id))], [])


def library_file(library: Library) -> bytes:
    """All entries with all versions, archived ones too, and all published results. Raises ``LibraryError``."""
    every = [_entry_out(each, versions(library, each.id)) for each in listed(library, sort="created", archived=None)]
    results = [publications.get(library, each.id) for each in publications.listed(library)]
    return _file(every, [json.loads(frozen.to_json(each.frozen, each.published)) for each in results])


def bring_in(library: Library, raw: bytes | str, name: str) -> BroughtIn:
    """Take in a file of entries, or of one published result; ``name`` is that of the file. All of it, or nothing.

    What is here is never overwritten: the same entry with the same versions is left as it is, another one under the
    same id is put beside it with an id of its own.

    Raises
    ------
    LibraryError
        If the file is damaged, or the library cannot be written.
    """
    content = _content(raw, name)
    if content.get("format") != FORMAT:
        content = {"format": FORMAT, "published": [content]}
    try:
        found = _LibraryFile.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ", ".join(str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"])
        raise LibraryError(
            f"{name}, {place or 'the whole'}: {first['msg']}; correct it, or save the file anew."
        ) from None
    results = [frozen.from_json(each, name) for each in found.published]
    for each in found.scenarios:
        if [one.number for one in each.versions] != list(range(1, len(each.versions) + 1)):
            raise LibraryError(f"{name}, '{each.name}': its versions are not numbered 1, 2, 3 …; save the file anew.")
    with library.writing() as connection:
        sorted_in = [_taken(connection, each) for each in found.scenarios]
        fresh = sum(publications.put(connection, result, when) for result, when in results)
    entries = [(kind, entry(library, entry_id)) for kind, entry_id in sorted_in]
    added, already, beside = (
        tuple(each for kind, each in entries if kind == wanted) for wanted in ("added", "already", "beside")
    )
    return BroughtIn(added, already, beside, fresh)


def _content(raw: bytes | str, name: str) -> dict[str, Any]:
    content = read_json(
        raw, name, LARGEST_FILE, LibraryError,
        smaller="bring its scenarios in one by one", instead="choose one saved from a library",
    )  # fmt: skip
    if not isinstance(content, dict) or content.get("format", FORMAT) != FORMAT:
        raise LibraryError(f"{name}: not a file of a library; choose one saved from the page Library.")
    return content


def _taken(connection: Connection, given: _EntryFile) -> tuple[str, str]:
    """Put one entry in: how it went, and the id it has here."""
    there = connection.execute(
        select(VERSIONS.c.number, VERSIONS.c.content).where(VERSIONS.c.entry_id == given.id).order_by(VERSIONS.c.number)
    ).all()
    if [row.content for row in there] == [canonical(each.scenario) for each in given.versions]:
        return "already", given.id
    entry_id = new_id() if there else given.id
    row = given.model_dump(include={"name", "note", "tags", "archived", "created", "changed"})
    if there:
        row["name"] = f"{given.name[: LONGEST_NAME - len(BESIDE)]}{BESIDE}"
    connection.execute(insert(ENTRIES).values(id=entry_id, version=len(given.versions), **row))
    for each in given.versions:
        cells = each.model_dump(exclude={"scenario"})
        connection.execute(insert(VERSIONS).values(entry_id=entry_id, content=canonical(each.scenario), **cells))
    return ("beside" if there else "added"), entry_id


def _entry_out(one: Entry, every: Sequence[Version]) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "note": one.note, "tags": list(one.tags), "archived": one.archived,
        "created": _time(one.created), "changed": _time(one.changed),
        "versions": [
            {
                "number": each.number, "saved": _time(each.saved), "note": each.note, "data": each.data,
                "as_of": each.as_of, "model": each.model, "scenario_id": each.scenario_id, "scenario": each.content,
            }
            for each in sorted(every, key=lambda each: each.number)
        ],
    }  # fmt: skip


def _time(moment: datetime) -> str:
    return moment.isoformat()


def _file(scenarios: list[dict[str, Any]], published: list[Mapping[str, Any]]) -> bytes:
    content = {"format": FORMAT, "scenarios": scenarios, "published": published}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def readable(content: Mapping[str, Any]) -> str:
    """The content of a scenario as a scenario file for the eye."""
    return json.dumps(content, ensure_ascii=False, indent=2)
