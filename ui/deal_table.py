"""All deals as a table in which counting, quantity and delay can be changed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import deliveries
from balance_model.analysis.changes import deal_name
from ui import compute, drawer, state

EDITED = ("counted", "quantity", "delay")


def draw() -> None:
    """Draw the table; one edit is one step to undo."""
    deals = compute.deal_table(state.scenario())
    st.caption(
        "Tick or untick to count a deal, change the units in all (delivered ones included) or the delay in years. "
        "Units already delivered are part of the holdings; unticking a deal takes them out as well."
    )
    columns = ["country_name", "system", "status_name", "counted", "quantity", "delivered", "delay", "first_year",
               "last_year", "low", "high", "evidence", "supplier", "value", "deal_id"]  # fmt: skip
    shown = deals[columns].copy()
    units, late = deliveries.limits("quantity"), deliveries.limits("delay")
    shown.insert(2, "where", "Where from")
    clicked = "deal_table_from"
    config: dict[str, Any] = {
        "where": st.column_config.ButtonColumn(
            "Where from",
            width="small",
            type="tertiary",
            key=clicked,
            on_click=_opened,
            args=(clicked, deals),
        ),
        "country_name": st.column_config.TextColumn("Country", pinned=True, width="small"),
        "system": st.column_config.TextColumn("System", pinned=True, width="medium"),
        "status_name": "Status",
        "counted": st.column_config.CheckboxColumn("Count it"),
        "quantity": st.column_config.NumberColumn("Units in all", min_value=units[0], max_value=units[1], step=1),
        "delivered": "Delivered",
        "delay": st.column_config.NumberColumn("Delay, years", min_value=late[0], max_value=late[1], step=0.5),
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
        height=420, key=key, on_change=lambda: _take(key, deals),
    )  # fmt: skip
    if state.scenario().deals:
        st.button(
            "Back to published deals", key="deals_reset", on_click=lambda: state.change(
                {"deals": {name: None for name, _ in state.scenario().deals}}
            ),
        )  # fmt: skip


def _opened(clicked: str, deals: pd.DataFrame) -> None:
    """Open the drawer for the deal whose button was clicked."""
    name, world = str(deals.iloc[st.session_state[clicked]["row"]]["deal_id"]), compute.world()
    deal = world.deal[name]
    drawer.ask(drawer.record(deal.country, world.system[deal.system_id].category, f"deal:{name}"))


def _take(key: str, deals: pd.DataFrame) -> None:
    """Lay the edits of the table over the scenario; each row that does not fit is named and left as it was."""
    # A new key after each edit builds the table anew, so that a refused value does not stay in its cell.
    st.session_state["deal_edits"] = st.session_state.get("deal_edits", 0) + 1
    world, content = compute.world(), {}
    for row_number, edits in st.session_state[key]["edited_rows"].items():
        row = deals.iloc[int(row_number)]
        deal = world.deal[str(row["deal_id"])]
        fields: dict[str, Any] = {name: edits[name] for name in ("quantity", "delay") if edits.get(name) is not None}
        if "counted" in edits:
            fields["include"] = bool(edits["counted"])
        if fields.get("quantity", deal.delivered) < deal.delivered:
            state.notice(
                f"{deal_name(world, deal.deal_id)}: {deal.delivered:,} are delivered already, so the units in all "
                f"stay at {row['quantity']:,}; write {deal.delivered:,} or more, or untick the deal."
            )
            del fields["quantity"]
        content[deal.deal_id] = deliveries.edited(deal, state.scenario().deal_change(deal.deal_id), **fields)
    state.change({"deals": content})
