"""One chart as a file of an exact size: slide, report column or square; PNG, SVG or PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import vl_convert

from balance_model.charts.lettering import text_width
from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.annotate import drawn, told
from balance_model.exhibits.briefing import BriefingError
from balance_model.exhibits.exhibit import SIZES, Exhibit, Size
from balance_model.export.images import FOOTER_SIZE, register_fonts, svg
from balance_model.export.typeset import day, pdf

ChartFormat = Literal["png", "svg", "pdf"]
CHART_FORMATS: tuple[ChartFormat, ...] = ("png", "svg", "pdf")
POINT = 0.75
"""Points to a pixel of 96 to the inch."""


@dataclass(frozen=True)
class Frame:
    """Width and height in pixels of 96 to the inch, a margin, and how many times as many pixels a PNG has.

    Without a height it is as high as the chart makes it.
    """

    width: int
    height: int | None
    margin: int
    scale: float


FRAMES: dict[Size, Frame] = {
    "slide": Frame(1280, 720, 24, 1.5),
    "report": Frame(644, None, 0, 3),
    "square": Frame(864, 864, 12, 1.25),
}
"""1920 by 1080 pixels; the 170 mm between the margins of an A4 page at 288 to the inch; 1080 by 1080 pixels."""
_SIZE = re.compile(r'^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Sheet:
    """A chart set in the middle of its frame, as SVG; height in pixels."""

    svg: str
    frame: Frame
    height: int


def chart_file(exhibit: Exhibit, world: World, form: ChartFormat, size: Size, more: Sequence[str] = ()) -> bytes:
    """A chart with its title, annotations and stamp.

    Parameters
    ----------
    form, size : one of ``CHART_FORMATS`` and of ``FRAMES``.
    more : paragraphs under the stamp, such as the link; one with a word longer than a line is left out.

    Returns
    -------
    A PNG of exactly the size of the frame; or SVG; or a tagged PDF with embedded fonts.

    Raises
    ------
    BriefingError
        If the exhibit is not a chart.
    """
    made = sheet(exhibit, world, size, more)
    if form == "png":
        return as_png(made)
    return made.svg.encode() if form == "svg" else _as_pdf(made, exhibit, world)


def sheet(exhibit: Exhibit, world: World, size: Size, more: Sequence[str] = ()) -> Sheet:
    """A chart in its frame, made smaller where it must be and never cut. Parameters as for ``chart_file``."""
    if exhibit.kind != "chart":
        raise BriefingError(f"'{exhibit.title}' is a {exhibit.kind} and has no picture; take its CSV or JSON instead.")
    width, look, frame = SIZES[size][0], Look.of(world), FRAMES[size]
    fitting = [words for words in more if max(text_width(word, FOOTER_SIZE) for word in words.split() or [""]) <= width]
    inner = svg(drawn(exhibit, size), (*told(exhibit), *exhibit.stamp.lines, *fitting), look).decode()
    wide, high = svg_size(inner)
    scale = (frame.width - 2 * frame.margin) / wide
    if frame.height is not None:
        scale = min(scale, (frame.height - 2 * frame.margin) / high)
    height = frame.height or round(high * scale)
    left, top = (frame.width - wide * scale) / 2, (height - high * scale) / 2
    placed = f'<svg x="{left:.3f}" y="{top:.3f}" width="{wide * scale:.3f}" height="{high * scale:.3f}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{frame.width}" height="{height}" viewBox="0 0 {frame.width} {height}">'
        f'<rect width="100%" height="100%" fill="{look.background}"/>'
    )
    return Sheet(head + _SIZE.sub(placed, inner, count=1) + "</svg>", frame, height)


def svg_size(picture: str) -> tuple[float, float]:
    """Width and height of an SVG that vl-convert made. Raises ``ValueError`` for another one."""
    found = _SIZE.match(picture)
    if found is None:
        raise ValueError("an SVG without width and height in its first tag.")
    return float(found[1]), float(found[2])


def as_png(made: Sheet) -> bytes:
    """The pixels of a sheet."""
    register_fonts()
    return bytes(vl_convert.svg_to_png(made.svg, scale=made.frame.scale))


def _as_pdf(made: Sheet, exhibit: Exhibit, world: World) -> bytes:
    return pdf("chart.typ", {
        "title": exhibit.title, "author": world.facts["title"], "date": day(world.facts["data_as_of"]),
        "alt": exhibit.alt or exhibit.title, "svg": made.svg,
        "width": made.frame.width * POINT, "height": made.height * POINT,
    })  # fmt: skip
