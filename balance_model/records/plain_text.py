"""What text from outside may not hold: nothing that could run, hide or mark up."""

from __future__ import annotations

import unicodedata

LONGEST_CELL = 1000
FORMULA_STARTS = ("=", "+", "-", "@")
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
"""What a spreadsheet writes in place of a value that it could not work out."""
_WITHOUT_MARKS = str.maketrans({"đ": "d", "ł": "l", "ı": "i", "ø": "o", "æ": "ae"})


def unsafe(text: str, number: bool = False) -> tuple[str, str] | None:
    """What is unsafe about a text and how to mend it, or None. A ``number`` may begin with a sign."""
    if len(text) > LONGEST_CELL:
        return f"the text has {len(text):,} letters", f"Keep it to {LONGEST_CELL:,}."
    hidden = next((letter for letter in text if not letter.isprintable()), None)
    if hidden is not None:
        what = "a line break or tab" if hidden in "\n\r\t" else f"a letter that cannot be seen (U+{ord(hidden):04X})"
        return f"the text holds {what}", "Delete it, or type the text again."
    if "<" in text or ">" in text:
        return "the text holds < or >, which could be read as HTML", "Write it in words, such as 'under' or 'over'."
    if text.strip() in ERRORS:
        return f"the cell holds the error {text.strip()}", "Give it a value or empty it."
    if not number and text.lstrip().startswith(FORMULA_STARTS):
        return f"the text begins with {text.lstrip()[0]}, as a formula does", "Begin with a letter or a digit."
    return None


def folded(words: str) -> str:
    """Words without capitals and without marks on letters: ``Čačak`` becomes ``cacak``."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_WITHOUT_MARKS)


def hyphened(words: str, most: int) -> str:
    """Words as plain letters, digits and hyphens, fit for an id or the name of a file; empty if none is left."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded(words))
    return "-".join(kept.split())[:most].strip("-")


def shortened(text: str, most: int = 40) -> str:
    """Text from outside, cut short and without letters that could hide or mark up, fit for a sentence."""
    plain = "".join(letter for letter in text if letter.isprintable() and letter not in "<>`[]*$\\'\"")
    return plain if len(plain) <= most else plain[: most - 1] + "…"
