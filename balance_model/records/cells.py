"""One cell of text to a value, by the type its column declares."""

from __future__ import annotations

import calendar
import math
import re

from balance_model.errors import nearest
from balance_model.records.schema import Column

Value = str | int | float | bool | None
FIRST_YEAR, LAST_YEAR = 1900, 2060
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def value(text: str, column: Column) -> Value:
    """The value of a cell that has no fault. Empty is None, or an empty list of ids."""
    if column.type == "ids":
        return text
    if not text:
        return None
    if column.type in ("integer", "year"):
        return int(text)
    if column.type == "number":
        return float(text)
    return text == "yes" if column.type == "yes_no" else text


def fault(text: str, column: Column) -> tuple[str, str] | None:
    """What is wrong with a cell and how to mend it, or None."""
    if text != text.strip():
        return "the cell begins or ends with a blank", "Remove the blank."
    if not text:
        return _empty(column) if column.required else None
    if column.type == "integer" and not re.fullmatch(r"-?[0-9]+", text):
        return f"'{text}' is not a whole number", "Write digits only, without separators."
    if column.type == "number" and not _is_number(text):
        return f"'{text}' is not a number", "Write digits with a point for decimals, without separators."
    if column.type == "year":
        return year_fault(text)
    if column.type == "date":
        return date_fault(text)
    if column.type == "yes_no" and text not in ("yes", "no"):
        return f"'{text}' is neither yes nor no", "Write yes or no."
    if column.type == "url" and not re.match(r"https?://\S+$", text):
        return f"'{text}' is not a web address", "Write the whole address, beginning with http."
    return _outside(text, column)


def year_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a year, or None."""
    if not re.fullmatch(r"[0-9]{4}", text):
        return f"'{text}' is not a year", "Write four digits."
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        return f"the year {text} is out of range", f"Give a year from {FIRST_YEAR} to {LAST_YEAR}."
    return None


def count_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a whole number of one or more, or None."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return f"'{text}' is not a whole number from 1 to 999999999", "Write digits only."
    return None


def date_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a date, or None."""
    match = _DATE.fullmatch(text)
    if not match:
        return f"'{text}' is not a date", "Write it as YYYY, YYYY-MM or YYYY-MM-DD."
    year, month, day = match.groups()
    if found := year_fault(year):
        return found
    if month and not 1 <= int(month) <= 12:
        return f"'{text}' has no such month", "Give a month from 01 to 12."
    if day and not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        return f"'{text}' has no such day", "Give a day that the month has."
    return None


def _empty(column: Column) -> tuple[str, str]:
    if column.type == "integer" and column.unit == "units":
        return "the quantity is empty", "Give a number; write 0 for none and a wide low and high when unsure."
    if column.refers_to[:1] == ("sources",):
        return "no source is named", "Name at least one source_id of sources.csv."
    return "the cell is empty", f"Fill it in: {column.description[:1].lower()}{column.description[1:]}"


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text)) and math.isfinite(float(text))


def _outside(text: str, column: Column) -> tuple[str, str] | None:
    if column.is_numeric:
        low, high = column.bounds
        if low <= float(text) <= high:
            return None
        if low == 0 and float(text) < 0:
            return f"{text} is negative", "Give a number of 0 or more."
        return f"{text} is out of range", f"Give a number in {column.allowed}."
    if column.words and not column.refers_to and text not in column.words:
        return f"unknown value '{text}'", _sentence(nearest(text, column.words))
    return None


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
