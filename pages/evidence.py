"""Evidence: every holding and deal with its range and sources."""

import streamlit as st

from balance_model.analysis import findings, tables
from balance_model.charts.coverage import evidence_by_country
from ui import blocks, compute, frame, records, state

frame.guard("pages/evidence.py")
scenario = state.scenario()
year = scenario.year
world = compute.world()
answer = compute.assessment(scenario)

blocks.finding(findings.evidence(world, tables.evidence_shares(answer, year)) + f" in {year}.")
coverage, rows, behind, context, sources = st.tabs(
    ["Coverage", "Holdings and deals", "Behind a number", "Context", "Sources"], key="evidence_tab"
)
with coverage:
    frame_of = tables.evidence_by_category(world)
    title = findings.coverage(world)
    blocks.chart(
        "coverage",
        lambda look, width, height: evidence_by_country(
            frame_of,
            look,
            title,
            "Share of holdings rows by evidence, by category and country",
            width,
            height,
        ),
        f"{title}. Share of rows that are published, derived or assumed.",
        frame_of[frame_of["rows"] > 0],
    )
with rows:
    records.browser(tables.evidence_rows(world))
with behind:
    records.behind(answer, year)
with context:
    records.context()
with sources:
    records.sources()
