"""Own data: a reader's rows brought in by file or in the table, checked, and held against the bundled data."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, sides
from balance_model.analysis import own_rows as own_analysis
from balance_model.analysis.words import number_word, sentence, the_countries
from balance_model.charts.compare import scenarios_side_by_side
from balance_model.domain.overlay import LONGEST_NAME, OWN_TABLES
from balance_model.errors import Finding
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from balance_model.export.own_rows import own_csv, own_xlsx, template_csv, template_xlsx
from balance_model.records import links
from balance_model.records import overlay as laid
from balance_model.records.plain_text import shortened
from balance_model.records.uploads import LARGEST, read_upload
from ui import blocks, compute, own_edit, own_rows, state

_UPLOADED, _REFUSED = "own_uploaded", "own_refused"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FROM_FILE, IN_TABLE, CHANGES = "Bring in a file", "Edit in the table", "What they change"


def draw() -> None:
    """The view: what is in use, the ways to bring rows in, and what they change."""
    _head()
    ways = [FROM_FILE, IN_TABLE, CHANGES]
    way = st.segmented_control(
        "Own data", ways, required=True, label_visibility="collapsed",
        **state.bind_choice("own_way", FROM_FILE, ways.__contains__),
    )  # fmt: skip
    if way == FROM_FILE:
        _file()
    elif way == IN_TABLE:
        own_edit.draw()
    else:
        _changes()


def _head() -> None:
    """Name and size of the overlay, its downloads, and the way to be rid of it."""
    overlay, world = own_rows.overlay(), compute.data()
    if not overlay.rows:
        st.markdown(
            "Lay your own rows over the bundled data under a name. They pass the same checks, belong to the scenario "
            "and its file, and are named beside every number. The bundled data stay as they are."
        )
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        state.put("own_name", overlay.name)
        st.text_input(
            "Name of your rows", key="own_name", max_chars=LONGEST_NAME, width=280,
            on_change=lambda: own_rows.rename(st.session_state["own_name"]),
        )  # fmt: skip
        st.download_button(
            "XLSX", data=lambda: own_xlsx(world, overlay), file_name="own-rows.xlsx", mime=XLSX, on_click="ignore",
            key="own_get_xlsx", type="tertiary", icon=":material/download:", help="Your rows as a file to open again",
        )  # fmt: skip
        for table in dict.fromkeys(row.table for row in overlay.rows):
            st.download_button(
                f"{table}.csv", data=_csv(table), file_name=f"own-{table}.csv", mime="text/csv", on_click="ignore",
                key=f"own_get_{table}", type="tertiary", icon=":material/download:",
            )  # fmt: skip
        st.button(
            "Remove all", key="own_remove_all", type="tertiary", icon=":material/delete:",
            on_click=own_rows.put, args=(overlay.name, ()), help="Back to the bundled data; Undo brings the rows back",
        )  # fmt: skip
    if not links.carries_own_rows(state.scenario(), state.presets()):
        st.caption("These rows are too many for the link: save the scenario as a file to keep them.")


def _csv(table: str) -> Callable[[], bytes]:
    world, rows = compute.data(), own_rows.overlay().of(table)
    return lambda: own_csv(world, table, rows)


def _file() -> None:
    """The template to fill in, and the place to put it."""
    world = compute.data()
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown("**1. Take a template**")
        st.download_button(
            "All tables, XLSX", data=lambda: template_xlsx(world), file_name="own-rows-template.xlsx", mime=XLSX,
            on_click="ignore", key="own_template_xlsx", icon=":material/download:",
            help="A sheet for each table with example rows, and one that says what each column holds",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            table = st.selectbox(
                "One table, CSV", OWN_TABLES, format_func=table_name,
                **state.bind_choice("own_template", "inventory", OWN_TABLES.__contains__),
            )  # fmt: skip
            st.download_button(
                "CSV", data=lambda: template_csv(world, table), file_name=f"own-{table}-template.csv", mime="text/csv",
                on_click="ignore", key="own_template_csv", icon=":material/download:",
            )  # fmt: skip
        st.caption("The example rows are bundled ones: change them, or delete them and write your own.")
    with right:
        st.markdown("**2. Bring your rows in**")
        uploaded = st.file_uploader(
            "CSV or XLSX", type=["csv", "xlsx"], key="own_file", max_upload_size=LARGEST // 1_000_000,
            label_visibility="collapsed",
        )  # fmt: skip
        if uploaded is not None and st.session_state.get(_UPLOADED) != uploaded.file_id:
            with st.spinner("Checking your rows"):
                refused = bring_in(uploaded.name, uploaded.getvalue())
            st.session_state[_REFUSED] = refused
            st.session_state[_UPLOADED] = uploaded.file_id  # last: a run that is broken off reads the file again
            st.rerun()
        if uploaded is None:
            st.session_state.pop(_REFUSED, None)
        own_rows.told(st.session_state.get(_REFUSED, ()), "The file was not taken; your rows are as they were.")
        st.caption(
            "A row with the id, or the country, system and state, of a bundled row replaces it; any other is added."
        )


def bring_in(name: str, raw: bytes) -> tuple[Finding, ...]:
    """Lay the rows of a file over those there are, in one step to undo; or say why not, and change nothing."""
    world = compute.data()
    given, wrong = read_upload(name, raw, world)
    if wrong:
        return wrong

    def place(each: laid.Given) -> tuple[str, laid.Key]:
        return each.row.table, laid.key_of(world, each.row)

    fresh = [each for each in given if not own_analysis.repeats(world, each.row)]
    newer = {place(each) for each in given}
    kept = [each for each in laid.given(world, own_rows.overlay()) if place(each) not in newer]
    found = laid.findings(world, [*kept, *fresh])
    if any(finding.level == "error" for finding in found):
        return tuple(finding for finding in found if finding.level == "error")
    same = len(given) - len(fresh)
    left_out = f" {sentence(rows_words(same))} the same as in the bundled data and left out." if same else ""
    if not fresh and len(kept) == len(own_rows.overlay().rows):
        state.notice(f"Nothing in {shortened(name, 60)} differs from the bundled data.")
    elif own_rows.bring(own_rows.overlay().name, [*(each.row for each in kept), *(each.row for each in fresh)]):
        over = sum(own_analysis.replaces(world, each.row) for each in fresh)
        state.notice(
            f"Read from {shortened(name, 60)}: {over} in the place of bundled rows, {len(fresh) - over} new.{left_out}"
        )
    return ()


def rows_words(number: int) -> str:
    """A number of rows with its verb."""
    return f"{number_word(number)} {'row is' if number == 1 else 'rows are'}"


def table_name(table: str) -> str:
    """A table for readers."""
    return sentence(table.replace("_", " "))


def _changes() -> None:
    """Row by row against the bundled data, and the index of each country with and without."""
    if not own_rows.overlay().rows:
        blocks.empty("You have no own rows yet: bring in a file, or start from a bundled row in the table.")
        return
    data = compute.data()
    own_rows.told(laid.findings(data, laid.given(data, own_rows.overlay())), "Worth a second look:", st.warning)
    if own_analysis.answers(compute.world(), state.scenario()) is None:
        blocks.empty(
            "This scenario changes deals or buys systems that only your rows know: it has no answer without them."
        )
    else:
        blocks.picture("own-rows", _effect, height=300)
        if note := own_analysis.unweighted(compute.world(), state.scenario()):
            st.caption(note)
    table = own_analysis.differences(compute.world())
    st.markdown("**Row by row**")
    st.dataframe(
        table.assign(table=table["table"].map(table_name)), hide_index=True, height=min(320, 38 + 35 * len(table)),
        key="own_differences", column_config=dict(zip(table.columns, map(str.capitalize, table.columns), strict=True)),
    )  # fmt: skip
    blocks.table_actions("own-rows-row-by-row", "Own rows beside the bundled ones", table)


def _effect() -> Picture:
    world, scenario = compute.world(), state.scenario()
    pair = own_analysis.answers(world, scenario)
    scores = sides.side_by_side(pair, scenario.year) if pair else pd.DataFrame()
    title = findings.change(*pair, scenario.year) if pair else ""
    subtitle = f"Holdings index in {scenario.year}, 0 to 1, single run: bundled data against {own_rows.overlay().words}"
    return Picture(
        lambda look, width, height: scenarios_side_by_side(scores, look, title, subtitle, width, height),
        f"{title}. Indices of {the_countries(world)} with the bundled data and with own rows.",
        scores,
        "single run",
        (),
        native=lambda look: pivoted(
            "column", scores.assign(name=scores["country"].map(look.name)), "name", "scenario_order", "score",
            lambda order: look.accent if order else look.baseline,
            scores.drop_duplicates("scenario_order").set_index("scenario_order")["scenario"].get,
            unit="Index, 0 to 1", low=0.0,
        ),
    )  # fmt: skip
