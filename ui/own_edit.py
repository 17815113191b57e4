"""Own rows in a table to type into: from nothing, or from a bundled row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import own_rows as own_analysis
from balance_model.analysis.words import sentence
from balance_model.domain.columns import Column
from balance_model.domain.overlay import OWN_TABLES, Overlay, OwnRow
from balance_model.records import overlay as laid
from balance_model.records.plain_text import LONGEST_CELL
from balance_model.records.schema import schema_of
from ui import compute, own_rows, sourced, state

MOST_LISTED = 20


def draw() -> None:
    """Choose a table, start from a bundled row or from nothing, type, and put the rows to use."""
    world = compute.data()
    left, right, last = st.columns([2, 5, 2], vertical_alignment="bottom")
    table = left.selectbox(
        "Table", OWN_TABLES, format_func=lambda name: sentence(name.replace("_", " ")),
        **state.bind_choice("own_table", "inventory", OWN_TABLES.__contains__),
    )  # fmt: skip
    bundled = own_analysis.bundled_rows(world, table)
    start = right.selectbox(
        "Start from a bundled row", range(len(bundled)), index=None, placeholder="search by country or name",
        format_func=lambda at: bundled[at][1], key=f"own_start_{table}",
    )  # fmt: skip
    last.button(
        "Change this row", key="own_start", icon=":material/edit:", disabled=start is None, width="stretch",
        on_click=_take, args=(bundled[start][0] if start is not None else None,),
    )  # fmt: skip
    _editor(table)
    _listed(table)


def _take(row: OwnRow | None) -> None:
    """Put a copy of a bundled row among the own ones, to be changed there."""
    if row is not None:
        own_rows.put(own_rows.overlay().name, own_rows.merged([row]))


def _editor(table: str) -> None:
    world, overlay = compute.data(), own_rows.overlay()
    columns = schema_of(world)[table]
    frame = frame_of(overlay.of(table), columns)
    edited = st.data_editor(
        frame, num_rows="dynamic", hide_index=True, key=f"own_editor_{table}_{overlay.digest}", width="stretch",
        height=min(320, 75 + 35 * max(len(frame), 2)), column_config={c.name: _column(c) for c in columns},
    )  # fmt: skip
    rows = rows_of(edited, table)
    if rows == overlay.of(table):
        st.caption(
            "Type over a cell, or into the empty line to add a row. Hold the pointer over a header to read more."
        )
        return
    wanted = Overlay(name=overlay.name, rows=(*(row for row in overlay.rows if row.table != table), *rows))
    found = laid.faults(world, wanted)
    own_rows.told(found, "These rows are not in use yet.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Use these rows", key="own_use", type="primary", disabled=bool(found), on_click=own_rows.put,
            args=(overlay.name, wanted.rows),
        )  # fmt: skip
        if not found:
            st.caption("Checked; not in use yet.")


def frame_of(rows: Sequence[OwnRow], columns: Sequence[Column]) -> pd.DataFrame:
    """Own rows of a table as text, one column each."""
    names = [column.name for column in columns]
    return pd.DataFrame([[row.texts.get(name) for name in names] for row in rows], columns=names, dtype="object")


def rows_of(frame: pd.DataFrame, table: str) -> tuple[OwnRow, ...]:
    """The rows of an edited table, blank ones left out."""
    records: list[dict[str, Any]] = frame.to_dict("records")
    texts = [{str(k): str(v).strip() for k, v in record.items() if v is not None and v == v} for record in records]
    return tuple(OwnRow(table=table, cells=tuple(each.items())) for each in texts if any(each.values()))


def _column(column: Column) -> Any:
    """How a cell of a column is typed: chosen where there is a list, otherwise as text that the checks read."""
    world = compute.data()
    words = list(column.words)
    if column.refers_to == ("countries", "code"):
        words = [*(row.code for row in world.countries), *words]
    elif column.refers_to == ("statuses", "status"):
        words = [row.status for row in world.statuses]
    elif column.refers_to:
        words = []
    unit = f" Unit: {column.unit}." if column.unit else ""
    about: dict[str, Any] = {"help": column.description + unit, "required": False}
    label = column.name.replace("_", " ") + (" *" if column.required else "")
    if words:
        return st.column_config.SelectboxColumn(label, options=words, **about)
    return st.column_config.TextColumn(label, max_chars=LONGEST_CELL, **about)


def _listed(table: str) -> None:
    """The own rows of the table in words, each with a button that removes it."""
    world, overlay = compute.world(), own_rows.overlay()
    for number, row in enumerate(overlay.of(table)[:MOST_LISTED]):
        words = sourced.plain(own_analysis.row_words(world, row))
        how = "in the place of a bundled row" if own_analysis.replaces(world, row) else "new"
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"{number + 1}. {words} ({how})", width="stretch")
            st.button(
                "Remove", key=f"own_remove_{table}_{number}", type="tertiary", icon=":material/close:",
                on_click=partial(_remove, row),
            )  # fmt: skip


def _remove(row: OwnRow) -> None:
    overlay = own_rows.overlay()
    own_rows.put(overlay.name, [each for each in overlay.rows if each != row])
