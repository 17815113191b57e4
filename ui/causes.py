"""What each cause did between two scenarios: a waterfall of one country, and the two ways to share it out."""

from __future__ import annotations

import streamlit as st

from balance_model.exhibits import standard_change
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import compute, futures, state

IN_ORDER, AVERAGED = "In this order", "Averaged over all orders"
WAYS = (IN_ORDER, AVERAGED)
_WORDS = {IN_ORDER: standard_change.IN_ORDER, AVERAGED: standard_change.AVERAGED}


def pick_way(name: str, usual: str) -> None:
    """Choose whether changes are made one after another or averaged over all orders; the link keeps it."""
    st.segmented_control(
        "Each change made", WAYS, required=True, **state.bind_choice(name, usual, WAYS.__contains__),
        help="The effect of a change depends on those made before it. Averaged over all orders each gets "
        "its fair share (Shapley).",
    )  # fmt: skip


def picture(base: Scenario, scenario: Scenario, code: str, name: str, usual: str) -> Picture:
    """How the index of a country came from one scenario to another, in the way chosen under ``name``."""
    year = scenario.year
    way: str = state.choice(name, usual, WAYS.__contains__)
    parts = (compute.in_order if way == IN_ORDER else compute.difference)(base, scenario, year)
    told = futures.change_words(base, scenario, year).get(code, "")
    return standard_change.causes(
        parts, compute.assessment(base), compute.assessment(scenario), code, _WORDS[way], told
    )  # fmt: skip
