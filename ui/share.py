"""Sharing what is on screen: the link, a summary to go with it, and a QR code for the room."""

from __future__ import annotations

import html
import json
from pathlib import Path

import segno
import streamlit as st

from balance_model.analysis.summary import summary
from balance_model.records import links
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import sparse
from ui import address, compute, reproduce, saving, state

MOST_IN_A_QR_CODE = 2000
QUIET_ZONE = 4
_HERE = Path(__file__).parent
_link = st.components.v2.component(
    "balance_link",
    css=(_HERE / "share.css").read_text(encoding="utf-8"),
    js=(_HERE / "share.js").read_text(encoding="utf-8"),
)


def draw() -> None:
    """Summary, link with its copy buttons, and the QR code; a file where the link is too long for one."""
    link, words = address.whole(), summary(compute.world(), state.scenario(), state.reference())
    short = len(link) <= MOST_IN_A_QR_CODE
    st.html(f'<p class="share-words">{html.escape(words)}</p>')
    _link(key="share_link", data={"address": link, "words": words, "code": qr_code(link) if short else ""})
    if address.here_only(link):
        st.caption("This address works on this computer only.")
    again = st.expander("Reproduce this", icon=":material/replay:", key="share_reproduce", on_change="rerun")
    if again.open:
        with again:
            reproduce.draw()
    if not links.carries_own_rows(state.scenario(), state.presets()):
        st.warning("Your own rows are too many for a link: it opens without them. Send the scenario as a file instead.")
        if short:
            download("share_own_rows")
    if not short:
        st.caption(
            f"With {len(link):,} characters the link is too long for a QR code. Send the scenario as a file instead."
        )
        download("share_file")


def qr_code(address: str) -> str:
    """The address as an SVG picture, black on white with its quiet zone, without a size of its own."""
    code = segno.make(address, error="m", micro=False)
    picture = code.svg_inline(border=QUIET_ZONE, dark="#000000", light="#ffffff", omitsize=True)
    return picture.replace("<svg", '<svg role="img" aria-label="QR code of the link to what is on screen"', 1)


def scenario_file(scenario: Scenario, base: Scenario) -> bytes:
    """A scenario as a file that opens again here and on the command line."""
    return json.dumps(sparse(scenario, base), indent=2, ensure_ascii=False).encode()


def download(key: str) -> None:
    """A button that saves the scenario to a file."""
    scenario, base = state.scenario(), state.base()
    st.download_button(
        "Download as JSON",
        data=lambda: scenario_file(scenario, base),
        file_name=f"{scenario.scenario_id}.json",
        mime="application/json",
        on_click=saving.saved,
        width="stretch",
        key=key,
    )
