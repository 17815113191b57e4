"""How good the data are, by country and category; and the weakest rows that matter most, as a list of work."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, quality, tables
from balance_model.analysis.quality import MEASURES, Measure, Reach
from balance_model.analysis.words import index_text, starred
from balance_model.charts.coverage import evidence_by_country
from balance_model.charts.quality import quality_table
from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import blocks, compute, jobs, live, sourced, state

CLASSES = "classes"
NAMES = {CLASSES: "Evidence classes"} | {str(key): name for key, name in MEASURES.items()}
EXPLAINED: dict[Measure, str] = {
    "firm": "share of holdings and deals whose number is published or worked out from published ones",
    "assumed": "share of the strength of the year that rests on assumed rows",
    "age": "years from the middle holding of the cell to the date of the data",
    "width": "high minus low by best, at most 100 % a row, mean of the rows",
    "differ": "share of rows with two sources or more and a range between low and high",
    "rows": "holdings and deals",
}
COLUMNS: dict[str, Any] = {
    "rank": "No.",
    "who": "Country",
    "system": "System",
    "category": st.column_config.TextColumn("Category", width=135),
    "record": "Row",
    "range": "Low – best – high",
    "moves": "Index moves",
    "weakness": st.column_config.NumberColumn("Weakness", format="%.2f"),
    "why": "Why it is weak",
    "mend": "What would mend it",
    "link": st.column_config.LinkColumn("Source", display_text="open"),
}


def draw() -> None:
    """A chooser of what is shown, and the picture."""
    st.segmented_control(
        "Shown", list(NAMES), format_func=NAMES.__getitem__, required=True, label_visibility="collapsed",
        **state.bind_choice("quality_shown", "firm", NAMES.__contains__),
    )  # fmt: skip
    blocks.picture("quality", _picture)
    if outside := compute.world().context_codes:
        names = ", ".join(compute.world().short_name(code) for code in outside).replace("*", r"\*")
        st.caption(f"{names}: to see their rows, let them join under 'Sides to compare' on the left.")


def say() -> tuple[str, str]:
    """How much of the index rests on firm evidence."""
    scenario, answer = state.scenario(), compute.assessment(state.scenario())
    return findings.evidence(answer.world, compute.evidence_shares(scenario)) + f" in {scenario.year}.", ""


def draw_weakest() -> None:
    """The list, and under it the row that is chosen."""
    found = _reach(state.scenario())
    if found is None:
        blocks.empty("Every row with a range is being moved from its low to its high end. About a second.")
        return
    live.block("weakest", lambda: _list(found))


def say_weakest() -> tuple[str, str]:
    """Which row to look at first."""
    scenario, world = state.scenario(), compute.world()
    found = _reach(scenario)
    if found is None:
        return f"Looking for the rows of {scenario.year} that are weak and matter.", ""
    rows = quality.weakest(found, world, scenario, scenario.year)
    note = "Weakness (evidence, confidence, width, age; 0 to 1) times how far the index of the country moves."
    return f"{quality.finding(rows, world, scenario, scenario.year)}.", note


def _picture() -> Picture:
    answer, scenario = compute.assessment(state.scenario()), state.scenario()
    world = answer.world
    shown: str = state.choice("quality_shown", "firm", NAMES.__contains__)
    if shown == CLASSES:
        rows, title = tables.evidence_by_category(world), findings.coverage(world)
        subtitle = "Share of holdings rows by evidence, by category and country"
        return Picture(
            lambda look, width, height: evidence_by_country(rows, look, title, subtitle, width, height),
            f"{title}. Share of rows that are published, derived or assumed.",
            rows[rows["rows"] > 0].drop(columns="category", errors="ignore"),
            touches=(),
            opens=True,
            native=lambda look: _classes(rows, look),
        )
    measure: Measure = next(key for key in MEASURES if key == shown)
    table = quality.by_category(answer, scenario.year)
    cells = table.assign(
        words=[quality.value_text(measure, float(value)) for value in table[measure]],
        weak=[quality.badness(measure, float(value), world) for value in table[measure]],
    )
    title = quality.worst(table, measure, world)
    year = f", {scenario.year}" if measure == "assumed" else ""
    subtitle = f"{MEASURES[measure]}: {EXPLAINED[measure]}{year}"
    return Picture(
        lambda look, width, height: quality_table(cells, look, title, subtitle, width, height),
        f"{title}. {subtitle}. One row a category, one column a country.",
        table.drop(columns="order"),
        touches=(),
        opens=True,
        native=lambda look: _bars(table, measure, look, subtitle),
    )


def _classes(rows: pd.DataFrame, look: Look) -> Native:
    """A bar for each country, divided by the evidence behind its rows in all categories."""
    hues = dict(look.evidence)
    sums = rows.groupby(["country", "evidence"], sort=False)["rows"].sum().reset_index()
    sums = sums.assign(name=sums["country"].map(look.name))
    return pivoted(
        "stacked_bar", sums, "name", "evidence", "rows", hues.__getitem__, str.capitalize, list(hues),
        unit="Rows of holdings", decimals=0, low=0.0, subtitle="Rows of holdings by evidence, all categories together",
    )  # fmt: skip


def _bars(table: pd.DataFrame, measure: Measure, look: Look, subtitle: str) -> Native:
    """A bar for each category and country."""
    percent = measure not in ("age", "rows")
    return pivoted(
        "bar", table.sort_values("order", kind="stable").assign(shown=table[measure] * (100 if percent else 1)),
        "category_name", "country", "shown", look.colour, look.name, look.order,
        unit="%" if percent else "Years" if measure == "age" else "Rows", decimals=0, low=0.0,
        high=100.0 if percent else None, subtitle=subtitle,
    )  # fmt: skip


def _reach(scenario: Scenario) -> Reach | None:
    """The runs at both ends; the same for every year, and for every set of weights."""
    world = compute.world()
    plain = state.presets()["baseline"]
    free = ("id", "name", "story", "reason", "based_on", "year", "side_a", "side_b", "weights")
    alike = scenario.model_copy(update={name: getattr(plain, name) for name in free})
    return jobs.outcome(
        ("weakest rows", alike, world), lambda tell: quality.reach(world, alike, tell), "Moving every row with a range"
    )


def _list(found: Reach) -> None:
    scenario, world = state.scenario(), compute.world()
    rows = quality.weakest(found, world, scenario, scenario.year)
    if rows.empty:
        blocks.empty("No row with a range moves an index under these weights; give weight to a category that is held.")
        return
    event = st.dataframe(
        _shown(rows), hide_index=True, height=360, on_select="rerun", selection_mode="single-row", key="weakest_table",
        column_config=COLUMNS,
    )  # fmt: skip
    blocks.table_actions(
        "weakest-rows", "Weakest rows that matter", rows.assign(source_ids=rows["source_ids"].str.join(";"))
    )
    chosen = event.selection.rows if event else []
    row = rows.iloc[chosen[0] if chosen and chosen[0] < len(rows) else 0]
    name = f"{world.short_name(row['country'])}, {row['system']}"
    ends = f"{index_text(row['index_low'])}, at its high {index_text(row['index_high'])}"
    note = html.escape(starred(compute.world(), row["note"]))
    st.html(
        f"<p style='margin:0'><b>{row['rank']}. {html.escape(name)}</b> "
        f"({row['record']}, {html.escape(row['detail'])}): {html.escape(row['why'])}. "
        f"At its low the index of {scenario.year} is {ends}.<br>"
        f"<b>What would mend it:</b> {html.escape(row['mend'])}.<br>{note}</p>"
    )
    sourced.listed(row["source_ids"])


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The list as it stands on screen."""
    world = compute.world()
    return pd.DataFrame(
        {
            "rank": rows["rank"],
            "who": rows["country"].map(world.short_name),
            "system": rows["system"],
            "category": rows["category"],
            "record": rows["record"],
            "range": [f"{row.low:,} – {row.best:,} – {row.high:,}" for row in rows.itertuples()],
            "moves": [f"{index_text(row.index_low)} to {index_text(row.index_high)}" for row in rows.itertuples()],
            "weakness": rows["weakness"],
            "why": rows["why"],
            "mend": rows["mend"],
            "link": [sourced.first_link(ids) for ids in rows["source_ids"]],
        }
    )
