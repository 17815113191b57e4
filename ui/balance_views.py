"""The pictures and sentences of the Balance page, for a single run or for many futures."""

from __future__ import annotations

from balance_model.analysis import bands, findings, findings_sure, tables
from balance_model.analysis.words import the_countries
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.timeline import index_over_time
from balance_model.exhibits.picture import Picture
from ui import compute, futures, questions, state

FUTURES = "dots and lines are the middle of the futures, bands the middle 50 and 80 %, upright marks the single run"


def answer() -> tuple[str, str]:
    """Who leads, and what no weights can change."""
    scenario = state.scenario()
    many, year = futures.of(), scenario.year
    result = futures.answer(scenario)
    said = findings.balance(result, year) if many is None else findings_sure.balance(many, year)
    return said, questions.answer() or findings.weight_proof(result, year)


def by_category() -> Picture:
    """The countries in each category."""
    scenario = state.scenario()
    year, many, result = scenario.year, futures.of(), futures.answer(scenario)
    values = tables.category_values(result, year)
    title = findings.profile(result, year)
    subtitle = f"Category value in {year}, 0 to 1; higher means a larger holding"
    columns = ["country", "category_name", "strength", "value", "weight"]
    if many is not None:
        values = futures.category_bands(many, values, year)
        subtitle = f"Category value in {year}, 0 to 1; {FUTURES}"
        columns += ["single", "low80", "low50", "high50", "high80"]
    return Picture(
        lambda look, width, height: category_profile(values, look, title, subtitle, width, height),
        f"{title}. Category values of {the_countries(result.world)} in {year}, from 0 to 1.",
        values[columns],
    )


def over_the_years() -> Picture:
    """The index of the countries by year, with the deals behind its steps."""
    scenario = state.scenario()
    year, many, result = scenario.year, futures.of(), futures.answer(scenario)
    title, steps = findings.over_time(result, year), compute.index_steps(scenario)
    span = f"{result.world.years[0]} to {result.world.years[-1]}"
    subtitle = f"Holdings index, 0 to 1, {span}; triangles mark the arrivals and departures behind the steps"
    scores, drawn, single = result.scores, None, None
    if many is not None:
        drawn, single = compute.bands_by_year(many), compute.assessment(scenario).scores
        heights = scores.set_index(["country", "year"])["score"]
        keys = zip(steps["country"], steps["year"], strict=True)
        steps = steps.assign(score=[float(heights.loc[key]) for key in keys])
        subtitle = f"Holdings index, 0 to 1, {span}; middle of the futures in bands of 50 and 80 %, single run dashed"
    return Picture(
        lambda look, width, height: index_over_time(
            scores, steps, look, year, title, subtitle, width, height, reference=single, bands=drawn
        ),
        f"{title}. Index of the countries by year.",
        scores if drawn is None else drawn.assign(single=single["score"].to_numpy() if single is not None else None),
    )


def pair_by_pair() -> Picture:
    """The ratio of every pair."""
    scenario = state.scenario()
    result, year, many = compute.assessment(scenario), scenario.year, futures.of()
    pairs = tables.pairs(result, year)
    title = findings.sides(result, scenario, year)
    subtitle = f"Ratio of holdings indices in {year}, the larger first; 1 means level"
    if many is not None:
        found = bands.pairs(many, pairs, year)
        title = findings_sure.pair_by_pair(result.world, found, year)
        subtitle = f"Ratio of holdings indices in {year}, and how often the first is ahead; {FUTURES}"
        pairs = pairs.rename(columns={"ratio": "single"}).merge(found, on=["a", "b"])
        pairs = pairs.rename(columns={"middle": "ratio"}).assign(
            more=[f", ahead in {findings_sure.percent(share)}" for share in pairs["ahead"]]
        )
    return Picture(
        lambda look, width, height: pair_ratios(pairs, look, title, subtitle, width, height),
        f"{title}. Ratios of every pair in {year}.",
        pairs.drop(columns="more", errors="ignore"),
    )
