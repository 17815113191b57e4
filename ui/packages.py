"""Packages: ready-made purchases by theme, with their story, parts and price."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import catalogue
from balance_model.charts.theme import NARROW
from balance_model.errors import ScenarioError
from ui import blocks, builder, change_list, compute, state, viewport


def draw() -> None:
    """Choose a package and a country, see what is in it and what it would do, and add it."""
    world = compute.world()
    now, codes = int(world.facts["data_as_of"][:4]), world.country_codes
    names = {name: items[0].name for name, items in world.package.items()}
    usual = next(iter(names))
    package = st.pills(
        "Theme", list(names), format_func=names.__getitem__, required=True,
        **state.bind_choice("package", usual, names.__contains__),
    )  # fmt: skip
    items = world.package[package]
    st.markdown(items[0].story)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        country = st.selectbox(
            "Country", codes, format_func=world.short_name, width=150,
            **state.bind_choice("package_country", codes[0], codes.__contains__),
        )  # fmt: skip
        order = st.number_input("Ordered in", now, world.years[-1], now, step=1, width=130, key="package_year")
        try:
            purchases = catalogue.package_purchases(world, package, country, order)
            problem = ""
        except ScenarioError as error:
            purchases, problem = [], str(error)
        st.button(
            "Add this package", type="primary", key="package_add", disabled=bool(problem),
            on_click=lambda: change_list.append("purchases", purchases),
        )  # fmt: skip
    price = builder.money(*catalogue.package_price(world, package))
    st.markdown(f"{price} in all. {problem or builder.preview(list(purchases), state.scenario().year)}")
    blocks.table("package-parts", f"What '{names[package]}' holds", _parts(package))
    warned = [(world.option[item.option_id].name, catalogue.cautions(world, item.option_id, country)) for item in items]
    for name, cautions in warned:
        for sentence in cautions:
            st.caption(f":material/warning: {name}: {sentence}".replace("*", r"\*"))
    builder.purchases()


def _parts(package: str) -> pd.DataFrame:
    """The parts of a package: count, option, price of all of them, first delivery, and why it is in it."""
    world = compute.world()
    rows = []
    for item in world.package[package]:
        option = world.option[item.option_id]
        costs = (option.unit_cost_low, option.unit_cost_best, option.unit_cost_high)
        rows.append(
            {
                "Count": item.count,
                "Option": option.name,
                "Price": builder.money(*(item.count * cost for cost in costs)),
                "Lead time, years": f"{option.lead_years_best:g}",
                "Price evidence": option.evidence,
                "Why": item.why,
            }
        )
    table = pd.DataFrame(rows)
    return table.drop(columns=["Lead time, years", "Price evidence"]) if viewport.width() < NARROW else table
