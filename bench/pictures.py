"""A chart as PNG, footer and all, against vl-convert alone on the same specification."""

from __future__ import annotations

from functools import partial

import vl_convert

from balance_model.analysis import findings, tables
from balance_model.charts.profile import category_profile
from balance_model.charts.theme import Look
from balance_model.core.assess import assess
from balance_model.export.images import picture, png, register_fonts
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world
from bench.timing import Line, medians_ms, seconds

RUNS = 7
WIDTH, HEIGHT, SCALE = 860, 360, 2


def line() -> Line:
    """The category profile of the first page: drawing, footer and PNG, as the download button does it."""
    world = load_world()
    scenario = load_scenario("baseline", world)
    answer, look = assess(world, scenario), Look.of(world, False)
    values = tables.category_values(answer, scenario.year)
    title = findings.profile(answer, scenario.year)
    notes = [world.facts[key] for key in ("sources_line", "scope", "kosovo_footnote")]
    draw = partial(category_profile, values, look, title, "Category value, 0 to 1", WIDTH, HEIGHT)
    spec = picture(draw(), notes, look)
    register_fonts()
    ours = partial(seconds, lambda: png(draw(), notes, look, SCALE))
    peer = partial(seconds, partial(vl_convert.vegalite_to_png, spec, scale=SCALE))
    return Line(
        "chart to PNG, category profile", "vl-convert alone, same specification", *medians_ms([ours, peer], RUNS)
    )
