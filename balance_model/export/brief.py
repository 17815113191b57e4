"""A briefing as a PDF brief of two to six A4 pages, whatever was pinned."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, dataclass
from typing import Any, Literal

from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.export.brief_content import content
from balance_model.export.brief_words import LEFT_OUT
from balance_model.export.typeset import asked, forget, pdf

TEMPLATE = "brief.typ"
FEWEST_PAGES, MOST_PAGES = 2, 6


@dataclass(frozen=True)
class Layout:
    """How a brief is laid out, and the number of pages up to which that is wanted.

    ``chart`` is where charts stand: each across the page ("wide"), the first of them ("first"), or all beside their
    words ("side"). ``tallest`` is their greatest height in mm, ``title`` and ``small`` are sizes of type in points,
    ``columns`` those of the sources, ``rows`` those of a table.
    """

    most_pages: int
    chart: Literal["wide", "first", "side"]
    tallest: float
    title: float
    small: float
    columns: int
    rows: int


LAYOUTS = (
    Layout(2, "wide", 100, 11, 5.8, 3, 12),
    Layout(4, "wide", 112, 11, 6.4, 3, 12),
    Layout(5, "first", 66, 10.5, 6.0, 3, 10),
    Layout(6, "side", 62, 10, 5.6, 3, 6),
    Layout(6, "side", 50, 9.5, 5.0, 4, 5),
    Layout(6, "side", 44, 9, 5.0, 4, 4),
)
"""From roomy to dense."""
MANY = 20
"""With more pins than this only the densest layout is tried."""


def brief(briefing: Briefing, world: World) -> bytes:
    """The PDF: finding first, key numbers, pins in order, changes, what would reverse it, method, limits, sources.

    The same briefing and data give the same bytes. Pins that find no room are named with their links.

    Raises
    ------
    ScenarioError
        If the scenario of the briefing does not fit the data.
    """
    try:
        return pdf(TEMPLATE, laid_out(content(briefing, world)))
    finally:
        forget()


def laid_out(whole: dict[str, Any]) -> dict[str, Any]:
    """The content with the first layout that holds it, or with as many pins as the densest one holds."""
    common = whole | {"left_out": [], "left_out_words": "", "apart": False}
    for layout in LAYOUTS if len(whole["blocks"]) <= MANY else LAYOUTS[-1:]:
        data = common | {"layout": asdict(layout)}
        pages = _pages(data)
        if pages < FEWEST_PAGES:
            return data | {"apart": True}
        if pages <= layout.most_pages:
            return data
    pins = whole["blocks"]

    def fewer(number: int) -> dict[str, Any]:
        words = LEFT_OUT.format(number=len(pins) - number, total=whole["pins"])
        return data | {"blocks": pins[:number], "left_out": pins[number:], "left_out_words": words}

    numbers = range(len(pins))
    too_many = bisect_left(numbers, True, key=lambda number: _pages(fewer(number)) > MOST_PAGES)
    return fewer(max(too_many - 1, 0))


def _pages(data: dict[str, Any]) -> int:
    return int(asked(TEMPLATE, data, "<pages>"))
