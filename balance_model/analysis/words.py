"""Numbers and lists as readers expect them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from balance_model.domain import World

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SMALLEST_CHANGE = 0.005
"""A change of an index below this is not told."""


def index_text(value: float) -> str:
    """An index or category value, two decimals; en dash if unknown, ``<0.01`` if above zero but too small."""
    if 0 < value < 0.005:
        return "<0.01"
    return "–" if math.isnan(value) else f"{value:.2f}"


def signed(value: float) -> str:
    """A difference of index with its sign, as it will be read."""
    shown = f"{value:+.2f}".replace("-", "−")
    return "±0.00" if shown in {"+0.00", "−0.00"} else shown


def change_text(before: float, after: float) -> str:
    """The change between two indices as printed, so that readers can check it; none where it is below 0.005."""
    return signed(round(after, 2) - round(before, 2) if abs(after - before) >= SMALLEST_CHANGE else 0.0)


def ratio_text(value: float) -> str:
    """A ratio in two significant figures, ``1.5 to 1``; words when a side holds nothing."""
    if math.isnan(value):
        return "neither holds anything"
    if math.isinf(value):
        return "the other holds nothing"
    if value >= 10:
        return f"{value:,.0f} to 1"
    return f"{value:.1f} to 1" if value >= 1 else f"{value:.2g} to 1"


def quantity_text(value: float) -> str:
    """Units with thousands separators; one decimal only where a delivery is under way in the year."""
    return f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"


def listing(items: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``, or with another last word."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def number_word(number: int) -> str:
    """A whole number as it stands in a sentence: ``four``; figures above twelve."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def the_countries(world: World) -> str:
    """All countries of the comparison in two words: ``the four``."""
    return f"the {number_word(len(world.country_codes))}"


def years_text(first: int, last: int) -> str:
    """A span of years, one year written once."""
    return str(first) if first == last else f"{first}–{last}"


def country(world: World, code: str) -> str:
    """Short name of a country, with the asterisk of the status footnote where it applies."""
    return world.short_name(code)


def starred(world: World, text: str) -> str:
    """A text of the data in which a country with a status footnote carries its asterisk."""
    for row in world.countries:
        shown = country(world, row.code)
        if shown != row.short:
            text = re.sub(rf"\b{re.escape(row.short)}\b(?!\*)", shown, text)
    return text


def sentence(text: str) -> str:
    """First letter upper case, nothing else touched."""
    return text[:1].upper() + text[1:]
