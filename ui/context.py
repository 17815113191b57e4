"""Statements around the numbers, dated and with their sources, and who stands there from outside."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import foreign
from balance_model.charts.foreign import dated_numbers
from balance_model.domain import ContextNote
from balance_model.exhibits.native import single
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, sourced, state


def draw() -> None:
    """Dated, sourced statements around the numbers, by topic."""
    world = compute.world()
    topics = list(dict.fromkeys(row.topic for row in world.context_notes))
    topic = st.segmented_control(
        "Topic", topics, format_func=lambda name: name.replace("_", " ").capitalize(),
        required=True, **state.bind_choice("context_topic", topics[0], topics.__contains__),
    )  # fmt: skip
    sourced.bullets([(f"{note.as_of or 'No date'}: {note.statement}", note.source_ids) for note in _of(topic)])
    st.page_link("pages/money.py", label="A picture of who arms whom stands under Money, Who arms whom")


def say() -> tuple[str, str]:
    """How many statements there are, and from when the latest is."""
    rows = compute.world().context_notes
    latest = max(row.as_of or "" for row in rows)
    return f"{len(rows)} dated statements around the numbers, the latest of {latest}.", "None of them moves a number."


def _of(topic: str) -> list[ContextNote]:
    return foreign.by_date([row for row in compute.world().context_notes if row.topic == topic])


def draw_foreign() -> None:
    """Foreign troops by mission and date, and the table of all foreign forces."""
    blocks.picture("foreign", _picture, 260)
    rows = foreign.forces(compute.world())
    shown = pd.DataFrame(
        {
            "Who": rows["actor"], "Where": rows["place"], "What": rows["what"], "Number": rows["words"],
            "As of": rows["as_of"], "Note": rows["note"],
            "Link": [sourced.first_link(ids) for ids in rows["source_ids"]],
        }
    )  # fmt: skip
    st.dataframe(
        shown, hide_index=True, height=300, key="foreign_table",
        column_config={"Link": st.column_config.LinkColumn("Link", display_text="open")},
    )  # fmt: skip
    blocks.table_actions("foreign-forces", "Foreign forces in the region", shown, ())


def say_foreign() -> tuple[str, str]:
    """The latest number of each mission."""
    return foreign.headline(
        compute.world()
    ) + ".", "They belong to no side here, and no number of the balance has them."


def _picture() -> Picture:
    world = compute.world()
    rows = foreign.missions(world)
    title = foreign.title(world, rows)
    subtitle = "Troops of international missions by the date of each figure; gaps are gaps, not zeros"
    return Picture(
        lambda look, width, height: dated_numbers(rows, look, title, subtitle, width, height),
        f"{title}. {len(rows)} dated figures.",
        rows[["mission", "place", "as_of", "number"]],
        made="figures of sources, no run of the model",
        touches=(),
        opens=False,
        native=lambda look: single(
            "bar", [f"{row.mission}, {row.as_of}" for row in rows.itertuples()], rows["number"].tolist(), look.accent,
            "Troops", unit="Troops", decimals=0, low=0.0,
        ),
    )  # fmt: skip
