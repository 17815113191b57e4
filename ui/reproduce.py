"""The panel "Reproduce this": a link, a command, Python and a file that give the numbers on screen."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from balance_model.exhibits.reproduce import Ways, ways
from ui import address, saving, state

LINK, COMMAND, PYTHON, FILE = "Link", "Command", "Python", "File"
_ABOUT = {
    LINK: "Opens this page in the explorer. The command line takes it too: assess --scenario 'LINK'.",
    COMMAND: "In the folder of the explorer: the numbers of the year shown, all digits, as JSON.",
    PYTHON: "In the folder of the explorer: the same numbers in Python.",
    FILE: "The scenario as a file: it opens on every page at the left, and as assess --scenario FILE.",
}


def draw() -> None:
    """Four ways to the same numbers, each to be copied; the file also to be downloaded."""
    found = ways(state.scenario(), state.presets(), address.whole())
    st.caption("Each of these gives the same numbers to the last digit, with the same data and model version.")
    texts = {LINK: (found.link, None), COMMAND: (found.command, "bash"), PYTHON: (found.python, "python"),
             FILE: (found.content, "json")}  # fmt: skip
    for tab, (name, (text, language)) in zip(st.tabs(list(texts)), texts.items(), strict=True):
        with tab:
            st.caption(_about(name, found))
            st.code(text, language=language, wrap_lines=True, height=_height(text))
    st.download_button(
        "Download the file", data=found.content.encode(), file_name=found.file_name, mime="application/json",
        key="reproduce_file", icon=":material/download:", on_click=saving.saved,
    )  # fmt: skip


def _about(name: str, found: Ways) -> str:
    """What a way is for; whether the own rows of the scenario fit into it."""
    if not found.whole and name in (LINK, COMMAND):
        if name == LINK:
            return "Your own rows are too many for a link: it opens without them. Use the file instead."
        return f"Your own rows are too many for a link: download {found.file_name} first, into the same folder."
    return _ABOUT[name]


def _height(text: str) -> int | Literal["content"]:
    """Long texts scroll, so that the panel keeps its size."""
    return 260 if text.count("\n") > 10 or len(text) > 700 else "content"
