"""Buy: a purchase from the catalogue, or of any system, with what it costs and what it would do."""

from __future__ import annotations

import html
from collections.abc import Mapping
from math import ceil
from typing import Any

import streamlit as st

from balance_model.analysis import catalogue, findings_scenario
from balance_model.analysis.deliveries import index_pairs
from balance_model.analysis.words import sentence
from balance_model.domain import Option
from balance_model.errors import ScenarioError
from balance_model.records.scenarios import altered, content_of
from ui import ceiling_notes, change_list, compute, deal_panel, state

FROM_CATALOGUE, ANY_SYSTEM = "From the catalogue", "Any system"


def draw() -> None:
    """The builder, and the purchases made so far with a dial each."""
    ways = [FROM_CATALOGUE, ANY_SYSTEM]
    bound = state.bind_choice("buy_way", FROM_CATALOGUE, ways.__contains__)
    way = st.segmented_control("What to buy from", ways, required=True, label_visibility="collapsed", **bound)
    if way == ANY_SYSTEM:
        any_system()
    else:
        from_catalogue()
    purchases()


def purchases() -> None:
    """The purchases of the scenario."""
    st.markdown("**Purchases in this scenario**")
    if not state.scenario().purchases:
        st.caption("No purchase has been added.")
    change_list.listed(["purchases"])


def from_catalogue() -> None:
    """Choose an option, see what is known of it, and add it."""
    world = compute.world()
    codes = world.country_codes
    categories = [name for name in world.category_ids if any(row.category == name for row in world.options)]
    first, second, third = st.columns([2, 2, 5])
    country = first.selectbox(
        "Country", codes, format_func=world.short_name, **state.bind_choice("buy_country", codes[0], codes.__contains__)
    )
    category = second.selectbox(
        "Category", categories, format_func=lambda name: world.category[name].name,
        **state.bind_choice("buy_category", categories[0], categories.__contains__),
    )  # fmt: skip
    offers = {row.option_id: row for row in world.options if row.category == category}
    usual = next(iter(offers))
    if state.choice("buy_option", usual, world.option.__contains__) not in offers:
        state.choose("buy_option", usual)
    name = third.selectbox(
        "Option", list(offers), format_func=lambda key: _title(offers[key]),
        **state.bind_choice("buy_option", usual, offers.__contains__),
    )  # fmt: skip
    option = offers[name]
    card(option, country)
    _order(option, country)


def _title(option: Option) -> str:
    return option.name + ("" if option.scored else " (not scored)")


def money(low: float, best: float, high: float) -> str:
    """A price with its range in million EUR."""
    shown = [f"{value:,.0f}" if value >= 20 else f"{value:,.2g}" for value in (low, best, high)]
    return f"EUR {shown[1]} m ({shown[0]} to {shown[2]} m)"


def card(option: Option, country: str) -> None:
    """What is known of an option: price, lead time, what the price covers, sales, sources, cautions."""
    world = compute.world()
    units = option.units_per_option
    brings = "" if units == 1 else f" It brings {units:,} counted units."
    lead = f"{option.lead_years_best:g} years ({option.lead_years_low:g} to {option.lead_years_high:g})"
    lines = [
        ("Price", f"{money(option.unit_cost_low, option.unit_cost_best, option.unit_cost_high)} of {option.price_year} "
                  f"for one {option.unit}.{brings}"),
        ("Covers", f"{option.includes}. Running cost is not in the price."),
        ("Lead time", f"{lead} from order to first delivery; sellers: {option.sellers}."),
        ("Sales", option.example_sales),
        ("Evidence", f"{sentence(option.evidence)}. {option.note or ''}"),
    ]  # fmt: skip
    rows = "".join(f"<dt>{word}</dt><dd>{html.escape(text)}</dd>" for word, text in lines)
    st.html(
        "<style>dl.option { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 0.8rem; margin: 0;"
        " padding: 0 !important; font-size: 0.92rem; line-height: 1.35; }"
        " .option dt { font-weight: 600; } .option dd { margin: 0; }</style>"
        f'<dl class="option">{rows}</dl>'
    )
    for words in catalogue.cautions(world, option.option_id, country):
        st.caption(f":material/warning: {words}".replace("*", r"\*"))
    with st.popover("Sources of the price", type="tertiary", key="option_sources", on_change="rerun") as sources:
        if sources.open:
            deal_panel.sources(option.source_ids)


def _order(option: Option, country: str) -> None:
    """How many, from when, and what it would do; with a button to add it."""
    world, scenario = compute.world(), state.scenario()
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    proposed = min(last, now + ceil(option.lead_years_best))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        count = st.number_input("How many", 1, 10_000, 1, step=1, width=130, key="buy_count")
        start = st.number_input(
            "First delivery", now, last, proposed, step=1, width=130, key=f"buy_first_{option.option_id}",
            help=f"Proposed: ordered in {now}, plus the best lead time.",
        )  # fmt: skip
        end = st.number_input("Last delivery", start, last, None, step=1, width=130, placeholder=str(start))
        item = {
            "country": country, "system_id": option.system_id, "quantity": count * option.units_per_option,
            "first_year": start, "last_year": max(start, end or start), "option_id": option.option_id,
        }  # fmt: skip
        st.button("Add", type="primary", key="buy_add", on_click=lambda: change_list.append("purchases", [item]))
    price = money(*(count * cost for cost in (option.unit_cost_low, option.unit_cost_best, option.unit_cost_high)))
    st.markdown(f"{price}. {preview([item], scenario.year) if option.scored else 'Ammunition is not scored.'}")


def preview(items: list[Mapping[str, Any]], year: int) -> str:
    """What purchases would do to the index of a year, before they are added."""
    world, scenario = compute.world(), state.scenario()
    try:
        after = altered(scenario, {"purchases": [*content_of(scenario)["purchases"], *items]}, world)
    except ScenarioError as error:
        return str(error).split(": ", 1)[-1]
    pairs = index_pairs(compute.assessment(scenario), compute.assessment(after), year)
    moved = findings_scenario.would_move(pairs, year).replace("*", r"\*")
    warned = ceiling_notes.would(scenario, after)
    return f"{moved} :material/warning: {warned}" if warned else moved


def any_system() -> None:
    """A form for a purchase of any system at any price."""
    world = compute.world()
    now, last = int(world.facts["data_as_of"][:4]), world.years[-1]
    names = {row.system_id: f"{row.name} ({world.category[row.category].name.lower()})" for row in world.systems}
    systems = sorted(names, key=lambda key: names[key])
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
        pressed = fourth.form_submit_button("Add the purchase")
    if pressed and system is None:
        st.warning("Choose a system to buy.")
    elif pressed:
        item = {"country": country, "system_id": system, "quantity": quantity, "first_year": start, "last_year": end,
                "unit_cost_m": cost}  # fmt: skip
        change_list.append("purchases", [item])
        st.rerun()
