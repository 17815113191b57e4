"""The tables of the Evidence page: rows with their sources, and what stands behind a number."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, tables
from balance_model.analysis.words import quantity_text
from ui import blocks, compute, live, state

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
    known = compute.world().source
    table = shown.drop(columns=["note", "source_ids"]).assign(
        sources=shown["source_ids"].map(len),
        link=[next((known[name].url for name in ids if known[name].url), None) for ids in shown["source_ids"]],
    )
    event = st.dataframe(
        table, hide_index=True, height=300, on_select="rerun", selection_mode="single-row", key="rec_table",
        column_config={**COLUMNS, "link": LINK},
    )  # fmt: skip
    blocks.table_download("holdings-and-deals", shown.assign(source_ids=shown["source_ids"].str.join(";")))
    selected = event.selection.rows if event else []
    row = shown.iloc[selected[0] if selected and selected[0] < len(shown) else 0]
    name = f"**{_plain(row['country_name'])}, {_plain(row['system'])}** ({row['record']})"
    st.markdown(f"{name}: {_plain(row['note']) or 'no note'}")
    _source_table(row["source_ids"])


def _search_text(value: object) -> bool:
    """Whether a link may put this into a search box."""
    return isinstance(value, str) and len(value) <= 80


def _plain(text: str) -> str:
    """Text as it stands, without markdown taking its marks."""
    for mark in "\\`*_$[]":
        text = text.replace(mark, "\\" + mark)
    return text


def _first_link(ids: tuple[str, ...]) -> str | None:
    """Address of the first source that has one."""
    known = compute.world().source
    return next((known[name].url for name in ids if name in known and known[name].url), None)


def _source_table(ids: tuple[str, ...]) -> None:
    for row in blocks.source_links(ids):
        words = f"{_plain(row['publisher'])}: {_plain(row['title'])}, {row['date']}"
        st.markdown(
            f"- [{words}]({row['link'].replace(')', '%29')})" if row["link"] else f"- {words} (address not known)"
        )


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
    answer, year = compute.assessment(state.scenario()), state.scenario().year
    world = answer.world
    ledger = tables.behind(answer, code, category, year)
    if ledger.empty:
        blocks.empty(f"{world.short_name(code)} holds nothing in {world.category[category].name.lower()} in {year}.")
        return
    st.markdown(f"In {year}, {_plain(findings.worked_step(answer, code, category, year))}. The rows sum to X.")
    total = float(ledger["strength"].sum())
    shown = pd.DataFrame(
        {
            "System": ledger["system"],
            "From": [_origin(*pair) for pair in zip(ledger["origin"], ledger["status"], strict=True)],
            "Units": ledger["quantity"].map(quantity_text),
            "Low to high": ledger["low"].map(quantity_text) + "–" + ledger["high"].map(quantity_text),
            "Usable": ledger["readiness"].map("{:.0%}".format),
            "Worth": ledger["worth"].map("{:.3g}".format),
            "Strength": ledger["strength"].map("{:.2f}".format),
            "Share of X": (ledger["strength"] / total).map("{:.0%}".format) if total else "–",
            "Evidence": ledger["evidence"],
            "Link": ledger["source_ids"].map(_first_link),
        }
    )  # fmt: skip
    st.dataframe(shown, hide_index=True, column_config={"Link": LINK}, key="behind_table")


def _origin(origin: str, status: str) -> str:
    """Where units come from, in words."""
    names: dict[str, str] = {row.status: row.name.lower() for row in compute.world().statuses}
    return f"deal, {names[status]}" if origin.startswith("deal:") else origin.replace(":", " ")


def context() -> None:
    """Dated, sourced statements around the numbers, by topic."""
    world = compute.world()
    topics = list(dict.fromkeys(row.topic for row in world.context_notes))
    topic = st.segmented_control(
        "Topic", topics, format_func=lambda name: name.replace("_", " ").capitalize(),
        required=True, **state.bind_choice("context_topic", topics[0], topics.__contains__),
    )  # fmt: skip
    for note in (row for row in world.context_notes if row.topic == topic):
        names = ", ".join(
            f"[{_plain(world.source[name].publisher)}]({world.source[name].url})" if world.source[name].url else name
            for name in note.source_ids
        )
        st.markdown(f"- {note.as_of or 'No date'}: {_plain(note.statement)} ({names})")


def sources() -> None:
    """The whole list of sources."""
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
