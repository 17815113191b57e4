"""method."""

from ui import blocks, frame

frame.guard("pages/method.py")
blocks.finding("x")
