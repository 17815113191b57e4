"""Evidence: every holding and deal with its range and sources."""

from balance_model.analysis import findings, tables
from balance_model.charts.coverage import evidence_by_country
from ui import blocks, compute, frame, records, state

frame.guard("pages/evidence.py")
scenario = state.scenario()
year = scenario.year
world = compute.world()
answer = compute.assessment(scenario)

blocks.finding(findings.evidence(world, compute.evidence_shares(scenario)) + f" in {year}.")
with blocks.view("evidence", ["Coverage", "Holdings and deals", "Behind a number", "Context", "Sources"]) as view:
    if view == "Coverage":
        rows = tables.evidence_by_category(world)
        title = findings.coverage(world)
        subtitle = "Share of holdings rows by evidence, by category and country"
        blocks.chart(
            "coverage",
            lambda look, width, height: evidence_by_country(rows, look, title, subtitle, width, height),
            f"{title}. Share of rows that are published, derived or assumed.",
            rows[rows["rows"] > 0],
        )
    elif view == "Holdings and deals":
        records.browser(tables.evidence_rows(world))
    elif view == "Behind a number":
        records.behind(answer, year)
    elif view == "Context":
        records.context()
    else:
        records.sources()
