"""The dial: a number with its range, its unit and its baseline, which the page follows while it moves.

One component draws a list of dials. While one is dragged it sends the latest value, at most ten times a
second and never before the one before was drawn; when it is let go it sends the last value for good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from balance_model.domain import Dial as NumberRow
from balance_model.records.scenario import dial_value
from ui import compute, live, state

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "balance_dials",
    css=(_HERE / "dials.css").read_text(encoding="utf-8"),
    js=(_HERE / "dials.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Dial:
    """One adjustable number as it stands now.

    ``default`` is the baseline the tick shows; ``note`` stands beside the value; ``locked`` is None for a
    dial without a lock.
    """

    id: str
    label: str
    unit: str
    value: float
    default: float
    low: float
    high: float
    step: float
    help: str = ""
    note: str = ""
    locked: bool | None = None


Content = Mapping[str, Any]


def panel(
    key: str,
    dials: Callable[[], Sequence[Dial]],
    changed: Callable[[Mapping[str, float]], Content | None],
    locked: Callable[[str, bool], None] | None = None,
    group: str = "",
) -> None:
    """Draw dials one under the other.

    ``dials`` gives them as they stand for the scenario on screen. When some have moved, ``changed`` makes
    sparse scenario content of their new values by id, or None for nothing. ``locked`` is told when the
    reader opens or closes the lock of a dial. Panels of one ``group`` show each other's moves at once.
    """

    def moved() -> None:
        news = getattr(st.session_state.get(key), "moved", None)
        if not isinstance(news, Mapping):
            return
        st.session_state[f"{key}_seen"] = news.get("seq")
        for name, closed in dict(news.get("locks") or {}).items():
            if locked is not None:
                locked(str(name), bool(closed))
        limits = {dial.id: (dial.low, dial.high) for dial in dials()}
        values = {
            name: min(max(float(value), limits[name][0]), limits[name][1])
            for name, value in dict(news.get("values") or {}).items()
            if name in limits and isinstance(value, int | float)
        }
        content = changed(values) if values else None
        if news.get("live"):
            if content is not None:
                state.drag(content)
            live.redraw(group or key)
        if content is not None:
            state.change(content)
        else:
            state.settle()
        st.rerun()

    def draw() -> None:
        _component(
            key=key,
            data={"dials": [asdict(dial) for dial in dials()], "seen": st.session_state.get(f"{key}_seen")},
            default={"moved": None},
            on_moved_change=moved,
        )

    live.block(f"dials_{key}", draw, group or key)


def numbers(key: str, ids: Sequence[str], country: str | None = None) -> None:
    """Numbers of the model by their id in data/dials.csv: one row, one dial.

    With a ``country`` they are set for that country alone.
    """
    at = f"@{country}" if country else ""

    def dial(row: NumberRow) -> Dial:
        scenario, world = state.scenario(), compute.world()
        base = state.base()
        return Dial(
            row.id + at, row.label, row.unit,
            dial_value(world, scenario, row.id, country), dial_value(world, base, row.id, country),
            row.low, row.high, row.step, help=f"{row.why}. Default {row.default:g}, range {row.low:g} to {row.high:g}.",
        )  # fmt: skip

    def changed(moved: Mapping[str, float]) -> Content:
        base, rows = dict(state.base().dials), compute.world().dial
        usual = {name: rows[name.partition("@")[0]].default for name in moved}
        return {
            "dials": {
                name: None if not at and name not in base and value == usual[name] else value
                for name, value in moved.items()
            }
        }

    panel(key, lambda: [dial(compute.world().dial[name]) for name in ids], changed, group="numbers")
