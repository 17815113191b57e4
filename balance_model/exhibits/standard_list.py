"""A list of views to be made: names, or a short file that says more of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from balance_model.errors import nearest
from balance_model.exhibits import standard
from balance_model.exhibits.briefing import FORMAT, LARGEST_FILE, MOST_EXHIBITS, Briefing, read_briefing
from balance_model.exhibits.cases import Case
from balance_model.exhibits.exhibit import (
    LONGEST_NOTES,
    LONGEST_TITLE,
    MOST_ANNOTATIONS,
    Annotation,
    Exhibit,
    Frozen,
)
from balance_model.exhibits.standard import ViewError
from balance_model.records.json_file import read_json
from balance_model.records.scenarios import demand, sparse


class Entry(Frozen):
    """One view of a list: which, under what title, with what notes and annotations; of which scenario, how drawn.

    What is left out is as the command says.
    """

    view: str
    title: str = Field(default="", max_length=LONGEST_TITLE)
    notes: str | None = Field(default=None, max_length=LONGEST_NOTES)
    annotations: tuple[Annotation, ...] = Field(default=(), max_length=MOST_ANNOTATIONS)
    many: bool | None = None
    scenario: str = ""


class Views(Frozen):
    """A list of views with its title."""

    title: str = Field(default="", max_length=200)
    subtitle: str = Field(default="", max_length=300)
    views: tuple[Entry, ...] = Field(min_length=1, max_length=MOST_EXHIBITS)


def read_views(text: str) -> Views | Briefing:
    """The views of ``index,profile``, of a file that lists them, or of a briefing file.

    Raises
    ------
    ViewError, BriefingError
        If the file cannot be read, or an entry does not fit: file, entry, field and cure.
    """
    path = Path(text)
    if not (text.endswith(".json") or "/" in text or path.is_file()):
        names = [name.strip() for name in text.split(",") if name.strip()]
        return _checked({"views": [{"view": name} for name in names]}, "--views")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ViewError(f"{path}: cannot be read ({error.strerror}); check the path.") from None
    return parsed(raw, path.name)


def parsed(raw: bytes, name: str) -> Views | Briefing:
    """The content of a file of views or of a briefing file; ``name`` is used in the sentences."""
    content = read_json(
        raw, name, LARGEST_FILE, ViewError,
        smaller="ask for fewer views", instead='write a list of views such as ["index"]',
    )  # fmt: skip
    if isinstance(content, list):
        content = {"views": content}
    if not isinstance(content, dict):
        raise ViewError(f'{name}: neither a list of views nor a briefing; write a list such as ["index"].')
    if content.get("format") == FORMAT:
        return read_briefing(content, name)
    views = content.get("views")
    if isinstance(views, list):
        content = content | {"views": [{"view": each} if isinstance(each, str) else each for each in views]}
    return _checked(content, name)


def _checked(content: dict[str, Any], name: str) -> Views:
    try:
        found = Views.model_validate(content)
    except ValidationError as error:
        raise ViewError(_sentence(error, name)) from None
    for number, entry in enumerate(found.views, start=1):
        if entry.view not in standard.STANDARD:
            raise ViewError(f"{name}, entry {number}, view: '{entry.view[:60]}' is unknown; "
                            f"{nearest(entry.view[:60], standard.STANDARD)}")  # fmt: skip
    return found


def _sentence(error: ValidationError, name: str) -> str:
    """The first fault: file, entry, field, cure."""
    first = error.errors(include_url=False)[0]
    place = list(first["loc"])
    parts = [name]
    if place[:1] == ["views"] and len(place) > 1:
        parts.append(f"entry {int(place[1]) + 1}")
        place = place[2:]
    parts += [f"number {part + 1}" if isinstance(part, int) else str(part)[:60] for part in place]
    if first["type"] == "extra_forbidden":
        known = {*Views.model_fields, *Entry.model_fields, *Annotation.model_fields}
        told, cure = "is unknown", nearest(str(first["loc"][-1])[:60], known)
    elif first["type"] == "missing":
        told, cure = "is missing", "add it."
    else:
        told, cure = f"is {str(first['input'])[:60]!r}", f"{demand(first)}."
    return f"{', '.join(parts)}: {told}; {cure}"


def built(asked: Views, of: Callable[[Entry], Case], title: str, base: str) -> tuple[Briefing, list[str]]:
    """The briefing of a list of views, and a sentence for each that has nothing to show.

    ``of`` gives the case of an entry; ``title`` stands where the list has none. The briefing is about the scenario of
    the first entry.

    Raises
    ------
    ViewError
        If no view has anything to show.
    """
    first, left, found = of(asked.views[0]), [], []
    for entry in asked.views:
        try:
            found.append(_dressed(standard.exhibit(of(entry), entry.view), entry))
        except ViewError as error:
            left.append(str(error))
    if not found:
        raise ViewError(left[0])
    briefing = Briefing(title=asked.title or title, subtitle=asked.subtitle, base=base,
                        scenario=sparse(first.scenario, first.baseline))  # fmt: skip
    for exhibit in found:
        briefing = briefing.adding(exhibit)
    return briefing, left


def _dressed(exhibit: Exhibit, entry: Entry) -> Exhibit:
    """The exhibit with the title, notes and annotations that the list asks for."""
    return exhibit.model_copy(
        update={
            "title": entry.title or exhibit.title,
            "notes": exhibit.notes if entry.notes is None else entry.notes,
            "annotations": entry.annotations,
        }
    )
