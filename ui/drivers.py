"""What drives the number on screen: one assumption at a time, all at once, and what each weight carries."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_drivers as findings
from balance_model.analysis.drivers import Futures, futures, group_title
from balance_model.analysis.importance import importance
from balance_model.analysis.tornado import Bar, Swing, bars, swings
from balance_model.analysis.watched import Watched
from balance_model.analysis.words import country, the_countries
from balance_model.charts.indices import sobol_bars, weight_and_share
from balance_model.exhibits import standard_sure
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import blocks, compute, jobs, state, watching
from ui.glossary import help_for

ONE, ALL, WEIGHTS = "One at a time", "All at once", "Weights"
WAYS = (ONE, ALL, WEIGHTS)
SMALLEST_PART = 0.005
"""Groups with a smaller part of the doubt are not drawn."""


def draw() -> None:
    """The chosen way of looking, for the chosen number."""
    way = _way()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            "Show", WAYS, required=True, help=help_for("Sobol index" if way == ALL else "Tornado"),
            **state.bind_choice("drivers_way", ONE, WAYS.__contains__),
        )  # fmt: skip
        if way == WEIGHTS:
            _pick_countries()
        else:
            watching.pick()
    if way == WEIGHTS:
        blocks.picture("weights-carry", _weights, height=260)
    elif way == ONE:
        _one_at_a_time()
    else:
        _all_at_once()


def say() -> tuple[str, str]:
    """Whether one assumption turns the order, where the doubt comes from, or what a weight really carries."""
    scenario, world = state.scenario(), compute.world()
    watched, way = watching.watched(), _way()
    if way == WEIGHTS:
        return f"{findings.carried(_importance(), _among())}.", f"In {scenario.year}."
    if way == ONE:
        found = _swings()
        if found is None:
            return f"Trying every assumption at both ends for {watched.name(world)} …", ""
        made = _bars(found, watched)
        return f"{findings.one_at_a_time(made, _now(watched), watched, world, scenario.year)}.", ""
    drawn = _futures()
    if drawn is None:
        return f"Working out where the doubt about {watched.name(world)} comes from …", ""
    if not _finite(drawn, watched):
        return f"In some futures {watched.name(world)} has no value: one of the two holds nothing.", ""
    parts = drawn.indices(watched, world, scenario.year)
    return f"{findings.doubt(parts, watched, world, scenario.year)}.", ""


def _way() -> str:
    chosen: str = state.choice("drivers_way", ONE, WAYS.__contains__)
    return chosen


def any_year(scenario: Scenario) -> Scenario:
    """The scenario in the first year: results that hold for all years are kept under it."""
    return scenario.model_copy(update={"year": compute.world().years[0]})


def _swings() -> tuple[Swing, ...] | None:
    scenario, world = any_year(state.scenario()), compute.world()
    return jobs.outcome(
        ("swings", scenario, world.fingerprint),
        lambda tell: swings(world, scenario, tell),
        "Trying every assumption at both ends",
    )


def _futures() -> Futures | None:
    scenario, world = any_year(state.scenario()), compute.world()
    return jobs.outcome(
        ("drivers", scenario, world.fingerprint),
        lambda tell: futures(world, scenario, tell=tell),
        "Drawing futures group by group",
    )


def _now(watched: Watched) -> float:
    scenario, world = state.scenario(), compute.world()
    return float(watched.of(compute.assessment(scenario).score[:, world.years.index(scenario.year)], world))


def _bars(found: tuple[Swing, ...], watched: Watched) -> tuple[Bar, ...]:
    scenario = state.scenario()
    return bars(found, compute.assessment(scenario).score, compute.world(), watched, scenario.year)


def _one_at_a_time() -> None:
    found, watched, world = _swings(), watching.watched(), compute.world()
    if found is None:
        blocks.empty("The model is being run with each assumption at its low and its high. This takes a second or two.")
        return
    made = _bars(found, watched)
    now, year = _now(watched), state.scenario().year
    if not made or math.isnan(now):
        blocks.empty(f"Nothing tried moves {watched.name(world)} in {year}.")
        return
    shown = made[: standard_sure.MOST_BARS]
    blocks.picture(
        "tornado", lambda: standard_sure.drivers(shown, now, watched, world, year, len(found)), height=380
    )  # fmt: skip
    _load(shown, watched)


def _load(shown: tuple[Bar, ...], watched: Watched) -> None:
    """Put one end of a bar on screen as the scenario."""
    ends = {
        f"{bar.assumption.label}: {end.words} ({watched.text(value)})": end.scenario
        for bar in shown
        for end, value in ((bar.assumption.low, bar.low), (bar.assumption.high, bar.high))
    }
    scenario = state.scenario()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chosen = st.selectbox("One end of a bar", list(ends), key=f"tornado_end_{scenario.key}", width=420)
        st.button(
            "Load as scenario", key="tornado_load", icon=":material/input:",
            on_click=lambda: state.show(ends[chosen].model_copy(update={"year": scenario.year})),
        )  # fmt: skip


def _all_at_once() -> None:
    found, watched, world = _futures(), watching.watched(), compute.world()
    if found is None:
        blocks.empty("Thousands of futures are being drawn, group by group of inputs. This takes some seconds.")
        return
    if not _finite(found, watched):
        blocks.empty("Watch the gap instead of the ratio: it has a value in every future.")
        return
    year = state.scenario().year
    parts = found.indices(watched, world, year)
    rows = parts.table()
    shown = rows[rows[["first", "total"]].max(axis=1) >= SMALLEST_PART].reset_index(drop=True)
    if shown.empty:
        blocks.empty(f"Nothing is in doubt about {watched.name(world)} in {year}.")
        return
    shown.insert(0, "label", [group_title(name, world) for name in shown["group"]])
    for name in ("first", "total"):
        shown[f"{name}_words"] = [f"{100 * max(share, 0.0):.0f} %" for share in shown[name]]
    title = findings.largest_part(parts, watched, world)
    subtitle = (
        f"Parts of the variance of {watched.name(world)} in {year}, from {found.runs:,} futures; "
        f"{findings.how_sure(parts)}"
    )
    columns = ["label", "first", "first_error", "total", "total_error"]

    def picture() -> Picture:
        return Picture(
            lambda look, width, height: sobol_bars(shown, look, title, subtitle, width, height),
            f"{title}. Two bars for each group of inputs.",
            shown[columns].rename(columns={"label": "group"}),
            f"{found.runs:,} futures, groups of inputs drawn apart",
        )

    blocks.picture("drivers", picture, height=320)


def _finite(found: Futures, watched: Watched) -> bool:
    """Whether the number has a value in every future: a ratio may not."""
    world = compute.world()
    numbers = watched.of(found.score[..., world.years.index(state.scenario().year)], world)
    return bool((abs(numbers) < math.inf).all())


EVERY, PAIR = "All countries", "The two that lead"


def _pick_countries() -> None:
    st.segmented_control(
        "Differences between", (EVERY, PAIR), required=True, help=help_for("Effective weight"),
        **state.bind_choice("carry_among", EVERY, (EVERY, PAIR).__contains__),
    )  # fmt: skip


def _pair() -> tuple[str, ...] | None:
    if state.choice("carry_among", EVERY, (EVERY, PAIR).__contains__) == EVERY:
        return None
    return watching.leaders()[:2]


def _among() -> str:
    world, pair = compute.world(), _pair()
    return the_countries(world) if pair is None else " and ".join(country(world, code) for code in pair)


def _importance() -> pd.DataFrame:
    scenario = state.scenario()
    return importance(compute.assessment(scenario), scenario.year, _pair())


def _weights() -> Picture:
    rows, year = _importance(), state.scenario().year
    title = findings.carried(rows, _among())
    subtitle = f"Weight, and part of the differences of the index between {_among()} in {year} that it carries"
    return Picture(
        lambda look, width, height: weight_and_share(rows, look, title, subtitle, width, height),
        f"{title}. Weight and effective weight of each category.",
        rows[["category_name", "weight", "share", "spread"]],
    )
