"""The four on a map, shaded by a measure, with years that play."""

from __future__ import annotations

import streamlit as st

from balance_model.analysis import measures
from balance_model.charts.map import region_map
from ui import blocks, chooser, compute, play, state
from ui.blocks import Picture

YEAR = "map_year"
MAP_HEIGHT = 390


def draw() -> None:
    """The measure, the years and the map."""
    play.stage(YEAR, _stage)


def say() -> tuple[str, str]:
    """Where the measure rises most over all years; the year that plays is told by the chart."""
    answer, year, measure = compute.assessment(state.scenario()), compute.world().years[-1], chooser.measure()
    values = measures.measured(answer, measures.INDEX if measure == measures.CHANGE else measure)
    return measures.largest_rise(values, measure, year, compute.world()) + ".", ""


def _stage() -> None:
    left, right = st.columns([2, 5], vertical_alignment="bottom")
    with left:
        chooser.pick_measure()
    with right:
        play.years(YEAR, state.scenario().year)
    blocks.picture("map", _map, height=MAP_HEIGHT)


def _map() -> Picture:
    world, scenario, measure = compute.world(), state.scenario(), chooser.measure()
    year = play.now(YEAR, scenario.year)
    every = measures.measured(compute.assessment(scenario), measure)
    here = every[every["year"] == year]
    values = here.assign(words=[measures.value_text(float(value), measure) for value in here["value"]])
    span, name = measures.span(every), measures.measures(world)[measure]
    title = measures.highest_and_lowest(every, measure, year, world)
    subtitle = f"{name} in {year}; one scale for {world.years[0]} to {world.years[-1]}; '{scenario.name}'"
    return Picture(
        lambda look, width, height: region_map(
            values, compute.regions(), span, look, name, title, subtitle, width, height
        ),
        f"{title}. Map of the four.",
        every.rename(columns={"value": name.lower().replace(" ", "_")}),
    )
