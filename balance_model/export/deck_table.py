"""Tables of slides: which columns and rows a slide holds, and a native table of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from balance_model.charts.lettering import text_width
from balance_model.domain import World
from balance_model.exhibits.exhibit import Cell, Table
from balance_model.exhibits.wide_table import by_year, head
from balance_model.export import deck_xml as xml
from balance_model.export.deck_numbers import places, rounding
from balance_model.export.deck_parts import POINT, describe, rgb
from balance_model.export.deck_words import LINE, WIDER, fitted, line, lines_of

MOST_ROWS, MOST_SLIDES, MOST_LINES = 14, 3, 2
SIZES, ASIDE, ABOVE, TIGHT = (18, 16, 14, 12), 6.0, 2.55, 1.0
"""Sizes of letters, of which a table takes the largest that shows it whole, and room beside and above them, points;
less above those of a table of years, which stands on one slide."""
MOST_YEARS = 20
NARROWEST, READABLE, WIDEST = 34.0, 120.0, 600.0
"""Widths of columns in points: of any, that to which a long text may be pressed, and of any again."""
MOST_LOOSE, WORD_ROOM = 1.3, 1.3
"""How much wider than its text a column stands where there is room, and than its longest word in any case: bold
letters of other machines are up to that much wider than ours."""
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
UNKNOWN = "–"


@dataclass(frozen=True)
class Sheet:
    """What one slide shows of a table: names, text, widths in points, which columns are numbers, and a remark."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[bool, ...]
    size: float
    remark: str
    above: float = ABOVE


def sheets(table: Table, world: World, width: float, height: float) -> list[Sheet]:
    """The slides of a table in a room of ``width`` by ``height`` points: at most three; the last says what is left."""
    wide = by_year(table, {code: world.short_name(code) for code in world.country})
    said_first, above, most = rounding(table), ABOVE, MOST_ROWS
    if wide is not None:
        table, said_first, above, most = wide.table, wide.remark, TIGHT, MOST_YEARS
    heads = [head(line(name)) for name in table.columns]
    digits = [places(table, at) for at in range(len(table.columns))]
    digits = [max(digits, default=0)] * len(digits) if wide is not None else digits
    cells = [
        [_text(cell, name, world, most) for cell, name, most in zip(row, table.columns, digits, strict=True)]
        for row in table.rows
    ]
    for size in SIZES:
        kept, widths = _columns(heads, cells, width, size)
        names = tuple(heads[at] for at in kept)
        rows = [tuple(_cut(row[at], wide, size) for at, wide in zip(kept, widths, strict=True)) for row in cells]
        pages = list(_pages(names, rows, widths, height, size, above, most)) or [()]
        if len(kept) == len(heads) and len(pages) == 1:
            break
    numeric = tuple(_numeric(table, at) for at in kept)
    left_out = [name for at, name in enumerate(heads) if at not in kept]
    columns = f"Columns not shown: {', '.join(left_out)}." if left_out else ""
    columns = columns if rows else "The table has no rows."
    found: list[Sheet] = []
    first = 0
    for page in pages[:MOST_SLIDES]:
        last = first + len(page)
        said = f"Rows {first + 1} to {last} of {len(rows)}." if len(pages) > 1 else ""
        if len(found) == MOST_SLIDES - 1 and last < len(rows):
            said += f" {len(rows) - last} more rows are in the workbook, which holds the whole table."
        remark = " ".join(filter(None, (said_first, said, columns)))
        found.append(Sheet(names, tuple(page), tuple(widths), numeric, size, remark, above))
        first = last
    return found


def put(holder: Any, sheet: Sheet, alt: str) -> None:
    """Draw a sheet as a native table into the placeholder of a slide."""
    left, top = holder.left, holder.top
    frame = holder.insert_table(rows=len(sheet.rows) + 1, cols=len(sheet.names))
    frame.left, frame.top, frame.width = left, top, round(sum(sheet.widths) * POINT)
    describe(frame, alt)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find("{*}tableStyleId").text = PLAIN_STYLE
    for column, wide in zip(table.columns, sheet.widths, strict=True):
        column.width = round(wide * POINT)
    for number, (row, texts) in enumerate(zip(table.rows, (sheet.names, *sheet.rows), strict=True)):
        row.height = round(_tall(texts, sheet.widths, sheet.size, number == 0, sheet.above) * POINT)
        for cell, text, right in zip(row.cells, texts, sheet.numeric, strict=True):
            _fill(cell, text, sheet.size, right, number == 0, sheet.above)
    frame.height = sum(row.height for row in table.rows)


