"""Years that play: one player in the browser with play, pause and step; the parts of the page that live follow it.

It moves the year of the scenario. A whole run of years is one step to undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ui import compute, live, state

MILLISECONDS_A_YEAR = 1200
YEAR_DIAL = "rail_year"
"""The panel of the rail whose dial shows the same year."""
_HERE = Path(__file__).parent
_player = st.components.v2.component(
    "balance_player",
    css=(_HERE / "play.css").read_text(encoding="utf-8"),
    js=(_HERE / "play.js").read_text(encoding="utf-8"),
)


def player(key: str, *, slider: bool = False, by_space: bool = False) -> None:
    """Draw the player; with a ``slider`` beside its buttons, and ``by_space`` the space bar plays and pauses."""
    world = compute.world()

    def moved() -> None:
        news = getattr(st.session_state.get(key), "moved", None)
        if not isinstance(news, Mapping) or news.get("year") not in world.years:
            return
        st.session_state[f"{key}_seen"] = news.get("count")
        state.drag({"year": news["year"]})
        if news.get("live"):
            live.redraw(YEAR_DIAL)
        state.settle()
        st.rerun()

    def drawn() -> None:
        _player(
            key=key,
            data={
                "year": state.scenario().year, "first": world.years[0], "last": world.years[-1],
                "milliseconds": MILLISECONDS_A_YEAR, "slider": slider, "space": by_space,
                "seen": st.session_state.get(f"{key}_seen"),
            },
            default={"moved": None},
            on_moved_change=moved,
            width="stretch" if slider else "content",
        )  # fmt: skip

    live.block(f"player_{key}", drawn, YEAR_DIAL)
