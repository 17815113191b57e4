"""Balance: how the four compare, by category and over the years."""

import streamlit as st

from balance_model.analysis import findings, tables
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.timeline import index_over_time
from ui import blocks, compute, frame, state

frame.guard("pages/balance.py")
scenario = state.scenario()
year = scenario.year
answer = compute.assessment(scenario)
world = answer.world

blocks.finding(findings.balance(answer, year), findings.weight_proof(answer, year))
blocks.tiles()

steps = compute.index_steps(scenario)
scores = answer.scores
over_time = findings.over_time(answer, year)
by_category, by_year, by_pair = st.tabs(["By category", "Over the years", "Pair by pair"])
with by_category:
    values = tables.category_values(answer, year)
    lead = findings.profile(answer, year)
    blocks.chart(
        "profile",
        lambda look, width, height: category_profile(
            values,
            look,
            lead,
            f"Category value in {year}, 0 to 1; higher means a larger holding",
            width,
            height,
        ),
        f"{lead}. Category values of the four in {year}, from 0 to 1.",
        values[["country", "category_name", "strength", "value", "weight"]],
    )
with by_year:
    span = f"{world.years[0]} to {world.years[-1]}"
    subtitle = f"Holdings index, 0 to 1, {span}; triangles mark the deals behind the steps"
    blocks.chart(
        "index",
        lambda look, width, height: index_over_time(scores, steps, look, year, over_time, subtitle, width, height),
        f"{over_time}. Index of the four by year.",
        scores,
    )
with by_pair:
    pairs = tables.pairs(answer, year)
    headline = findings.sides(answer, scenario, year)
    blocks.chart(
        "pairs",
        lambda look, width, height: pair_ratios(
            pairs,
            look,
            headline,
            f"Ratio of holdings indices in {year}, the larger first; 1 means level",
            width,
            height,
        ),
        f"{headline}. Ratios of every pair in {year}.",
        pairs,
    )
