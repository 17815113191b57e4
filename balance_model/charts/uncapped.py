"""Units of many kinds in several countries: a bar and a number in each cell, every row on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from balance_model.charts.lanes import lay_out
from balance_model.charts.lettering import shorten, text_width, wrap
from balance_model.charts.marks import TEXT, country_colour, fixed, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_COLUMNS, _GAP, _LEAST, _LINE = 20, 8, 45.0, 16.0


def cells(rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360) -> Drawing:
    """Draw a row for each kind and a column for each country.

    Parameters
    ----------
    rows : columns group_name, kind, kind_name, country, best, words (the number with its range, for the tooltip).
        A number is compared along its row only. Where columns would be too thin, the name of a kind stands above
        its row.
    """
    narrow = width < NARROW
    kinds = rows.drop_duplicates("kind")
    codes = [code for code in look.order if code in set(rows["country"])]
    longest = max(text_width(name, TEXT) for name in kinds["kind_name"])
    left = round(min(0.34 * width if narrow else 300.0, longest + 10))
    above = (width - left) / len(codes) < _LEAST
    left = 0 if above else left
    room = room_for(title, subtitle, width, height, left, 0, above=_COLUMNS)
    broad = room.width / len(codes)
    heads, down = _heads(codes, look, broad, room.width)
    each = 2 if above else 1
    lanes = lay_out([name for name in kinds["group_name"] for _ in range(each)], height - 90, headed=True, widest=20.0)
    middles = [y + down for y in lanes.middles]
    lines, names_at = middles[each - 1 :: each], middles[::each]
    numbers = max(text_width(f"{best:,.0f}", TEXT) for best in rows["best"]) + 8
    most = rows.groupby("kind")["best"].transform("max")
    share = (rows["best"] / most.where(most > 0)).fillna(0.0)
    start = rows["country"].map(codes.index) * broad
    reach = max(broad - numbers - _GAP, 6.0)
    placed = rows.assign(
        y=rows["kind"].map(dict(zip(kinds["kind"], lines, strict=True))), x=start, x2=start + share * reach,
    )  # fmt: skip
    half = lanes.lane * 0.32
    placed = placed.assign(
        y1=placed["y"] - half, y2=placed["y"] + half, word_x=placed["x2"] + 5, number=[_number(b, h) for b, h in
        zip(rows["best"], rows["high"], strict=True)],
    )  # fmt: skip
    tips = [
        alt.Tooltip("kind_name:N", title="Kind"), alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("words:N", title="Units"),
    ]  # fmt: skip
    placed = placed.assign(country_name=placed["country"].map(look.name), ink=look.text)
    groups = [{"y": top + down + 14, "words": name, "ink": look.text} for name, top, _ in lanes.blocks]
    names = [
        {"y": y, "words": shorten(name, width if above else left - 8, TEXT), "ink": look.text}
        for name, y in zip(kinds["kind_name"], names_at, strict=True)
    ]
    layers = [
        alt.Chart(placed).mark_rect(opacity=0.85).encode(
            x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y1"), y2=pixel_end("y2"),
            color=country_colour(look), tooltip=tips,
        ),
        written(placed.assign(words=placed["number"]), x=pixel("word_x", "x"), y=pixel("y")),
        written(heads, x=pixel("x", "x"), y=pixel("y"), size=13, bold=True),
        written(groups, x=fixed(-left, "x"), y=pixel("y"), size=13, bold=True),
        written(names, x=fixed(-left, "x"), y=pixel("y")),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(round(lanes.height + down)))


def _heads(codes: Sequence[str], look: Look, broad: float, width: float) -> tuple[list[dict[str, object]], float]:
    """Names of the countries over columns of ``broad`` pixels, and by how much the rows move down for them.

    Names break at spaces; where a word is wider than its column, names stand on two lines in turn.
    """
    names = {code: wrap(look.name(code), broad - 4, 13, bold=True) for code in codes}
    if all(text_width(line, 13, bold=True) <= broad - 2 for lines in names.values() for line in lines):
        down = _LINE * (max(map(len, names.values())) - 1)
        return [
            {"x": at * broad, "y": down - 8 - _LINE * (len(names[code]) - 1), "words": "\n".join(names[code]),
             "ink": look.ink(code)}
            for at, code in enumerate(codes)
        ], down  # fmt: skip
    rows: list[dict[str, object]] = []
    for at, code in enumerate(codes):
        words = shorten(look.name(code), 2 * broad - 4, 13)
        x = max(min(at * broad, width - text_width(words, 13, bold=True)), 0.0)
        rows.append({"x": x, "y": _LINE * (at % 2) - 8, "words": words, "ink": look.ink(code)})
    return rows, _LINE


def _number(best: float, high: float) -> str:
    """Units at the best estimate; ``0?`` where some may be held."""
    if round(best) == 0:
        return "0?" if round(high) > 0 else "0"
    return f"{best:,.0f}"
