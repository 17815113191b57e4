"""Two readings: the same data as two sides read them, the arms control reading, and the dated context."""

import streamlit as st

from ui import blocks, context, frame, readings

frame.guard("pages/readings.py")

VIEWS = {
    "Side by side": (readings.draw, readings.say),
    "As designed": (readings.draw_treaty, readings.say_treaty),
    "Context": (context.draw, context.say),
    "Foreign forces": (context.draw_foreign, context.say_foreign),
}

headline = st.container()
with blocks.view("readings", list(VIEWS)) as view:
    draw, say = VIEWS[view]
    draw()
with headline:
    blocks.answer(say)
