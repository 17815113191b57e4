"""Balance: how the four compare, by category and over the years."""

from balance_model.analysis import findings, tables
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.timeline import index_over_time
from ui import blocks, compute, frame, questions, state
from ui.blocks import Picture

frame.guard("pages/balance.py")


def answer() -> tuple[str, str]:
    """Who leads, and what no weights can change."""
    scenario = state.scenario()
    result = compute.assessment(scenario)
    return findings.balance(result, scenario.year), questions.answer() or findings.weight_proof(result, scenario.year)


def by_category() -> Picture:
    """The four in each category."""
    scenario = state.scenario()
    result, year = compute.assessment(scenario), scenario.year
    values = tables.category_values(result, year)
    title = findings.profile(result, year)
    subtitle = f"Category value in {year}, 0 to 1; higher means a larger holding"
    return Picture(
        lambda look, width, height: category_profile(values, look, title, subtitle, width, height),
        f"{title}. Category values of the four in {year}, from 0 to 1.",
        values[["country", "category_name", "strength", "value", "weight"]],
    )


def over_the_years() -> Picture:
    """The index of the four by year, with the deals behind its steps."""
    scenario = state.scenario()
    result, year = compute.assessment(scenario), scenario.year
    title = findings.over_time(result, year)
    steps = compute.index_steps(scenario)
    span = f"{result.world.years[0]} to {result.world.years[-1]}"
    subtitle = f"Holdings index, 0 to 1, {span}; triangles mark the arrivals and departures behind the steps"
    return Picture(
        lambda look, width, height: index_over_time(result.scores, steps, look, year, title, subtitle, width, height),
        f"{title}. Index of the four by year.",
        result.scores,
    )


def pair_by_pair() -> Picture:
    """The ratio of every pair."""
    scenario = state.scenario()
    result, year = compute.assessment(scenario), scenario.year
    pairs = tables.pairs(result, year)
    title = findings.sides(result, scenario, year)
    subtitle = f"Ratio of holdings indices in {year}, the larger first; 1 means level"
    return Picture(
        lambda look, width, height: pair_ratios(pairs, look, title, subtitle, width, height),
        f"{title}. Ratios of every pair in {year}.",
        pairs,
    )


VIEWS = {
    "By category": ("profile", by_category),
    "Over the years": ("index", over_the_years),
    "Pair by pair": ("pairs", pair_by_pair),
}

blocks.answer(answer)
blocks.tiles()
questions.draw()
with blocks.view("balance", list(VIEWS)) as view:
    blocks.picture(*VIEWS[view])
