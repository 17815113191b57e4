"""Publishing a result: title, author and note, and then it stays as it is under a short id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from balance_model.core.assess import assess
from balance_model.library import publications
from balance_model.library.frozen import freeze
from balance_model.records.scenario import Scenario
from ui import address, compute, library, state


def popover(key: str, scenario: Callable[[], Scenario], title: str, label: str = "") -> None:
    """A place to publish the result of a scenario; the main thing of its view with a ``label`` of its own."""
    kind: Literal["primary", "tertiary"] = "primary" if label else "tertiary"
    box = st.popover(label or "Publish", type=kind, icon=":material/verified:", key=key, on_change="rerun")
    if not box.open:
        return
    with box, st.form(f"{key}_form", border=False):
        st.caption("A published result keeps its inputs, data, model and numbers under a short id, for good.")
        st.text_input("Title", value=title, max_chars=200, key=f"{key}_title")
        st.text_input("Author", max_chars=200, key=f"{key}_author")
        st.text_area("Note", max_chars=2000, key=f"{key}_note", height=80)
        st.form_submit_button(
            "Publish",
            type="primary",
            key=f"{key}_do",
            on_click=library.doing,
            args=(lambda: _publish(key, scenario()),),
        )


def _publish(key: str, scenario: Scenario) -> None:
    title, author, note = (st.session_state[f"{key}_{field}"] for field in ("title", "author", "note"))
    made = publications.publish(library.shelf(), freeze(assess(compute.data(), scenario), title, author, note))
    st.session_state[key] = False
    address.show_frozen(made.frozen.id)
    state.notice(f"Published as {made.frozen.id}. Its link and how to cite it stand below.")
