"""How sure: what the weights decide, and what else the answer hangs on."""

from ui import back_test, blocks, drivers, frame, over_time, red_team, swing, weightings

frame.guard("pages/how_sure.py")

VIEWS = {
    "All weightings": (weightings.draw, weightings.say),
    "Swing weights": (swing.draw, swing.say),
    "What drives it": (drivers.draw, drivers.say),
    "Red team": (red_team.draw, red_team.say),
    "Ranks over time": (over_time.draw_ranks, over_time.say_ranks),
    "Overtaking": (over_time.draw_overtaking, over_time.say_overtaking),
    "Back-test": (back_test.draw, back_test.say),
}

blocks.views("how_sure", VIEWS)
