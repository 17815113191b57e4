"""Dials in a session without a browser: read what they show, and send what a browser would send."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

_numbers = itertools.count(1)


def dials(app: AppTest, panel: str) -> dict[str, dict[str, Any]]:
    """The dials of a panel by id, as the browser gets them."""
    return {dial["id"]: dial for dial in json.loads(_mounted(app, panel).json)["dials"]}


def turn(
    app: AppTest,
    panel: str,
    values: Mapping[str, float],
    *,
    held: bool = False,
    locks: Mapping[str, bool] | None = None,
) -> AppTest:
    """Move dials of a panel; ``held`` while the pointer is still down."""
    return _sent(app, panel, {"seq": next(_numbers), "live": held, "values": dict(values), "locks": dict(locks or {})})


def show_year(app: AppTest, player: str, year: int, *, held: bool = False) -> AppTest:
    """Let a player of years show a year; ``held`` while the years run."""
    return _sent(app, player, {"count": next(_numbers), "live": held, "year": year})


def players(app: AppTest) -> list[dict[str, Any]]:
    """The players of years on the page, as the browser gets them."""
    return [json.loads(element.proto.json) for element in app.get("bidi_component") if '"milliseconds"' in
            element.proto.json]  # fmt: skip


def _sent(app: AppTest, component: str, news: Mapping[str, Any]) -> AppTest:
    states = app._tree.get_widget_states()
    states.widgets.append(WidgetState(id=_mounted(app, component).id, json_value=json.dumps({"moved": news})))
    return app._run(states)


def _mounted(app: AppTest, panel: str) -> Any:
    found = [element.proto for element in app.get("bidi_component") if element.proto.id.endswith(f"-{panel}")]
    assert len(found) == 1, f"{len(found)} panels called {panel}"
    return found[0]
