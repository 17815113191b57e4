"""A briefing: exhibits in order under one title, kept as a file that opens again here and on the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, ValidationError

from balance_model.errors import BalanceError
from balance_model.exhibits.briefing_faults import outside, sentence
from balance_model.exhibits.exhibit import Annotation, Exhibit, Frozen
from balance_model.records.json_file import read_json
from balance_model.records.plain_text import hyphened

FORMAT: Literal["balance briefing 1"] = "balance briefing 1"
MOST_EXHIBITS = 40
LARGEST_FILE = 30_000_000
SHELF = "http://localhost:8501"
"""Where the explorer answers when nothing else is said."""


class BriefingError(BalanceError):
    """A briefing file that cannot be read; the sentence says which part, and what to do."""


class Briefing(Frozen):
    """Exhibits in order. ``scenario`` is the one the briefing is about; ``base`` is the address of the explorer."""

    format: Literal["balance briefing 1"] = FORMAT
    title: str = Field(min_length=1, max_length=200)
    subtitle: str = Field(default="", max_length=300)
    base: str = Field(default=SHELF, max_length=300)
    frozen_id: str = Field(default="", max_length=40)
    scenario: dict[str, Any]
    exhibits: tuple[Exhibit, ...] = Field(default=(), max_length=MOST_EXHIBITS)

    def link(self, exhibit: Exhibit) -> str:
        """The whole address that leads back to what an exhibit shows."""
        return f"{self.base.rstrip('/')}/{exhibit.address.lstrip('/')}"

    def of(self, exhibit_id: str) -> Exhibit:
        """An exhibit by its id; ``KeyError`` if there is none."""
        return {each.exhibit_id: each for each in self.exhibits}[exhibit_id]

    def adding(self, exhibit: Exhibit) -> Briefing:
        """The briefing with an exhibit at the end, under an id of its own."""
        taken = {each.exhibit_id for each in self.exhibits}
        stem, number = exhibit.exhibit_id[:70], 2
        name = stem
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        return self.model_copy(update={"exhibits": (*self.exhibits, exhibit.model_copy(update={"exhibit_id": name}))})

    def without(self, exhibit_id: str) -> Briefing:
        """The briefing without one exhibit."""
        left = tuple(each for each in self.exhibits if each.exhibit_id != exhibit_id)
        return self.model_copy(update={"exhibits": left})

    def moved(self, exhibit_id: str, by: int) -> Briefing:
        """The briefing with one exhibit moved up (negative) or down, as far as it goes."""
        order = list(self.exhibits)
        at = next(number for number, each in enumerate(order) if each.exhibit_id == exhibit_id)
        one = order.pop(at)
        order.insert(min(max(at + by, 0), len(order)), one)
        return self.model_copy(update={"exhibits": tuple(order)})

    def edited(self, exhibit_id: str, **news: Any) -> Briefing:
        """The briefing with fields of one exhibit replaced: title, notes, annotations.

        Raises
        ------
        BriefingError
            If a field does not take the new value.
        """
        parts = {name: getattr(self.of(exhibit_id), name) for name in Exhibit.model_fields} | news
        try:
            one = Exhibit.model_validate(parts)
        except ValidationError as error:
            raise BriefingError(sentence(error, "this exhibit")) from None
        new = tuple(one if each.exhibit_id == exhibit_id else each for each in self.exhibits)
        return self.model_copy(update={"exhibits": new})

    def to_json(self) -> bytes:
        """The briefing as a file, UTF-8."""
        content = self.model_dump(mode="json")
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def file_name(title: str) -> str:
    """A title as the stem of a file name: plain letters, digits and hyphens."""
    return hyphened(title, 60) or "briefing"


def annotation(year: int, label: str, line: bool = True) -> Annotation:
    """Words at a year. Raises ``BriefingError`` if they do not fit."""
    try:
        return Annotation(year=year, label=label.strip(), line=line)
    except ValidationError as error:
        raise BriefingError(sentence(error, "this annotation")) from None


def read_briefing(raw: bytes | str | Mapping[str, Any], name: str) -> Briefing:
    """A briefing from the bytes of its file, or from content that is parsed already.

    Raises ``BriefingError``; ``name`` is that of the file.
    """
    content: Any = raw
    if isinstance(raw, bytes | str):
        content = read_json(
            raw, name, LARGEST_FILE, BriefingError, smaller="pin fewer charts", instead="choose a briefing saved here"
        )
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise BriefingError(f"{name}: not a briefing file; choose one saved on the page Builder.")
    try:
        found = Briefing.model_validate(dict(content))
    except ValidationError as error:
        raise BriefingError(sentence(error, name, content)) from None
    ids = [each.exhibit_id for each in found.exhibits]
    twice = next((each for each in ids if ids.count(each) > 1), None)
    if twice:
        raise BriefingError(f"{name}, exhibits: '{twice}' stands twice; give each exhibit an id of its own.")
    for number, each in enumerate(found.exhibits, start=1):
        if word := next(filter(None, map(outside, each.specs.values())), ""):
            raise BriefingError(f"{name}, exhibit {number}, specs: '{word}' reaches outside the file; pin it anew.")
    try:
        found.to_json()
    except (ValueError, RecursionError):
        raise BriefingError(f"{name}: holds parts nested too deep, or letters no file keeps; save it anew.") from None
    return found
