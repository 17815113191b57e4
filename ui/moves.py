"""Retire, give or modernise: units that leave, change hands or become something better."""

from __future__ import annotations

from typing import Any

import streamlit as st

from balance_model.analysis.words import quantity_text
from ui import blocks, change_list, compute, state

RETIRE, GIVE, MODERNISE = "Retire", "Give to another", "Modernise"
GROUPS = {RETIRE: "retirements", GIVE: "transfers", MODERNISE: "modernisations"}


def draw() -> None:
    """A form for one kind of move, and the list of those made."""
    world, scenario = compute.world(), state.scenario()
    codes = world.country_codes
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        bound = state.bind_choice("move", RETIRE, GROUPS.__contains__)
        move = st.segmented_control("What to do", list(GROUPS), required=True, **bound)
        country = st.selectbox(
            "Country", codes, format_func=world.short_name, width=150,
            **state.bind_choice("move_country", codes[0], codes.__contains__),
        )  # fmt: skip
    present = compute.units_in(scenario, country, scenario.year)
    if not present:
        blocks.empty(f"{world.short_name(country)} holds nothing that counts in {scenario.year}.")
    else:
        _form(move, country, present)
    listed = [group for group in GROUPS.values() if getattr(scenario, group)]
    st.markdown("**Moves in this scenario**")
    if not listed:
        st.caption("None has been added. Retirements that the data expect happen anyway.")
    change_list.listed(listed)


def _form(move: str, country: str, present: dict[str, float]) -> None:
    world, scenario = compute.world(), state.scenario()
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    names = {
        key: f"{world.system[key].name}: {quantity_text(units)} in {scenario.year}" for key, units in present.items()
    }
    first, second = st.columns([3, 3])
    system = first.selectbox("System", list(names), format_func=names.__getitem__, key=f"move_system_{country}")
    item: dict[str, Any] = {"system_id": system}
    if move == GIVE:
        others = [code for code in world.country_codes if code != country]
        item |= {"giver": country}
        item["receiver"] = second.selectbox("Receiver", others, format_func=world.short_name, key="move_receiver")
    else:
        item |= {"country": country}
    if move == MODERNISE:
        kin = _kin(system)
        if not kin:
            blocks.empty(f"No other system has the counted unit and category of {world.system[system].name}.")
            return
        item["to_system_id"] = second.selectbox(
            "Becomes", list(kin), format_func=kin.__getitem__, key=f"move_to_{system}"
        )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        quantity = st.number_input("Units", 1, 1_000_000, 1, step=1, width=130, key="move_units")
        year = st.number_input(
            "Year", now, last, max(now, min(last, scenario.year)), step=1, width=130, key="move_year"
        )
        item |= {"quantity": quantity, "year": year}
        if move == MODERNISE:
            item["unit_cost_m"] = st.number_input(
                "Million EUR a unit", 0.0, 100_000.0, None, placeholder="not known", width=150, key="move_cost"
            )
        st.button(
            "Add", type="primary", key="move_add",
            on_click=lambda: _add(GROUPS[move], item, present[system], scenario.year),
        )  # fmt: skip


def _kin(system_id: str) -> dict[str, str]:
    """Systems into which one can be turned: the same category and counted unit, by name."""
    world = compute.world()
    old = world.system[system_id]
    found = {
        row.system_id: row.name
        for row in world.systems
        if row.system_id != system_id and (row.category, row.counted_unit) == (old.category, old.counted_unit)
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _add(group: str, item: dict[str, Any], present: float, year: int) -> None:
    if item["quantity"] > present:
        have = quantity_text(present)
        state.notice(f"Only {have} are in service in {year}, so at most these count.")
    change_list.append(group, [item])
