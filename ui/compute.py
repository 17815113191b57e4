"""Answers kept between page runs. Keys are the scenario and the data's fingerprint, nothing hidden."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from balance_model.analysis import bands, compare, deliveries, procurement, provenance, steps, tables
from balance_model.analysis import replay as walk
from balance_model.analysis.ceilings import Count, count
from balance_model.analysis.ensembles import Ensemble, assess_many
from balance_model.analysis.provenance import Asked, Behind, Ends
from balance_model.analysis.unsized import listed
from balance_model.charts.theme import Look
from balance_model.core.assess import Assessment, assess, curve
from balance_model.domain import Pairing, World
from balance_model.records.regions import Region, load_regions
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import load_scenario, scenario_ids
from balance_model.records.world import load_world
from ui import jobs, live


@lru_cache(maxsize=1)
def data() -> World:
    """The checked data, read once when the server starts."""
    return load_world()


def world() -> World:
    """The data as the scenario on screen sees them: with the context countries that have joined."""
    shown = live.scenario()
    return data() if shown is None else world_for(data(), shown)


def preset(scenario_id: str) -> Scenario:
    """A preset scenario."""
    return _preset(scenario_id, world())


@lru_cache(maxsize=64)
def _preset(scenario_id: str, data: World) -> Scenario:
    return load_scenario(scenario_id, data)


@lru_cache(maxsize=4)
def _preset_ids(data: World) -> tuple[str, ...]:
    return scenario_ids()


def preset_ids() -> tuple[str, ...]:
    """Ids of the presets, baseline first."""
    return _preset_ids(world())


def assessment(scenario: Scenario) -> Assessment:
    """The answer to a scenario."""
    return _assessment(scenario, world())


@lru_cache(maxsize=64)
def _assessment(scenario: Scenario, data: World) -> Assessment:
    return assess(data, scenario)


def behind(scenario: Scenario, asked: Asked) -> Behind:
    """The rows behind a number of a scenario."""
    return _behind(scenario, asked, world())


@lru_cache(maxsize=32)
def _behind(scenario: Scenario, asked: Asked, data: World) -> Behind:
    return provenance.behind(_ends(scenario, data), asked)


@lru_cache(maxsize=8)
def _ends(scenario: Scenario, data: World) -> Ends:
    return provenance.ends_of(_assessment(scenario, data))


def unsized(scenario: Scenario, categories: tuple[str, ...]) -> pd.DataFrame:
    """Deals of some categories whose number is not firm, as the scenario sees them."""
    return _unsized(deliveries.of_deals(scenario), categories, world()).copy()


@lru_cache(maxsize=32)
def _unsized(scenario: Scenario, categories: tuple[str, ...], data: World) -> pd.DataFrame:
    return listed(data, scenario, categories)


def treaty(scenario: Scenario) -> Count:
    """Units held against ceilings; what moves no unit (weights, year, sides, options) plays no part."""
    seen = world()
    return _treaty(_drawn_alike(scenario, seen), seen)


@lru_cache(maxsize=64)
def _treaty(scenario: Scenario, data: World) -> Count:
    return count(_assessment(scenario, data))


def difference(before: Scenario, after: Scenario, year: int) -> pd.DataFrame:
    """What each change between two scenarios did: cause, group, country, delta."""
    return _difference(before, after, year, world()).copy()


@lru_cache(maxsize=64)
def _difference(before: Scenario, after: Scenario, year: int, data: World) -> pd.DataFrame:
    return compare.difference(data, before, after, year)


def ensemble(scenario: Scenario) -> Ensemble | None:
    """Futures of a scenario; None while they are drawn in the background.

    What acts after the draws (weights, year, sides, options) is changed without drawing anew.
    """
    seen = world()
    draws = int(seen.facts["draws"])
    drawn = _drawn_alike(scenario, seen)

    def make(tell: jobs.Tell) -> Ensemble:
        return assess_many(seen, drawn, draws=draws, tell=tell)

    key = ("futures", drawn, seen.fingerprint, seen.country_codes)
    found = jobs.outcome(key, make, f"{draws:,} futures of '{scenario.name}'")
    return _seen(found, scenario) if found else None


def _drawn_alike(scenario: Scenario, data: World) -> Scenario:
    """The scenario without what acts after the draws, so that such changes find the same futures."""
    plain = _preset("baseline", data)
    after = ("id", "name", "story", "reason", "based_on", "year", "side_a", "side_b", "weights", "options")
    return scenario.model_copy(update={name: getattr(plain, name) for name in after})


@lru_cache(maxsize=16)
def _seen(found: Ensemble, scenario: Scenario) -> Ensemble:
    return _filled(found, found.scenario.model_copy(update={"options": scenario.options})).under(scenario)


@lru_cache(maxsize=8)
def _filled(found: Ensemble, scenario: Scenario) -> Ensemble:
    """The futures with what no weight moves worked out once."""
    filled = found.under(scenario)
    _ = filled.middle_strength, filled.middle_value
    return filled


@lru_cache(maxsize=16)
def middle(futures: Ensemble) -> Assessment:
    """The middle of the futures as an answer."""
    return bands.middle(futures)


@lru_cache(maxsize=16)
def bands_by_year(futures: Ensemble) -> pd.DataFrame:
    """Bands of each country's index by year."""
    return bands.over_years(futures)


