"""The builder of a briefing: its exhibits in order on the left, the one that is open on the right."""

from __future__ import annotations

from functools import partial

import streamlit as st

from balance_model.exhibits.briefing import Briefing, BriefingError, file_name, read_briefing
from balance_model.exhibits.exhibit import Exhibit
from ui import briefing_export, exhibit_edit, pins, ready_briefing, state
from ui.sourced import plain

ICONS = {"chart": ":material/bar_chart:", "table": ":material/table:", "finding": ":material/format_quote:"}
_OPENED = "opened_briefing"
_STYLE = """<style>
.st-key-pinned { gap: 0.3rem; }
[class*="st-key-pinned_row_"] { flex-wrap: nowrap; border-bottom: 1px solid rgba(128,128,128,0.3); }
[class*="st-key-pinned_row_"] :is(button, button > div, button > div > span) { justify-content: flex-start;
  text-align: left; }
:is([class*="st-key-up_"], [class*="st-key-down_"], [class*="st-key-out_"]) button p { position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
</style>"""


def say() -> tuple[str, str]:
    """How much the briefing holds, and what to do next."""
    now = pins.briefing()
    if not now.exhibits:
        return (
            "Nothing is pinned yet.",
            "Pin charts, tables and findings on any page, or start with a two-minute brief of the scenario on screen.",
        )
    scenarios = sorted({each.stamp.scenario for each in now.exhibits})
    about = f"on '{scenarios[0]}'" if len(scenarios) == 1 else f"on {len(scenarios)} scenarios"
    note = "The pins are in this browser tab only: save the briefing to keep them." if pins.unsaved() else ""
    many = len(now.exhibits)
    return f"The briefing holds {many} exhibit{'s' if many > 1 else ''} {about}.", note


def draw() -> None:
    """What can be done with the whole, then the exhibits and the one that is open."""
    st.html(_STYLE)
    now = pins.marked()
    with st.container(key="briefing_bar", horizontal=True, gap="small"):
        ready_briefing.button()
        st.button(
            "Undo in briefing", key="briefing_undo", icon=":material/undo:", type="tertiary",
            disabled=not pins.can_undo(), on_click=pins.undo, help="Take the last change of the briefing back",
        )  # fmt: skip
        st.download_button(
            "Save", data=now.to_json, file_name=f"{file_name(now.title)}.briefing.json", mime="application/json",
            key="briefing_save", icon=":material/save:", type="tertiary", on_click=pins.keep,
            disabled=not now.exhibits, help="The briefing as a file that opens again here and on the command line",
        )  # fmt: skip
        opening = st.popover("Open", icon=":material/folder_open:", type="tertiary", key="briefing_open",
                             on_change="rerun")  # fmt: skip
    if opening.open:
        with opening:
            _open()
    ready_briefing.watch()
    if not now.exhibits:
        return
    briefing_export.draw(now)
    _names(now)
    opened = pins.chosen()
    with st.container(key="pinned"):
        for number, each in enumerate(now.exhibits):
            _row(number, each, is_open=each == opened, last=number == len(now.exhibits) - 1)
            if each == opened:
                exhibit_edit.draw(each)


def _names(now: Briefing) -> None:
    for place, field, most in zip(st.columns(2), ("title", "subtitle"), (200, 300), strict=True):
        key = f"briefing_{field}"
        state.put(key, getattr(now, field))
        place.text_input(field.capitalize(), max_chars=most, key=key, on_change=partial(_named, field, key))


def _named(field: str, key: str) -> None:
    words = " ".join(str(st.session_state[key] or "").split())
    if words or field == "subtitle":
        pins.put(pins.briefing().model_copy(update={field: words}))


def _row(number: int, each: Exhibit, is_open: bool, last: bool) -> None:
    name = each.exhibit_id
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"pinned_row_{name}"):
        st.button(
            f"{number + 1}. {plain(_short(each.title))}", key=f"pinned_{name}", icon=ICONS[each.kind],
            type="secondary" if is_open else "tertiary", width="stretch", on_click=pins.choose, args=(name,),
            help=plain(f"{each.page}: {each.title}"),
        )  # fmt: skip
        for label, icon, by, off in (
            ("Move up", ":material/arrow_upward:", -1, number == 0),
            ("Move down", ":material/arrow_downward:", 1, last),
        ):
            st.button(
                label, key=f"{label[5:]}_{name}", icon=icon, type="tertiary", disabled=off, help=label,
                on_click=_move, args=(name, by),
            )  # fmt: skip
        st.button(
            "Take out", key=f"out_{name}", icon=":material/close:", type="tertiary", on_click=_out, args=(name,),
            help="Take out",
        )  # fmt: skip


def _short(title: str, most: int = 110) -> str:
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0] + " …"


def _move(name: str, by: int) -> None:
    pins.put(pins.briefing().moved(name, by))


def _out(name: str) -> None:
    pins.put(pins.briefing().without(name))


def _open() -> None:
    """Open a briefing file; what stands can be brought back by Undo."""
    given = st.file_uploader("Open a briefing file", type=["json"], key="briefing_file", max_upload_size=30)
    if given is None or st.session_state.get(_OPENED) == given.file_id:
        return
    st.session_state[_OPENED] = given.file_id
    try:
        found = read_briefing(given.getvalue(), given.name)
    except BriefingError as error:
        state.notice(f"The briefing was not opened: {error}")
    else:
        pins.put(found.model_copy(update={"base": pins.base()}))
        pins.keep()
        state.notice(f"Opened '{found.title}' from {given.name}.")
    st.rerun()
