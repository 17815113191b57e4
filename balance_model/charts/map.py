"""The countries on a map, shaded by one measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import altair as alt
import pandas as pd

from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, fixed, pixel, pixel_end, written
from balance_model.charts.outlines import Flat, flattened
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.tints import legible, mixed
from balance_model.records.regions import Region

_LEGEND = 40
_STEPS = 40
_PALEST = 0.14
_GAP = 4.0
_ROUNDS = 12


def region_map(
    values: pd.DataFrame,
    regions: tuple[Region, ...],
    span: tuple[float, float],
    look: Look,
    measure_words: str,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 420,
) -> Drawing:
    """Draw the countries, each with its name and number, their surroundings in grey, and a scale above.

    Parameters
    ----------
    values : columns country, value, words (the value as it is written). A value may be missing (NaN). A column
        more holds words in a third line under the number.
    regions : outlines, as ``load_regions`` gives them.
    span : values of the palest and of the darkest shade; the same for all pictures to be compared.
    measure_words : what is shaded, written over the scale.
    """
    narrow = width < NARROW
    room = room_for(title, subtitle, width, height, 0, 0, above=_LEGEND, below=4)
    codes = tuple(code for code in look.order if code in set(values["country"]))
    flats, broad = flattened(regions, codes, room.width, room.height)
    shown = values.set_index("country")
    own = [flat for flat in flats if flat.code in codes]
    fills = {code: _shade(float(shown.loc[code, "value"]), span, look) for code in codes}
    rest = _outlines([flat for flat in flats if flat.code not in codes]).assign(fill=mixed(look, look.grid, 0.55))
    land = _outlines(own).assign(
        fill=[fills[flat.code] for flat in own],
        country=[flat.code for flat in own],
        country_name=[look.name(flat.code) for flat in own],
        number=[str(shown.loc[flat.code, "words"]) for flat in own],
    )
    tips = [alt.Tooltip("country_name:N", title="Country"), alt.Tooltip("number:N", title=measure_words)]
    size = TEXT if narrow else TEXT + 2
    lift = 0.6 * size if "more" in shown else 0.0
    places = _apart([flat.label for flat in own], [text_width(look.name(flat.code), size) for flat in own], 2.5 * size)
    names = pd.DataFrame(
        [
            {"x": x, "y": y + shift, "words": words, "ink": legible(fills[flat.code], look), "bold": bold}
            for flat, (x, y) in zip(own, places, strict=True)
            for words, shift, bold in (
                (look.name(flat.code), -0.55 * size - lift, False),
                (str(shown.loc[flat.code, "words"]), 0.65 * size - lift, True),
                *([(str(shown.loc[flat.code, "more"]), 1.75 * size - lift, False)] if "more" in shown else []),
            )
        ],
        columns=["x", "y", "words", "ink", "bold"],
    )  # fmt: skip
    layers = [
        _shapes(rest, look, None),
        _shapes(land, look, tips),
        *(
            written(names[names["bold"] == bold], x=pixel("x", "x"), y=pixel("y"), size=size, align="center", bold=bold)
            for bold in (False, True)
        ),
        *_scale(span, look, measure_words, min(broad, 260)),
    ]
    return finish(layers, look, title, subtitle, width, room)


def _apart(middles: Sequence[tuple[float, float]], widths: Sequence[float], high: float) -> list[tuple[float, float]]:
    """Middles of names of some widths, those that would overlap pushed apart the shorter way."""
    places = [list(middle) for middle in middles]
    for _ in range(_ROUNDS):
        for one, other in combinations(range(len(places)), 2):
            near = high - abs(places[one][1] - places[other][1])
            deep = (widths[one] + widths[other]) / 2 + _GAP - abs(places[one][0] - places[other][0])
            if near > 0 and deep > 0:
                axis, gap = (1, near) if near < deep else (0, deep)
                first, last = sorted((one, other), key=lambda at: places[at][axis])
                places[first][axis] -= gap / 2
                places[last][axis] += gap / 2
    return [(x, y) for x, y in places]


def _shapes(rows: pd.DataFrame, look: Look, tips: list[alt.Tooltip] | None) -> alt.Chart:
    """Countries as marks whose shape is their outline; they stand in rows, so a new year only changes rows."""
    shape = alt.Chart(rows).mark_point(filled=True, size=4, opacity=1, stroke=look.background, strokeWidth=1.0)
    chart: alt.Chart = shape.encode(
        x=fixed(0, "x"), y=fixed(0, "y"), shape=alt.Shape("path:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None), **({} if tips is None else {"tooltip": tips}),
    )  # fmt: skip
    return chart


def _outlines(flats: list[Flat]) -> pd.DataFrame:
    """Countries as rows, with their outline as an SVG path in pixels."""
    return pd.DataFrame(
        {
            "code": [flat.code for flat in flats],
            "path": ["".join(f"M{'L'.join(f'{x},{y}' for x, y in ring)}Z" for ring in flat.rings) for flat in flats],
        }
    )


def _scale(span: tuple[float, float], look: Look, measure_words: str, wide: int) -> list[alt.Chart]:
    """The measure and its shades from the lowest to the highest value, above the map."""
    low, high = span
    step = wide / _STEPS
    bars = pd.DataFrame({
        "x": [number * step for number in range(_STEPS)],
        "x2": [(number + 1) * step + 0.4 for number in range(_STEPS)],
        "y": [-22.0] * _STEPS,
        "y2": [-12.0] * _STEPS,
        "fill": [_shade(low + (high - low) * (number + 0.5) / _STEPS, span, look) for number in range(_STEPS)],
    })  # fmt: skip
    ramp = alt.Chart(bars).mark_rect(strokeWidth=0).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"),
        fill=alt.Fill("fill:N", scale=None, legend=None),
    )  # fmt: skip
    head = [{"words": measure_words, "ink": look.text}]
    ends = [{"x": wide + 6.0, "words": f"{_number(low)} to {_number(high)}", "ink": look.text}]
    return [
        ramp,
        written(head, x=fixed(0, "x"), y=fixed(-32, "y")),
        written(ends, x=pixel("x", "x"), y=fixed(-17, "y")),
    ]


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "\u2212")


def _shade(value: float, span: tuple[float, float], look: Look) -> str:
    """The colour of a value: from pale to full accent; that of the surroundings when it is not known."""
    if math.isnan(value):
        return mixed(look, look.grid, 0.55)
    low, high = span
    part = 0.0 if high <= low else min(max((value - low) / (high - low), 0.0), 1.0)
    return mixed(look, look.accent, _PALEST + (1 - _PALEST) * part)
