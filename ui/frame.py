"""The frame around every page: guard, rail, messages, footer."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from balance_model.analysis.findings import options
from balance_model.errors import ScenarioError
from balance_model.records.scenarios import load_scenario, parse
from ui import (
    address,
    blocks,
    compute,
    corner,
    drawer,
    jobs,
    leaving,
    library,
    live,
    own_rows,
    present,
    rail,
    share,
    state,
    styling,
    tour,
    viewport,
)
from ui.registry import PageSpec


def guard(page_file: str) -> None:
    """Send a visitor who came straight to a page of a cold server through the entry first.

    Streamlit runs a file of ``pages/`` by itself until ``st.navigation`` has been called once in the
    process; the link is kept meanwhile (docs/decisions/0003).
    """
    if not state.ready():
        address.stash(page_file)
        st.switch_page("app.py")


def begin(page: PageSpec) -> DeltaGenerator:
    """Follow the link and draw the rail; gives the place for messages."""
    live.begin()
    jobs.begin()
    state.begin_page()
    address.read(page.url_path, st.query_params.to_dict())
    drawer.begin(page.url_path)
    styling.draw()
    if state.presenting():
        present.draw(page)
    else:
        with st.sidebar:
            rail.draw()
            _files()
        corner.draw()
    return st.container()


def end(top: DeltaGenerator) -> None:
    """Say what needs saying, draw the footer and bring the address bar up to date."""
    with top:
        _messages()
    blocks.footer()
    viewport.watch()
    leaving.watch()
    drawer.draw()
    jobs.watch()
    tour.draw(quiet=state.presenting() or address.by_link())
    address.write()
    state.end_page()


def _messages() -> None:
    said = state.take_notice()
    if said:
        st.warning(said)
    named = options(state.scenario(), compute.world())
    if named:
        st.caption(f"Not the plain model: {named}.")
    own_rows.note()
    problems = state.ignored()
    if problems:
        shown = problems[:8]
        more = f" And {len(problems) - 8} more." if len(problems) > 8 else ""
        st.warning("This link was opened without the parts that did not fit: " + "; ".join(shown) + "." + more)
        st.button("Understood", on_click=state.forget_ignored, key="link_read")


def _files() -> None:
    """Save the scenario to a file and open one."""
    with st.expander("Save or open", key="rail_files"):
        st.button(
            "Save in the library", key="rail_keep", icon=":material/bookmark_add:", on_click=library.keep,
            width="stretch", help="With all its versions, on the page Library",
        )  # fmt: skip
        share.download("rail_file")
        uploaded = st.file_uploader("Open a scenario file", type=["json"], key="scenario_file", max_upload_size=2)
        if uploaded is not None and st.session_state.get("opened_file") != uploaded.file_id:
            st.session_state["opened_file"] = uploaded.file_id
            _open(uploaded.name, uploaded.getvalue())
            st.rerun()


def _open(name: str, raw: bytes) -> None:
    try:
        content = parse(raw.decode("utf-8-sig"), name)
        state.open_scenario(load_scenario(content, compute.world()))
        state.notice(f"Opened {state.scenario().name} from {name}.")
    except UnicodeDecodeError:
        state.notice(f"The file {name} is not UTF-8 text; choose a scenario file saved here.")
    except ScenarioError as error:
        state.notice(f"The file {name} was not opened: " + str(error).removeprefix(f"{name}: "))
