"""The pictures and sentences of the Balance page, for a single run or for many futures."""

from __future__ import annotations

from balance_model.exhibits import standard_front as front
from balance_model.exhibits.picture import Picture
from ui import compute, futures, questions, state


def answer() -> tuple[str, str]:
    """Who leads, and what no weights can change; or the answer to a worked question."""
    scenario = state.scenario()
    said, ruled_out = front.finding(futures.answer(scenario), futures.of(), scenario.year)
    return said, questions.answer() or ruled_out


def by_category() -> Picture:
    """The countries in each category."""
    scenario, many = state.scenario(), futures.of()
    drawn = None if many is None else compute.bands_by_category(many)
    return front.profile(futures.answer(scenario), scenario.year, compute.assessment(scenario), drawn)


def over_the_years() -> Picture:
    """The index of the countries by year, with the deals behind its steps."""
    scenario, many = state.scenario(), futures.of()
    drawn = None if many is None else compute.bands_by_year(many)
    steps = compute.index_steps(scenario)
    return front.index(futures.answer(scenario), steps, scenario.year, compute.assessment(scenario), drawn)


def pair_by_pair() -> Picture:
    """The ratio of every pair."""
    scenario = state.scenario()
    return front.pairs(compute.assessment(scenario), scenario, futures.of())
