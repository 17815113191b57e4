"""The tables of the Evidence page: rows with their sources, and what stands behind a number."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_rows
from balance_model.analysis.provenance import Asked
from ui import blocks, compute, dataset, drawer, live, sourced, state

COLUMNS = {
    "record": "Row",
    "country_name": "Country",
    "system": "System",
    "category": "Category",
    "low": "Low",
    "best": "Best",
    "high": "High",
    "detail": "Held or status",
    "evidence": "Evidence",
    "confidence": "Confidence",
    "date": "As of",
    "sources": "Sources",
}
BEHIND = ("country", "category_id", "origin")
"""Columns of the rows that are not shown: they say what the drawer opens."""
LINK = st.column_config.LinkColumn("Link", display_text="open")


def browser(rows: pd.DataFrame) -> None:
    """Every holding and deal, filtered and searched; choosing a row shows its note and sources."""
    first, second, third, fourth = st.columns([2, 2, 2, 3])
    country, category, evidence = (
        place.selectbox(
            label, sorted(set(rows[column])), index=None, placeholder="all",
            **state.bind_choice(f"rec_{label.lower()}", None, set(rows[column]).__contains__),
        )
        for place, label, column in (
            (first, "Country", "country_name"), (second, "Category", "category"), (third, "Evidence", "evidence"),
        )
    )  # fmt: skip
    text = fourth.text_input(
        "Search", placeholder="system, note or source", max_chars=80,
        **state.bind_choice("rec_search", "", _search_text),
    )  # fmt: skip
    shown = rows
    for column, wanted in (("country_name", country), ("category", category), ("evidence", evidence)):
        if wanted:
            shown = shown[shown[column] == wanted]
    if text:
        words = shown["system"] + " " + shown["note"] + " " + shown["source_ids"].str.join(" ") + " " + shown["record"]
        shown = shown[words.str.contains(text, case=False, regex=False)]
    if shown.empty:
        blocks.empty("No row fits; clear the search or choose 'all' in one of the boxes.")
        return
    shown = shown.reset_index(drop=True)
    st.caption(f"{len(shown)} of {len(rows)} rows. Choose a row to see its note and its sources.")
    shown, behind = shown.drop(columns=list(BEHIND)), shown[list(BEHIND)]
    table = shown.drop(columns=["note", "source_ids"]).assign(
        sources=shown["source_ids"].map(len),
        link=[sourced.first_link(ids) for ids in shown["source_ids"]],
    )
    event = st.dataframe(
        table, hide_index=True, height=300, on_select="rerun", selection_mode="single-row", key="rec_table",
        column_config={**COLUMNS, "link": LINK},
    )  # fmt: skip
    blocks.table_actions(
        "holdings-and-deals", "Holdings and deals", shown.assign(source_ids=shown["source_ids"].str.join(";"))
    )
    selected = event.selection.rows if event else []
    chosen = selected[0] if selected and selected[0] < len(shown) else 0
    row = shown.iloc[chosen]
    name = f"**{sourced.plain(row['country_name'])}, {sourced.plain(row['system'])}** ({row['record']})"
    st.markdown(f"{name}: {sourced.told(row['note']) or 'no note'}")
    st.button(
        "Where from", key="rec_from", icon=":material/manage_search:", on_click=_opened,
        args=tuple(behind.iloc[chosen]), help="This row, its sources, and what it does to a number",
    )  # fmt: skip
    sourced.listed(row["source_ids"])


def _opened(code: str, category: str, origin: str) -> None:
    drawer.ask(drawer.record(code, category, origin))


def _search_text(value: object) -> bool:
    """Whether a link may put this into a search box."""
    return isinstance(value, str) and len(value) <= 80


def behind() -> None:
    """The ledger rows behind one value, with their sources."""
    world = compute.world()
    left, right = st.columns(2)
    code = left.selectbox(
        "Country", world.country_codes, format_func=world.short_name,
        **state.bind_choice("behind_country", world.country_codes[0], world.country_codes.__contains__),
    )  # fmt: skip
    ordered = [row.category for row in sorted(world.categories, key=lambda row: row.order)]
    category = right.selectbox(
        "Category", ordered, format_func=lambda key: world.category[key].name,
        **state.bind_choice("behind_category", ordered[0], ordered.__contains__),
    )  # fmt: skip
    live.block("behind", lambda: _behind(code, category))


def _behind(code: str, category: str) -> None:
    scenario = state.scenario()
    drawer.show(scenario, Asked(code, scenario.year, category))


def say_rows() -> tuple[str, str]:
    """How many rows there are, of how many countries."""
    return f"{findings_rows.held(compute.world())}.", ""


def say_sources() -> tuple[str, str]:
    """How many sources there are, and from when to when."""
    return f"{findings_rows.sourced(compute.world())}.", ""


def say_own() -> tuple[str, str]:
    """Whether own rows are in use."""
    return f"{findings_rows.own(state.scenario().own_rows)}.", ""


def say_behind() -> tuple[str, str]:
    """The number that is chosen, and the rows it rests on."""
    scenario, world = state.scenario(), compute.world()
    code: str = state.choice("behind_country", world.country_codes[0], world.country_codes.__contains__)
    first = min(world.categories, key=lambda row: row.order).category
    category: str = state.choice("behind_category", first, world.category.__contains__)
    told = findings_rows.behind(compute.assessment(scenario), code, category, scenario.year)
    return f"{told}.", "Strength counts units in norm units; the category value puts it on a scale from 0 to 1."


def sources() -> None:
    """The whole list of sources, and the whole data set to take away."""
    dataset.draw()
    rows = [
        {
            "Publisher": row.publisher,
            "Title": row.title,
            "Date": row.date or "–",
            "Kind": row.kind,
            "Link": row.url,
            "Id": row.source_id,
        }
        for row in compute.world().sources
    ]  # fmt: skip
    text = st.text_input("Search sources", max_chars=80, **state.bind_choice("source_search", "", _search_text))
    shown = pd.DataFrame(rows)
    if text:
        hit = shown.apply(lambda row: text.lower() in " ".join(str(cell) for cell in row).lower(), axis=1)
        shown = shown[hit]
    st.caption(f"{len(shown)} of {len(rows)} sources.")
    if shown.empty:
        blocks.empty("No source fits; try fewer letters.")
    else:
        st.dataframe(shown, hide_index=True, height=360, column_config={"Link": LINK}, key="source_table")
        blocks.table_actions("sources", "Sources", shown, ())