@lru_cache(maxsize=16)
def change_bands(before: Ensemble, after: Ensemble, year: int) -> pd.DataFrame:
    """Bands of the change of each country's index between two scenarios."""
    return bands.difference(before, after, year)


@lru_cache(maxsize=16)
def bands_by_category(futures: Ensemble) -> pd.DataFrame:
    """Bands of each category value by country and year."""
    return bands.by_category(futures)


def index_steps(scenario: Scenario) -> pd.DataFrame:
    """The deals that cause the largest steps of each country's index."""
    return _steps(scenario, world()).copy()


@lru_cache(maxsize=64)
def _steps(scenario: Scenario, data: World) -> pd.DataFrame:
    return steps.steps(_assessment(scenario, data))


def look() -> Look:
    """Colours and names for the theme the reader sees now."""
    return _look(world(), st.context.theme.type == "dark")


@lru_cache(maxsize=8)
def _look(data: World, dark: bool) -> Look:
    return Look.of(data, dark)


def units_in(scenario: Scenario, country: str, year: int) -> dict[str, float]:
    """Units in service by system of one country in a year, those with any, by name."""
    ledger = assessment(scenario).ledger()
    chosen = ledger[(ledger["country"] == country) & (ledger["year"] == year)]
    totals = chosen.groupby("system_id")["quantity"].sum()
    names = {row.system_id: row.name for row in world().systems}
    held = {str(key): float(units) for key, units in totals.items() if units > 0 and key in names}
    return dict(sorted(held.items(), key=lambda item: names[item[0]]))


def evidence_shares(scenario: Scenario) -> pd.DataFrame:
    """Part of each country's weighted value by class of evidence, in the year shown."""
    return _evidence_shares(scenario, world())


@lru_cache(maxsize=64)
def _evidence_shares(scenario: Scenario, data: World) -> pd.DataFrame:
    return tables.evidence_shares(_assessment(scenario, data), scenario.year)


def deal_table(scenario: Scenario) -> pd.DataFrame:
    """All deals as the scenario sees them; made once for scenarios that show the same deals."""
    return _deal_table(deliveries.of_deals(scenario), world()).copy()


@lru_cache(maxsize=32)
def _deal_table(scenario: Scenario, data: World) -> pd.DataFrame:
    return tables.deal_table(data, scenario)


def most_moved(before: Scenario, after: Scenario, year: int) -> str:
    """The country whose index differs most between two scenarios."""
    one, other = assessment(before), assessment(after)
    at = one.world.years.index(year)
    gaps = abs(other.score[:, at] - one.score[:, at])
    return one.world.country_codes[int(gaps.argmax())]


def regions() -> tuple[Region, ...]:
    """Outlines of the countries and of what lies around them."""
    return load_regions()


def pairings() -> dict[str, tuple[Pairing, ...]]:
    """Readings of who stands against whom, by id, with their pairs in order."""
    found: dict[str, list[Pairing]] = {}
    for row in sorted(world().pairings, key=lambda row: row.order):
        found.setdefault(row.pairing, []).append(row)
    return {row.pairing: tuple(found[row.pairing]) for row in world().pairings}


def saturated(form: str, strength: NDArray[np.float64], half: float) -> NDArray[np.float64]:
    """Values along a saturation curve."""
    return curve(strength, half, form)


def replay(before: Scenario, after: Scenario) -> tuple[Scenario, ...]:
    """The way from one scenario to another, one change more in each."""
    return _replay(before, after, world())


@lru_cache(maxsize=32)
def _replay(before: Scenario, after: Scenario, data: World) -> tuple[Scenario, ...]:
    return walk.replay(data, before, after)


def in_order(before: Scenario, after: Scenario, year: int) -> pd.DataFrame:
    """What each change did, made one after another: cause, group, country, delta."""
    return _in_order(before, after, year, world()).copy()


@lru_cache(maxsize=32)
def _in_order(before: Scenario, after: Scenario, year: int, data: World) -> pd.DataFrame:
    return walk.in_order(data, before, after, year)


def running(scenario: Scenario, country: str) -> pd.DataFrame:
    """Cost of a country's purchases by year against its budget."""
    return procurement.running(world(), scenario, country)


def buys(scenario: Scenario) -> pd.DataFrame:
    """What each purchase adds in the year shown, and what it costs."""
    return _buys(scenario, world()).copy()


@lru_cache(maxsize=32)
def _buys(scenario: Scenario, data: World) -> pd.DataFrame:
    return procurement.buys(data, scenario, scenario.year)
