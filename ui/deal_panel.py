"""The panel of one deal: what it is, its dials, and what it does to the index."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from balance_model.analysis import deliveries, findings_scenario
from balance_model.analysis.changes import deal_name
from balance_model.domain import Deal
from balance_model.records.scenario import DealChange
from ui import compute, dials, drawer, live, sourced, state
from ui.dials import Dial

STYLE = """<style>
div:has(> .st-key-deal_panel) { position: sticky; bottom: 0.5rem; z-index: 50; }
.st-key-deal_panel {
  padding: 0.4rem 0.9rem 0.6rem; background: var(--paper); border: 1px solid rgba(128,128,128,0.5);
  border-radius: 6px; box-shadow: 0 -3px 14px rgba(0,0,0,0.2); gap: 0.35rem;
}
.deal { font-size: 0.9rem; line-height: 1.35; }
.deal p { margin: 0; display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
@media (max-width: 640px) {
  .st-key-deal_panel [data-testid="stHorizontalBlock"] { gap: 0.3rem; }
  .st-key-deal_panel { max-height: 65vh; overflow-y: auto; }
}
</style>"""


def draw(deal: Deal) -> None:
    """Draw the panel; it stays at the foot of the screen while the timeline above is scrolled."""
    world, name = compute.world(), deal.deal_id
    st.html(STYLE.replace("var(--paper)", compute.look().background))
    with st.container(key="deal_panel"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown("**" + deal_name(world, name).replace("*", r"\*") + "**", width="stretch")
            shown = st.popover("Sources", type="tertiary", key="deal_sources", on_change="rerun")
            st.button("Where from", key="deal_from", type="tertiary", on_click=_opened, args=(deal,))
            st.button(
                "As published", key="deal_back", type="tertiary", disabled=name not in dict(state.scenario().deals),
                on_click=lambda: state.change({"deals": {name: None}}),
            )  # fmt: skip
            st.button("Close", key="deal_close", type="tertiary", on_click=lambda: state.choose("deal", None))
        if shown.open:
            with shown:
                sources(deal.source_ids)
        first, second = (html.escape(line) for line in deliveries.facts(world, name))
        st.html(f'<div class="deal"><p>{first}</p><p title="{second}">{second}</p></div>')
        open_still = deal.best > deal.delivered
        count, *columns = st.columns([1.1, 2, 2, 2] if open_still else [1.1, 3, 3], gap="medium")
        with count:
            st.toggle("Count it", **state.bind("deal_count", _counted(deal), lambda on: _set(deal, include=on)))
        for column, make in zip(columns, (_units, _delay, _share) if open_still else (_units,), strict=False):
            with column:
                key = f"{make.__name__[1:]}_{name}"
                dials.panel(key, partial(_one, make, deal), partial(_moved, deal), group="deal")
        live.block("deal_effect", partial(_say, deal))


def _opened(deal: Deal) -> None:
    category = compute.world().system[deal.system_id].category
    drawer.ask(drawer.record(deal.country, category, f"deal:{deal.deal_id}"))


def sources(ids: Sequence[str]) -> None:
    """Sources by id as a table with links."""
    st.dataframe(
        sourced.links(ids), hide_index=True,
        column_config={"link": st.column_config.LinkColumn("link", display_text="open")},
    )  # fmt: skip


def _one(make: Any, deal: Deal) -> list[Dial]:
    return [make(deal)]


def _units(deal: Deal) -> Dial:
    edit = state.scenario().deal_change(deal.deal_id)
    value = deal.best if edit.quantity is None else edit.quantity
    unit = compute.world().system[deal.system_id].counted_unit
    note = f"{deal.delivered:,} delivered" if deal.delivered else ""
    most = max(2 * deal.best, deal.high, value)
    return Dial("quantity", "Units in all", f"{unit}s", value, deal.best, deal.delivered, most, 1.0, note=note)


def _delay(deal: Deal) -> Dial:
    late = state.scenario().deal_change(deal.deal_id).delay
    return Dial(
        "delay", "Delay", "years", late, 0.0, *deliveries.limits("delay"), 0.5, help="Of the units still to come."
    )


def _share(deal: Deal) -> Dial:
    part = float(round(deliveries.arriving(deal, state.scenario().deal_change(deal.deal_id))))
    words = "Per cent of the units still to come that arrive at all."
    return Dial("share", "Share that arrives", "%", part, 100.0, 0.0, max(100.0, part), 5.0, help=words)


def _moved(deal: Deal, moved: Mapping[str, float]) -> dict[str, Any]:
    fields: dict[str, float] = dict(moved)
    if "share" in fields:
        fields["quantity"] = deliveries.units_arriving(deal, fields.pop("share"))
    return _set(deal, **fields)


def _set(deal: Deal, **fields: bool | float | None) -> dict[str, Any]:
    """Sparse content in which some fields of the deal's change are set."""
    if "include" in fields:
        usual = deliveries.counts(compute.world(), deliveries.by_rule(state.scenario(), deal.deal_id), deal.deal_id)
        fields["include"] = None if fields["include"] == usual else fields["include"]
    old = state.scenario().deal_change(deal.deal_id)
    return {"deals": {deal.deal_id: deliveries.edited(deal, old, **fields)}}


def _counted(deal: Deal) -> bool:
    return deliveries.counts(compute.world(), state.scenario(), deal.deal_id)


def _say(deal: Deal) -> None:
    st.html(f'<div class="deal"><b>{html.escape(effect(deal))}</b></div>')


def effect(deal: Deal) -> str:
    """What the deal, and the reader's change of it, does to the index in the shown year."""
    scenario, year, name = state.scenario(), state.scenario().year, deal.deal_id
    off, on, published, now = (
        compute.assessment(one)
        for one in (
            deliveries.counted_or_not(scenario, name, counted=False),
            deliveries.counted_or_not(scenario, name, counted=True),
            deliveries.as_published(scenario, name),
            scenario,
        )
    )
    return findings_scenario.deal_effect(
        deliveries.index_pairs(off, on, year),
        deliveries.index_pairs(published, now, year),
        counted=_counted(deal),
        changed=scenario.deal_change(name) != DealChange(),
        year=year,
    )
