"""Shades between the background and a hue, and words that can be read on them."""

from __future__ import annotations

from balance_model.charts.theme import Look


def mixed(look: Look, hue: str, part: float) -> str:
    """A colour between the background (0) and ``hue`` (1)."""
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (look.background, hue)]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in zip(*ends, strict=True))


def legible(fill: str, look: Look) -> str:
    """Text or background colour, whichever stands out more from ``fill``."""
    return max((look.text, look.background), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(hue: str) -> float:
    parts = [int(hue[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
