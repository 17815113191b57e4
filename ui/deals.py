"""Deliveries: filters, and the timeline of deals whose rows open a deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import deliveries, findings
from balance_model.analysis.words import number_word
from balance_model.charts.deliveries import PICK, deal_timeline
from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import by_key, hung
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import actions, blocks, compute, deal_panel, live, state, viewport

HEADLINE, EVERY = "headline", "every"
COMING, ALL = "To come", "All"
MORE = ("deals_span", "deals_supplier", "deals_status")
HEIGHT, SLIDE_HEIGHT, SLIDE_ROWS = 360, 240, 8
CHART = "deal_chart"
MOST_NATIVE = 30
"""More bars than that no slide can name."""


def draw() -> None:
    """Filters and timeline, with the panel of the open deal at the foot of the screen; a slide has no filters."""
    if not state.presenting():
        filters()
    if _rows().empty:
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
    """One row of choices above the timeline; those used less often stand in a menu."""
    world, rows = compute.world(), _rows()
    offers = _offers(world)
    labels = dict(zip(rows["deal_id"], rows["country_name"] + ": " + rows["label"], strict=True))
    if opened() not in labels:
        state.choose("deal", None)
    used = sum(state.choice(name, *_rule(name, offers)) != _rule(name, offers)[0] for name in MORE)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        _several("deals_country", "Country", f"All {number_word(len(world.country_codes))}", offers, 150)
        words = _category_words()
        st.selectbox(
            "Category", offers["deals_category"], width=205, format_func=words.__getitem__,
            **state.bind_choice("deals_category", *_rule("deals_category", offers)),
        )  # fmt: skip
        more = st.popover(
            f"More filters ({used} set)" if used else "More filters", icon=":material/tune:", key="deals_more",
            on_change="rerun",
        )  # fmt: skip
        st.selectbox(
            "Open a deal", list(labels), format_func=labels.__getitem__, placeholder="or click a row", width=290,
            index=None, **state.bind_choice("deal", None, lambda wanted: wanted in labels),
        )  # fmt: skip
    if more.open:
        with more:
            st.segmented_control(
                "Show", offers["deals_span"], required=True,
                **state.bind_choice("deals_span", *_rule("deals_span", offers)),
            )  # fmt: skip
            _several("deals_supplier", "Supplier", "All", offers, 300)
            _several("deals_status", "Status", "All", offers, 300)


def _several(name: str, label: str, usual: str, offers: Mapping[str, Sequence[str]], width: int) -> None:
    """A filter of which several may be chosen; none means all."""
    words = {one: deliveries.supplier_words(compute.world(), one) for one in offers[name]}
    st.multiselect(
        label, offers[name], placeholder=usual, width=width, format_func=words.__getitem__,
        **state.bind_choice(name, *_rule(name, offers)),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _offers(world: World) -> dict[str, list[str]]:
    """What each filter has on offer."""
    deals = compute.deal_table(compute.preset("baseline"))
    return {
        "deals_country": [world.short_name(code) for code in world.country_codes],
        "deals_category": [HEADLINE, EVERY, *world.category_ids],
        "deals_supplier": deliveries.suppliers(deals),
        "deals_status": [row.name for row in sorted(world.statuses, key=lambda row: row.order)],
        "deals_span": [COMING, ALL],
    }


def _category_words() -> dict[str, str]:
    """Words of the categories on offer; the usual choice says so when changed deals of other categories are in it."""
    world = compute.world()
    headline = {row.category for row in world.categories if row.headline}
    more = " and changed" if deliveries.changed_categories(world, state.scenario()) - headline else ""
    return {
        HEADLINE: f"Headline {number_word(len(headline))}{more}",
        EVERY: f"All {number_word(len(world.categories))}",
    } | {row.category: row.name for row in world.categories}


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


def _seen() -> Scenario:
    """What the timeline depends on in the scenario on screen."""
    return deliveries.of_deals(state.scenario())


def _rows() -> pd.DataFrame:
    return _shown(_seen(), _chosen(), compute.world())


@lru_cache(maxsize=32)
def _shown(scenario: Scenario, chosen: tuple[Any, ...], world: World) -> pd.DataFrame:
    """Deals that pass the filters, as the timeline draws them."""
    countries, category, suppliers, statuses, span = chosen
    categories = [world.category[name].name for name in _categories(category, scenario, world)]
    deals = compute.deal_table(scenario)
    found = deliveries.chosen(deals, countries, categories, suppliers, statuses, span == COMING)
    return deliveries.timeline_rows(found, world)


def _categories(choice: str, scenario: Scenario, world: World) -> list[str]:
    """Categories that a choice stands for."""
    if choice == EVERY:
        return list(world.category_ids)
    if choice != HEADLINE:
        return [choice]
    changed = deliveries.changed_categories(world, scenario)
    return [name for name in world.category_ids if world.category[name].headline or name in changed]


def _timeline() -> None:
    """The timeline as a chart whose rows can be clicked; it follows the dials of the open deal."""

    def drawn() -> None:
        asked = _seen(), _chosen(), opened() or "", _slide()
        spec = _specification(*asked, compute.look(), viewport.width(), compute.world())
        blocks.chart(spec, _chart_key(), _picture().alt, on_select=_selected, selection_mode=PICK)

    live.block("chart_deliveries", drawn, group="deal")
    actions.row("deliveries", _picture(), HEIGHT)


def _picture() -> Picture:
    return timeline(_seen(), _chosen(), opened() or "", _slide(), compute.world())


def _slide() -> tuple[str, ...]:
    """The few deals of a slide in present mode; none outside of it, where all are shown."""
    if not state.presenting():
        return ()
    return deliveries.moving_most(compute.assessment(state.scenario()), list(_rows()["deal_id"]), SLIDE_ROWS)


@lru_cache(maxsize=32)
def _specification(
    scenario: Scenario, chosen: tuple[Any, ...], name: str, few: tuple[str, ...], look: Look, width: int, world: World
) -> dict[str, Any]:
    """Specification of the timeline, kept for the next run of the page."""
    height = SLIDE_HEIGHT if few else HEIGHT
    return blocks.specification(timeline(scenario, chosen, name, few, world), look, width, height)


@lru_cache(maxsize=32)
def timeline(scenario: Scenario, chosen: tuple[Any, ...], name: str, few: tuple[str, ...], world: World) -> Picture:
    """The deals that pass the filters, of them only ``few`` if any are named; the row of deal ``name`` is marked."""
    rows = _shown(scenario, chosen, world)
    title = findings.deliveries(rows, "in this selection")
    subtitle = "Years of delivery, and units in all. Paler: less certain; dashed: not counted"
    if few:
        rows = rows[rows["deal_id"].isin(few)]
        subtitle = f"Years of delivery, and units in all; the {number_word(len(few))} that move an index most"
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    first = max(world.years[0], now - 2) if chosen[-1] == COMING else world.years[0]
    return Picture(
        lambda look, width, height: deal_timeline(
            rows, look, now, title, subtitle, width, height, (first, last), name
        ),
        f"{title}. Delivery years of {len(rows)} deals.",
        rows[["country", "label", "status_name", "supplier_words", "value_words", "unit_words", "quantity",
              "delivered", "first_year", "last_year", "counted", "evidence"]],
        touches=tuple(_categories(chosen[1], scenario, world)),
        native=(lambda look: _spans(rows, look, first, last)) if len(rows) <= MOST_NATIVE else None,
    )  # fmt: skip


def _spans(rows: pd.DataFrame, look: Look, first: int, last: int) -> Native:
    """A bar for each deal from its first to its last year of delivery, in the order of the timeline."""
    places = {code: at for at, code in enumerate(look.order)}
    rows = rows.assign(lane=rows["country"].map(places)).sort_values(
        ["lane", "first_year", "last_year", "label"], kind="stable"
    )
    bars = by_key(
        "stacked_bar",
        [f"{row.label}, {row.quantity:,} ({row.status_name.lower()})" for row in rows.itertuples()],
        rows["country"].tolist(), {"": rows["last_year"] - rows["first_year"] + 1}, lambda code, _: look.colour(code),
        look.name, unit="Year", decimals=0, low=float(first), high=float(last + 1),
        subtitle="Years of delivery, each bar from the first to the end of the last one; units and status in words",
    )  # fmt: skip
    return hung(bars, rows["first_year"])


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
