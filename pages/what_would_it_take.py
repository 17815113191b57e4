"""What would it take: the smallest change that makes two level, and the cheapest purchases that do."""

import streamlit as st

from ui import blocks, cheapest, frame, smallest_change

frame.guard("pages/what_would_it_take.py")

VIEWS = {
    "Smallest change": (smallest_change.draw, smallest_change.say),
    "Cheapest package": (cheapest.draw, cheapest.say),
}

headline = st.container()
with blocks.view("what_would_it_take", list(VIEWS)) as view:
    draw, say = VIEWS[view]
    draw()
with headline:
    blocks.answer(say)
