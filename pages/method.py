"""Method: the formulas with today's numbers, and the limits."""

import streamlit as st

from balance_model.charts.curves import saturation
from ui import blocks, compute, explain, frame, state

frame.guard("pages/method.py")
scenario = state.scenario()
year = scenario.year
answer = compute.assessment(scenario)

blocks.finding(
    "Units in service become strength, strength saturates, and a weighted mean makes the index.",
    "Worth of an item × how many are usable = strength. A second hundred adds less than the first. Weights are yours.",
)
steps, whole, dials, limits = st.tabs(
    ["With today's numbers", "All formulas", "Adjustable numbers", "What it does not say"], key="method_tab"
)
with steps:
    code, category = explain.choice(answer)
    curve, points, half, title = explain.curve(answer, category, year)
    blocks.chart(
        "saturation",
        lambda look, width, height: saturation(
            curve,
            points,
            half,
            look,
            title,
            f"Value against strength in {year}; half value at the half-requirement",
            width,
            height,
        ),
        f"{title}. The saturation curve with the four countries on it.",
        points,
        height=300,
    )
    explain.steps(answer, code, category, year)
with whole:
    explain.document("METHOD.md")
with dials:
    explain.dials()
with limits:
    explain.document("LIMITS.md")
