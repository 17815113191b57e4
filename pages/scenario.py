"""Scenario: deals, purchases and retirements, and what they change."""

from balance_model.analysis import findings, tables
from balance_model.analysis.changes import changes
from balance_model.charts.deliveries import deal_timeline
from balance_model.charts.effects import change_effects
from ui import blocks, compute, editor, frame, state

frame.guard("pages/scenario.py")
scenario, base = state.scenario(), state.reference()
year = scenario.year
world = compute.world()
before, answer = compute.assessment(base), compute.assessment(scenario)
deals = tables.deal_table(world, scenario)
moved = changes(base, scenario, world)

headline = findings.change(before, answer, year) if moved else findings.deliveries(deals)
note = findings.unweighted(moved, answer) or editor.story(base, moved)
blocks.finding(headline + ".", note)

VIEWS = ["Deliveries", "Change deals", "Add a purchase", "Add a retirement", "What each change did"]
with blocks.view("scenario", VIEWS) as view:
    if view == "Deliveries":
        chosen = editor.chosen_deals(deals)
        if chosen.empty:
            blocks.empty("No deal fits this choice; choose another country, category or status.")
        else:
            title = findings.deliveries(chosen, "in this selection")
            subtitle = "Years of delivery and units; paler means less certain, dashed means not counted"
            now, span = int(world.facts["data_as_of"][:4]), (world.years[0], world.years[-1])
            blocks.chart(
                "deliveries",
                lambda look, width, height: deal_timeline(
                    editor.labelled(chosen), look, now, title, subtitle, width, height, span
                ),
                f"{title}. Delivery years of {len(chosen)} deals.",
                chosen.drop(columns=["source_ids", "note", "opacity", "include", "announced"]),
            )
    elif view == "Change deals":
        editor.deal_editor(deals)
    elif view == "Add a purchase":
        editor.purchases()
    elif view == "Add a retirement":
        editor.retirements()
    elif not moved:
        blocks.empty("Nothing is changed yet. Change a deal, a weight or a purchase and its effect is shown here.")
    else:
        parts = compute.difference(base, scenario, year)
        subtitle = f"Change of index in {year} against '{base.name}', averaged over all orders"
        blocks.chart(
            "effects",
            lambda look, width, height: change_effects(
                parts, look, findings.causes(parts, world), subtitle, width, height
            ),
            f"{headline}. Effect of each change on the four indices.",
            parts,
        )
        editor.taken_back(base, moved)
