"""One exhibit of a briefing: how it will look, its words, and its annotations."""

from __future__ import annotations

import html
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.exhibits import annotate
from balance_model.exhibits.briefing import BriefingError, annotation
from balance_model.exhibits.exhibit import LONGEST_LABEL, LONGEST_NOTES, LONGEST_TITLE, MOST_ANNOTATIONS, Exhibit
from ui import actions, compute, pins, state
from ui.sourced import plain

ROWS_SHOWN = 12
_STYLE = """<style>
.st-key-exhibit_paper { background: #FFFFFF; border: 1px solid rgba(128,128,128,0.45); border-radius: 4px;
  padding: 0.9rem 1rem; overflow-x: auto; max-width: 714px; }
.st-key-exhibit_paper :is(h2, p, li, table, td, th) { color: #1B1F23; }
.st-key-exhibit_paper h2 { font-size: 1.15rem; line-height: 1.25; margin: 0; padding: 0; }
.st-key-exhibit_paper .under { font-size: 0.88rem; color: #4A545C; margin: 0.15rem 0 0.3rem 0; }
.st-key-exhibit_paper .saying { font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.st-key-exhibit_paper .small { font-size: 0.75rem; color: #4A545C; line-height: 1.35; margin: 0.3rem 0 0 0; }
.st-key-exhibit_paper table { font-size: 0.85rem; border-collapse: collapse; }
.st-key-exhibit_paper :is(td, th) { padding: 0.15rem 0.5rem; border-bottom: 1px solid #D5DBDF; text-align: left; }
</style>"""


def draw(exhibit: Exhibit) -> None:
    """The exhibit on paper, and under it everything about it that can be changed."""
    st.html(_STYLE)
    with st.container(key="exhibit_paper"):
        _paper(exhibit)
    name = exhibit.exhibit_id
    _text("Title", "title", exhibit, LONGEST_TITLE)
    if exhibit.title != exhibit.first_title:
        st.button(
            "Back to the computed title", key=f"first_title_{name}", type="tertiary", icon=":material/undo:",
            on_click=_edit, args=(name,), kwargs={"title": exhibit.first_title}, help=exhibit.first_title,
        )  # fmt: skip
        st.caption("This title is yours. The computed finding stays in the notes.")
    _text("Notes", "notes", exhibit, LONGEST_NOTES, area=True)
    st.caption("Speaker notes on slides; text beside the exhibit in the PDF and on the web page.")
    if exhibit.kind == "chart":
        _annotations(exhibit)


def _paper(exhibit: Exhibit) -> None:
    """How the exhibit will look when it is taken away."""
    if exhibit.kind == "finding":
        st.html(
            f'<p class="saying">{html.escape(exhibit.title)}</p><p class="under">{html.escape(exhibit.subtitle)}</p>'
        )
    else:
        st.html(f'<h2>{html.escape(exhibit.title)}</h2><p class="under">{html.escape(exhibit.subtitle)}</p>')
    if exhibit.specs:
        spec = annotate.drawn(exhibit, "report")
        bare = {key: part for key, part in spec.items() if key != "title"}
        st.vega_lite_chart(bare, theme=None, width="content", key=f"paper_{exhibit.exhibit_id}", alt=exhibit.alt)
    elif exhibit.table is not None:
        st.html(_table(exhibit.table.frame))
    told = "<br>".join(html.escape(line) for line in (*annotate.told(exhibit), *exhibit.stamp.lines[:1]))
    st.html(f'<p class="small">{told}</p>')


def _table(rows: pd.DataFrame) -> str:
    shown = actions.readable(rows.head(ROWS_SHOWN))
    words = shown.to_html(index=False, border=0, escape=True, na_rep="–")
    more = len(rows) - ROWS_SHOWN
    return words + (f'<p class="small">And {more:,} more rows, all of them in the workbook.</p>' if more > 0 else "")


def _text(label: str, field: str, exhibit: Exhibit, most: int, area: bool = False) -> None:
    key = f"exhibit_{field}_{exhibit.exhibit_id}"
    state.put(key, getattr(exhibit, field))
    control: Any = partial(st.text_area, height=90) if area else st.text_input
    control(label, max_chars=most, key=key, on_change=partial(_worded, exhibit.exhibit_id, field, key))


def _worded(name: str, field: str, key: str) -> None:
    words = str(st.session_state[key] or "").strip()
    if field == "title":
        words = " ".join(words.split())
    if words or field != "title":
        _edit(name, **{field: words})


def _annotations(exhibit: Exhibit) -> None:
    """Words at a year: what there is, each to be taken out, and a line to add one."""
    name = exhibit.exhibit_id
    for number, each in enumerate(exhibit.annotations):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            kind = "line and label" if each.line else "label"
            kind = "under the chart" if f"{each.year}: {each.label}" in annotate.told(exhibit) else kind
            st.markdown(f"{each.year}: {plain(each.label)} ({kind})", width="stretch")
            left = tuple(one for at, one in enumerate(exhibit.annotations) if at != number)
            st.button(
                "Remove", key=f"unannotate_{name}_{number}", type="tertiary", icon=":material/close:",
                on_click=_edit, args=(name,), kwargs={"annotations": left},
            )  # fmt: skip
    if len(exhibit.annotations) >= MOST_ANNOTATIONS:
        st.caption(f"An exhibit takes {MOST_ANNOTATIONS} annotations at most.")
        return
    first, last = _span(exhibit)
    placed = annotate.year_axis(exhibit.specs["report"]) is not None
    if not placed:
        st.caption("This chart has no years across it: the words will stand under it.")
    with (
        st.form(f"annotate_{name}", border=False, clear_on_submit=True),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        usual = min(max(exhibit.stamp.year, first), last)
        year = st.number_input("Year", first, last, usual, step=1, width=110)
        label = st.text_input("Annotation", max_chars=LONGEST_LABEL, placeholder="What happens in that year")
        line = st.checkbox("With a line", value=True) if placed else False
        added = st.form_submit_button("Add", icon=":material/add:")
    if added:
        try:
            new = annotation(int(year), label, line)
        except BriefingError:
            state.notice("The annotation was not added: write a few words for the year.")
        else:
            _edit(name, annotations=(*exhibit.annotations, new))
        st.rerun()


def _span(exhibit: Exhibit) -> tuple[int, int]:
    """Years that an annotation can stand at: those of the table, or those of the model."""
    years = compute.world().years
    if exhibit.table is not None and "year" in exhibit.table.columns:
        found = [int(year) for year in exhibit.table.frame["year"] if isinstance(year, int | float) and year == year]
        if found:
            return min(found), max(found)
    return years[0], years[-1]


def _edit(name: str, **news: Any) -> None:
    try:
        pins.put(pins.briefing().edited(name, **news))
    except BriefingError as error:
        state.notice(f"Not changed: {error}")
