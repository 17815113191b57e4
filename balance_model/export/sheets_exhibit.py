"""One exhibit on one sheet: title, chart, its numbers, and what it stands on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter.image import Image

from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.annotate import drawn, told
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Cell, Exhibit
from balance_model.export.images import png
from balance_model.export.sheets_chart import native_chart
from balance_model.export.sheets_paper import Paper, width_of

CHART = {"width": 880, "height": 420}
LETTERS = 128
"""Letters across a sheet, as wide as its chart."""
ROW_PIXELS, LEAST = 20, 0.01
SHARPNESS, SCREEN = 2, 96
"""Pixels of a picture to one of the screen, and dots to the inch that a spreadsheet takes for the screen."""


def exhibit_sheet(paper: Paper, sheet: Any, briefing: Briefing, exhibit: Exhibit, world: World) -> None:
    """Fill a sheet with an exhibit; every number of its table is written in full."""
    columns = exhibit.table.columns if exhibit.table else ()
    rows = exhibit.table.rows if exhibit.table else ()
    widths = [width_of(name, [row[at] for row in rows]) for at, name in enumerate(columns)]
    labels = exhibit.native.categories if exhibit.native else ()
    widths[:1] = [max([26.0, *widths[:1], width_of("", labels)])]
    while sum(widths) < LETTERS:
        widths.append(12.0)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    across = _across(widths)
    row = paper.words(sheet, 0, exhibit.title, across, 78, "title_words")
    if exhibit.subtitle:
        row = paper.words(sheet, row, exhibit.subtitle, across, 112, "subtitle_words")
    if exhibit.finding and exhibit.finding != exhibit.title:
        row = paper.words(sheet, row, f"On top of its page: {exhibit.finding}", across)
    row += 1
    if exhibit.kind == "chart":
        row = _picture(paper, sheet, row, exhibit, world, across)
    if exhibit.annotations:
        marks = [f"{each.year}: {each.label}" for each in exhibit.annotations]
        untold = told(exhibit)
        marks = [f"{words} (no place on the chart)" if words in untold else words for words in marks]
        row = _list(paper, sheet, row, "Annotations", marks, across)
    row = _list(paper, sheet, row, "Notes", exhibit.notes.split("\n") if exhibit.notes.strip() else [], across)
    row = _under(paper, sheet, row, briefing, exhibit, across)
    if exhibit.table:
        paper.put(sheet, row, 0, f"The table as shown: {len(rows):,} rows", "section")
        styles = {name: "digits" for at, name in enumerate(columns) if _fine([row[at] for row in rows])}
        row = paper.table(sheet, row + 1, columns, rows, styles) + 1
    row = _list(paper, sheet, row, "Assumptions", exhibit.assumptions, across)
    end = _sources(paper, sheet, row, exhibit, world)
    sheet.print_area(0, 0, max(end - 1, 0), max(across, len(columns)) - 1)


def _fine(cells: Sequence[Cell]) -> bool:
    """Whether a column holds numbers with decimals that three of them show."""
    found = [cell for cell in cells if isinstance(cell, float)]
    return any(not cell.is_integer() for cell in found) and max(map(abs, found)) >= LEAST


def _across(widths: Sequence[float]) -> int:
    """How many columns make a block of text of about a page's width."""
    found, total = 0, 0.0
    while total < LETTERS and found < len(widths):
        total += widths[found]
        found += 1
    return found


def _picture(paper: Paper, sheet: Any, row: int, exhibit: Exhibit, world: World, across: int) -> int:
    """The native chart with its numbers beneath, or the picture where there is no native one."""
    room = -(-CHART["height"] // ROW_PIXELS) + 1
    if exhibit.native is not None:
        at = row + room
        paper.put(sheet, at, 0, "The numbers of the chart: change one and the chart follows", "section")
        chart, end = native_chart(paper, sheet, at + 1, exhibit, exhibit.native)
        chart.set_size(CHART)
        sheet.insert_chart(row, 0, chart, {"description": exhibit.alt or exhibit.title, "object_position": 2})
        return end + 1

    raw = png(drawn(exhibit, "report"), exhibit.stamp.lines, Look.of(world), SHARPNESS)
    found = Image(io.BytesIO(raw))
    sheet.insert_image(row, 0, f"{exhibit.exhibit_id}.png", {
        "image_data": io.BytesIO(raw), "description": exhibit.alt or exhibit.title, "object_position": 2,
        "x_scale": found.x_dpi / SCREEN / SHARPNESS, "y_scale": found.y_dpi / SCREEN / SHARPNESS,
    })  # fmt: skip
    return row + -(-int(found.height / SHARPNESS) // ROW_PIXELS) + 2


def _list(paper: Paper, sheet: Any, row: int, heading: str, lines: Sequence[str], across: int) -> int:
    if not lines:
        return row
    paper.put(sheet, row, 0, heading, "section")
    row += 1
    for line in lines:
        row = paper.words(sheet, row, line, across)
    return row + 1


def _under(paper: Paper, sheet: Any, row: int, briefing: Briefing, exhibit: Exhibit, across: int) -> int:
    """Stamp, frozen id, link and command."""
    row = _list(paper, sheet, row, "What it stands on", exhibit.stamp.lines, across)
    pairs = [("Page", exhibit.page), ("Scenario id", exhibit.stamp.scenario_id), ("Frozen as", briefing.frozen_id)]
    for name, words in (*pairs, ("Link", briefing.link(exhibit)), ("Command", exhibit.command)):
        if words:
            paper.put(sheet, row, 0, name, "strong")
            if name == "Link":
                paper.link(sheet, row, 1, words)
            else:
                paper.put(sheet, row, 1, words)
            row += 1
    return row + 1


def _sources(paper: Paper, sheet: Any, row: int, exhibit: Exhibit, world: World) -> int:
    """Every source the exhibit cites: publisher and title, date, link; returns the next row."""
    found = [world.source[name] for name in exhibit.source_ids if name in world.source]
    if not found:
        return row
    paper.put(sheet, row, 0, f"Sources: {len(found)}", "section")
    for at, source in enumerate(found, start=row + 1):
        words = f"{source.publisher}: {source.title}, {source.date or 'no date'} [{source.source_id}]"
        paper.link(sheet, at, 0, source.url or "", words) if source.url else paper.put(sheet, at, 0, words)
    return row + 1 + len(found)
