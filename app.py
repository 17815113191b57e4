"""The entry: page registry to navigation, the shared frame, then the page."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import address, frame
from ui.registry import HOME, PAGES

st.set_page_config(page_title="Western Balkans balance explorer", page_icon="⚖️", layout="wide")

menus: dict[str, list[StreamlitPage]] = {}
for spec in PAGES:
    page = st.Page(spec.file, title=spec.title, url_path=spec.url_path, default=spec == HOME, help=spec.purpose)
    menus.setdefault(spec.menu, []).append(page)
chosen = st.navigation(menus, position="top")
kept = address.take_stash()
if kept:
    st.switch_page(kept[0], query_params=kept[1])

top = frame.begin(next(spec for spec in PAGES if spec.title == chosen.title))
chosen.run()
frame.end(top)
