"""The two-minute brief of the scenario on screen, made in the background."""

from __future__ import annotations

import streamlit as st

from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.cases import case
from balance_model.exhibits.two_minutes import two_minutes
from balance_model.records.scenario import Scenario
from ui import compute, futures, jobs, pins, state

_WANTED = "ready_briefing"


def button() -> None:
    """Asks for the brief; it takes the place of what stands, which Undo brings back."""
    st.button(
        "Two-minute brief", key="ready_briefing_button", icon=":material/bolt:", on_click=_ask,
        help="A ready briefing of the scenario on screen, to use as it is or to change",
    )  # fmt: skip


def watch() -> None:
    """Puts the brief in place once it is made."""
    wanted: tuple[Scenario, bool] | None = st.session_state.get(_WANTED)
    if wanted is None:
        return
    scenario, many = wanted
    found = _made(scenario, many)
    if found is None:
        st.caption("The two-minute brief is being made …")
        return
    del st.session_state[_WANTED]
    if pins.briefing().exhibits:
        state.notice("The two-minute brief took the place of your briefing; 'Undo in briefing' brings yours back.")
    pins.put(found)
    st.rerun()


def _ask() -> None:
    st.session_state[_WANTED] = (state.scenario(), futures.wanted())


def _made(scenario: Scenario, many: bool) -> Briefing | None:
    world, baseline, base = compute.world(), compute.preset("baseline"), pins.base()

    def make(tell: jobs.Tell) -> Briefing:
        return two_minutes(case(world, scenario, baseline, many, tell=tell), base)

    key = ("two minutes", scenario, many, world.fingerprint)
    return jobs.outcome(key, make, f"Two-minute brief of '{scenario.name}'")
