"""The whole data set to take away, with its licence, its sources and how to cite it."""

from __future__ import annotations

import streamlit as st

from balance_model.export import dataset
from ui import compute


def draw() -> None:
    """A button that makes the archive when it is clicked, and the line to cite."""
    world = compute.data()
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.download_button(
            "Download the whole data set", data=lambda: dataset.archive(dataset.contents(world), world),
            file_name=f"{dataset.NAME}-{world.fingerprint}.zip", mime="application/zip", on_click="ignore",
            key="get_dataset", icon=":material/folder_zip:",
            help="All tables with their schema and description, the scenarios, the licence, the sources and a citation",
        )  # fmt: skip
        st.caption(f"To cite: {dataset.citation(world)}".replace("*", r"\*"), width="stretch")
