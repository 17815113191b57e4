"""Compare: scenarios side by side, differences by cause, coalitions."""

from dataclasses import replace

import streamlit as st

from balance_model.analysis import findings, sides
from balance_model.charts.compare import difference, scenarios_side_by_side
from balance_model.charts.timeline import index_over_time
from ui import blocks, chooser, compute, frame, state

frame.guard("pages/compare.py")
scenario = state.scenario()
year = scenario.year
answer = compute.assessment(scenario)

headline = st.container()
with blocks.view("compare", ["Scenarios side by side", "Why they differ", "Side A against side B"]) as view:
    if view == "Scenarios side by side":
        chosen = chooser.scenarios(scenario)
        answers = [compute.assessment(one) for one in chosen]
        scores = sides.side_by_side(answers, year)
        finding, title = findings.scenarios(answers, year), findings.highest(answers, year)
        subtitle = f"Holdings index in {year}, 0 to 1; differences from '{chosen[0].name}'"
        blocks.chart(
            "scenarios",
            lambda look, width, height: scenarios_side_by_side(scores, look, title, subtitle, width, height),
            f"{title}. Indices of the four in {len(chosen)} scenarios.",
            scores,
        )
    elif view == "Why they differ":
        reference, country = chooser.reference_and_country(scenario)
        before = compute.assessment(reference)
        parts = compute.difference(reference, scenario, year)
        finding = findings.change(before, answer, year)
        if parts.empty:
            blocks.empty("Scenario and reference are the same; choose another reference, or change something.")
        else:
            steps = sides.waterfall(parts, before, answer, country, year)
            title = findings.one_change(before, answer, country, year)
            subtitle = f"Holdings index in {year}; parts averaged over all orders, they add up"
            blocks.chart(
                "causes",
                lambda look, width, height: difference(steps, look, title, subtitle, width, height),
                f"{title}. The difference by cause.",
                steps,
            )
    else:
        facing = sides.facing_by_year(answer, scenario)
        lines, names = chooser.side_lines(facing, scenario)
        finding = findings.sides(answer, scenario, year)
        title = findings.sides_over_time(facing, scenario, answer.world, year)
        subtitle = "Holdings index of each side, members added together, facing the other"
        blocks.chart(
            "sides",
            lambda look, width, height: index_over_time(
                lines, compute.no_steps(), replace(look, names=names, order=tuple(code for code, _ in names)),
                year, title, subtitle, width, height,
            ),
            f"{title}. Index of both sides by year.",
            facing,
        )  # fmt: skip
        st.caption("Choose the sides, and how far each member of a coalition is committed, under 'Sides to compare'.")
with headline:
    blocks.finding(finding + ".")
