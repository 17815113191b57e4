"""How every chart looks: colours, names, fonts, title and axes."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from balance_model.charts.lettering import wrap
from balance_model.domain import World
from balance_model.errors import DataError, Finding

SCREEN_FONT = "Source Sans, Source Sans Pro, sans-serif"
NARROW = 560
"""Charts narrower than this, in pixels, use the layout for a phone."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and names for the charts, light or dark; pairs are (key, value)."""

    dark: bool
    colours: Pairs
    inks: Pairs
    evidence: Pairs
    names: Pairs
    order: tuple[str, ...]
    text: str
    muted: str
    grid: str
    background: str
    accent: str
    baseline: str

    @classmethod
    def of(cls, world: World, dark: bool = False) -> Look:
        """Read the look from the palette and the countries of ``world``.

        A name gets an asterisk when the fact ``footnoted`` (codes separated by semicolons) holds it.

        Raises
        ------
        DataError
            When the palette lacks a colour a chart needs.
        """
        surface = {key: _colour(world, "surface", key, dark) for key in _SURFACE}
        codes = tuple(country.code for country in world.countries)
        footnoted = world.facts.get("footnoted", "").split(";")
        return cls(
            dark=dark,
            colours=tuple((code, _colour(world, "country", code, dark)) for code in codes),
            inks=tuple((code, _colour(world, "label", code, dark)) for code in codes),
            evidence=tuple((key, _colour(world, "evidence", key, dark)) for key in _EVIDENCE),
            names=tuple((c.code, c.short + "*" if c.code in footnoted else c.short) for c in world.countries),
            order=codes,
            **surface,
        )

    def colour(self, code: str) -> str:
        """Colour of a country's marks."""
        return dict(self.colours)[code]

    def ink(self, code: str) -> str:
        """Colour of text about a country, dark enough (or light enough) to read."""
        return dict(self.inks)[code]

    def name(self, code: str) -> str:
        """Name of a country on charts."""
        return dict(self.names)[code]


_SURFACE = ("text", "muted", "grid", "background", "accent", "baseline")
_EVIDENCE = ("published", "derived", "recalled", "assumed")


def _colour(world: World, concept: str, key: str, dark: bool) -> str:
    for row in world.palette:
        if row.concept == concept and row.key == key:
            return row.dark if dark else row.light
    problem = f"no colour for '{key}'"
    raise DataError([Finding("palette.csv", concept, "key", problem, f"Add a row {concept},{key}.")])


@dataclass(frozen=True, slots=True)
class Room:
    """Pixels left for the marks once title and margins are taken off; ``left`` is the left margin."""

    width: int
    height: int
    left: int

    def tall(self, height: float) -> Room:
        """The same room with another height, for charts that grow with their rows."""
        return replace(self, height=round(height))


def title_lines(title: str, width: int) -> tuple[list[str], int]:
    """Lines and size of a title: the largest size from 17 to 14 that fits two lines, or all lines at 14."""
    for size in (17, 16, 15, 14):
        lines = wrap(title, width, size, bold=True)
        if len(lines) <= 2:
            break
    return lines, size


def room_for(
    title: str, subtitle: str, width: int, height: int, left: int, right: int, above: int = 0, below: int = 28
) -> Room:
    """Work out the room for the marks in a picture of ``width`` by ``height`` pixels."""
    lines, size = title_lines(title, width)
    head = len(lines) * (size + 3) + len(wrap(subtitle, width, 13)) * 16 + 18
    return Room(width - left - right, max(120, height - head - above - below), left)


@dataclass(frozen=True)
class Drawing:
    """A finished picture: layers on top of each other, and what holds for all of them.

    ``to_dict`` gives the Vega-Lite specification. Rows stand under ``datasets`` with names that follow
    their order, so that two pictures that differ in their numbers alone share all other words; a browser
    then takes over the new numbers without building the picture anew.
    """

    layers: tuple[alt.Chart, ...]
    top: tuple[tuple[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """The specification, a new one at each call; not checked against the schema (the tests do that)."""
        frames: dict[int, tuple[str, pd.DataFrame]] = {}
        layers, params = [], []
        for number, layer in enumerate(self.layers):
            own = layer.copy(deep=False)
            if isinstance(layer.data, pd.DataFrame):
                name = frames.setdefault(id(layer.data), (f"rows{len(frames)}", layer.data))[0]
                own.data = alt.NamedData(name)
            words = own.to_dict(validate=False, context={"top_level": False, "pre_transform": False, "datasets": {}})
            if words["mark"]["type"] != "text" and "tooltip" not in words.get("encoding", {}):
                words["mark"]["aria"] = False  # rules, swatches, shades: nothing to read out
            if "params" in words:
                words["name"] = f"layer{number}"
                params += [param | {"views": [words["name"]]} for param in words.pop("params")]
            layers.append(words)
        spec = copy.deepcopy(dict(self.top)) | {"layer": layers}
        if params:
            spec["params"] = params
        return spec | {"datasets": {name: _rows(frame) for name, frame in frames.values()}}


def quickly() -> AbstractContextManager[None]:
    """Within it charts are made without checks against the Vega-Lite schema.

    For pages, which make one at every step of a dial. The tests check every chart.
    """
    return alt.utils.schemapi.debug_mode(False)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=12))
    return rows


def finish(layers: Sequence[alt.Chart], look: Look, title: str, subtitle: str, width: int, room: Room) -> Drawing:
    """Put layers together and give them size, title, subtitle, fonts and axis style.

    ``width`` is that of the whole picture in pixels; it is kept in ``usermeta`` for the export.
    """
    lines, size = title_lines(title, width)
    head = {
        "text": lines,
        "subtitle": wrap(subtitle, width, 13),
        "anchor": "start",
        "frame": "group",
        "dx": -room.left,
        "offset": 12,
        "fontSize": size,
        "fontWeight": "bold",
        "lineHeight": size + 3,
        "color": look.text,
        "subtitleFontSize": 13,
        "subtitleLineHeight": 16,
        "subtitleColor": look.muted,
        "subtitlePadding": 4,
    }
    edges = pd.DataFrame({"x": [-room.left], "x2": [width - room.left], "y": [0]})
    holder = alt.Chart(edges).mark_rule(opacity=0, tooltip=None).encode(
        x=alt.X("x:Q", scale=None, axis=None), x2=alt.X2("x2:Q"), y=alt.Y("y:Q", scale=None, axis=None)
    )  # fmt: skip
    top = {
        "$schema": alt.SCHEMA_URL,
        "width": room.width,
        "height": room.height,
        "title": head,
        "autosize": {"type": "pad", "contains": "padding"},
        "padding": {"left": 2, "top": 2, "right": 2, "bottom": 2},
        "background": "transparent",
        "config": _config(look),
        "usermeta": {"width": width},
    }
    return Drawing((holder, *layers), tuple(top.items()))


def _config(look: Look) -> dict[str, Any]:
    axis = {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": look.muted,
        "titleColor": look.muted,
        "labelAngle": 0,
        "labelPadding": 6,
        "gridColor": look.grid,
        "domainColor": look.baseline,
        "tickColor": look.baseline,
        "tickSize": 4,
    }
    return {"font": SCREEN_FONT, "view": {"stroke": "transparent"}, "axis": axis}
