"""Two readings: the same data as two sides read them, the arms control reading, and the dated context."""

from ui import blocks, context, frame, readings

frame.guard("pages/readings.py")

VIEWS = {
    "Side by side": (readings.draw, readings.say),
    "As designed": (readings.draw_treaty, readings.say_treaty),
    "Context": (context.draw, context.say),
    "Foreign forces": (context.draw_foreign, context.say_foreign),
}

blocks.views("readings", VIEWS)
