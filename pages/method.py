"""Method: the formulas with today's numbers, and the limits."""

from balance_model.charts.curves import saturation
from ui import blocks, compute, explain, frame, state

frame.guard("pages/method.py")
scenario = state.scenario()
year = scenario.year
answer = compute.assessment(scenario)

blocks.finding(
    "Units in service become strength, strength saturates, and a weighted mean makes the index.",
    "Worth of an item × how many are usable = strength. A second hundred adds less than the first. Weights are yours.",
)
VIEWS = ["With today's numbers", "All formulas", "Adjustable numbers", "What it does not say"]
with blocks.view("method", VIEWS) as view:
    if view == "With today's numbers":
        code, category = explain.choice(answer)
        curve, points, half, title = explain.curve(answer, code, category, year)
        subtitle = f"Value against strength in {year}; half value at the half-requirement"
        blocks.chart(
            "saturation",
            lambda look, width, height: saturation(curve, points, half, look, title, subtitle, width, height),
            f"{title}. The saturation curve with the four countries on it.",
            points,
            height=300,
        )
        explain.steps(answer, code, category, year)
    elif view == "All formulas":
        explain.document("METHOD.md")
    elif view == "Adjustable numbers":
        explain.dials()
    else:
        explain.document("LIMITS.md")
