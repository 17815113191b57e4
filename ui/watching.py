"""Which number is watched on the pages of doubt: the index of a country, or the gap or ratio of a pair."""

from __future__ import annotations

from typing import cast

import streamlit as st

from balance_model.analysis.watched import KINDS, Kind, Watched, ranked
from balance_model.core.assess import Assessment
from ui import compute, state
from ui.glossary import help_for

_NAMES = {"gap": "Gap of a pair", "ratio": "Ratio of a pair", "index": "Index of one"}
KIND, FIRST, SECOND = "watched", "watched_a", "watched_b"


def pick() -> None:
    """Choose the measure and the countries."""
    world, now = compute.world(), watched()
    st.selectbox(
        "Measure", KINDS, format_func=_NAMES.__getitem__, help=help_for("Gap"), width=160,
        **state.bind_choice(KIND, "gap", KINDS.__contains__),
    )  # fmt: skip
    st.selectbox(
        "Country", world.country_codes, format_func=world.short_name, width=130,
        **state.bind_choice(FIRST, leaders()[0], world.country_codes.__contains__),
    )  # fmt: skip
    if now.kind != "index":
        others = [code for code in world.country_codes if code != now.a]
        st.selectbox(
            "Against", others, format_func=world.short_name, width=130,
            **state.bind_choice(SECOND, _second(now.a), others.__contains__),
        )  # fmt: skip


def watched() -> Watched:
    """What is watched now: at first the gap of the two that lead in the year on screen."""
    codes = compute.world().country_codes
    kind = cast("Kind", state.choice(KIND, "gap", KINDS.__contains__))
    a: str = state.choice(FIRST, leaders()[0], codes.__contains__)
    b: str = state.choice(SECOND, _second(a), [code for code in codes if code != a].__contains__)
    return Watched(kind, a, b)


def _second(a: str) -> str:
    """The highest of the others."""
    return next(code for code in leaders() if code != a)


def leaders() -> tuple[str, ...]:
    """Countries by index in the year on screen, highest first."""
    scenario = state.scenario()
    answer: Assessment = compute.assessment(scenario)
    return ranked(answer.score[:, answer.world.years.index(scenario.year)], answer.world)
