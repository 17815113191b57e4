"""evidence."""

from ui import blocks, frame

frame.guard("pages/evidence.py")
blocks.finding("x")
