"""compare."""

from ui import blocks, frame

frame.guard("pages/compare.py")
blocks.finding("x")
