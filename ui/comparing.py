"""Views of the Compare page that set scenarios against each other. Each draws itself and gives its sentence."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, measures, sides
from balance_model.analysis.changes import moving
from balance_model.analysis.words import the_countries
from balance_model.charts.multiples import multiples
from balance_model.charts.theme import Look
from balance_model.core.assess import Assessment
from balance_model.exhibits import standard_change
from balance_model.exhibits.picture import Picture
from ui import blocks, causes, chooser, compute, futures, live, saving, state

COUNTRIES, SCENARIOS = "Countries", "Scenarios"
HEADLINE, EVERY = "Headline categories", "All categories"
MOST_CHIPS = 5
HEIGHT, SLIDE_HEIGHT = 360, 230
"""Of the picture of scenarios in pixels; on a slide there must be room for the table below it."""
_CHIPS = """<style>
.chips div { margin: 0.25rem 0; line-height: 1.9; }
.chips span { border: 1px solid rgba(128,128,128,0.5); border-radius: 1rem; padding: 0.1rem 0.6rem;
  margin: 0 0.3rem 0.2rem 0; font-size: 0.88rem; display: inline-block; line-height: 1.35; }
</style>"""


def side_by_side() -> None:
    """The index of the four in up to four scenarios, with differences and the changes behind them."""
    chooser.pick_scenarios()
    blocks.picture("scenarios", _side_by_side, height=SLIDE_HEIGHT if state.presenting() else HEIGHT)
    live.block("deltas", _deltas)
    scores = sides.side_by_side(_answers(), state.scenario().year)
    blocks.table_actions(
        "scenario-differences", "Differences between scenarios", sides.delta_table(scores, compute.world()),
        compared=chooser.scenarios(),
    )  # fmt: skip


def say_side_by_side() -> tuple[str, str]:
    """Which scenario moves a country most."""
    return findings.scenarios(_answers(), state.scenario().year) + ".", ""


def _answers() -> list[Assessment]:
    return futures.answers(chooser.scenarios())


def _side_by_side() -> Picture:
    return standard_change.scenarios(_answers(), state.scenario().year, futures.bands(chooser.scenarios()))


def _deltas() -> None:
    """Differences as a table, and what was changed as chips."""
    world, chosen = compute.world(), chooser.scenarios()
    scores = sides.side_by_side(_answers(), state.scenario().year)
    st.table(sides.delta_table(scores, world), hide_index=True)
    rows = []
    for one in chosen[1:]:
        words = sides.chips(chosen[0], one, world)
        shown = [_chip(each) for each in words[:MOST_CHIPS]]
        if len(words) > MOST_CHIPS:
            shown.append(_chip(f"and {len(words) - MOST_CHIPS} more", "; ".join(words[MOST_CHIPS:])))
        same = f"same numbers as '{chosen[0].name}'"
        rows.append(f"<div><b>{html.escape(one.name)}</b> {''.join(shown) or html.escape(same)}</div>")
    st.html(f'{_CHIPS}<div class="chips">{"".join(rows)}</div>')


def _chip(words: str, more: str = "") -> str:
    return f'<span title="{html.escape(more or words)}">{html.escape(words)}</span>'


def by_category() -> None:
    """A small panel for each category, all on one scale."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for label, name, options in (
            ("Lines", "panel_lines", [COUNTRIES, SCENARIOS]), ("Panels", "panel_categories", [HEADLINE, EVERY]),
        ):  # fmt: skip
            bound = state.bind_choice(name, options[0], options.__contains__)
            st.segmented_control(label, options, required=True, **bound)
        if _lines() == SCENARIOS:
            chooser.pick_country(moved=False)
    if _lines() == SCENARIOS:
        chooser.pick_scenarios()
    blocks.picture("categories", _by_category, height=400)


def say_by_category() -> tuple[str, str]:
    """Who leads where, or which category moves most."""
    scenario = state.scenario()
    if _lines() == COUNTRIES:
        return f"In {scenario.year}: {findings.profile(futures.answer(scenario), scenario.year)}.", ""
    return measures.category_moves(_answers(), chooser.country(), scenario.year) + ".", ""


def _lines() -> str:
    chosen: str = state.choice("panel_lines", COUNTRIES, [COUNTRIES, SCENARIOS].__contains__)
    return chosen


def _by_category() -> Picture:
    world, year = compute.world(), state.scenario().year
    every = state.choice("panel_categories", HEADLINE, [HEADLINE, EVERY].__contains__) == EVERY
    shown = [name for name in world.category_ids if every or world.category[name].headline]
    code = chooser.country()
    answers = [futures.answer(state.scenario())] if _lines() == COUNTRIES else _answers()
    codes = list(world.country_codes) if _lines() == COUNTRIES else [code]
    table = futures.line_bands(measures.category_lines(answers, shown, codes), [one.scenario for one in answers])
    table["scenario_order"] = 0 if _lines() == COUNTRIES else table["line"].astype(int)
    if _lines() == COUNTRIES:
        who = the_countries(world)
        title = f"Category values of {who} by year, '{saving.called().name}'"
    else:
        who = world.short_name(code)
        title = f"Category values of {who} by year in {len(answers)} scenarios"
    subtitle = f"Value, 0 to 1, on one scale; the dashed rule marks the chosen year{futures.key_words()}"
    return Picture(
        lambda look, width, height: multiples(_dressed(table, look), look, year, title, subtitle, width, height),
        f"{title}. One panel a category, for {who}.",
        table.drop(columns=["panel", "line", "name", "scenario_order"]),
        touches=tuple(shown),
        scenarios=tuple(answer.scenario for answer in answers),
        compares=_lines() == SCENARIOS,
    )


def _dressed(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Hues of the lines: a country has its own; of several scenarios the first is grey and dashed."""
    if table["line"].isin(look.order).all():
        return table.assign(hue=table["line"].map(look.colour), ink=table["line"].map(look.ink), dashed=False)
    hues = [look.baseline, look.accent, dict(look.evidence)["assumed"], look.text]
    inks = [look.muted, look.accent, look.text, look.text]
    order = table["line"].astype(int)
    return table.assign(hue=order.map(lambda n: hues[n]), ink=order.map(lambda n: inks[n]), dashed=order == 0)


def why() -> None:
    """The way of one country's index from a reference to the scenario on screen, one step a cause."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        chooser.pick_reference()
        chooser.pick_country(moved=True)
        causes.pick_way("cause_way", causes.AVERAGED)
    if moving(chooser.reference(), state.scenario(), compute.world()):
        blocks.picture("causes", _causes, height=240)
    else:
        blocks.empty("Scenario and reference are the same; choose another reference, or change something.")


def say_why() -> tuple[str, str]:
    """What the scenario did to the indices of the year."""
    scenario = state.scenario()
    return findings.change(
        compute.assessment(chooser.reference()), compute.assessment(scenario), scenario.year
    ) + ".", ""


def _causes() -> Picture:
    base, scenario = chooser.reference(), state.scenario()
    return causes.picture(base, scenario, chooser.country(base, scenario), "cause_way", causes.AVERAGED)
