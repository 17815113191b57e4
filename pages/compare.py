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
world = compute.world()

headline = st.container()
together, causes, coalition = st.tabs(
    ["Scenarios side by side", "Why they differ", "Side A against side B"], key="compare_tab"
)
with together:
    chosen = chooser.scenarios(scenario)
    answers = [compute.assessment(one) for one in chosen]
    scores = sides.side_by_side(answers, year)
    title = findings.scenarios(answers, year)
    blocks.chart(
        "scenarios",
        lambda look, width, height: scenarios_side_by_side(
            scores,
            look,
            title,
            f"Holdings index in {year}, 0 to 1; differences from '{chosen[0].name}'",
            width,
            height,
        ),
        f"{title}. Indices of the four in {len(chosen)} scenarios.",
        scores,
    )
with causes:
    reference, country = chooser.reference_and_country(scenario)
    parts = compute.difference(reference, scenario, year)
    before, after = compute.assessment(reference), compute.assessment(scenario)
    if parts.empty:
        blocks.empty(
            "The scenario on screen and its reference are the same. Choose another reference, or change something."
        )
    else:
        steps = sides.waterfall(parts, before, after, country, year)
        moved = findings.one_change(before, after, country, year)
        blocks.chart(
            "causes",
            lambda look, width, height: difference(
                steps,
                look,
                moved,
                f"Holdings index in {year}; parts averaged over all orders, they add up",
                width,
                height,
            ),
            f"{moved}. The difference by cause.",
            steps,
        )
with coalition:
    answer = compute.assessment(scenario)
    words = findings.sides(answer, scenario, year)
    facing = sides.facing_by_year(answer, scenario)
    lines, names = chooser.side_lines(facing, scenario)
    blocks.chart(
        "sides",
        lambda look, width, height: index_over_time(
            lines, compute.no_steps(), replace(look, names=names, order=tuple(name for name, _ in names)), year, words,
            "Holdings index of each side, members added together, facing the other", width, height,
        ),
        f"{words}. Index of both sides by year.",
        facing,
    )  # fmt: skip
    st.caption("Choose the sides, and how far each member of a coalition is committed, under 'Sides to compare'.")
with headline:
    blocks.finding(title + ".")
