"""A briefing as a workbook: a sheet that calculates, one for each exhibit, and all that stands behind them."""

from __future__ import annotations

import datetime
import io
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname

from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Stamp
from balance_model.exhibits.reproduce import of_briefing
from balance_model.exhibits.stamps import stamp
from balance_model.export.sheets_data import (
    assumptions_sheet,
    dictionary,
    full_data,
    ledger,
    scenario_sheet,
    sources_sheet,
)
from balance_model.export.sheets_exhibit import exhibit_sheet
from balance_model.export.sheets_formulas import LIVE, STRENGTHS
from balance_model.export.sheets_live import live, strengths
from balance_model.export.sheets_paper import Paper, clean
from balance_model.records.scenarios import load_scenario

README = "Read me"
BEHIND = {
    "Full data": "index, values and strengths of every country and year, all digits",
    STRENGTHS: "what the sheet Live calculates with, country by country and year by year",
    "Ledger": "every contribution to every strength, with its sources",
    "Scenario": "what the scenario changes, and every field it has",
    "Assumptions": "what has to be granted: weights, half-strengths and every dial with its range and reason",
    "Sources": "every source that is cited, with date and address",
    "Data dictionary": "what every column holds",
}
_WIDTHS = {
    "Ledger": (11, 18, 7, 30, 20, 24, 13, 10, 12, 10, 10, 10, 10, 9, 10, 11, 60),
    "Scenario": (34, 60, 40),
    "Assumptions": (40, 26, 10, 12, 16, 10, 20, 9, 70, 24),
    "Sources": (34, 30, 70, 12, 70, 16),
    "Data dictionary": (22, 26, 80, 18, 12, 50),
}
_FROZEN = ("Ledger", "Sources")


def sheets(briefing: Briefing, world: World) -> bytes:
    """The briefing as an Excel workbook; the same briefing gives the same bytes.

    Parameters
    ----------
    briefing : its scenario fills the sheets Live, Strengths, Full data, Ledger, Scenario and Assumptions; each
        exhibit gets a sheet of its own.
    world : the data, for names and sources.

    Raises
    ------
    ScenarioError
        If the scenario of the briefing no longer fits the data.
    """
    answer = assess(world, load_scenario(briefing.scenario, world))
    baseline = load_scenario("baseline", world)
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    _properties(book, briefing, answer)
    marks = stamp(answer)
    head = f"{marks.scenario_id}, data {marks.data}. {world.facts['scope']}"
    paper = Paper.of(book, head, world.facts["kosovo_footnote"])
    first = paper.sheet(README, (24, 96))
    moving = paper.sheet(LIVE, (30, 13, 11, 11, 11, *[11] * len(answer.world.country_codes)))
    shown = []
    for number, exhibit in enumerate(briefing.exhibits, start=1):
        sheet = paper.sheet(f"{number} {exhibit.name or exhibit.title}")
        exhibit_sheet(paper, sheet, briefing, exhibit, world)
        shown.append(sheet.get_name())
    behind = {name: paper.sheet(name, _WIDTHS.get(name, ()), int(name in _FROZEN)) for name in BEHIND}
    full_data(paper, behind["Full data"], answer, marks.lines)
    behind[STRENGTHS].set_column(0, 2, 10)
    behind[STRENGTHS].set_column(3, 3 + 4 * len(answer.world.category_ids), 11)
    behind[STRENGTHS].freeze_panes(7, 3)
    strengths(paper, behind[STRENGTHS], answer, marks.lines)
    among_futures = of_briefing(briefing, world).futures is not None
    live(paper, moving, answer, marks.lines, among_futures)
    ledger(paper, behind["Ledger"], answer, marks.lines)
    scenario_sheet(paper, behind["Scenario"], answer, baseline)
    assumptions_sheet(paper, behind["Assumptions"], answer, baseline)
    sources_sheet(paper, behind["Sources"], briefing, answer, world)
    dictionary(paper, behind["Data dictionary"], briefing, shown, world)
    _read_me(paper, first, briefing, answer, marks, shown)
    book.close()
    return packed.getvalue()


def _properties(book: xlsxwriter.Workbook, briefing: Briefing, answer: Assessment) -> None:
    """Title, subject and date of the document; the date is that of the data."""
    facts = answer.world.facts
    book.set_properties({
        "title": clean(briefing.title), "subject": clean(briefing.subtitle), "author": facts["title"],
        "keywords": answer.stamp["scenario_id"], "comments": f"{facts['scope']} {facts['kosovo_footnote']}",
        "created": datetime.datetime.fromisoformat(facts["data_as_of"]),
    })  # fmt: skip
    book.set_size(2400, 1500)
    book.set_calc_mode("auto")


def _read_me(paper: Paper, sheet: Any, briefing: Briefing, answer: Assessment, marks: Stamp, shown: list[str]) -> None:
    """What the workbook is, what it rests on, and where to find what."""
    facts = answer.world.facts
    back = of_briefing(briefing, answer.world)
    row = paper.words(sheet, 0, briefing.title, 2, 84, "title_words")
    if briefing.subtitle:
        row = paper.words(sheet, row, briefing.subtitle, 2, style="subtitle_words")
    row += 1
    row = paper.words(sheet, row, (
        f"A workbook of the {facts['title']}: the charts of a briefing with their numbers, a sheet that calculates, "
        "and all that stands behind them. In sheet Live, change a yellow cell and the index follows."
    ), 2)  # fmt: skip
    pairs = [
        ("Scenario", f"{answer.scenario.name}, {answer.scenario.year}"), ("Scenario id", marks.scenario_id),
        ("Frozen as", briefing.frozen_id), ("Link", back.link), ("Command", back.command),
        ("Data as of", marks.data_as_of), ("Data fingerprint", marks.data), ("Own rows", marks.own_rows),
        ("Model", marks.model),
    ]  # fmt: skip
    row += 1
    for name, words in pairs:
        if words:
            paper.put(sheet, row, 0, name, "strong")
            if name == "Link":
                paper.link(sheet, row, 1, words)
            else:
                paper.put(sheet, row, 1, words, "words")
            row += 1
    paper.put(sheet, row + 1, 0, "Sheets", "section")
    paper.put(sheet, row + 1, 1, "", "section")
    row += 2
    titles = {LIVE: "change weights, year and form; the index of every year follows"}
    titles |= dict(zip(shown, (each.title for each in briefing.exhibits), strict=True)) | BEHIND
    for name, words in titles.items():
        paper.link(sheet, row, 0, f"internal:{quote_sheetname(name)}!A1", name)
        paper.put(sheet, row, 1, words, "words")
        row += 1
    paper.put(sheet, row + 1, 0, "What it rests on", "section")
    paper.put(sheet, row + 1, 1, "", "section")
    row += 2
    for line in stamp(answer, back.made).lines:
        row = paper.words(sheet, row, line, 2)
