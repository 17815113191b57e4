"""Deals under a chart whose number is assumed or not known, each with a number that the reader can set."""

from __future__ import annotations

import html
from functools import partial
from typing import Any

import streamlit as st

from balance_model.analysis import deliveries, unsized
from balance_model.analysis.words import quantity_text
from ui import compute, state

GROUNDS = {
    unsized.ASSUMED: "Its number is assumed.",
    unsized.UNKNOWN: "No number is known: the least is none, the highest at least twice the best.",
}
_STYLE = """<style>.size p { margin: 0; font-size: 0.88rem; line-height: 1.35; }
.size summary { cursor: pointer; text-decoration: underline; font-size: 0.88rem; }</style>"""


def menu(name: str, touches: tuple[str, ...] | None) -> None:
    """A folded list of the deals under the chart ``name`` whose number is not firm.

    ``touches`` are the categories the chart rests on; None means those that carry weight.
    """
    scenario = state.scenario()
    rows = compute.unsized(scenario, unsized.weighted(scenario, compute.world()) if touches is None else touches)
    popover = st.popover(
        unsized.summary(rows), type="tertiary", icon=":material/help_center:", key=f"size_{name}", on_change="rerun",
        help="Deals behind this chart whose number is a guess, and a place to set your own",
    )  # fmt: skip
    if popover.open:
        with popover:
            _listed(name, rows)


def _listed(name: str, rows: Any) -> None:
    if rows.empty:
        st.caption("Every deal that touches this chart has a number with a source.")
        return
    st.html(_STYLE)
    names = dict(zip(rows["country"], rows["country_name"], strict=True))
    key = f"size_country_{name}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names))
    code = st.segmented_control(
        "Country", list(names), format_func=names.__getitem__, key=key, required=True, label_visibility="collapsed",
    )  # fmt: skip
    for row in rows[rows["country"] == code].itertuples(index=False):
        _deal(name, row)


def _deal(name: str, row: Any) -> None:
    """One deal: its range, why it is not firm, and the number in this scenario."""
    left_out = "" if row.counted else " It does not count in this scenario, so its number moves nothing yet."
    why = f"<details><summary>Why</summary><p>{html.escape(row.note)}</p></details>" if row.note else ""
    st.html(
        f'<div class="size"><p><b>{html.escape(row.system)}</b>: {quantity_text(row.low)} to '
        f"{quantity_text(row.high)}, best {quantity_text(row.best)}.</p>"
        f"<p>{GROUNDS[row.ground]}{left_out}</p>{why}</div>"
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.number_input(
            f"Units in all, {row.system}", int(row.delivered), int(deliveries.limits("quantity")[1]), step=1, width=180,
            label_visibility="collapsed",
            **state.bind(f"size_{name}_{row.deal_id}", int(row.quantity), partial(_sized, row.deal_id)),
        )  # fmt: skip
        st.button(
            "As published", key=f"size_back_{name}_{row.deal_id}", type="tertiary", disabled=not row.set,
            on_click=_unset, args=(row.deal_id,),
        )  # fmt: skip


def _sized(deal_id: str, units: float | None) -> dict[str, Any] | None:
    """Sparse content in which a deal brings so many units in all."""
    if units is None:
        return None
    old = state.scenario().deal_change(deal_id)
    return {"deals": {deal_id: deliveries.edited(compute.world().deal[deal_id], old, quantity=units)}}


def _unset(deal_id: str) -> None:
    old = state.scenario().deal_change(deal_id)
    state.change({"deals": {deal_id: deliveries.edited(compute.world().deal[deal_id], old, quantity=None)}})
