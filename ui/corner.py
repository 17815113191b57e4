"""The corner at the top right of every page: share, present, help."""

from __future__ import annotations

import streamlit as st

from ui import glossary, present, share, tour

_STYLE = """<style>
.st-key-corner {
  position: fixed; top: 0.45rem; right: 1rem; width: auto; z-index: 999990; flex-wrap: nowrap; gap: 0.9rem;
}
[data-testid="stLayoutWrapper"]:has(> .st-key-corner) { position: absolute; }
.share-words { font-size: 0.93rem; margin: 0; }
@media (max-width: 640px) {
  .st-key-corner [data-testid="stMarkdownContainer"] p { display: none; }
}
</style>"""


def draw() -> None:
    """Share and help as menus that are filled when they are opened."""
    st.html(_STYLE)
    with st.container(key="corner", horizontal=True, gap="small", width="content"):
        sharing = st.popover("Share", icon=":material/share:", type="tertiary", key="share_open", on_change="rerun")
        present.button()
        helping = st.popover("Help", icon=":material/help:", type="tertiary", key="help_open", on_change="rerun")
    if sharing.open:
        with sharing:
            share.draw()
    if helping.open:
        with helping:
            tour.again()
            glossary.draw()
