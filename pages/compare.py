"""Compare: scenarios and sides against each other, differences by cause, and a map."""

from ui import blocks, comparing, frame, map_view, side_view

frame.guard("pages/compare.py")

VIEWS = {
    "Side by side": (comparing.side_by_side, comparing.say_side_by_side),
    "By category": (comparing.by_category, comparing.say_by_category),
    "Why they differ": (comparing.why, comparing.say_why),
    "Sides": (side_view.draw, side_view.say),
    "Map": (map_view.draw, map_view.say),
}

blocks.views("compare", VIEWS)
