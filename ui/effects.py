"""What each change did: a waterfall, a replay step by step, and the list of changes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_scenario
from balance_model.analysis.deliveries import index_pairs
from balance_model.analysis.replay import ordered_changes
from balance_model.analysis.words import the_countries
from balance_model.charts.replay import replayed
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from ui import blocks, causes, change_list, chooser, compute, state, strip


def draw() -> None:
    """The waterfall of one country, the replay, and the changes with a way back for each."""
    if not change_list.acting():
        blocks.empty("Nothing is changed yet. Change a deal, a weight or a purchase and its effect is shown here.")
        change_list.draw()
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        chooser.pick_country(moved=True)
        causes.pick_way("effect_way", causes.IN_ORDER)
    blocks.picture("effects", _waterfall, height=240)
    _replay()
    change_list.draw()


def _waterfall() -> Picture:
    """How the index of one country came from what was opened to what is on screen."""
    base, scenario = state.reference(), state.scenario()
    return causes.picture(base, scenario, chooser.country(base, scenario), "effect_way", causes.IN_ORDER)


def _replay() -> None:
    """Step through the changes and see the index of the four move."""
    world, base, scenario = compute.world(), state.reference(), state.scenario()
    found, steps = ordered_changes(world, base, scenario), compute.replay(base, scenario)
    last = len(found)
    chosen = state.choice("replay", None, lambda number: isinstance(number, int) and number >= 0)
    step = last if chosen is None else min(chosen, last)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown("**Replay**", width="content")
        for label, icon, target in (
            ("From the start", "first_page", 0), ("Back", "chevron_left", step - 1),
            ("Forward", "chevron_right", step + 1), ("To the end", "last_page", last),
        ):  # fmt: skip
            st.button(
                label, icon=f":material/{icon}:", key=f"replay_{icon}", type="tertiary",
                disabled=not 0 <= target <= last or target == step,
                on_click=state.choose, args=("replay", None if target == last else target),
            )  # fmt: skip
    pairs = index_pairs(compute.assessment(steps[max(step - 1, 0)]), compute.assessment(steps[step]), scenario.year)
    words = found[step - 1].words if step else ""
    title = findings_scenario.replayed(step, words, pairs, scenario.year)
    strip.row(steps[max(step - 1, 0)], steps[step])
    levels = pd.concat(
        [
            pd.DataFrame(
                {
                    "step": number,
                    "scenario_order": number,
                    "country": world.country_codes,
                    "score": compute.assessment(each).score[:, world.years.index(scenario.year)],
                    "words": found[number - 1].words if number else "before any change",
                }
            )
            for number, each in enumerate(steps)
        ],
        ignore_index=True,
    )
    who = the_countries(world)
    subtitle = f"Index of {who} in {scenario.year} after each change; the numbers are those of the list below"
    shown = Picture(
        lambda look, width, height: replayed(levels, step, look, title, subtitle, width, height),
        f"{title}. Index of {who} after each change.",
        levels.drop(columns="scenario_order"),
        scenarios=tuple(steps),
        native=lambda look: pivoted(
            "line", levels, "step", "country", "score", look.colour, look.name, look.order, unit="Index, 0 to 1",
            low=0.0,
        ),
    )  # fmt: skip
    blocks.picture("replay", lambda: shown, height=230)
