"""A briefing as a deck of slides: 16:9, native charts and tables, notes, codes of the live views, the stamp on each."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation

from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.exhibits.briefing import Briefing
from balance_model.export import deck_exhibit, deck_parts, deck_words
from balance_model.export.deck_parts import FACTS, SMALL, SUBTITLE, TITLE
from balance_model.export.qr import live_link
from balance_model.records.scenarios import load_scenario
from balance_model.version import __version__

TEMPLATE = Path(__file__).with_name("template.pptx")
OPEN_SCENARIO, OPEN_SHORT = "Open the live scenario", "Live scenario"
MOST_ABOUT = 255
"""Letters that the format allows in a property of a document."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE, _UNIX = 0o644 << 16, 3


def deck(briefing: Briefing, world: World) -> bytes:
    """The slides of a briefing as PPTX: title, one slide for each exhibit in order, method, sources.

    The same briefing gives the same bytes. ``world`` gives the rows of the sources and the words of the stamp.
    """
    show = Presentation(str(TEMPLATE))
    _opening(show, briefing, world)
    for exhibit in briefing.exhibits:
        deck_exhibit.put(show, briefing, exhibit, world)
    _closing(show, briefing, world)
    made = datetime.fromisoformat(world.facts["data_as_of"])
    about = show.core_properties
    about.title = deck_words.line(briefing.title)[:MOST_ABOUT]
    about.subject = deck_words.line(briefing.subtitle)[:MOST_ABOUT]
    about.author = about.last_modified_by = world.facts["title"]
    about.created = about.modified = made
    about.comments, about.revision = deck_words.line(world.facts["scope"])[:MOST_ABOUT], 1
    raw = io.BytesIO()
    show.save(raw)
    return _settled(raw.getvalue(), world.facts["data_as_of"])


def _opening(show: Any, briefing: Briefing, world: World) -> None:
    """The title slide: what it is about, what it rests on, and the code of the live scenario."""
    slide, link = deck_parts.page(show, "Title"), live_link(briefing, world)
    name, data = _about(briefing, world)
    stamps = {each.stamp.scenario_id for each in briefing.exhibits}
    facts = [
        f"Scenario: {name}",
        f"Frozen as {briefing.frozen_id}" if briefing.frozen_id else "",
        data,
        f"The slides show {len(stamps)} scenarios; each names its own at its foot." if len(stamps) > 1 else "",
    ]
    title, under = briefing.title, briefing.subtitle
    if under and briefing.exhibits and briefing.exhibits[0].title.rstrip(".") == title:
        title, under = under, world.facts["title"]  # the next slide says the sentence
    deck_parts.write(slide, TITLE, title, deck_parts.LARGE_SIZES, bold=True)
    deck_parts.write(slide, SUBTITLE, under, (20, 18, 16, 14, 12))
    deck_parts.write(slide, FACTS, "\n".join(facts), (16, 15, 14, 13, 12, 11))
    deck_parts.write(slide, SMALL, f"{world.facts['scope']}\n{world.facts['kosovo_footnote']}", (12, 11))
    deck_parts.live(slide, link, OPEN_SCENARIO)
    deck_parts.foot(slide, f"{world.facts['title']} · {data}", "")
    deck_parts.say(slide, "\n\n".join([*facts, f"Link: {link}", world.facts["scope"], world.facts["kosovo_footnote"]]))


def _about(briefing: Briefing, world: World) -> tuple[str, str]:
    """The scenario a briefing is about, and its data and model, in words."""
    stamp = briefing.exhibits[0].stamp if briefing.exhibits else None
    as_of, data, model = world.facts["data_as_of"], world.fingerprint, __version__
    name = str(briefing.scenario.get("name", "–"))
    if stamp:
        as_of, data, model = stamp.data_as_of, stamp.data, stamp.model
        name = f"{stamp.scenario} ({stamp.scenario_id}), {stamp.year}"
    with suppress(ScenarioError):
        scenario = load_scenario(briefing.scenario, world)
        name = f"{scenario.name} ({scenario.scenario_id}), {scenario.year}"
    return name, f"Data as of {as_of}, fingerprint {data}; model {model}"


def _closing(show: Any, briefing: Briefing, world: World) -> None:
    """How the numbers are made and what they do not say; where they come from and how to make them anew."""
    stamp = f"{world.facts['title']} · {_about(briefing, world)[1]}"
    link = live_link(briefing, world)
    for title, words in (
        ("How the numbers are made, and what they do not say", deck_words.method(world)),
        ("Where the numbers come from, and how to make them anew", deck_words.ending(briefing, world)),
    ):
        slide = deck_parts.page(show, "Text")
        deck_parts.write(slide, TITLE, title, deck_parts.TITLE_SIZES, bold=True)
        deck_parts.leads(slide, words)
        deck_parts.live(slide, link, OPEN_SHORT, deck_words.MOST_IN_A_SMALL_CODE)
        deck_parts.foot(slide, stamp, world.facts["kosovo_footnote"])
        deck_parts.say(slide, "\n\n".join([*words, f"Link: {link}"]))


def _settled(raw: bytes, day: str) -> bytes:
    """The same package without the moment at which it was made; so are the sheets of the charts inside."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as found, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in found.namelist():
            part = found.read(name)
            if name.endswith(".xlsx"):
                part = _settled(part, day)
            elif name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:\w+ [^>]*>)[^<]*", rb"\g<1>" + f"{day}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _PLAIN_FILE, _UNIX
            package.writestr(entry, part)
    return packed.getvalue()
