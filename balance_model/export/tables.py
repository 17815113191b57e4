"""Tables as CSV that opens well in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@")
_CONTROL_STARTS = ("\t", "\r", "\n")


def csv_bytes(frame: pd.DataFrame, footer: Sequence[str]) -> bytes:
    """Write the rows of ``frame``, a blank line, then one line per footer text starting with "# ".

    UTF-8 with a byte order mark, so that spreadsheets read letters with marks. Text that a spreadsheet
    would take for a formula gets a leading apostrophe; numbers stay numbers.
    """
    safe = pd.DataFrame({
        safe_text(name): [safe_text(cell) for cell in frame[name]] for name in frame.columns
    }, dtype=object)  # fmt: skip
    table: str = safe.to_csv(index=False, lineterminator="\r\n")
    notes = pd.Series([f"# {text}" for text in footer], dtype=object)
    lines: str = notes.to_csv(index=False, header=False, lineterminator="\r\n") if len(notes) else ""
    return ("\ufeff" + table + ("\r\n" + lines if lines else "")).encode()


def safe_text(cell: Any) -> Any:
    """Put an apostrophe before text that starts like a formula, unless it is a number."""
    if not isinstance(cell, str):
        return cell
    if not (cell.startswith(_CONTROL_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS)):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell
