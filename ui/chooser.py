"""The controls of the Compare page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis.findings import side_words
from balance_model.records.scenario import Scenario
from ui import compute, state

MOST = 4
CURRENT = "On screen"


def scenarios(current: Scenario) -> list[Scenario]:
    """Up to four scenarios, the reference first."""
    presets = state.presets()
    changed = current not in [preset.model_copy(update={"year": current.year}) for preset in presets.values()]
    names = {key: preset.name for key, preset in presets.items()}
    if changed:
        names = {CURRENT: f"{current.name} (as changed)", **names}
    start = ["baseline", *([CURRENT] if changed else [current.id] if current.id != "baseline" else [])]
    if len(start) == 1:
        start += ["announced_plans", "slip_two_years", "sourced_only"]
    picked = st.multiselect(
        "Scenarios, the reference first (four at most)", list(names), default=start, format_func=names.__getitem__,
        max_selections=MOST, key=f"compare_{'_'.join(start)}",
    )  # fmt: skip
    if not picked:
        st.caption("Nothing was chosen, so the scenario on screen is shown.")
    shown = []
    for key in picked or [CURRENT]:
        one = current if key == CURRENT else presets[key].model_copy(update={"year": current.year})
        shown.append(one.model_copy(update={"name": names[key]}) if key in names else one)
    return shown


def reference_and_country(current: Scenario) -> tuple[Scenario, str]:
    """The reference to explain the difference from, and the country to explain it for."""
    presets, world = state.presets(), compute.world()
    left, right = st.columns(2)
    names = {key: preset.name for key, preset in presets.items()}
    usual = "baseline" if current.id != "baseline" or current.model_copy(
        update={"year": presets["baseline"].year}
    ) != presets["baseline"] else "announced_plans"  # fmt: skip
    keys = list(names)
    reference = left.selectbox(
        "Reference", keys, index=keys.index(usual), format_func=names.__getitem__, key=f"reference_{usual}"
    )
    moved = compute.most_moved(presets[reference], current, current.year)
    country = right.selectbox(
        "Country", world.country_codes, index=world.country_codes.index(moved), format_func=world.short_name,
        key=f"cause_country_{moved}",
    )  # fmt: skip
    return presets[reference].model_copy(update={"year": current.year}), country


def side_lines(facing: pd.DataFrame, scenario: Scenario) -> tuple[pd.DataFrame, tuple[tuple[str, str], ...]]:
    """Both sides as lines of the colour of their first member, and the names to write on them."""
    a, b = scenario.side_a.members[0][0], scenario.side_b.members[0][0]
    lines = pd.concat(
        [
            pd.DataFrame({"country": code, "year": facing["year"], "score": facing[column]})
            for code, column in ((a, "side_a"), (b, "side_b"))
        ]
    )
    world = compute.world()
    names = []
    for code, side, label in ((a, scenario.side_a, "Side A"), (b, scenario.side_b, "Side B")):
        words = side_words(world, side)
        names.append((code, words if len(side.members) == 1 else label))
    return lines.reset_index(drop=True), tuple(names)
