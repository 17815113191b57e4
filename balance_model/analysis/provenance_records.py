"""What the data say about one row behind a number: its words, date, confidence, note and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from balance_model.analysis.words import country, years_text
from balance_model.domain import Deal, World
from balance_model.records.scenario import Scenario

NOT_STATED, YOURS = "not stated", "your change"
"""Confidence of rows that have no such column, and of what the scenario adds."""
_CONFIDENCE = ("low", "medium", "high")
_MOVED = ("given", "received", "converted")
_DAYS_IN_A_YEAR = 365.25
_LEAST_NAME = 3
"""Letters a publisher's name must have to be looked for in a note."""


def record_of(origin: str, system_id: str, held: str) -> str:
    """Name of the row of the data, or of the change of a scenario, that a line of the ledger rests on."""
    if origin == "holding":
        return f"holding:{system_id}:{held}"
    return origin if origin.startswith("deal:") else f"{origin}:{system_id}"


def details(world: World, scenario: Scenario, code: str, record: str, part: str = "") -> dict[str, Any]:
    """What is known of a row: system, words, confidence, date, age, note, source_ids, differ.

    ``part`` of the ledger tells the units of a deal apart: delivered, to come, converted.
    """
    kind, _, rest = record.partition(":")
    if kind == "deal":
        return _deal(world, world.deal[rest], part)
    if kind == "holding":
        return _holding(world, code, *rest.rpartition(":")[::2])
    system_id = rest.rpartition(":")[2]
    gone = [row for row in world.retirements if (row.country, row.system_id) == (code, system_id)]
    if kind == "retirement" and gone:
        words = f"leaving, {years_text(min(row.year for row in gone), max(row.year for row in gone))}"
        return _row(world, system_id, words, NOT_STATED, "", gone)
    words = f"{kind} in this scenario" + (f", {part}" if part in _MOVED else "")
    return _row(world, system_id, words, YOURS, "", ()) | {"note": scenario.reason}


def _deal(world: World, deal: Deal, part: str) -> dict[str, Any]:
    status = next(row.name.lower() for row in world.statuses if row.status == deal.status)
    older = deal.replaces_system_id if part == "converted" else None
    dated = deal.contracted or deal.announced or ""
    words = f"deal, {status}" + (f", {part}" if part not in ("", status) else "")
    return _row(world, older or deal.system_id, words, deal.confidence, dated, (deal,))


def _holding(world: World, code: str, system_id: str, held: str) -> dict[str, Any]:
    rows = [row for row in world.inventory if (row.country, row.system_id, row.held) == (code, system_id, held)]
    if rows:
        least = min((row.confidence for row in rows), key=_CONFIDENCE.index)
        return _row(world, system_id, f"held, {held}", least, min(row.as_of for row in rows), rows)
    base = [row for row in world.sustainment if row.country == code]
    found = _row(world, "Base index", "index points", NOT_STATED, "", base)
    return found | {"note": " ".join(row.why for row in base)}


def _row(world: World, system_id: str, words: str, confidence: str, dated: str, rows: Sequence[Any]) -> dict[str, Any]:
    """What rows of the data have in common with each other, the sources of all of them together."""
    ids = tuple(dict.fromkeys(name for row in rows for name in row.source_ids))
    spread = any(row.low < row.high for row in rows)
    return {
        "system": world.system[system_id].name if system_id in world.system else system_id,
        "words": words,
        "confidence": confidence,
        "date": dated,
        "age": age(world, dated),
        "note": " ".join(row.note for row in rows if getattr(row, "note", None)),
        "source_ids": ids,
        "differ": spread and len(publishers(world, ids)) > 1,
    }


def publishers(world: World, ids: Sequence[str]) -> set[str]:
    """Who published the sources of a row."""
    return {world.source[name].publisher for name in ids if name in world.source}


def age(world: World, dated: str) -> float:
    """Years from a date (YYYY, YYYY-MM or YYYY-MM-DD) to the date of the data; NaN if there is none.

    A year alone stands for its middle, a month for its middle; what is dated later than the data is new.
    """
    if not dated:
        return float("nan")
    year, month, day = [*dated.split("-"), "", ""][:3]
    then = date(int(year), int(month or 7), int(day or (15 if month else 1)))
    return max((date.fromisoformat(world.facts["data_as_of"]) - then).days / _DAYS_IN_A_YEAR, 0.0)


def age_words(years: float) -> str:
    """An age as readers say it."""
    if years != years:
        return "no date"
    if years < 1:
        return "under a year old"
    return "1 year old" if years < 2 else f"{int(years)} years old"


def sources(world: World, ids: Sequence[str], note: str) -> pd.DataFrame:
    """The sources of a row side by side: publisher, title, date, age, link (empty if unknown), says.

    ``says`` is what the note tells of the source by the name of its publisher; empty if it tells nothing.
    """
    rows = []
    for name in (one for one in ids if one in world.source):
        row = world.source[name]
        rows.append(
            {
                "publisher": row.publisher, "title": row.title, "date": row.date or "",
                "age": age(world, row.date or ""), "link": row.url or "",
                "says": said_by(row.publisher, row.date or "", note),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=["publisher", "title", "date", "age", "link", "says"])


def said_by(publisher: str, dated: str, note: str) -> str:
    """The clauses of a note that name a publisher; of those that name a year too, the ones of its own year."""
    names = [part.strip() for part in re.split(r"[/(),]", publisher) if len(part.strip()) >= _LEAST_NAME]
    found = [
        clause
        for clause in clauses(note)
        if clause not in names
        and any(re.search(rf"\b{re.escape(name)}\b", clause, flags=re.IGNORECASE) for name in names)
    ]
    own = [clause for clause in found if dated[:4] and re.search(rf"\b{dated[:4]}\b", clause)]
    return "; ".join(own or found)


def clauses(note: str) -> list[str]:
    """The statements of a note: parted at full stops, semicolons and brackets."""
    parts = re.split(r"(?<=[.;])\s+|[()]|;", note)
    return [part.strip(" .;,") for part in parts if part.strip(" .;,")]


def asked_words(world: World, code: str, year: int, category: str | None) -> str:
    """The name of a number: 'Serbia, air defence, 2030'."""
    what = "holdings index" if category is None else world.category[category].name.lower()
    return f"{country(world, code)}, {what}, {year}"
