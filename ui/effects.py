"""What each change did: a waterfall, a replay step by step, and the list of changes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_scenario
from balance_model.analysis.deliveries import index_pairs
from balance_model.analysis.replay import ordered_changes
from balance_model.charts.replay import replayed
from balance_model.charts.waterfall import waterfall
from ui import blocks, change_list, compute, state, strip
from ui.blocks import Picture

IN_ORDER, AVERAGED = "In this order", "Averaged over all orders"


def draw() -> None:
    """The waterfall of one country, the replay, and the changes with a way back for each."""
    if not change_list.moved():
        blocks.empty("Nothing is changed yet. Change a deal, a weight or a purchase and its effect is shown here.")
        return
    world = compute.world()
    names = {code: world.short_name(code) for code in world.country_codes}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        bound = state.bind_choice("effect_country", "most moved", lambda code: code == "most moved" or code in names)
        st.selectbox(
            "Country", ["most moved", *names], width=170, format_func=lambda code: names.get(code, "Most moved"),
            **bound,
        )  # fmt: skip
        ways = [IN_ORDER, AVERAGED]
        st.segmented_control(
            "Each change made", ways, required=True, **state.bind_choice("effect_way", IN_ORDER, ways.__contains__),
            help="The effect of a change depends on those made before it. Averaged over all orders each change gets "
            "its fair share (Shapley).",
        )  # fmt: skip
    blocks.picture("effects", _waterfall, height=240)
    _replay()
    change_list.draw()


def _country() -> str:
    before, after = state.reference(), state.scenario()
    codes = compute.world().country_codes
    code: str = state.choice("effect_country", "most moved", lambda one: one == "most moved" or one in codes)
    return compute.most_moved(before, after, after.year) if code == "most moved" else code


def _waterfall() -> Picture:
    """How the index of one country came from what was opened to what is on screen."""
    world, base, scenario = compute.world(), state.reference(), state.scenario()
    code, year = _country(), scenario.year
    way = state.choice("effect_way", IN_ORDER, (IN_ORDER, AVERAGED).__contains__)
    parts = (compute.in_order if way == IN_ORDER else compute.difference)(base, scenario, year)
    before, after = compute.assessment(base), compute.assessment(scenario)
    title = findings_scenario.one_change(before, after, code, year)
    at = world.country_codes.index(code), world.years.index(year)
    start, end = (base.name, float(before.score[at])), (scenario.name, float(after.score[at]))
    if base.name == scenario.name:
        end = ("Now", end[1])
    order = "each change made after those above it" if way == IN_ORDER else "each change averaged over all orders"
    subtitle = f"Index of {world.short_name(code)} in {year}, 0 to 1; {order}"
    return Picture(
        lambda look, width, height: waterfall(parts, start, end, code, look, title, subtitle, width, height),
        f"{title}. Effect of each change.",
        parts,
    )


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
                    "country": world.country_codes,
                    "score": compute.assessment(each).score[:, world.years.index(scenario.year)],
                    "words": found[number - 1].words if number else "before any change",
                }
            )
            for number, each in enumerate(steps)
        ],
        ignore_index=True,
    )
    subtitle = f"Index of the four in {scenario.year} after each change; the numbers are those of the list below"
    shown = Picture(
        lambda look, width, height: replayed(levels, step, look, title, subtitle, width, height),
        f"{title}. Index of the four after each change.",
        levels,
    )
    blocks.picture("replay", lambda: shown, height=230)
