"""Balance: how the four compare, by category and over the years."""

from balance_model.analysis import findings, tables
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.timeline import index_over_time
from ui import blocks, compute, frame, state

frame.guard("pages/balance.py")
scenario = state.scenario()
year = scenario.year
answer = compute.assessment(scenario)
world = answer.world

blocks.finding(findings.balance(answer, year), findings.weight_proof(answer, year))
blocks.tiles()

with blocks.view("balance", ["By category", "Over the years", "Pair by pair"]) as view:
    if view == "By category":
        values = tables.category_values(answer, year)
        title = findings.profile(answer, year)
        subtitle = f"Category value in {year}, 0 to 1; higher means a larger holding"
        blocks.chart(
            "profile",
            lambda look, width, height: category_profile(values, look, title, subtitle, width, height),
            f"{title}. Category values of the four in {year}, from 0 to 1.",
            values[["country", "category_name", "strength", "value", "weight"]],
        )
    elif view == "Over the years":
        title = findings.over_time(answer, year)
        steps = compute.index_steps(scenario)
        span = f"{world.years[0]} to {world.years[-1]}"
        subtitle = f"Holdings index, 0 to 1, {span}; triangles mark the arrivals and departures behind the steps"
        blocks.chart(
            "index",
            lambda look, width, height: index_over_time(
                answer.scores, steps, look, year, title, subtitle, width, height
            ),
            f"{title}. Index of the four by year.",
            answer.scores,
        )
    else:
        pairs = tables.pairs(answer, year)
        title = findings.sides(answer, scenario, year)
        subtitle = f"Ratio of holdings indices in {year}, the larger first; 1 means level"
        blocks.chart(
            "pairs",
            lambda look, width, height: pair_ratios(pairs, look, title, subtitle, width, height),
            f"{title}. Ratios of every pair in {year}.",
            pairs,
        )
