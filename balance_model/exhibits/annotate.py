"""Annotations of a year, drawn into a chart's specification, or told where the chart has no years."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from balance_model.charts.lettering import wrap
from balance_model.exhibits.exhibit import SIZES, Exhibit, Size

INK, HALO = "#333333", "#FFFFFF"
LABEL_SIZE, FIRST_DROP, DROP = 12, 12, 15


def year_axis(spec: Mapping[str, Any]) -> dict[str, Any] | None:
    """The encoding of the years across a chart that has one shared axis of years; None if there is none."""
    for layer in spec.get("layer", ()):
        x = layer.get("encoding", {}).get("x", {})
        if x.get("field") == "year" and x.get("axis", {}) is not None and x.get("scale", {}) is not None:
            return {key: x[key] for key in ("field", "type", "scale") if key in x}
    return None


def drawn(exhibit: Exhibit, size: Size) -> dict[str, Any]:
    """The specification in a size, with the title as the reader has it and the annotations laid over it."""
    spec = copy.deepcopy(exhibit.specs[size])
    if exhibit.title != exhibit.first_title:
        spec["title"]["text"] = retitled(spec["title"], exhibit.title, size)
    axis = year_axis(spec)
    shown = [each for each in exhibit.annotations if axis is not None and _within(spec, axis, each.year)]
    if not shown or axis is None:
        return spec
    rows = [
        {"year": each.year, "label": each.label, "line": each.line, "drop": FIRST_DROP + DROP * number}
        for number, each in enumerate(shown)
    ]
    x = {"field": "year", "type": axis["type"]} | ({"scale": axis["scale"]} if "scale" in axis else {})
    rule = {
        "data": {"name": "annotations"}, "transform": [{"filter": "datum.line"}],
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.4, "aria": False}, "encoding": {"x": x},
    }  # fmt: skip
    y = {"field": "drop", "type": "quantitative", "scale": None, "axis": None}
    text = {"x": x, "y": y, "text": {"field": "label"}}
    sides: tuple[tuple[str, dict[str, Any]], ...] = (
        ("<=", {"align": "left", "dx": 5}), (">", {"align": "right", "dx": -5}),
    )  # fmt: skip
    inks: tuple[dict[str, Any], ...] = (
        {"stroke": HALO, "strokeWidth": 4, "color": HALO, "aria": False},
        {"color": INK},
    )
    words: dict[str, Any] = {"type": "text", "fontSize": LABEL_SIZE, "fontWeight": "bold", "baseline": "middle"}
    layers = [
        {
            "data": {"name": "annotations"},
            "transform": [{"filter": f"datum.year {where} {_middle(spec, axis)}"}],
            "mark": words | side | ink,
            "encoding": text,
        }
        for where, side in sides
        for ink in inks
    ]
    spec["layer"] = [*spec["layer"], rule, *layers]
    spec["datasets"] = {**spec.get("datasets", {}), "annotations": rows}
    return spec


def retitled(title: Mapping[str, Any], words: str, size: Size) -> list[str]:
    """The reader's title in lines that fit."""
    return wrap(words, SIZES[size][0], title.get("fontSize", 17), bold=True)


def told(exhibit: Exhibit) -> tuple[str, ...]:
    """The annotations that the chart has no place for, one sentence each, to stand beneath it."""
    spec = exhibit.specs.get("slide")
    axis = year_axis(spec) if spec else None
    return tuple(
        f"{each.year}: {each.label}"
        for each in exhibit.annotations
        if spec is None or axis is None or not _within(spec, axis, each.year)
    )


def _years(spec: Mapping[str, Any], axis: Mapping[str, Any]) -> list[float]:
    domain = (axis.get("scale") or {}).get("domain")
    if isinstance(domain, list) and len(domain) >= 2 and all(isinstance(each, int | float) for each in domain):
        return [float(domain[0]), float(domain[-1])]
    found = [row["year"] for rows in spec.get("datasets", {}).values() for row in rows if "year" in row]
    return [float(min(found)), float(max(found))] if found else [0.0, 0.0]


def _within(spec: Mapping[str, Any], axis: Mapping[str, Any], year: int) -> bool:
    first, last = _years(spec, axis)
    return first <= year <= last


def _middle(spec: Mapping[str, Any], axis: Mapping[str, Any]) -> float:
    return sum(_years(spec, axis)) / 2
