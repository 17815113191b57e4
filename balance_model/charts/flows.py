"""Who supplies whom: bands from suppliers on the left to countries on the right, as wide as what flows."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.lettering import shorten, text_width
from balance_model.charts.marks import TEXT, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

SLOT, GAP, POST = 17.0, 7.0, 7.0
"""Least height of a supplier or country, so that its name fits; the gap between two; the width of its post."""
_STEPS = 24
_THINNEST = 1.0
_FAINT = 0.55


def flows(
    rows: pd.DataFrame,
    names: Sequence[str],
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 380,
    number: str = "{:,.0f}",
) -> Drawing:
    """Draw a band for each supplier and country, in the colour of the country.

    Parameters
    ----------
    rows : columns supplier, country (code), amount (above 0), words (for hovering); one row a pair.
    names : suppliers from top to bottom.
    height : least height in pixels; the picture grows so that every name has its own line.
    number : how amounts are written beside the names.
    """
    codes = [code for code in look.order if code in set(rows["country"])]
    codes += [code for code in dict.fromkeys(rows["country"]) if code not in codes]
    sent = rows.groupby("supplier")["amount"].sum()
    got = rows.groupby("country")["amount"].sum()
    most = 0.36 * width if width < NARROW else 230.0
    froms = [_fit(name, number.format(sent[name]), most) for name in names]
    tos = [_fit(look.name(code), number.format(got[code]), most) for code in codes]
    left, right = (int(max(text_width(words, TEXT, bold=True) for words in side)) + 14 for side in (froms, tos))
    room = room_for(title, subtitle, width, height, left, right, below=6)
    tall = max(float(room.height), len(names) * (SLOT + GAP), len(codes) * (SLOT + GAP))
    unit = min(_unit(sent[list(names)].to_numpy(), tall), _unit(got[codes].to_numpy(), tall))
    begin, end = (_posts(list(side), totals, unit, tall) for side, totals in ((names, sent), (codes, got)))
    bands = _bands(rows, list(names), codes, begin, end, unit, room.width)
    bands = bands.assign(hue=bands["country"].map(look.colour), country_name=bands["country"].map(look.name))
    tips = [
        alt.Tooltip("supplier:N", title="From"), alt.Tooltip("country_name:N", title="To"),
        alt.Tooltip("words:N", title="What"),
    ]  # fmt: skip
    areas = alt.Chart(bands).mark_area(opacity=_FAINT).encode(
        x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2"), detail=alt.Detail("pair:N"),
        fill=alt.Fill("hue", type="nominal", scale=None, legend=None), tooltip=tips,
    )  # fmt: skip
    posts = pd.DataFrame(
        [{"x": 0.0, "x2": POST, "y": begin[name][0], "y2": sum(begin[name]), "hue": look.baseline} for name in names]
        + [
            {"x": room.width - POST, "x2": float(room.width), "y": end[code][0], "y2": sum(end[code]),
             "hue": look.colour(code)}
            for code in codes
        ]
    )  # fmt: skip
    stand = alt.Chart(posts).mark_rect().encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"), color=plain_colour("hue")
    )  # fmt: skip
    here = [_label(words, begin[name], -7.0, look.text) for name, words in zip(names, froms, strict=True)]
    there = [_label(words, end[code], room.width + 7.0, look.ink(code)) for code, words in zip(codes, tos, strict=True)]
    layers = [
        areas, stand,
        written(here, x=pixel("x", "x"), y=pixel("y"), align="right"),
        written(there, x=pixel("x", "x"), y=pixel("y"), bold=True),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(tall))


def _fit(name: str, number: str, most: float) -> str:
    return f"{shorten(name, most - text_width(number, TEXT) - 18, TEXT)} {number}"


def _label(words: str, post: tuple[float, float], x: float, ink: str) -> dict[str, object]:
    return {"x": x, "y": post[0] + post[1] / 2, "words": words, "ink": ink}


def _unit(amounts: np.ndarray, tall: float) -> float:
    """Pixels for one unit, so that posts with their least height and gaps fill ``tall``."""
    room = tall - GAP * (len(amounts) - 1)
    low, high = 0.0, room / amounts.sum()
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if np.maximum(middle * amounts, SLOT).sum() <= room else (low, middle)
    return float(low)


def _posts(names: list[str], totals: pd.Series, unit: float, tall: float) -> dict[str, tuple[float, float]]:
    """Top and height of each post, each in the middle of a slot that holds its name; spread over ``tall``."""
    heights = [max(unit * float(totals[name]), _THINNEST) for name in names]
    slots = [max(each, SLOT) for each in heights]
    spare = (tall - sum(slots)) / max(len(names) - 1, 1) if len(names) > 1 else 0.0
    top, found = (0.0 if len(names) > 1 else (tall - slots[0]) / 2), {}
    for name, height, slot in zip(names, heights, slots, strict=True):
        found[name] = (top + (slot - height) / 2, height)
        top += slot + spare
    return found


def _bands(
    rows: pd.DataFrame,
    names: list[str],
    codes: list[str],
    begin: dict[str, tuple[float, float]],
    end: dict[str, tuple[float, float]],
    unit: float,
    width: float,
) -> pd.DataFrame:
    """Points along each band: those of a post stand in the order of the posts on the other side."""
    here = {name: top for name, (top, _) in begin.items()}
    there = {code: top for code, (top, _) in end.items()}
    ordered = sorted(rows.itertuples(), key=lambda row: (names.index(row.supplier), codes.index(row.country)))
    starts = {}
    for row in ordered:
        starts[row.supplier, row.country] = here[row.supplier]
        here[row.supplier] += unit * row.amount
    along = np.linspace(0.0, 1.0, _STEPS)
    bend = along * along * (3 - 2 * along)
    found = []
    for row in sorted(ordered, key=lambda row: (codes.index(row.country), names.index(row.supplier))):
        thick = max(unit * row.amount, _THINNEST)
        first, last = starts[row.supplier, row.country], there[row.country]
        there[row.country] += unit * row.amount
        top = first + bend * (last - first)
        found.append(pd.DataFrame({
            "pair": f"{row.supplier}|{row.country}", "supplier": row.supplier, "country": row.country,
            "words": row.words, "x": POST + along * (width - 2 * POST), "y": top, "y2": top + thick,
        }))  # fmt: skip
    return pd.concat(found, ignore_index=True)
