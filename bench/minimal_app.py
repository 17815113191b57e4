"""The smallest app of its kind, the peer of the page times: one slider, one chart, on two pages."""

import numpy as np
import pandas as pd
import streamlit as st

YEARS = np.arange(2020, 2036)


def one() -> None:
    """A slider and a line for each of four names."""
    units = st.slider("Units", 0, 100, 50, key="units")
    frame = pd.DataFrame({name: np.log1p(YEARS - 2019) * (units + 10 * at) for at, name in enumerate("ABCD")})
    st.line_chart(frame.set_index(YEARS), height=360)


def two() -> None:
    """The same on another page."""
    units = st.slider("Units", 0, 100, 50, key="more_units")
    frame = pd.DataFrame({name: np.sqrt(YEARS - 2019) * (units + 10 * at) for at, name in enumerate("ABCD")})
    st.line_chart(frame.set_index(YEARS), height=360)


st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")], position="top").run()
