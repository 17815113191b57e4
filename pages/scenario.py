"""Scenario: deals, purchases and retirements, and what they change."""

import streamlit as st

from balance_model.analysis import findings, tables
from balance_model.analysis.changes import changes
from balance_model.charts.deliveries import deal_timeline
from balance_model.charts.effects import change_effects
from ui import blocks, compute, editor, frame, state

frame.guard("pages/scenario.py")
scenario, base = state.scenario(), state.reference()
year = scenario.year
world = compute.world()
answer = compute.assessment(scenario)
deals = tables.deal_table(world, scenario)
moved = changes(base, scenario, world)

headline = findings.change(compute.assessment(base), answer, year) if moved else findings.deliveries(deals)
blocks.finding(headline + ".", scenario.story)

timeline, edit, buy, retire, effect = st.tabs(
    [
        "Deliveries",
        "Change deals",
        "Add a purchase",
        "Add a retirement",
        f"What each change did ({len(moved)})",
    ],
    key="scenario_tab",
)
with timeline:
    chosen = editor.chosen_deals(deals)
    if chosen.empty:
        blocks.empty("No deal fits this choice; choose another country, category or status.")
    else:
        title = findings.deliveries(chosen)
        blocks.chart(
            "deliveries",
            lambda look, width, height: deal_timeline(
                editor.labelled(chosen), look, int(world.facts["data_as_of"][:4]), title,
                "Years of delivery and units; paler means less certain, dashed means not counted",
                width, height, (world.years[0], world.years[-1]),
            ),
            f"{title}. Delivery years of {len(chosen)} deals.",
            chosen.drop(columns=["source_ids", "note", "opacity", "include"]),
        )  # fmt: skip
with edit:
    editor.deal_editor(deals)
with buy:
    editor.purchases()
with retire:
    editor.retirements()
with effect:
    if not moved:
        blocks.empty("Nothing is changed yet. Change a deal, a weight or a purchase and its effect is shown here.")
    else:
        parts = compute.difference(base, scenario, year)
        title = findings.change(compute.assessment(base), answer, year)
        blocks.chart(
            "effects",
            lambda look, width, height: change_effects(
                parts,
                look,
                title,
                f"Change of index in {year} against '{base.name}', averaged over all orders",
                width,
                height,
            ),
            f"{title}. Effect of each change on the four indices.",
            parts,
        )
