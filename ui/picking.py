"""A click on a mark of a chart opens the drawer for the number the mark stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

FIELDS = ("country", "category", "year", "scenario_order")
"""Columns of a chart's rows that name a number; a mark can be clicked where its rows have the first."""
_SEEN = "picked"

Row = Mapping[str, Any]


def clickable(spec: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A specification whose marks with words on hover can be clicked, and the names of its selections.

    A selection of Vega-Lite belongs to one layer, so each such layer has its own. Each click turns the mark on or
    off, so that a second click on the same mark tells itself too.
    """
    layers, params, names = [], [], []
    for number, layer in enumerate(spec.get("layer", ())):
        fields = _fields(spec, layer)
        if fields:
            name = f"from{number}"
            select = {"type": "point", "fields": fields, "on": "click", "toggle": "true"}
            params.append({"name": name, "select": select, "views": [name]})
            names.append(name)
            layer = layer | {"name": name, "mark": layer["mark"] | {"cursor": "pointer"}}
        layers.append(layer)
    if not names:
        return dict(spec), []
    return {**spec, "layer": layers, "params": [*spec.get("params", ()), *params]}, names


def _fields(spec: Mapping[str, Any], layer: Mapping[str, Any]) -> list[str]:
    """Columns that name the number of a mark; none for words, for marks without words on hover, and without rows."""
    if layer["mark"]["type"] == "text" or "tooltip" not in layer.get("encoding", {}) or "name" in layer:
        return []
    rows = spec.get("datasets", {}).get(layer.get("data", {}).get("name"), ())
    found = [name for name in FIELDS if rows and name in rows[0]]
    return found if FIELDS[0] in found else []


def picked(key: str, names: list[str], tell: Callable[[Row], None]) -> Callable[[], None]:
    """The callback of a chart: gives the row that was clicked to ``tell``; a click beside the marks does nothing.

    To be made before the chart is drawn: one that was not on screen has forgotten which marks are on.
    """
    if key not in st.session_state:
        st.session_state.pop(f"{_SEEN}_{key}", None)

    def moved() -> None:
        seen: dict[str, list[Row]] = st.session_state.get(f"{_SEEN}_{key}", {})
        now = {name: list(st.session_state[key]["selection"].get(name) or ()) for name in names}
        st.session_state[f"{_SEEN}_{key}"] = now
        turned = [
            row
            for name in names
            for one, other in ((now[name], seen.get(name, [])), (seen.get(name, []), now[name]))
            for row in one
            if row not in other
        ]
        if turned:
            tell(turned[0])

    return moved
