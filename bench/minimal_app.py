"""The smallest app of its kind, the peer of the page times: one slider, one chart, on two pages."""

import altair as alt
import pandas as pd
import streamlit as st


def one() -> None:
    """A slider and four bars, one of which follows it."""
    units = st.slider("Units", 0, 100, 50, key="units")
    bars = pd.DataFrame({"name": ["a", "b", "c", "d"], "value": [units, 40, 30, 20]})
    st.altair_chart(alt.Chart(bars).mark_bar().encode(x="value", y="name"))


def two() -> None:
    """The same on another page."""
    units = st.slider("Units", 0, 100, 50, key="more_units")
    bars = pd.DataFrame({"name": ["e", "f", "g", "h"], "value": [units, 10, 20, 30]})
    st.altair_chart(alt.Chart(bars).mark_bar().encode(x="value", y="name"))


st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")], position="top").run()
