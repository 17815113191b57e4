"""The slides of one exhibit: a native chart, a picture, a native table or a sentence, and the words around it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.annotate import drawn, told
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Annotation, Exhibit, Native, Size
from balance_model.export import deck_chart, deck_numbers, deck_parts, deck_table, deck_words
from balance_model.export.deck_parts import CONTENT, POINT, REMARK, SUBTITLE, TITLE
from balance_model.export.images import png

OPEN_VIEW = "Open this view"
PICTURE: Size = "report"
"""Which size of a chart is shown as a picture: its letters come out largest on a slide."""


def put(show: Any, briefing: Briefing, exhibit: Exhibit, world: World) -> None:
    """Add the slide of an exhibit to a deck; many bars or rows go on over up to three."""
    alt = exhibit.alt or exhibit.title
    if exhibit.kind == "chart" and exhibit.native is not None:
        parts = deck_numbers.portions(exhibit.native)
        for number, part in enumerate(parts[: deck_numbers.MOST_SLIDES]):
            slide = deck_parts.page(show, "Chart")
            deck_chart.put(deck_parts.holder(slide, CONTENT), part, _marks(exhibit, part), alt)
            remark = _native_remark(exhibit, parts, number)
            _finish(slide, briefing, _further(exhibit, number), world, remark, _shown(part))
    elif exhibit.kind == "chart" and exhibit.specs:
        slide = deck_parts.page(show, "Picture")
        spec = drawn(exhibit, PICTURE if PICTURE in exhibit.specs else next(iter(exhibit.specs)))
        picture = png({key: part for key, part in spec.items() if key != "title"}, (), Look.of(world), scale=3)
        deck_parts.image(slide, CONTENT, picture, alt)
        _finish(slide, briefing, exhibit, world, " ".join(told(exhibit)), json.dumps(spec, ensure_ascii=False))
    elif exhibit.kind != "finding" and exhibit.table is not None and exhibit.table.columns:
        room = deck_parts.holder(show.slide_layouts.get_by_name("Table"), CONTENT)
        sheets = deck_table.sheets(exhibit.table, world, room.width / POINT, room.height / POINT)
        for number, sheet in enumerate(sheets):
            slide = deck_parts.page(show, "Table")
            deck_table.put(deck_parts.holder(slide, CONTENT), sheet, alt)
            remark = " ".join([sheet.remark, *told(exhibit)])
            _finish(slide, briefing, _further(exhibit, number), world, remark, str((sheet.names, sheet.rows)))
    else:
        slide = deck_parts.page(show, "Finding")
        _finish(slide, briefing, exhibit, world, " ".join(told(exhibit)), "")


def _marks(exhibit: Exhibit, part: Native) -> tuple[Annotation, ...]:
    """The reader's annotations, and the year of the scenario along a chart of lines as the screen marks it."""
    year = exhibit.stamp.year
    told = any(each.year == year for each in exhibit.annotations)
    if told or part.kind != "line" or str(year) not in part.categories:
        return exhibit.annotations
    return (*exhibit.annotations, Annotation(year=year, label=str(year)))


def _further(exhibit: Exhibit, number: int) -> Exhibit:
    """The exhibit as it stands on its first slide and on those after it."""
    return exhibit.model_copy(update={"title": f"{exhibit.title} (continued)"}) if number else exhibit


def _subtitle(exhibit: Exhibit) -> str:
    """Measure, unit, countries and period; those of the native chart where it differs from the screen."""
    native = exhibit.native if exhibit.kind == "chart" else None
    return (native.subtitle or exhibit.subtitle or native.unit) if native else exhibit.subtitle


def _shown(part: Native) -> str:
    """The words of a native chart."""
    return " ".join((*part.categories, *(one.name for one in part.series)))


def _native_remark(exhibit: Exhibit, parts: Sequence[Native], number: int) -> str:
    """What has no place in a native chart: how to read its bands, years that are not on it, bars on other slides."""
    part = parts[number]
    on = {part.categories[at] for at in deck_numbers.marked(part, exhibit.annotations)}
    said = [f"{each.year}: {each.label.rstrip('.')}." for each in exhibit.annotations if str(each.year) not in on]
    if not set(_words(part.unit)) <= set(_words(_subtitle(exhibit))):
        said.append(f"Axis: {part.unit.rstrip('.')}.")
    said.append(deck_numbers.how_to_read(part))
    empty = [one.name for one in part.series if not one.hidden and all(value is None for value in one.values)]
    if empty and len(parts) == 1:
        said.append(f"No known values: {', '.join(empty)}.")
    if len(parts) > 1:
        ends = list(accumulate(len(each.categories) for each in parts))
        first, last, count = ends[number] - len(part.categories), ends[number], ends[-1]
        said.append(f"Bars {first + 1} to {last} of {count}.")
        if number == deck_numbers.MOST_SLIDES - 1 and last < count:
            said.append(f"{count - last} more are in the workbook.")
    return " ".join(said)


def _finish(slide: Any, briefing: Briefing, exhibit: Exhibit, world: World, remark: str, shown: str) -> None:
    """Words around the content of a slide; ``shown`` is the text of the content."""
    large = slide.slide_layout.name == "Finding"
    sizes = deck_parts.LARGE_SIZES if large else deck_parts.TITLE_SIZES
    subtitle = _subtitle(exhibit)
    if not subtitle and not large:
        subtitle = f"{exhibit.stamp.scenario}, {exhibit.stamp.year}"
    deck_parts.write(slide, TITLE, exhibit.title, sizes, bold=True)
    deck_parts.write(slide, SUBTITLE, subtitle, (20, 18, 16, 14, 12) if large else deck_parts.SMALL_SIZES)
    deck_parts.write(slide, REMARK, deck_words.line(remark), deck_parts.REMARK_SIZES)
    stamp = deck_words.footer(exhibit.stamp)
    words = (exhibit.title, subtitle, remark, stamp, shown)
    deck_parts.live(slide, briefing.link(exhibit), OPEN_VIEW, deck_words.MOST_IN_A_SMALL_CODE)
    deck_parts.foot(slide, stamp, world.facts["kosovo_footnote"] if deck_words.footed(words, world) else "")
    deck_parts.say(slide, deck_words.notes(briefing, exhibit, world))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|%", text.lower())
