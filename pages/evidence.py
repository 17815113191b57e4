"""Evidence: every holding and deal with its range and sources."""

from balance_model.analysis import findings, tables
from balance_model.charts.coverage import evidence_by_country
from ui import blocks, compute, frame, records, state
from ui.blocks import Picture

frame.guard("pages/evidence.py")
world = compute.world()


def answer() -> tuple[str, str]:
    """How much of the index rests on firm evidence."""
    scenario = state.scenario()
    return findings.evidence(world, compute.evidence_shares(scenario)) + f" in {scenario.year}.", ""


def coverage() -> Picture:
    """Share of rows by class of evidence."""
    rows, title = tables.evidence_by_category(world), findings.coverage(world)
    subtitle = "Share of holdings rows by evidence, by category and country"
    return Picture(
        lambda look, width, height: evidence_by_country(rows, look, title, subtitle, width, height),
        f"{title}. Share of rows that are published, derived or assumed.",
        rows[rows["rows"] > 0],
    )


blocks.answer(answer)
with blocks.view("evidence", ["Coverage", "Holdings and deals", "Behind a number", "Context", "Sources"]) as view:
    if view == "Coverage":
        blocks.picture("coverage", coverage)
    elif view == "Holdings and deals":
        records.browser(tables.evidence_rows(world))
    elif view == "Behind a number":
        records.behind()
    elif view == "Context":
        records.context()
    else:
        records.sources()
