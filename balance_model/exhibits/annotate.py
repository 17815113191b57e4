"""Annotations of a year, drawn into a chart's specification, or told where the chart has no years across it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balance_model.charts.lettering import text_width, wrap
from balance_model.exhibits.exhibit import SIZES, Annotation, Exhibit, Size

INK, HALO = "#333333", "#FFFFFF"
LABEL_SIZE, LINE, ABOVE, BESIDE, APART = 12, 14, 4.0, 5.0, 8.0
"""Pixels: of the letters, from line to line, above the first label, from a rule to its label, between two labels."""
_EARLIEST, _LATEST = 1900, 2100
_CLOSE = 1.0
_Part = Mapping[str, Any]
_PIXELS: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}


@dataclass(frozen=True, slots=True)
class Years:
    """Where years stand across a chart: the first and last with their pixels, and top and foot of the plot."""

    first: float
    last: float
    left: float
    right: float
    top: float
    foot: float

    def at(self, year: float) -> float:
        """Pixels from the left edge of the plot."""
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)


def year_axis(spec: Mapping[str, Any]) -> Years | None:
    """The years across a chart; None if it has none, or several panels each with its own."""
    return _scaled(spec) or _placed(spec)


def drawn(exhibit: Exhibit, size: Size) -> dict[str, Any]:
    """The specification in a size, with the title as the reader has it and the annotations laid over it."""
    spec = copy.deepcopy(exhibit.specs[size])
    if exhibit.title != exhibit.first_title:
        spec["title"]["text"] = retitled(spec["title"], exhibit.title, size)
    years = year_axis(spec)
    shown = [each for each in exhibit.annotations if years is not None and years.first <= each.year <= years.last]
    if not shown or years is None:
        return spec
    spec["layer"] = [*spec["layer"], *_layers(rows := _labels(shown, years, float(spec["width"])), years)]
    spec["datasets"] = {**spec.get("datasets", {}), "annotations": rows}
    return spec


def retitled(title: Mapping[str, Any], words: str, size: Size) -> list[str]:
    """The reader's title in lines that fit."""
    return wrap(words, SIZES[size][0], title.get("fontSize", 17), bold=True)


def told(exhibit: Exhibit) -> tuple[str, ...]:
    """The annotations that the chart has no place for, one sentence each, to stand beneath it."""
    spec = exhibit.specs.get("slide")
    years = year_axis(spec) if spec else None
    return tuple(
        f"{each.year}: {each.label}"
        for each in exhibit.annotations
        if years is None or not years.first <= each.year <= years.last
    )


def _scaled(spec: Mapping[str, Any]) -> Years | None:
    """Years along a scale of the plot's width."""
    for layer in spec.get("layer", ()):
        x = layer.get("encoding", {}).get("x", {})
        domain = (x.get("scale") or {}).get("domain")
        if (x.get("axis") or {}).get("format") != "d" or not isinstance(domain, list) or len(domain) != 2:
            continue
        first, last = (float(end) for end in domain)
        if _EARLIEST <= first < last <= _LATEST:
            return Years(first, last, 0.0, float(spec["width"]), 0.0, float(spec["height"]))
    return None


def _placed(spec: Mapping[str, Any]) -> Years | None:
    """Years of marks that are placed by pixels: rows that hold their year, one place for each."""
    places: dict[int, list[float]] = {}
    for layer, rows in _by_pixels(spec, "x"):
        x2 = layer["encoding"].get("x2", {}).get("field")
        for row in rows:
            if isinstance(row.get("year"), int) and isinstance(row.get("x"), int | float):
                ends = (row["x"], row.get(x2, row["x"]) if x2 else row["x"])
                places.setdefault(row["year"], []).append(sum(ends) / 2)
    if len(places) < 2:
        return None
    first, last = min(places), max(places)
    years = Years(first, last, places[first][0], places[last][0], *_ends(spec))
    alike = all(abs(place - years.at(year)) <= _CLOSE for year, found in places.items() for place in found)
    return years if alike else None


def _ends(spec: Mapping[str, Any]) -> tuple[float, float]:
    """The highest and the lowest line of the grid; the whole plot where none is drawn by pixels."""
    lines = sorted(
        float(row["y"])
        for layer, rows in _by_pixels(spec, "y")
        if layer["mark"]["type"] == "rule" and "x2" in layer["encoding"] and len(rows) > 1
        for row in rows
    )
    return (lines[0], lines[-1]) if lines else (0.0, float(spec["height"]))


def _by_pixels(spec: Mapping[str, Any], channel: str) -> Iterator[tuple[_Part, Sequence[_Part]]]:
    """Layers whose marks are placed by a field of that name in pixels, with their rows."""
    for layer in spec.get("layer", ()):
        found = layer.get("encoding", {}).get(channel, {})
        if found.get("field") == channel and "scale" in found and found["scale"] is None:
            yield layer, spec.get("datasets", {}).get(layer.get("data", {}).get("name"), ())


def _labels(shown: Sequence[Annotation], years: Years, width: float) -> list[dict[str, Any]]:
    """Labels beside their years, towards the middle of the plot, each as high as it can stand clear of the others."""
    rows: list[dict[str, Any]] = []
    boxes: list[tuple[float, float, float, float]] = []
    for each in shown:
        x = years.at(each.year)
        left = x <= (years.left + years.right) / 2
        lines = wrap(each.label, (width - x if left else x) - BESIDE, LABEL_SIZE, bold=True)
        broad, tall = max(text_width(line, LABEL_SIZE, bold=True) for line in lines), LINE * len(lines)
        start = x + BESIDE if left else x - BESIDE - broad
        y = years.top + ABOVE
        while any(
            start < right + APART and start + broad > begin - APART and y < bottom and y + tall > top
            for begin, right, top, bottom in boxes
        ):
            y += 1.0
        boxes.append((start, start + broad, y, y + tall))
        rows.append({
            "year": each.year, "x": x, "beside": x + (BESIDE if left else -BESIDE), "y": y, "label": "\n".join(lines),
            "line": each.line, "side": "left" if left else "right",
        })  # fmt: skip
    return rows


def _layers(rows: Sequence[Mapping[str, Any]], years: Years) -> list[dict[str, Any]]:
    data = {"name": "annotations"}
    rule = {
        "data": data,
        "transform": [{"filter": "datum.line"}],
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.4, "aria": False},
        "encoding": {"x": {"field": "x", **_PIXELS}, "y": {"value": years.top}, "y2": {"value": years.foot}},
    }
    place = {"x": {"field": "beside", **_PIXELS}, "y": {"field": "y", **_PIXELS}, "text": {"field": "label"}}
    words: dict[str, Any] = {
        "type": "text", "fontSize": LABEL_SIZE, "lineHeight": LINE, "lineBreak": "\n", "fontWeight": "bold",
        "baseline": "top",
    }  # fmt: skip
    inks: tuple[dict[str, Any], ...] = (
        {"stroke": HALO, "strokeWidth": 7, "strokeJoin": "round", "color": HALO, "aria": False},
        {"color": INK},
    )
    return [
        rule,
        *(
            {
                "data": data,
                "transform": [{"filter": f"datum.side == '{side}'"}],
                "mark": words | {"align": side} | ink,
                "encoding": place,
            }
            for side in sorted({str(row["side"]) for row in rows})
            for ink in inks
        ),
    ]
