"""Whether the scenario on screen is kept anywhere but in the session, and what it is called there."""

from __future__ import annotations

import streamlit as st

from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import called as called_apart
from ui import state

_SAVED = "saved"


def saved() -> None:
    """The scenario on screen was downloaded or opened: nothing would be lost."""
    state.touch()
    st.session_state[_SAVED] = state.scenario()


def unsaved() -> bool:
    """Whether the scenario holds changes that were neither opened nor downloaded."""
    now, kept = state.scenario(), st.session_state.get(_SAVED)
    return now != state.opened() and (kept is None or now != kept.model_copy(update={"year": now.year}))


def called() -> Scenario:
    """The scenario on screen as it goes out: 'Baseline, changed' where it is the baseline no longer."""
    return called_apart(state.scenario(), state.presets())
