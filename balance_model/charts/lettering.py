"""How wide words are, how they break into lines, and how numbers are written on charts."""

from __future__ import annotations

import math

MINUS = "\u2212"
_NARROW = frozenset("ijl.,;:'|!()[]trfI ")
_WIDE = frozenset("mwMW@%\u2026\u2013")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in pixels of ``text`` in Source Sans at ``size`` pixels; an estimate on the safe side."""
    em = 0.0
    for letter in text:
        if letter in _NARROW:
            em += 0.30
        elif letter in _WIDE:
            em += 0.84
        elif letter.isupper():
            em += 0.60
        else:
            em += 0.51
    return em * size * (1.05 if bold else 1.0)


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break ``text`` at spaces into lines no wider than ``width`` pixels; a longer word stays whole."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def shorten(text: str, width: float, size: float) -> str:
    """Cut ``text`` to ``width`` pixels; a cut text ends in an ellipsis."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "\u2026", size) > width:
        text = text[:-1]
    return text.rstrip(" ,;(") + "\u2026"


def score_text(value: float) -> str:
    """Write a score or value with two decimals; small but not zero is "<0.01", unknown is an en dash."""
    if math.isnan(value):
        return "\u2013"
    return "<0.01" if 0 < value < 0.005 else f"{value:.2f}"


def signed_text(delta: float, digits: int = 2) -> str:
    """Write a change with its sign and a true minus; ``+<0.001`` when it is too small for the digits."""
    size = f"{abs(delta):.{digits}f}"
    if delta == 0:
        return size
    if float(size) == 0:
        size = f"<{10.0**-digits:.{digits}f}"
    return ("+" if delta > 0 else MINUS) + size


def change_digits(deltas: list[float]) -> int:
    """Decimals that show the largest of ``deltas`` with two figures and none of them as a false zero: 2 or 3."""
    sizes = [abs(d) for d in deltas]
    hidden = any(0.0005 <= size < 0.005 for size in sizes)
    return 2 if max(sizes, default=0.0) >= 0.095 and not hidden else 3


def ratio_text(ratio: float) -> str:
    """Write a ratio as "1.4 : 1" or "1 : 1.4", two significant figures."""
    large = ratio if ratio >= 1 else 1 / ratio
    figure = f"{large:.1f}" if large < 9.95 else f"{float(f'{large:.2g}'):,.0f}"
    return f"{figure} : 1" if ratio >= 1 or figure == "1.0" else f"1 : {figure}"
