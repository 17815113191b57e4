"""Answers kept between page runs. Keys are the scenario and the data's fingerprint, nothing hidden."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from balance_model.analysis import compare, steps, tables
from balance_model.charts.theme import Look
from balance_model.core.assess import Assessment, assess, curve
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario, scenario_ids
from balance_model.records.world import load_world


@lru_cache(maxsize=1)
def world() -> World:
    """The checked data, read once when the server starts."""
    return load_world()


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


def difference(before: Scenario, after: Scenario, year: int) -> pd.DataFrame:
    """What each change between two scenarios did: cause, group, country, delta."""
    return _difference(before, after, year, world()).copy()


@lru_cache(maxsize=64)
def _difference(before: Scenario, after: Scenario, year: int, data: World) -> pd.DataFrame:
    return compare.difference(data, before, after, year)


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


def most_moved(before: Scenario, after: Scenario, year: int) -> str:
    """The country whose index differs most between two scenarios."""
    one, other = assessment(before), assessment(after)
    at = one.world.years.index(year)
    gaps = abs(other.score[:, at] - one.score[:, at])
    return one.world.country_codes[int(gaps.argmax())]


def no_steps() -> pd.DataFrame:
    """An empty table of steps, for lines without marked deals."""
    return pd.DataFrame({"country": [], "year": [], "score": [], "label": [], "detail": [], "delta": []})


def saturated(form: str, strength: NDArray[np.float64], half: float) -> NDArray[np.float64]:
    """Values along a saturation curve."""
    return curve(strength, half, form)
