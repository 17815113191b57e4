"""The words of a deck: what stands in titles, footers, notes and at the end, and how large it can stand."""

from __future__ import annotations

import math
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence

from balance_model.charts.lettering import text_width, wrap
from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.exhibits import reproduce
from balance_model.exhibits.briefing import Briefing, file_name
from balance_model.exhibits.exhibit import Exhibit, Stamp
from balance_model.records.scenarios import load_scenario, presets

WIDER, WIDER_BOLD, LINE = 1.12, 1.3, 1.26
"""Room for a machine without our font, for its bold letters in titles, and the height of a line in sizes of letters."""
MOST_NAMED, MOST_PUBLISHERS = 12, 14
MOST_IN_A_SMALL_CODE = 600
"""Letters of the longest link whose code a camera can still read where it is small."""
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Text without control characters and whatever else XML does not take; tabs become spaces, lines stay."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\t", " "))


def line(text: str) -> str:
    """Text on one line."""
    return " ".join(plain(text).split())


def lines_of(text: str, width: float, size: float, bold: bool = False, wider: float = WIDER) -> int:
    """Lines that text takes in a box of ``width`` points; a word longer than a line is broken."""
    wide = [text_width(part, size, bold) * wider for part in wrap(text, width / wider, size, bold)]
    return sum(max(1, math.ceil(part / width)) for part in wide) or 1


def fitted(
    text: str, width: float, height: float, sizes: Sequence[float], bold: bool = False, wider: float = WIDER
) -> tuple[str, float]:
    """Text and the largest of ``sizes`` (falling, points) at which it fits a box; cut if it fits at none.

    ``wider`` is the room for the letters of a machine without our font.
    """

    def fits_in(words: str, size: float) -> bool:
        count = sum(lines_of(part, width, size, bold, wider) for part in words.split("\n"))
        return count * size * LINE <= height

    for size in sizes:
        if fits_in(text, size):
            return text, size
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits_in(text[:middle] + "…", sizes[-1]) else (low, middle - 1)
    return text[:low].rstrip(" ,;(") + "…", sizes[-1]


def footed(words: Iterable[str], world: World) -> bool:
    """Whether words name a country that needs its footnote."""
    codes = [code for code in world.facts.get("footnoted", "").split(";") if code in world.country]
    names = [name for code in codes for name in (code, world.country[code].short)]
    return any(name in part for part in words for name in names)


def footer(stamp: Stamp) -> str:
    """The short stamp under a slide."""
    own = f" with {stamp.own_rows}" if stamp.own_rows else ""
    name = f"{line(stamp.scenario)} ({stamp.scenario_id}), {stamp.year}"
    return f"Scenario {name} · data of {stamp.data_as_of}, {stamp.data}{own} · model {stamp.model} · {stamp.made}"


def notes(briefing: Briefing, exhibit: Exhibit, world: World) -> str:
    """Speaker notes: the reader's own first, then what the slide rests on and how to make it anew."""
    stamp, link = exhibit.stamp, briefing.link(exhibit)
    frozen = f" Frozen as {briefing.frozen_id}." if briefing.frozen_id else ""
    coded = "" if len(link) <= MOST_IN_A_SMALL_CODE else " (too long for a code on the slide)"
    granted = [f"- {each}" for each in exhibit.assumptions]
    parts = [
        exhibit.notes,
        f"Finding: {exhibit.finding or exhibit.first_title}",
        f"Title as computed: {exhibit.first_title}" if exhibit.title != exhibit.first_title else "",
        (exhibit.native.subtitle if exhibit.native else "") or exhibit.subtitle,
        "\n".join(["What has to be granted:", *granted]) if granted else "",
        f"How the numbers were made: {stamp.made}.",
        sources(exhibit.source_ids, world),
        f"Scenario: {stamp.scenario} ({stamp.scenario_id}), {stamp.year}.{frozen}\nLink: {link}{coded}",
        f"To make it anew: {exhibit.command}" if exhibit.command else "",
        "\n".join(stamp.lines),
    ]
    return plain("\n\n".join(part for part in parts if part.strip()))


def sources(ids: Sequence[str], world: World) -> str:
    """The first sources by publisher, title and date, and the number of the others."""
    if not ids:
        return "Sources: none is named for this."
    known = [world.source[name] for name in ids if name in world.source]
    named = [f"- {row.publisher}: {row.title} ({row.date or 'no date'})" for row in known[:MOST_NAMED]]
    more = len(ids) - len(named)
    rest = [f"and {more} more: the full list is in the workbook and the PDF brief."] if more else []
    return "\n".join([f"Sources ({len(ids)}):", *named, *rest])


def method(world: World) -> list[str]:
    """How the index is made and what it does not say, a paragraph each."""
    return [
        "What is counted. Usable weapons of each kind are counted by country and year: holdings at their date, "
        "deliveries since and those still to come, less what leaves. Each unit is weighed by its worth within its "
        "category, by one rule for all.",
        "How it becomes an index. Strength in a category becomes a value from 0 to 1 that grows ever more slowly: the "
        "second hundred launchers adds less than the first. The holdings index is the mean of these values, with the "
        "weights that stand in the notes of each slide. With other weights the answer may differ.",
        "How sure it is. Every number has a low, a best and a high. A single run takes the best values; bands show "
        "where the middle 50 and 80 % of the futures lie. Small differences mean nothing.",
        f"What it is not. {world.facts['scope']} People, training, ammunition and alliances are in no number; there "
        "are no locations and no targets. An index is not a chance of winning, and announced is not delivered.",
    ]


def ending(briefing: Briefing, world: World) -> list[str]:
    """Sources by number, and how to make the deck anew, a paragraph each."""
    ids = dict.fromkeys(name for each in briefing.exhibits for name in each.source_ids)
    counted = Counter(world.source[name].publisher for name in ids if name in world.source)
    first = [f"{name} {number}" for name, number in counted.most_common(MOST_PUBLISHERS)]
    rest = len(counted) - len(first)
    said = f"Sources. {len(ids)} sources stand behind these slides"
    if first:
        said += f": {', '.join(first)}" + (f", and {rest} other publishers" if rest else "")
    said += ". The notes of each slide name the first of them; the workbook and the PDF brief list all."
    stem = file_name(briefing.title)
    again = f"python -m balance_model export --views {stem}.briefing.json --format pptx --output {stem}.pptx"
    return [
        *([said] if ids else ["Sources. No source is named for these slides."]),
        world.facts["sources_line"],
        f"To make it anew. {_views(briefing, world)}For these very slides save the briefing in the Builder and run "
        f"{again}. The same data fingerprint and model version give the same numbers.",
        world.facts["licence"],
    ]


def _views(briefing: Briefing, world: World) -> str:
    """The command that makes the standard views of the scenario; empty where only a file of it would do."""
    try:
        scenario, known = load_scenario(briefing.scenario, world), presets(world)
    except ScenarioError:
        return ""
    words = reproduce.arguments(scenario, known)
    if words[-1] == reproduce.file_name(scenario):
        return ""
    run = shlex.join([*reproduce.PROGRAM, "export", *words, "--format", "pptx", "--output", "slides.pptx"])
    return f"The views of this scenario: {run}. "
