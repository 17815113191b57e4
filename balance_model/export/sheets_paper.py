"""The paper of a workbook: its styles, and cells that can never turn into something else."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balance_model.charts.lettering import wrap
from balance_model.export.tables import safe_text

INK, MUTED, ACCENT, LINE, SHADE, INPUT = "#0B0C0C", "#4B5560", "#1D4F91", "#C5CCD3", "#EEF2F6", "#FFF2CC"
LONGEST_CELL, LONGEST_LINK, LONGEST_NAME, LONGEST_FOOT = 32_000, 2_000, 31, 215
PIXELS_A_LETTER, POINTS_A_LINE, TITLE_POINTS, FONT_PIXELS = 7.0, 15.0, 23.0, 15.0
HEAD_LETTERS, PAGE_LETTERS = 11, 118
"""Letters across the head of a column, and across a block of text, which a landscape page holds."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {"valign": "top"},
    "title": {"bold": True, "font_size": 17, "font_color": INK},
    "title_words": {"bold": True, "font_size": 17, "font_color": INK, "text_wrap": True, "valign": "top"},
    "subtitle_words": {"font_color": MUTED, "font_size": 12, "text_wrap": True, "valign": "top"},
    "subtitle": {"font_color": MUTED, "font_size": 12},
    "section": {"bold": True, "font_size": 13, "font_color": ACCENT},
    "words": {"text_wrap": True, "valign": "top", "font_color": INK},
    "small": {"text_wrap": True, "valign": "top", "font_color": MUTED, "font_size": 10},
    "hint": {"font_color": MUTED, "font_size": 10},
    "strong": {"bold": True, "valign": "top"},
    "head": {
        "bold": True, "bg_color": SHADE, "text_wrap": True, "valign": "bottom", "bottom": 1, "bottom_color": MUTED,
    },
    "head_right": {
        "bold": True, "bg_color": SHADE, "text_wrap": True, "valign": "bottom", "bottom": 1, "bottom_color": MUTED,
        "align": "right",
    },
    "label": {"align": "left", "valign": "top"},
    "link": {"font_color": ACCENT, "underline": 1, "valign": "top"},
    "digits": {"num_format": "0.000", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "bold_digits": {"num_format": "0.000", "bold": True, "top": 1, "top_color": MUTED},
    "tiny": {"num_format": "0.0E+00", "font_color": MUTED},
    "share": {"num_format": "0.0%"},
    "pale_share": {"num_format": "0.0%", "font_color": MUTED},
    "pale_digits": {"num_format": "0.000", "font_color": MUTED},
    "input": {"bg_color": INPUT, "border": 1, "border_color": "#BF9000", "bold": True, "align": "center"},
    "verdict": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": SHADE, "border": 1,
                "border_color": LINE, "indent": 1},
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A workbook under way with its styles.

    ``head`` and ``foot`` stand on every printed page; ``taken`` are the names of its sheets, in small letters.
    """

    book: Any
    styles: Mapping[str, Any]
    head: str = ""
    foot: str = ""
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, book: Any, head: str = "", foot: str = "") -> Paper:
        """The styles of the house in a new workbook."""
        return cls(book, {name: book.add_format(style) for name, style in _STYLES.items()}, head, foot)

    def sheet(self, name: str, widths: Sequence[float] = (), frozen: int = 0) -> Any:
        """A new sheet under the nearest name that is allowed and free, ready to print across a page."""
        name = sheet_name(name, self.taken)
        self.taken.add(name.casefold())
        made = self.book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.set_margins(0.5, 0.5, 0.6, 0.7)
        made.hide_gridlines(2)
        made.set_header(f"&L&8{_printed(self.head)}")
        made.set_footer(f"&L&8{_printed(self.foot)}&R&8&A, page &P of &N")
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        if frozen:
            made.freeze_panes(frozen, 0)
            made.repeat_rows(frozen - 1)
        return made

    def put(self, sheet: Any, row: int, column: int, cell: Any, style: str = "plain") -> None:
        """Write one cell: a number stays a number, words stay words, unknown stays empty."""
        made = self.styles[style]
        if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
            sheet.write_blank(row, column, None, made)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, made)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, made)
        else:
            sheet.write_string(row, column, clean(str(cell)), made)

    def work(self, sheet: Any, row: int, column: int, formula: str, shown: float | str, style: str = "digits") -> None:
        """Write a formula with what it gives, for readers that do not recalculate."""
        sheet.write_formula(row, column, formula, self.styles[style], shown)

    def link(self, sheet: Any, row: int, column: int, address: str, words: str = "") -> None:
        """Write an address of the web or of a sheet as a link; anything else, and what is too long, as words."""
        shown = clean(words or address)
        if address.startswith(("http://", "https://", "internal:")) and len(address) <= LONGEST_LINK:
            sheet.write_url(row, column, clean(address), self.styles["link"], shown)
        else:
            sheet.write_string(row, column, shown, self.styles["words"])

    def words(
        self, sheet: Any, row: int, text: str, columns: int, letters: float = PAGE_LETTERS, style: str = "words"
    ) -> int:
        """Write a paragraph across columns in a row as high as it needs; returns the next row."""
        text = clean(text)
        lines = sum(max(1, len(wrap(part, letters * PIXELS_A_LETTER, FONT_PIXELS))) for part in text.split("\n"))
        sheet.set_row(row, (TITLE_POINTS if style == "title_words" else POINTS_A_LINE) * lines + 3)
        if columns > 1:
            sheet.merge_range(row, 0, row, columns - 1, "", self.styles[style])
        sheet.write_string(row, 0, text, self.styles[style])
        return row + 1

    def lines(self, sheet: Any, row: int, texts: Sequence[str], style: str = "hint") -> int:
        """Write each text into a row of its own, running on over empty cells; returns the next row."""
        for at, text in enumerate(texts, start=row):
            self.put(sheet, at, 0, text, style)
        return row + len(texts)

    def heads(self, sheet: Any, row: int, names: Sequence[str], right: Sequence[bool]) -> None:
        """Write a header line; ``right`` says over which columns it stands to the right, as numbers do."""
        room = HEAD_LETTERS * PIXELS_A_LETTER  # the first column holds labels and is wide
        lines = max((len(wrap(name, room, FONT_PIXELS, bold=True)) for name in names[1:]), default=1)
        sheet.set_row(row, POINTS_A_LINE * lines + 3)
        for at, (name, numeric) in enumerate(zip(names, right, strict=True)):
            self.put(sheet, row, at, name, "head_right" if numeric else "head")

    def table(
        self, sheet: Any, row: int, columns: Sequence[str], rows: Sequence[Sequence[Any]],
        styles: Mapping[str, str] | None = None, filtered: bool = False,
    ) -> int:  # fmt: skip
        """Write a header and rows; ``styles`` by column. Returns the next row."""
        self.heads(sheet, row, columns, [any(_is_number(line[at]) for line in rows) for at in range(len(columns))])
        kinds = [(styles or {}).get(name, "plain") for name in columns]
        for line, cells in enumerate(rows, start=row + 1):
            for at, cell in enumerate(cells):
                self.put(sheet, line, at, cell, kinds[at])
        if filtered and rows:
            sheet.autofilter(row, 0, row + len(rows), len(columns) - 1)
        return row + 1 + len(rows)


def clean(text: str) -> str:
    """Text without control characters, that no spreadsheet takes for a formula, short enough for a cell."""
    fit = str(safe_text(_UNFIT.sub("", text).replace("\r\n", "\n")))
    return fit if len(fit) <= LONGEST_CELL else fit[: LONGEST_CELL - 1] + "…"


def sheet_name(name: str, taken: set[str]) -> str:
    """The nearest allowed name of a sheet that is not taken: 31 letters, no brackets, colons, stars or slashes."""
    stem = " ".join(_FORBIDDEN.sub(" ", _UNFIT.sub("", name)).split()).strip("'") or "Sheet"
    found, number = stem[:LONGEST_NAME].strip(" '"), 2
    while found.casefold() in taken:
        tail = f" ({number})"
        found, number = stem[: LONGEST_NAME - len(tail)].rstrip() + tail, number + 1
    return found


def width_of(name: str, cells: Sequence[Any], least: int = 9, most: int = 44) -> float:
    """Letters across that show a column: the longest word of its head, nearly all of its cells."""
    longest = max([len(word) for word in name.split()] + [min(_length(cell), most) for cell in cells[:200]], default=0)
    return float(min(max(longest + 2, least), most))


def _printed(words: str) -> str:
    """Words as the head or foot of a page, which hold 255 letters and read an ampersand as a code."""
    return words[:LONGEST_FOOT].replace("&", "&&")


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _length(cell: Any) -> int:
    return len(f"{cell:.3f}") if isinstance(cell, float) else len(str(cell)) if cell is not None else 0
