"""Taking a briefing away: a format, work in the background, a file."""

from __future__ import annotations

import streamlit as st

from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing, file_name
from balance_model.exhibits.exhibit import SIZES, Size
from balance_model.export.formats import FORMATS, Form, fitting, written
from ui import address, compute, jobs, state
from ui.actions import SIZE_NAMES

WHOLE = tuple(name for name, form in FORMATS.items() if not form.each)
EACH = tuple(name for name, form in FORMATS.items() if form.each)
_WANTED = "briefing_wanted"


def draw(now: Briefing) -> None:
    """A choice of formats, and the file once it is made."""
    with st.container(key="briefing_export", horizontal=True, gap="small", vertical_alignment="bottom"):
        name = st.selectbox(
            "Take it away as", [*WHOLE, *EACH], format_func=lambda name: FORMATS[name].name, width=190,
            **state.bind_choice("briefing_form", "pptx", FORMATS.__contains__),
        )  # fmt: skip
        form = FORMATS[name]
        size = _size() if form.charts else "slide"
        wanted = (now.to_json(), name, size)
        if st.button("Make it", key="briefing_make", icon=":material/play_arrow:", type="primary"):
            st.session_state[_WANTED] = wanted
        if st.session_state.get(_WANTED) == wanted:
            _file(now, name, form, size)
    several = f", {len(fitting(now, name))} files in a zip" if form.each and len(fitting(now, name)) > 1 else ""
    st.caption(f"{form.about}{several}. Every file carries the stamp and the link; sources stand in it or beside it.")
    if address.here_only(now.base):
        st.caption("Its links and codes lead to this computer only: the explorer runs here for you alone.")


def _size() -> Size:
    bound = state.bind_choice("briefing_size", "slide", SIZES.__contains__)
    found: Size | None = st.selectbox("Size", list(SIZES), format_func=SIZE_NAMES.__getitem__, width=150, **bound)
    return found or "slide"


def _file(now: Briefing, name: str, form: Form, size: Size) -> None:
    raw = _made(now, name, size, compute.world())
    if raw is None:
        return
    zipped = form.each and len(fitting(now, name)) > 1
    file = f"{file_name(now.title)}{'.zip' if zipped else form.suffix}"
    st.download_button(
        f"Download {file} ({_weight(raw)})", data=raw, file_name=file, key="briefing_file_made", on_click="ignore",
        mime="application/zip" if zipped else form.mime, icon=":material/download:",
    )  # fmt: skip


def _made(now: Briefing, name: str, size: Size, world: World) -> bytes | None:
    """The file, made in the background; None until it is there."""

    def make(tell: jobs.Tell) -> bytes:
        tell(1, 3)  # the work cannot be counted; the bar shows that it has begun
        found = written(now, world, name, size)
        tell(3, 3)
        return found

    key = ("briefing", name, size, now.to_json(), world.fingerprint)
    return jobs.outcome(key, make, f"{FORMATS[name].name} of '{now.title}'")


def _weight(raw: bytes) -> str:
    return f"{len(raw) / 1e6:.1f} MB" if len(raw) >= 1e6 else f"{max(len(raw) // 1000, 1)} kB"
