"""Years that play: a slider with play, pause and step, and a part of the page that follows it."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from ui import compute, state

SECONDS = 1.0
"""Time each year stays on screen while it plays."""


def stage(key: str, draw: Callable[[], None]) -> None:
    """Draw a part of the page, again and again while its years play.

    ``draw`` calls ``years`` with the same key. The rest of the page stands still.
    """
    rolling = playing(key)

    def part() -> None:
        draw()
        if playing(key) != rolling:
            st.rerun()  # starts or ends the repeating

    st.fragment(part, run_every=SECONDS if rolling else None)()


def years(key: str, usual: int) -> int:
    """The controls of ``stage``, and the year they show now; the link keeps it.

    Playing begins anew after the last year, and stops at it.
    """
    known = compute.world().years
    year = _next(key, usual) if playing(key) else now(key, usual)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{key}_controls"):
        _button(key, "Back", "skip_previous", year - 1, year > known[0])
        if playing(key):
            st.button("Pause", icon=":material/pause:", key=f"{key}_pause", on_click=_stop, args=(key,))
        else:
            st.button(
                "Play", icon=":material/play_arrow:", key=f"{key}_play", on_click=_start, args=(key, year),
                help="Shows one year after the other",
            )  # fmt: skip
        _button(key, "Forward", "skip_next", year + 1, year < known[-1])
        slider = f"{key}_slider"
        state.put(slider, year)
        st.slider(
            "Year shown", known[0], known[-1], key=slider, width="stretch",
            on_change=lambda: _go(key, int(st.session_state[slider])),
        )  # fmt: skip
    return year


def now(key: str, usual: int) -> int:
    """The year shown; ``usual`` until the reader has moved it."""
    known = compute.world().years
    return int(state.choice(key, usual, known.__contains__))


def playing(key: str) -> bool:
    """Whether the years run."""
    return _since(key) in st.session_state


def _button(key: str, label: str, icon: str, year: int, possible: bool) -> None:
    st.button(
        label, icon=f":material/{icon}:", key=f"{key}_{icon}", disabled=not possible, type="tertiary",
        on_click=_go, args=(key, year),
    )  # fmt: skip


def _next(key: str, usual: int) -> int:
    """The year that is due; a run of the page between two years does not hasten them."""
    year, last = now(key, usual), compute.world().years[-1]
    shown = time.monotonic() - st.session_state[_since(key)]
    if shown >= 0.8 * SECONDS:
        year = min(year + 1, last)
        state.choose(key, year)
        st.session_state[_since(key)] = time.monotonic()
    if year == last:
        _stop(key)
    return year


def _start(key: str, year: int) -> None:
    known = compute.world().years
    state.choose(key, known[0] if year == known[-1] else year)
    st.session_state[_since(key)] = time.monotonic()


def _stop(key: str) -> None:
    st.session_state.pop(_since(key), None)


def _go(key: str, year: int) -> None:
    _stop(key)
    state.choose(key, year)


def _since(key: str) -> str:
    return f"{key}_playing_since"
