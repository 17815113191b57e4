"""Filling the placeholders of a slide: words, pictures, notes and the stamp at its foot."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt

from balance_model.export.deck_words import WIDER, WIDER_BOLD, fitted, line, plain
from balance_model.export.qr import MOST_IN_A_CODE, fits, qr_png

TITLE, SUBTITLE, CONTENT, REMARK, LINK, CODE, FACTS, SMALL, FOOTER, NUMBER = 0, 10, 11, 12, 14, 15, 16, 17, 20, 21
"""Numbers of the placeholders, as ``tools/deck_template.py`` makes them."""
TITLE_SIZES, SMALL_SIZES = (28, 26, 24, 22, 20, 18, 16, 14), (16, 15, 14, 13, 12)
TEXT_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12)
LARGE_SIZES, REMARK_SIZES = (40, 36, 32, 28, 26, 24, 22, 20, 18, 16), (12, 11, 10)
POINT, UNBROKEN = 12700, "\u00a0"
"""Units of the format in a point."""


def holder(slide: Any, idx: int) -> Any:
    """A placeholder of a slide by its number."""
    return next(each for each in slide.placeholders if each.placeholder_format.idx == idx)


def page(deck: Any, layout: str) -> Any:
    """A new slide of a layout, with its footer and its number, which a new slide does not take over by itself."""
    form = next(each for each in deck.slide_layouts if each.name == layout)
    slide = deck.slides.add_slide(form)
    for each in form.placeholders:
        if each.placeholder_format.idx in (FOOTER, NUMBER):
            kept = copy.deepcopy(each.element)
            for part in (kept.spPr.xfrm, kept.spPr.find("{*}prstGeom"), kept.txBody.find("{*}lstStyle")):
                part.getparent().remove(part)
            kept.nvSpPr.cNvPr.set("id", str(90 + each.placeholder_format.idx))
            slide.shapes._spTree.append(kept)
    return slide


def write(slide: Any, idx: int, text: str, sizes: Sequence[float], bold: bool = False) -> None:
    """Words into a placeholder, as large as they fit; without words it is taken off the slide.

    Lines of ``text`` become paragraphs.
    """
    at = holder(slide, idx)
    words = "\n".join(filter(None, map(line, plain(text).split("\n")))).replace(" %", f"{UNBROKEN}%")
    if not words:
        at.element.getparent().remove(at.element)
        return
    words, size = fitted(words, at.width / POINT, at.height / POINT, sizes, bold, WIDER_BOLD if bold else WIDER)
    at.text_frame.text = words
    at.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    for paragraph in at.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def leads(slide: Any, paragraphs: Sequence[str]) -> None:
    """Paragraphs whose first sentence is bold, into the text of a slide."""
    at = holder(slide, CONTENT)
    room = at.height / POINT - 8 * len(paragraphs)
    text, size = fitted("\n".join(map(line, paragraphs)), at.width / POINT, room, TEXT_SIZES)
    frame = at.text_frame
    frame.text = text
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for paragraph in frame.paragraphs:
        head, dot, rest = paragraph.text.partition(". ")
        bold = bool(dot) and len(head) < 24
        paragraph.text = head + "." if bold else paragraph.text
        paragraph.runs[0].font.bold = bold
        if bold:
            paragraph.add_run().text = f" {rest}"
        for run in paragraph.runs:
            run.font.size = Pt(size)


def foot(slide: Any, words: str, footnote: str) -> None:
    """The stamp at the foot, and the footnote under it where there is one."""
    write(slide, FOOTER, f"{words}\n{footnote}", (9, 8, 7))


def image(slide: Any, idx: int, png: bytes, alt: str) -> None:
    """A picture into its placeholder, whole and in its middle."""
    at = holder(slide, idx)
    left, top, wide, high = at.left, at.top, at.width, at.height
    put = at.insert_picture(io.BytesIO(png))
    put.crop_left = put.crop_right = put.crop_top = put.crop_bottom = 0
    across, down = put.image.size
    scale = min(wide / across, high / down)
    put.width, put.height = round(across * scale), round(down * scale)
    put.left, put.top = left + (wide - put.width) // 2, top + (high - put.height) // 2
    describe(put, alt)


def describe(shape: Any, alt: str) -> None:
    """Words for who cannot see a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", line(alt))


def live(slide: Any, link: str, words: str, most: int = MOST_IN_A_CODE) -> None:
    """A link, and its code where it has at most ``most`` letters; a link too long to be clicked is left out."""
    short = fits(link)
    coded = short and len(link) <= most
    for idx, shown in ((LINK, short), (CODE, coded)):
        if not shown:
            at = holder(slide, idx)
            at.element.getparent().remove(at.element)
    if coded:
        image(slide, CODE, qr_png(link), f"QR code of {link}")
    if not short:
        return
    run = holder(slide, LINK).text_frame.paragraphs[0].add_run()
    run.text = words
    run.hyperlink.address = link


def say(slide: Any, text: str) -> None:
    """Speaker notes."""
    slide.notes_slide.notes_text_frame.text = plain(text)


def rgb(colour: str) -> RGBColor:
    """A colour such as "#0072B2"."""
    return RGBColor(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))  # type: ignore[no-untyped-call]
