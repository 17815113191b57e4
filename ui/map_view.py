"""The countries on a map, shaded by a measure, with years that play."""

from __future__ import annotations

import streamlit as st

from balance_model.analysis import bands, measures
from balance_model.analysis.words import listing
from balance_model.charts.map import region_map
from balance_model.exhibits.picture import Picture
from ui import blocks, chooser, compute, futures, play, saving, state

MAP_HEIGHT = 390


def draw() -> None:
    """The measure, the years and the map; in present mode the player at the foot is the only one."""
    left, right = st.columns([2, 5], vertical_alignment="bottom")
    with left:
        chooser.pick_measure()
    if not state.presenting():
        with right:
            play.player("map_years", slider=True)
    blocks.picture("map", _map, height=MAP_HEIGHT)


def say() -> tuple[str, str]:
    """Where the measure rises most over all years; the year that plays is told by the chart."""
    answer, year, measure = futures.answer(state.scenario()), compute.world().years[-1], chooser.measure()
    values = measures.measured(answer, measures.INDEX if measure == measures.CHANGE else measure)
    return measures.largest_rise(values, measure, year, compute.world()) + ".", ""


def _map() -> Picture:
    world, scenario, measure = compute.world(), saving.called(), chooser.measure()
    year = scenario.year
    every = measures.measured(futures.answer(scenario), measure)
    here = every[every["year"] == year]
    values = here.assign(words=[measures.value_text(float(value), measure) for value in here["value"]])
    many = futures.of()
    if many is not None:
        ends = bands.measured(many, measure)
        every = every.merge(ends, on=["country", "year"])
        spans = ends[ends["year"] == year].set_index("country")
        values["more"] = [
            f"{measures.value_text(float(spans.loc[code, 'low80']), measure)} to "
            f"{measures.value_text(float(spans.loc[code, 'high80']), measure)}"
            for code in values["country"]
        ]
    span, name = measures.span(every), measures.measures(world)[measure]
    title = measures.highest_and_lowest(every, measure, year, world)
    subtitle = f"{name} in {year}; one scale for {world.years[0]} to {world.years[-1]}; '{scenario.name}'"
    if many is not None:
        subtitle += "; middle of the futures, and the middle 80 % below it"
    drawn = {region.code for region in compute.regions()}
    if without := listing(world.short_name(code) for code in world.country_codes if code not in drawn):
        subtitle += f"; no outline in the map file, so in the table only: {without}"
    return Picture(
        lambda look, width, height: region_map(
            values, compute.regions(), span, look, name, title, subtitle, width, height
        ),
        f"{title}. Map of the countries.",
        every.rename(columns={"value": name.lower().replace(" ", "_")}),
        touches=(measure,) if measure in world.category_ids else None,
    )
