"""Answers kept between page runs. Keys are the scenario and the data's fingerprint, nothing hidden."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from balance_model.analysis import compare, steps
from balance_model.charts.theme import Look
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.records.scenarios import Scenario, load_scenario, scenario_ids
from balance_model.records.world import load_world


def world() -> World:
    """The checked data; read again when a file changes."""
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