def _fill(cell: Any, text: str, size: float, right: bool, heading: bool, above: float) -> None:
    cell.margin_left = cell.margin_right = Pt(ASIDE)
    cell.margin_top = cell.margin_bottom = Pt(above)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if heading else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, Pt(size), heading
    run.font.color.rgb = rgb(xml.MUTED if heading else "#0B0C0C")
    stroke, points = (xml.fill("#6B7480"), 1.25) if heading else (xml.fill(xml.GRID), 0.75)
    border = xml.element(f'<a:lnB w="{round(points * POINT)}" cap="flat">{stroke}</a:lnB>')
    cell._tc.get_or_add_tcPr().insert(0, border)


def _text(cell: Cell, name: str, world: World, digits: int) -> str:
    """A cell as words; numbers under a thousand have as many ``digits`` as their column."""
    if cell is None or cell == "":
        return UNKNOWN
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell) if "year" in name.lower() or 1900 <= cell <= 2100 else f"{cell:,}"
    if isinstance(cell, float):
        return f"{cell:,.{0 if abs(cell) >= 1000 else digits}f}"
    return world.short_name(cell) if cell in world.country else line(cell) or UNKNOWN


def _numeric(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows if row[at] is not None]
    return bool(cells) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells)


def _columns(
    heads: Sequence[str], cells: Sequence[Sequence[str]], room: float, size: float
) -> tuple[list[int], list[float]]:
    """Columns that fit side by side, in their order, and their widths; those of ids give way first."""
    wanted = [
        min(WIDEST, max(NARROWEST, _word(column, size), 2 * ASIDE + WIDER * _longest(column, size)))
        for column in zip(heads, *cells, strict=True)
    ]
    least = [min(READABLE, wide) for wide in wanted]
    ranked = sorted(range(len(heads)), key=lambda at: heads[at].lower().endswith((" id", " ids")))
    kept: list[int] = []
    for at in ranked:
        if sum(least[each] for each in kept) + least[at] <= room:
            kept.append(at)
        else:
            break
    kept.sort()
    spare = room - sum(least[at] for at in kept)
    asked = sum(wanted[at] - least[at] for at in kept)
    share = min(1.0, spare / asked) if asked > 0 else 0.0
    widths = [least[at] + share * (wanted[at] - least[at]) for at in kept]
    looser = min(MOST_LOOSE, room / sum(widths)) if widths else 1.0
    return kept, [wide * looser for wide in widths]


def _word(column: Sequence[str], size: float) -> float:
    """Width in points that keeps the longest word of a column whole; very long ones may be broken."""
    return min(READABLE, 2 * ASIDE + WORD_ROOM * _longest([word for text in column for word in text.split()], size))


def _longest(texts: Sequence[str], size: float) -> float:
    """Width in points of the longest of some texts in bold letters; nothing is 0."""
    return max((text_width(text, size, bold=True) for text in texts), default=0.0)


def _cut(text: str, wide: float, size: float) -> str:
    """Text cut to the lines a cell may have; an address has one."""
    lines = 1 if text.startswith(("http://", "https://")) else MOST_LINES
    return fitted(text, wide - 2 * ASIDE, lines * size * LINE + 0.1, (size,))[0]


def _tall(texts: Sequence[str], widths: Sequence[float], size: float, bold: bool, above: float) -> float:
    count = max(lines_of(text, wide - 2 * ASIDE, size, bold) for text, wide in zip(texts, widths, strict=True))
    return count * size * LINE + 2 * above


def _pages(
    names: Sequence[str], rows: Sequence[tuple[str, ...]], widths: Sequence[float], height: float, size: float,
    above: float, most: int,
) -> Iterator[tuple[tuple[str, ...], ...]]:  # fmt: skip
    """Rows in portions that fit under the header."""
    room = height - _tall(names, widths, size, True, above)
    page: list[tuple[str, ...]] = []
    used = 0.0
    for row in rows:
        tall = _tall(row, widths, size, False, above)
        if page and (used + tall > room or len(page) == most):
            yield tuple(page)
            page, used = [], 0.0
        page.append(row)
        used += tall
    if page:
        yield tuple(page)
