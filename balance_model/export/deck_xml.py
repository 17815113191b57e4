"""Parts of native charts that the library of the slides does not write: error bars, areas, labels of single points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from lxml.etree import tostring
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from balance_model.charts.tints import contrast

DARK, MUTED, GRID, WHITE = "#333333", "#4B5560", "#E3E7EB", "#FFFFFF"
_READABLE = 4.5
ASIDE = 0.006
"""How far a label stands off the end of its line, as a share of the width of the chart."""
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def ink(colour: str) -> str:
    """A colour dark enough for words on white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    shades = ("#" + "".join(f"{round(part * share / 20):02X}" for part in parts) for share in range(20, -1, -1))
    return next(shade for shade in shades if contrast(shade, WHITE) >= _READABLE)


def fill(colour: str, clear: int = 0) -> str:
    """A plain fill; ``clear`` is the share in per cent that shines through."""
    alpha = f'<a:alpha val="{(100 - clear) * 1000}"/>' if clear else ""
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#").upper()}">{alpha}</a:srgbClr></a:solidFill>'


def paint(inside: str = "", stroke: str = "", points: float = 0, dashed: bool = False) -> str:
    """Fill and line of a part of a chart; without ``inside`` or ``stroke`` there is none of it."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    outline = f'<a:ln w="{round(points * 12700)}" cap="flat">{stroke}{dash}<a:round/></a:ln>' if stroke else ""
    return f"<c:spPr>{inside or '<a:noFill/>'}{outline or '<a:ln><a:noFill/></a:ln>'}</c:spPr>"


def repaint(series: Any, properties: str) -> None:
    """Give a series other fill and line."""
    for old in series.findall("{*}spPr"):
        series.remove(old)
    series.find("{*}tx").addnext(element(properties))


def element(text: str) -> Any:
    """XML of a chart as an element."""
    end = min(at for at in map(text.find, (">", "/>", " ")) if at > 0)
    return parse_xml(f"{text[:end]} {nsdecls('c', 'a', 'r')}{text[end:]}")


def _cells(tag: str, source: Any) -> str:
    return f"<c:{tag}>{_inner(source.find('{*}val/{*}numRef'))}</c:{tag}>"


def _inner(part: Any) -> str:
    return str(tostring(part, encoding="unicode"))


def whiskers(down: Any, up: Any, properties: str, ends: bool) -> str:
    """Error bars by the cells of two series: how far down and how far up from each value.

    Those with ``ends`` are for bars and columns, which name no direction.
    """
    direction = "" if ends else '<c:errDir val="y"/>'
    return (
        f'<c:errBars>{direction}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="{int(not ends)}"/>{_cells("plus", up)}{_cells("minus", down)}{properties}</c:errBars>'
    )


def add_whiskers(series: Any, bars: str) -> None:
    """Put error bars into a series that has none, before its categories."""
    series.find("{*}cat").addprevious(element(bars))


def twin(source: Any, number: int, properties: str, line: bool, extra: str = "") -> Any:
    """A further series over the cells of another, for a group of lines or of areas.

    ``extra`` stands between its paint and its categories: labels, then error bars.
    """
    head = _inner(source.find("{*}tx"))
    cells = "".join(_inner(source.find(f"{{*}}{tag}")) for tag in ("cat", "val"))
    marker, smooth = ('<c:marker><c:symbol val="none"/></c:marker>', '<c:smooth val="0"/>') if line else ("", "")
    place = f'<c:idx val="{number}"/><c:order val="{number}"/>'
    return element(f"<c:ser>{place}{head}{properties}{marker}{extra}{cells}{smooth}</c:ser>")


def group(tag: str, series: Sequence[Any], axes: Sequence[str]) -> Any:
    """A group of lines or stacked areas over axes that are there already."""
    grouping = "stacked" if tag == "areaChart" else "standard"
    made = element(f'<c:{tag}><c:grouping val="{grouping}"/><c:varyColors val="0"/></c:{tag}>')
    for one in series:
        made.append(one)
    tail = ['<c:marker val="1"/>'] if tag == "lineChart" else []
    for part in (*tail, *(f'<c:axId val="{axis}"/>' for axis in axes)):
        made.append(element(part))
    return made


def _letters(colour: str, size: float, bold: bool) -> str:
    return f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill(colour)}</a:defRPr>'


def labels(points: Sequence[str]) -> str:
    """Labels of some points, and none at the others."""
    hidden = "".join(f'<c:show{part} val="0"/>' for part in _SHOWN)
    return f"<c:dLbls>{''.join(points)}{hidden}</c:dLbls>"


def value_labels(form: str, size: float) -> Any:
    """The value at the end of every bar."""
    return element(
        f'<c:dLbls><c:numFmt formatCode="{escape(form)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_letters(DARK, size, False)}</a:pPr>"
        f'<a:endParaRPr lang="en-GB"/></a:p></c:txPr><c:dLblPos val="outEnd"/>{_show("Val")}</c:dLbls>'
    )


def end_label(at: int, down: float, colour: str, size: float, form: str) -> str:
    """Name and value right of a point; ``down`` moves it by that share of the height of the chart."""
    moved = f'<c:layout><c:manualLayout><c:x val="{ASIDE}"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'
    return (
        f'<c:dLbl><c:idx val="{at}"/>{moved}'
        f'<c:numFmt formatCode="{escape(form)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{_letters(colour, size, True)}</a:pPr>'
        f'<a:endParaRPr lang="en-GB"/></a:p></c:txPr><c:dLblPos val="r"/>{_show("Val", "SerName")}'
        "<c:separator>  </c:separator></c:dLbl>"
    )


def words_label(at: int, words: str, place: str, size: float, bold: bool = True, right: float = 0.0) -> str:
    """Words of our own at a point, on a white ground: left ("l") or right ("r") of it, in or at a bar.

    ``right`` moves them by that share of the width of the chart.
    """
    layout = f'<c:layout><c:manualLayout><c:x val="{right:.5f}"/><c:y val="0"/></c:manualLayout></c:layout>'
    moved = layout if right else ""
    look = f'<a:rPr lang="en-GB" sz="{round(size * 100)}" b="{int(bold)}">{fill(DARK)}</a:rPr>'
    run = f"<a:pPr>{_letters(DARK, size, bold)}</a:pPr><a:r>{look}<a:t>{escape(words)}</a:t></a:r>"
    return (
        f'<c:dLbl><c:idx val="{at}"/>{moved}<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{run}</a:p></c:rich>'
        f"</c:tx><c:spPr>{fill(WHITE, 25)}<a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:dLblPos val="{place}"/>{_show("Val")}</c:dLbl>'
    )


def _show(*parts: str) -> str:
    return "".join(f'<c:show{part} val="{int(part in parts)}"/>' for part in _SHOWN)


def inner_layout(left: float, top: float, width: float, height: float) -> Any:
    """Where the axes stand, in shares of the chart."""
    parts = zip(("x", "y", "w", "h"), (left, top, width, height), strict=True)
    sides = "".join(f'<c:{side} val="{share:.5f}"/>' for side, share in parts)
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return element(f"<c:layout><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>")


def unlisted(numbers: Sequence[int]) -> list[Any]:
    """Entries that the legend leaves out, by their place."""
    return [element(f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>') for at in numbers]
