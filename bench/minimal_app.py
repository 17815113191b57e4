"""The smallest page of its kind: one slider, one chart. The peer of the page times."""

import altair as alt
import pandas as pd
import streamlit as st

units = st.slider("Units", 0, 100, 50, key="units")
bars = pd.DataFrame({"name": ["a", "b", "c", "d"], "value": [units, 40, 30, 20]})
st.altair_chart(alt.Chart(bars).mark_bar().encode(x="value", y="name"))
