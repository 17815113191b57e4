"""Everything a brief says, as plain data for its template."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from balance_model.analysis.findings import balance
from balance_model.analysis.words import change_text, index_text, the_countries
from balance_model.charts.theme import Look
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Exhibit
from balance_model.exhibits.reproduce import Again, from_file, of_briefing
from balance_model.exhibits.stamps import SINGLE_RUN, assumptions, sources_behind, stamp
from balance_model.export.brief_blocks import blocks, web
from balance_model.export.brief_words import (
    COMMAND_APART,
    COMMANDS_APART,
    FILE_OF_ZIP,
    LIMITS,
    LINK_APART,
    LINK_CLICKED,
    METHOD,
)
from balance_model.export.exhibit_data import SourceLine, sources
from balance_model.export.qr import fits, qr_svg
from balance_model.export.typeset import day
from balance_model.records.scenarios import load_scenario, presets

MOST_CHANGES, LONGEST_ADDRESS, LONGEST_COMMAND, MOST_COMMANDS = 16, 230, 400, 12
MOST_SCENARIOS, MOST_REVERSE = 6, 3
REVERSE = "reverse"
"""Names of exhibits that tell what would reverse the finding start so."""
INDEX = "index"
"""Name of the exhibit that holds the index by year."""
_CHANGED = re.compile(r"^Changed from '(.*?)': (.*)$", re.DOTALL)


def content(briefing: Briefing, world: World) -> dict[str, Any]:
    """What ``brief.typ`` needs, but for the measures of the pages.

    Raises
    ------
    ScenarioError
        If the scenario of the briefing does not fit the data.
    """
    known = presets(world)
    answer = assess(world, load_scenario(briefing.scenario, world))
    granted = assumptions(answer.world, answer.scenario, known["baseline"])
    lead, pins = _lead(briefing, answer)
    reverse = tuple(pin for pin in pins if _reverses(pin))[:MOST_REVERSE]
    own = answer.stamp["scenario_id"]
    back = of_briefing(briefing, world)
    mark = stamp(answer, back.made)
    cited = sources(_cited(briefing, answer), answer.world)
    link, (command, beside) = back.link, _command(back)
    look = Look.of(answer.world)
    return {
        "title": briefing.title, "subtitle": briefing.subtitle, "author": world.facts["title"],
        "date": day(world.facts["data_as_of"]), "data_as_of": world.facts["data_as_of"],
        "colours": {"text": look.text, "muted": look.muted, "accent": look.accent, "line": look.grid},
        "headed": not lead["text"].startswith(briefing.title.rstrip(".")),
        "pins": len(briefing.exhibits), "lead": lead, "tiles": _tiles(answer, briefing),
        "blocks": blocks(briefing, tuple(pin for pin in pins if pin not in reverse), own, answer.world),
        "reverse": blocks(briefing, reverse, own, answer.world),
        "changes": _changes(answer.scenario.name, own, granted, briefing.exhibits),
        "granted": [words for words in granted if not _CHANGED.match(words) and not words.startswith("Nothing is")],
        "method": METHOD, "limits": LIMITS, "sources": _by_publisher(cited), "source_count": len(cited),
        "stamp": mark.lines,
        "foot": f"{mark.scenario} ({mark.scenario_id}), {mark.year} · data as of {mark.data_as_of}, {mark.data} · "
                f"model {mark.model}" + (f" · frozen as {briefing.frozen_id}" if briefing.frozen_id else ""),
        "footnote": world.facts["kosovo_footnote"],
        "again": {
            "scenario": f"{mark.scenario} ({own})", "frozen": briefing.frozen_id,
            "link": web(link), "address": _address(link),
            "command": command, "beside": beside,
            "commands": _commands(pins, answer), "code": qr_svg(link).decode() if fits(link) and web(link) else "",
        },
    }  # fmt: skip


def _reverses(pin: Exhibit) -> bool:
    return pin.name.startswith(REVERSE)


def _lead(briefing: Briefing, answer: Assessment) -> tuple[dict[str, str], tuple[Exhibit, ...]]:
    """The sentence on top with its note, and the pins that are left: the first finding, else what a page opened on."""
    pins = briefing.exhibits
    first = next((pin for pin in pins if pin.kind == "finding" and not _reverses(pin)), None)
    if first is not None:
        return {"text": first.title, "note": first.subtitle}, tuple(pin for pin in pins if pin is not first)
    opened = next((pin.finding for pin in pins if pin.finding), "")
    return {"text": opened or balance(answer, answer.scenario.year), "note": ""}, pins


def _tiles(answer: Assessment, briefing: Briefing) -> dict[str, Any]:
    """The index of each country in the year of the scenario, and a note: of the futures where a pin holds them."""
    world, year = answer.world, answer.scenario.year
    look, pin = Look.of(world), _futures(briefing, answer.stamp["scenario_id"])
    if pin is not None and pin.table is not None:
        rows = pin.table.frame.query("year == @year").set_index("country")
        told = {
            code: (float(row["middle"]), f"{index_text(row['low80'])}–{index_text(row['high80'])} in 80 % of futures")
            for code, row in rows.iterrows()
        }
        note = f"Holdings index in {year}, 0 to 1: the middle of the futures; {pin.stamp.made}."
    else:
        told, first = {}, world.years[0]
        for code, rows in answer.scores.groupby("country", sort=False):
            score, share = (rows.set_index("year")[name] for name in ("score", "share"))
            part = f"{100 * share[year]:.0f} % of the sum" if share[year] == share[year] else "–"
            told[code] = (float(score[year]), f"{part}, {change_text(score[first], score[year])}")
        note = (
            f"Holdings index in {year}, 0 to 1, its share of the sum for {the_countries(world)}, and its change since "
            f"{first}; {SINGLE_RUN}."
        )
    cells = [
        {"name": look.name(code), "colour": look.colour(code), "index": index_text(index), "under": under}
        for code, (index, under) in told.items()
    ]
    return {"cells": cells, "note": note}


def _futures(briefing: Briefing, scenario_id: str) -> Exhibit | None:
    """The pin that holds the index of the futures of a scenario by year, if there is one."""
    found = (
        pin for pin in briefing.exhibits
        if pin.name == INDEX and pin.stamp.scenario_id == scenario_id and pin.table is not None
        and {"country", "year", "middle", "low80", "high80"} <= set(pin.table.columns)
    )  # fmt: skip
    return next(found, None)


def _changes(name: str, scenario_id: str, granted: tuple[str, ...], pins: tuple[Exhibit, ...]) -> dict[str, Any]:
    """For each scenario in the brief: from what it is changed, each change in words, and how many are not told."""
    told = {scenario_id: (name, granted)}
    told |= {pin.stamp.scenario_id: (pin.stamp.scenario, pin.assumptions) for pin in pins
             if pin.stamp.scenario_id != scenario_id}  # fmt: skip
    room = max(MOST_CHANGES // len(told), 2)
    found = []
    for one_id, (one, words) in list(told.items())[:MOST_SCENARIOS]:
        matched = [match for match in map(_CHANGED.match, words) if match]
        found.append({
            "scenario": f"{one} ({one_id})", "base": matched[0][1] if matched else "",
            "rows": [match[2] for match in matched[:room]], "more": max(len(matched) - room, 0),
        })  # fmt: skip
    return {"told": found, "more": max(len(told) - MOST_SCENARIOS, 0)}


def _cited(briefing: Briefing, answer: Assessment) -> tuple[str, ...]:
    """Ids of all sources of all pins; those of what carries weight where nothing is pinned."""
    if not briefing.exhibits:
        return sources_behind(answer, None, pd.DataFrame())
    return tuple(sorted({name for pin in briefing.exhibits for name in pin.source_ids}))


def _by_publisher(cited: tuple[SourceLine, ...]) -> list[dict[str, Any]]:
    """Sources in groups: publisher, then title, date and address of each."""
    groups: dict[str, list[SourceLine]] = {}
    for each in sorted(cited, key=lambda row: (row.publisher.casefold(), row.date or "", row.title)):
        groups.setdefault(each.publisher or "Publisher not known", []).append(each)
    return [
        {
            "publisher": publisher,
            "items": [
                {"title": row.title or row.id, "date": row.date or "no date", "url": web(row.url or "")} for row in rows
            ],
        }
        for publisher, rows in groups.items()
    ]


def _address(link: str) -> str:
    """The link if it has room on the page, else where it is found; never a part of it."""
    if len(link) <= LONGEST_ADDRESS:
        return link
    return LINK_CLICKED if web(link) else LINK_APART


def _command(back: Again) -> tuple[str, str]:
    """The command that fits, whole, and words beside it: as it is, else with the file of the zip, else neither."""
    if len(back.command) <= LONGEST_COMMAND:
        return back.command, ""
    return (back.from_file, FILE_OF_ZIP) if len(back.from_file) <= LONGEST_COMMAND else ("", COMMAND_APART)


def _commands(pins: tuple[Exhibit, ...], answer: Assessment) -> dict[str, Any]:
    """What makes each pin anew, each whole, and words beside them; none where they are too many for a page.

    Where a command is too long, the scenario file of the zip takes the place of its scenario if that is the same.
    """
    told, beside = dict[str, None](), dict[str, None]()
    own = answer.stamp["scenario_id"], answer.scenario.year
    for pin in pins:
        short = from_file(pin.command) if (pin.stamp.scenario_id, pin.stamp.year) == own else ""
        if len(pin.command) <= LONGEST_COMMAND:
            told |= {pin.command: None} if pin.command else {}
        elif short and len(short) <= LONGEST_COMMAND:
            told, beside = told | {short: None}, beside | {FILE_OF_ZIP: None}
        else:
            beside |= {COMMANDS_APART: None}
    return {"rows": [*told], "beside": [*beside]} if len(told) <= MOST_COMMANDS else {"rows": [], "beside": []}
