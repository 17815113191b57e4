"""Blocks of a page that are drawn again by themselves while a dial moves.

A block is a function of the scenario on screen. Each is a fragment with a key: a page run draws all of
them, a step of a dial draws them again and nothing else (docs/decisions/0009).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from balance_model.records.scenario import Scenario

_KEYS = "live_blocks"
SCENARIO = "scenario"
HELD = "before_drag"
"""Where session state keeps the scenario, and that from before a dial was taken hold of."""
EVERY = ""


def begin() -> None:
    """Forget the blocks of the page before."""
    st.session_state[_KEYS] = ()


def block(key: str, draw: Callable[[], None], group: str = EVERY) -> None:
    """Draw a block now, and again at each step of a dial. ``key`` is unique on the page.

    A block with a ``group`` is drawn again only at the steps of dials of that group.
    """
    st.session_state[_KEYS] = (*st.session_state.get(_KEYS, ()), (key, group))
    st.fragment(draw, key=key)()


def scenario() -> Scenario | None:
    """The scenario on screen; None before the first was opened."""
    found: Scenario | None = st.session_state.get(SCENARIO)
    return found


def held() -> bool:
    """Whether a dial is held."""
    return HELD in st.session_state


def redraw(group: str) -> None:
    """Draw the live blocks, the last and largest first, and leave the rest of the page alone.

    Only in the callback of a control.
    """
    st.rerun([key for key, own in reversed(st.session_state[_KEYS]) if own in (EVERY, group)])
