"""Deliveries: filters, and the timeline of deals whose rows open a deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import deliveries, findings, tables
from balance_model.charts.deliveries import PICK, deal_timeline
from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from ui import blocks, compute, deal_panel, live, state, viewport
from ui.blocks import Picture

HEADLINE, EVERY = "Headline four", "All ten"
COMING, ALL = "To come", "All"
HEIGHT = 360
CHART = "deal_chart"


def draw() -> None:
    """Filters and timeline, with the panel of the open deal at the foot of the screen."""
    filters()
    if _shown(state.scenario(), _chosen()).empty:
        blocks.empty("No deal fits this choice; choose another country, category, supplier or status.")
        return
    _timeline()
    name = opened()
    if name:
        deal_panel.draw(compute.world().deal[name])


def opened() -> str | None:
    """The deal whose panel is open."""
    name: str | None = state.choice("deal", None, lambda wanted: wanted in compute.world().deal)
    return name


def filters() -> None:
    """One row of choices above the timeline; on a narrow screen it breaks into several."""
    world = compute.world()
    offers = _offers(world)
    rows = _shown(state.scenario(), _chosen())
    labels = dict(zip(rows["deal_id"], rows["country_name"] + ": " + rows["label"], strict=True))
    if opened() not in labels:
        state.choose("deal", None)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for name, label, usual, width in (
            ("deals_country", "Country", "All four", 128),
            ("deals_category", "Category", HEADLINE, 138),
            ("deals_supplier", "Supplier", "All", 120),
            ("deals_status", "Status", "All", 120),
        ):
            bound = state.bind_choice(name, *_rule(name, offers))
            if name == "deals_category":
                st.selectbox(label, offers[name], width=width, **bound)
            else:
                shown = {one: deliveries.supplier_words(world, one) for one in offers[name]}
                st.multiselect(
                    label, offers[name], placeholder=usual, width=width, format_func=shown.__getitem__, **bound
                )  # fmt: skip
        st.segmented_control(
            "Show", offers["deals_span"], required=True, **state.bind_choice("deals_span", *_rule("deals_span", offers))
        )
        st.selectbox(
            "Open a deal", list(labels), format_func=labels.__getitem__, placeholder="or click a row", width=134,
            index=None, **state.bind_choice("deal", None, lambda wanted: wanted in labels),
        )  # fmt: skip


@lru_cache(maxsize=2)
def _offers(world: World) -> dict[str, list[str]]:
    """What each filter has on offer."""
    deals = tables.deal_table(world, compute.preset("baseline"))
    return {
        "deals_country": [world.short_name(code) for code in world.country_codes],
        "deals_category": [HEADLINE, EVERY, *(world.category[name].name for name in world.category_ids)],
        "deals_supplier": deliveries.suppliers(deals),
        "deals_status": [row.name for row in sorted(world.statuses, key=lambda row: row.order)],
        "deals_span": [COMING, ALL],
    }


def _rule(name: str, offers: Mapping[str, Sequence[str]]) -> tuple[Any, Any]:
    """The usual choice of a filter, and what fits it."""
    if name == "deals_category":
        return HEADLINE, offers[name].__contains__
    if name == "deals_span":
        return COMING, offers[name].__contains__
    return [], lambda wanted: isinstance(wanted, list) and set(wanted) <= set(offers[name])


def _chosen() -> tuple[tuple[str, ...] | str, ...]:
    """The filters as they are set: countries, category, suppliers, statuses, span."""
    offers = _offers(compute.world())
    values = [state.choice(name, *_rule(name, offers)) for name in offers]
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def _shown(scenario: Scenario, chosen: tuple[Any, ...]) -> pd.DataFrame:
    """Deals that pass the filters, as the timeline draws them."""
    world = compute.world()
    countries, category, suppliers, statuses, span = chosen
    headline = [row.name for row in world.categories if row.headline]
    categories = {HEADLINE: headline, EVERY: []}.get(category, [category])
    deals = tables.deal_table(world, scenario)
    found = deliveries.chosen(deals, countries, categories, suppliers, statuses, span == COMING)
    return deliveries.timeline_rows(found, world)


def _timeline() -> None:
    """The timeline as a chart whose rows can be clicked; it follows the dials of the open deal."""

    def drawn() -> None:
        words, spec = _specification(
            deliveries.of_deals(state.scenario()), _chosen(), opened() or "", compute.look(), viewport.width()
        )
        blocks.chart(spec, _chart_key(), words, on_select=_selected, selection_mode=PICK)

    live.block("chart_deliveries", drawn, group="deal")
    blocks.actions("deliveries", timeline(state.scenario(), _chosen(), opened() or ""), HEIGHT)


@lru_cache(maxsize=32)
def _specification(
    scenario: Scenario, chosen: tuple[Any, ...], name: str, look: Look, width: int
) -> tuple[str, dict[str, Any]]:
    """Words and specification of the timeline, kept for the next run of the page."""
    made = timeline(scenario, chosen, name)
    return made.alt, blocks.specification(made, look, width, HEIGHT)


def timeline(scenario: Scenario, chosen: tuple[Any, ...], name: str) -> Picture:
    """The deals that pass the filters; the row of deal ``name`` is marked."""
    world, rows = compute.world(), _shown(scenario, chosen)
    title = findings.deliveries(rows, "in this selection")
    subtitle = "Years of delivery, and units in all. Paler: less certain; dashed: not counted. Click a row to change it"
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    first = max(world.years[0], now - 2) if chosen[-1] == COMING else world.years[0]
    return Picture(
        lambda look, width, height: deal_timeline(
            rows, look, now, title, subtitle, width, height, (first, last), name
        ),
        f"{title}. Delivery years of {len(rows)} deals.",
        rows[["country", "label", "status_name", "supplier_words", "value_words", "unit_words", "quantity",
              "delivered", "first_year", "last_year", "counted", "evidence"]],
    )  # fmt: skip


def _picked() -> str | None:
    """The deal whose row was clicked last."""
    held = st.session_state.get(f"chart_deliveries_{st.session_state.get(CHART, 0)}")
    rows = held["selection"].get(PICK, []) if held else []
    return rows[0]["deal_id"] if rows else None


def _chart_key() -> str:
    """Key of the chart; a new one when the deal was closed or chosen elsewhere, so that its row can be clicked."""
    if _picked() not in (None, opened()):
        st.session_state[CHART] = st.session_state.get(CHART, 0) + 1
    return f"chart_deliveries_{st.session_state.get(CHART, 0)}"


def _selected() -> None:
    state.choose("deal", _picked())
    st.rerun()
