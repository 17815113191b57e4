"""What would it take: the smallest change that makes two level, and the cheapest purchases that do."""

from ui import blocks, cheapest, frame, smallest_change

frame.guard("pages/what_would_it_take.py")

VIEWS = {
    "Smallest change": (smallest_change.draw, smallest_change.say),
    "Cheapest package": (cheapest.draw, cheapest.say),
}

blocks.views("what_would_it_take", VIEWS)
