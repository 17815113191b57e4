"""The numbers of one exhibit as CSV and JSON, with all they rest on and the ways back."""

from __future__ import annotations

import json
from typing import Any, Literal

import pandas as pd

from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Annotation, Cell, Exhibit, Frozen, Stamp, Table
from balance_model.export.tables import csv_bytes


class SourceLine(Frozen):
    """A source as it is cited; None is not known."""

    id: str
    publisher: str
    title: str
    date: str | None
    url: str | None


class ExhibitFile(Frozen):
    """What stands in the JSON file of an exhibit.

    ``first_title`` is the finding as computed, whatever the reader called it; ``scenario`` opens again as a file.
    """

    format: Literal["balance exhibit 1"] = "balance exhibit 1"
    exhibit_id: str
    kind: Literal["chart", "table", "finding"]
    page: str
    title: str
    first_title: str
    subtitle: str
    finding: str
    alt: str
    notes: str
    annotations: tuple[Annotation, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    assumptions: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    scenario: dict[str, Any]
    stamp: Stamp
    frozen_id: str
    link: str
    command: str


def schema() -> dict[str, Any]:
    """The JSON Schema of such a file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ExhibitFile.model_json_schema(mode="serialization"),
    }


def numbers(exhibit: Exhibit) -> Table:
    """The rows of an exhibit; those of a finding are its sentence and its note."""
    if exhibit.table is not None:
        return exhibit.table
    return Table(columns=("finding", "note"), rows=((exhibit.title, exhibit.subtitle),))


def ways_back(briefing: Briefing, exhibit: Exhibit) -> tuple[str, ...]:
    """Paragraphs that lead back to what an exhibit shows: frozen result, link, command, those there are."""
    return (
        *((f"Frozen result: {briefing.frozen_id}",) if briefing.frozen_id else ()),
        f"Link: {briefing.link(exhibit)}",
        *((f"Command: {exhibit.command}",) if exhibit.command else ()),
    )


def sources(source_ids: tuple[str, ...], world: World) -> tuple[SourceLine, ...]:
    """Sources in the order of their ids; one that the data do not know stands as its id."""
    found = []
    for name in source_ids:
        row = world.source.get(name)
        if row is None:
            found.append(SourceLine(id=name, publisher="", title="", date=None, url=None))
        else:
            found.append(SourceLine(id=name, publisher=row.publisher, title=row.title, date=row.date, url=row.url))
    return tuple(found)


def data_csv(exhibit: Exhibit, briefing: Briefing) -> bytes:
    """The rows with all digits, then title, annotations, stamp and ways back as notes; as ``tables.csv_bytes``."""
    table = numbers(exhibit)
    frame = pd.DataFrame(list(table.rows), columns=list(table.columns), dtype=object)
    words = (
        " – ".join(part for part in (exhibit.title, exhibit.subtitle) if part),
        *(f"{each.year}: {each.label}" for each in exhibit.annotations),
        *exhibit.stamp.lines,
        *ways_back(briefing, exhibit),
    )
    return csv_bytes(frame, words)


def data_json(exhibit: Exhibit, briefing: Briefing, world: World) -> bytes:
    """The rows with all digits and everything they rest on, as ``schema`` says; UTF-8."""
    table = numbers(exhibit)
    same = {name: getattr(exhibit, name) for name in ExhibitFile.model_fields if name in Exhibit.model_fields}
    whole = ExhibitFile(
        **same, columns=table.columns, rows=table.rows, sources=sources(exhibit.source_ids, world),
        frozen_id=briefing.frozen_id, link=briefing.link(exhibit),
    )  # fmt: skip
    return (json.dumps(whole.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()
