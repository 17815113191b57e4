"""Method: the formulas with today's numbers, and the limits."""

from ui import blocks, explain, frame

frame.guard("pages/method.py")

blocks.finding(
    "Units in service become strength, strength saturates, and a weighted mean makes the index.",
    "Worth of an item × how many are usable = strength. A second hundred adds less than the first. Weights are yours.",
)
VIEWS = ["With today's numbers", "All formulas", "Adjustable numbers", "What it does not say"]
with blocks.view("method", VIEWS) as view:
    if view == "With today's numbers":
        code, category = explain.choice()
        blocks.picture("saturation", lambda: explain.curve(code, category), height=300)
        explain.steps(code, category)
    elif view == "All formulas":
        explain.document("METHOD.md")
    elif view == "Adjustable numbers":
        blocks.tiles()
        explain.dials()
    else:
        explain.document("LIMITS.md")
