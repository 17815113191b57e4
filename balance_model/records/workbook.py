"""An XLSX file from outside to sheets of text. Looked through before it is opened; nothing in it runs or is fetched."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl

from balance_model.errors import Finding
from balance_model.records.plain_text import shortened

MOST_PARTS = 200
MOST_UNPACKED = 20_000_000
MOST_LINES = 20_000
MOST_COLUMNS = 60
WIDEST_ROW = 2000
_REFUSED_PARTS = (
    (r"vbaproject|macrosheets|activex", "it holds macros", "Save it as .xlsx, without macros."),
    (r"externallinks/", "it draws on other workbooks", "Copy its cells and paste them as values."),
    (r"connections\.xml|querytables/", "it draws on outside data", "Copy its cells and paste them as values."),
    (r"embeddings/|oleobject", "it holds embedded files", "Copy its cells into a plain workbook."),
)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class Refused(Exception):
    """A file is not read: what is wrong and how to mend it, and the sheet and cell if it is one."""

    def __init__(self, problem: str, cure: str, where: str = "-", field: str = "file") -> None:
        self.problem, self.cure, self.where, self.field = problem, cure, where, field
        super().__init__(problem)

    def finding(self, file: str) -> Finding:
        """The same as a finding on a file."""
        return Finding(file, self.where, self.field, self.problem, self.cure)


@dataclass(frozen=True)
class Sheet:
    """Rows of text that know the number of their line, the header first; blank rows are left out."""

    title: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def sheets(raw: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook that hold any text. Raises ``Refused``."""
    _looked_through(raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of styles and extensions, which are not read
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
            found = [Sheet(sheet.title, tuple(_rows(sheet))) for sheet in book.worksheets]
            book.close()
    except Refused:
        raise
    except Exception as error:  # a broken workbook may fail anywhere in the library
        raise Refused("it cannot be read as a workbook", "Save it again as .xlsx.") from error
    return tuple(sheet for sheet in found if sheet.rows)


def _looked_through(raw: bytes) -> None:
    """Refuse what could grow, run or reach out, before the workbook is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(
                    f"unpacked it is larger than {MOST_UNPACKED // 1_000_000} MB or has more than {MOST_PARTS} parts",
                    "Copy the rows into a new workbook from the template.",
                )
            for part in parts:
                _part(packed, part)
    except Refused:
        raise
    except Exception as error:  # the sizes and names are those of an unknown file
        raise Refused("it is damaged or locked", "Save it again as .xlsx, without a password.") from error


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    for pattern, problem, cure in _REFUSED_PARTS:
        if re.search(pattern, part.filename.lower()):
            raise Refused(problem, cure)
    text = packed.read(part).replace(b"\0", b"")  # so that sixteen-bit text is seen too
    if any(mark in text for mark in _DECLARATIONS):
        raise Refused("it holds declarations that no workbook needs", "Save it again as .xlsx from a spreadsheet.")
    if part.filename == "[Content_Types].xml" and b"macroEnabled" in text:
        raise Refused(*_REFUSED_PARTS[0][1:])


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    title = shortened(sheet.title)
    sheet.reset_dimensions()  # what the file says of its size is not trusted
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_LINES:
            cure = "Delete the rows below the last one you filled."
            raise Refused(f"the sheet goes beyond row {MOST_LINES:,}", cure, f"sheet {title}")
        if len(cells) > WIDEST_ROW or any(cell.value is not None for cell in cells[MOST_COLUMNS:]):
            problem, cure = f"the row has more than {MOST_COLUMNS} columns", "Delete those that the template has not."
            raise Refused(problem, cure, f"sheet {title}, row {number}")
        texts = [_text(cell, title) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, tuple(texts)


def _text(cell: Any, title: str) -> str:
    """A cell as the text that a CSV file would hold."""
    value = cell.value
    if value is None:
        return ""
    where = f"sheet {title}, row {cell.row}"
    if cell.data_type == "f":
        raise Refused("the cell holds a formula", "Paste its value in its place.", where, f"cell {cell.coordinate}")
    if cell.data_type == "e":
        raise Refused("the cell holds an error", "Give it a value or empty it.", where, f"cell {cell.coordinate}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()
