"""What each cause did between two scenarios: a waterfall of one country, and the two ways to share it out."""

from __future__ import annotations

import streamlit as st

from balance_model.analysis import findings_scenario
from balance_model.charts.waterfall import waterfall
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import compute, futures, state

IN_ORDER, AVERAGED = "In this order", "Averaged over all orders"
WAYS = (IN_ORDER, AVERAGED)
_WORDS = {IN_ORDER: "each change made after those above it", AVERAGED: "each change averaged over all orders"}


def pick_way(name: str, usual: str) -> None:
    """Choose whether changes are made one after another or averaged over all orders; the link keeps it."""
    st.segmented_control(
        "Each change made", WAYS, required=True, **state.bind_choice(name, usual, WAYS.__contains__),
        help="The effect of a change depends on those made before it. Averaged over all orders each gets "
        "its fair share (Shapley).",
    )  # fmt: skip


def picture(base: Scenario, scenario: Scenario, code: str, name: str, usual: str) -> Picture:
    """How the index of a country came from one scenario to another, in the way chosen under ``name``."""
    world, year = compute.world(), scenario.year
    way: str = state.choice(name, usual, WAYS.__contains__)
    parts = (compute.in_order if way == IN_ORDER else compute.difference)(base, scenario, year)
    before, after = compute.assessment(base), compute.assessment(scenario)
    at = world.country_codes.index(code), world.years.index(year)
    start = (base.name, float(before.score[at]))
    end = (scenario.name if scenario.name != base.name else "On screen", float(after.score[at]))
    title = findings_scenario.one_change(before, after, code, year)
    subtitle = f"Index of {world.short_name(code)} in {year}, 0 to 1; {_WORDS[way]}"
    if told := futures.change_words(base, scenario, year).get(code):
        subtitle += f"; single run, all changes together {told}"
    return Picture(
        lambda look, width, height: waterfall(parts, start, end, code, look, title, subtitle, width, height),
        f"{title}. The effect of each change.",
        parts,
    )
