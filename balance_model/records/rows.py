"""Bytes of a CSV file to rows of text that know the line they begin on."""

from __future__ import annotations

import csv
import io

from balance_model.errors import Finding

Rows = list[tuple[int, list[str]]]


def read_rows(file: str, raw: bytes) -> tuple[Rows, list[Finding]]:
    """Rows with the number of the line each begins on, the header first.

    A byte order mark, Windows line ends and blank lines are taken as they come. A file that is not
    UTF-8, is empty, or has a quote that is not closed gives a finding and no rows.
    """
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [], [_fault(file, line, "encoding", "the file is not UTF-8", "Save it as CSV UTF-8.")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: Rows = []
    start = 1
    try:
        for cells in reader:
            if cells:
                rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        cure = "Close each double quote, and write a quote inside quoted text twice."
        return [], [_fault(file, start, "row", "the quotes of this row are not in order", cure)]
    if not rows:
        return [], [_fault(file, 1, "header", "the file is empty", "Give it its header line.")]
    return rows, []


def _fault(file: str, line: int, field: str, problem: str, cure: str) -> Finding:
    return Finding(file, f"line {line}", field, problem, cure)
