"""Builder: what was pinned, put in order, worded, annotated, looked at, and taken away."""

from ui import blocks, briefing, frame

frame.guard("pages/briefing.py")

blocks.finding(*briefing.say())
briefing.draw()
