"""scenario."""

from ui import blocks, frame

frame.guard("pages/scenario.py")
blocks.finding("x")
