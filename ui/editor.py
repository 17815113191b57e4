"""The controls of the Scenario page: choose deals, change them, add purchases and retirements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis.changes import Change, deal_name
from balance_model.analysis.words import quantity_text, years_text
from balance_model.records.scenario import DealChange, Scenario
from balance_model.records.scenarios import content_of
from ui import blocks, compute, state

EDITED = ("counted", "quantity", "delay")


def chosen_deals(deals: pd.DataFrame) -> pd.DataFrame:
    """The deals that pass the filters above the timeline."""
    world = compute.world()
    country, category, state_of = st.columns(3)
    names = [world.short_name(code) for code in world.country_codes]
    with country:
        countries = st.pills("Country", names, selection_mode="multi", key="deals_country", persist_state="session")
    with category:
        wanted = [row.name for row in sorted(world.categories, key=lambda row: row.order)]
        headline = {row.name for row in world.categories if row.headline}
        categories = st.multiselect(
            "Category",
            wanted,
            placeholder="the four headline categories",
            key="deals_category",
            persist_state="session",
        )
    with state_of:
        span = st.segmented_control(
            "Show",
            ["Still to come", "All"],
            default="Still to come",
            required=True,
            key="deals_span",
            persist_state="session",
        )
    shown = deals[deals["category"].isin(categories or headline)]
    if countries:
        shown = shown[shown["country_name"].isin(countries)]
    if span == "Still to come":
        shown = shown[(shown["to_come"] > 0) & (shown["status"] != "cancelled")]
    return shown.reset_index(drop=True)


def labelled(deals: pd.DataFrame) -> pd.DataFrame:
    """Deals as the timeline wants them: labels, and years with delay and slip."""
    twice = deals.duplicated(["country", "system"], keep=False) & (deals["announced"] != "")
    label = deals["system"].where(~twice, deals["system"] + " (" + deals["announced"].str[:4] + ")")
    return deals.assign(label=label, first_year=deals["start"], last_year=deals["end"])


def deal_editor(deals: pd.DataFrame) -> None:
    """All deals as a table in which counting, quantity and delay can be changed."""
    st.caption(
        "Tick or untick to count a deal, change the units in all (delivered ones included) or the delay in years. "
        "Units already delivered are part of the holdings; unticking a deal takes them out as well."
    )
    columns = ["country_name", "system", "status_name", "counted", "quantity", "delivered", "delay", "first_year",
               "last_year", "low", "high", "evidence", "supplier", "value", "deal_id"]  # fmt: skip
    shown = deals[columns]
    config: dict[str, Any] = {
        "country_name": st.column_config.TextColumn("Country", pinned=True, width="small"),
        "system": st.column_config.TextColumn("System", pinned=True, width="medium"),
        "status_name": "Status",
        "counted": st.column_config.CheckboxColumn("Count it"),
        "quantity": st.column_config.NumberColumn("Units in all", min_value=0, max_value=1_000_000, step=1),
        "delivered": "Delivered",
        "delay": st.column_config.NumberColumn("Delay, years", min_value=-10.0, max_value=20.0, step=0.5),
        "first_year": st.column_config.NumberColumn("First year", format="%d"),
        "last_year": st.column_config.NumberColumn("Last year", format="%d"),
        "low": "Low",
        "high": "High",
        "evidence": "Evidence",
        "supplier": "Supplier",
        "value": "Value",
        "deal_id": "Id",
    }
    key = f"deal_editor_{state.scenario().key}_{st.session_state.get('deal_edits', 0)}"
    st.data_editor(
        shown, column_config=config, disabled=[name for name in columns if name not in EDITED], hide_index=True,
        height=330, key=key, on_change=lambda: _take_edits(key, deals),
    )  # fmt: skip
    if state.scenario().deals:
        st.button(
            "Back to published deals", key="deals_reset", on_click=lambda: state.change(
                {"deals": {name: None for name, _ in state.scenario().deals}}
            ),
        )  # fmt: skip


def _take_edits(key: str, deals: pd.DataFrame) -> None:
    """Lay the edits of the table over the scenario; each row that does not fit is named and left as it was."""
    # A new key after each edit builds the table anew, so that a refused value does not stay in its cell.
    st.session_state["deal_edits"] = st.session_state.get("deal_edits", 0) + 1
    for row_number, edits in st.session_state[key]["edited_rows"].items():
        row = deals.iloc[int(row_number)]
        deal_id = str(row["deal_id"])
        old = dict(state.scenario().deals).get(deal_id, DealChange())
        change: dict[str, Any] = old.model_dump()
        if "counted" in edits:
            change["include"] = bool(edits["counted"])
        if edits.get("quantity") is not None and edits["quantity"] < row["delivered"]:
            state.notice(
                f"{deal_name(compute.world(), deal_id)}: {row['delivered']:,} are delivered already, so the units in "
                f"all stay at {row['quantity']:,}; write {row['delivered']:,} or more, or untick the deal."
            )
        elif edits.get("quantity") is not None:
            change["quantity"] = None if edits["quantity"] == row["best"] else int(edits["quantity"])
        if edits.get("delay") is not None:
            change["delay"] = float(edits["delay"])
        new = DealChange(**change) if 0 <= (change["quantity"] or 0) <= 1_000_000 else old
        state.change({"deals": {deal_id: None if new == DealChange() else new.model_dump()}})


def purchases() -> None:
    """A form for a hypothetical purchase, and the list of those made."""
    world, scenario = compute.world(), state.scenario()
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    systems = [row.system_id for row in sorted(world.systems, key=lambda row: row.name)]
    names = {row.system_id: f"{row.name} ({world.category[row.category].name.lower()})" for row in world.systems}
    with st.form("purchase", border=False):
        first, second, third = st.columns([2, 4, 2])
        country = first.selectbox("Country", world.country_codes, format_func=world.short_name)
        system = second.selectbox(
            "System", systems, format_func=names.__getitem__, index=None, placeholder="choose or type a name"
        )
        quantity = third.number_input("Units", 1, 1_000_000, 24, step=1)
        first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
        start = first.number_input("First delivery", now, last, now + 2, step=1)
        end = second.number_input("Last delivery", now, last, now + 3, step=1)
        cost = third.number_input("Million EUR a unit", 0.0, 100_000.0, None, placeholder="not known")
        if fourth.form_submit_button("Add the purchase") and _complete(system):
            _append(
                "purchases",
                {"country": country, "system_id": system, "quantity": quantity, "first_year": start, "last_year": end,
                 "unit_cost_m": cost},
            )  # fmt: skip
    rows = [
        (
            f"{world.short_name(item.country)} buys {item.quantity:,} {world.system[item.system_id].name}, "
            + years_text(item.first_year, item.last_year)
            + (f", EUR {quantity_text(item.quantity * item.unit_cost_m)} m in all" if item.unit_cost_m else "")
        )
        for item in scenario.purchases
    ]
    _listed("purchases", rows, "No purchase has been added.")


def _complete(system: str | None) -> bool:
    """Whether a system was chosen; says so if not."""
    if system is None:
        st.warning("Choose a system to buy.")
    return system is not None


def retirements() -> None:
    """A form for a hypothetical retirement, and the list of those made."""
    world, scenario = compute.world(), state.scenario()
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    first, second = st.columns([2, 6])
    country = first.selectbox("Country", world.country_codes, format_func=world.short_name, key="retire_country")
    present = compute.units_in(scenario, country, scenario.year)
    if not present:
        blocks.empty(f"{world.short_name(country)} holds nothing that counts in {scenario.year}.")
    else:
        names = {
            key: f"{world.system[key].name}: {quantity_text(units)} in {scenario.year}"
            for key, units in present.items()
        }
        with st.form("retirement", border=False):
            system = second.selectbox("System", list(names), format_func=names.__getitem__, key="retire_system")
            left, middle, right = st.columns(3, vertical_alignment="bottom")
            quantity = left.number_input("Units to retire", 1, 1_000_000, 1, step=1)
            year = middle.number_input("Year", now, last, max(now, scenario.year), step=1)
            if right.form_submit_button("Add the retirement"):
                if quantity > present[system]:
                    have = quantity_text(present[system])
                    state.notice(f"Only {have} are in service in {scenario.year}, so at most these leave.")
                _append(
                    "retirements",
                    {"country": country, "system_id": system, "quantity": quantity, "year": year},
                )
    rows = [
        f"{world.short_name(item.country)} retires {item.quantity:,} {world.system[item.system_id].name}, {item.year}"
        for item in scenario.retirements
    ]
    _listed("retirements", rows, "No retirement has been added; those the data expect happen anyway.")


def story(reference: Scenario, moved: Sequence[Change]) -> str:
    """The story of a preset that stands as it was opened, or what was changed in it."""
    scenario = state.scenario()
    if scenario == state.base().model_copy(update={"year": scenario.year}) or not moved:
        return scenario.story
    rest = f" and {len(moved) - 2} more" if len(moved) > 2 else ""
    return f"Changed from {reference.name}: " + "; ".join(change.words for change in moved[:2]) + rest + "."


def taken_back(reference: Scenario, moved: Sequence[Change]) -> None:
    """The changes in words, each with a button that takes it back alone."""
    for number, change in enumerate(moved):
        left, right = st.columns([7, 1], vertical_alignment="center")
        left.markdown(f"{number + 1}. " + change.words.replace("*", r"\*"))
        right.button("Take back", key=f"take_back_{number}", on_click=_without(reference, moved, number))


def _without(reference: Scenario, moved: Sequence[Change], left_out: int) -> Callable[[], None]:
    def take_back() -> None:
        now = state.scenario()
        result = reference
        for number, change in enumerate(moved):
            if number != left_out:
                result = change.apply(result)
        if not any(weight > 0 for _, weight in result.weights):
            state.notice("At least one weight must stay above zero.")
            return
        names = {key: getattr(now, key) for key in ("id", "name", "story", "reason", "based_on", "side_a", "side_b")}
        state.show(result.model_copy(update=names))

    return take_back


def _append(group: str, item: dict[str, Any]) -> None:
    before = state.scenario()
    state.change({group: [*content_of(before)[group], item]})
    st.rerun()


def _listed(group: str, rows: list[str], nothing: str) -> None:
    if not rows:
        st.caption(nothing)
    for number, words in enumerate(rows):
        left, right = st.columns([7, 1], vertical_alignment="center")
        left.markdown(words.replace("*", r"\*"))
        right.button("Remove", key=f"remove_{group}_{number}", on_click=_remover(group, number))


def _remover(group: str, number: int) -> Callable[[], None]:
    def remove() -> None:
        items = content_of(state.scenario())[group]
        state.change({group: [item for at, item in enumerate(items) if at != number]})

    return remove
