"""Arms control: heavy weapons against the ceilings of the 1996 agreement, and what escapes it."""

from ui import arms_control, blocks, escapes, frame

frame.guard("pages/arms_control.py")

VIEWS = {
    "Against the ceilings": (arms_control.draw, arms_control.say),
    "Over the years": (arms_control.draw_years, arms_control.say_years),
    "Declared and estimated": (arms_control.draw_declared, arms_control.say_declared),
    "What counts": (escapes.draw_counts, escapes.say_counts),
    "What escapes": (escapes.draw, escapes.say),
}

blocks.views("arms_control", VIEWS)
