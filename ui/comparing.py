"""Views of the Compare page that set scenarios against each other. Each draws itself and gives its sentence."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, findings_scenario, measures, sides
from balance_model.charts.compare import scenarios_side_by_side
from balance_model.charts.multiples import multiples
from balance_model.charts.theme import Look
from balance_model.charts.waterfall import waterfall
from balance_model.core.assess import Assessment
from ui import blocks, chooser, compute, live, state
from ui.blocks import Picture

COUNTRIES, SCENARIOS = "Countries", "Scenarios"
HEADLINE, EVERY = "Headline categories", "All categories"
AVERAGED, IN_ORDER = "All orders averaged", "In order"
MOST_CHIPS = 5
_CHIPS = """<style>
.chips div { margin: 0.25rem 0; line-height: 1.9; }
.chips span { border: 1px solid rgba(128,128,128,0.5); border-radius: 1rem; padding: 0.1rem 0.6rem;
  margin: 0 0.3rem 0.2rem 0; font-size: 0.88rem; display: inline-block; line-height: 1.35; }
</style>"""


def side_by_side() -> None:
    """The index of the four in up to four scenarios, with differences and the changes behind them."""
    chooser.pick_scenarios()
    blocks.picture("scenarios", _side_by_side)
    live.block("deltas", _deltas)


def say_side_by_side() -> tuple[str, str]:
    """Which scenario moves a country most."""
    return findings.scenarios(_answers(), state.scenario().year) + ".", ""


def _answers() -> list[Assessment]:
    return [compute.assessment(one) for one in chooser.scenarios()]


def _side_by_side() -> Picture:
    year, answers = state.scenario().year, _answers()
    scores = sides.side_by_side(answers, year)
    title = findings.highest(answers, year)
    subtitle = f"Holdings index in {year}, 0 to 1; differences from '{answers[0].scenario.name}'"
    return Picture(
        lambda look, width, height: scenarios_side_by_side(scores, look, title, subtitle, width, height),
        f"{title}. Indices of the four in {len(answers)} scenarios.",
        scores,
    )


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
        return f"In {scenario.year}: {findings.profile(compute.assessment(scenario), scenario.year)}.", ""
    return measures.category_moves(_answers(), chooser.country(), scenario.year) + ".", ""


def _lines() -> str:
    chosen: str = state.choice("panel_lines", COUNTRIES, [COUNTRIES, SCENARIOS].__contains__)
    return chosen


def _by_category() -> Picture:
    world, year = compute.world(), state.scenario().year
    every = state.choice("panel_categories", HEADLINE, [HEADLINE, EVERY].__contains__) == EVERY
    shown = [name for name in world.category_ids if every or world.category[name].headline]
    code = chooser.country()
    answers = [compute.assessment(state.scenario())] if _lines() == COUNTRIES else _answers()
    codes = list(world.country_codes) if _lines() == COUNTRIES else [code]
    table = measures.category_lines(answers, shown, codes)
    if _lines() == COUNTRIES:
        title = f"Category values of the four by year, '{state.scenario().name}'"
        who = "the four"
    else:
        title = f"Category values of {world.short_name(code)} by year in {len(answers)} scenarios"
        who = world.short_name(code)
    subtitle = "Value, 0 to 1, on one scale; the dashed rule marks the chosen year"
    return Picture(
        lambda look, width, height: multiples(_dressed(table, look), look, year, title, subtitle, width, height),
        f"{title}. One panel a category, for {who}.",
        table.drop(columns=["panel", "line", "name"]),
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
        ways = [AVERAGED, IN_ORDER]
        st.segmented_control(
            "Each change made", ways, required=True, **state.bind_choice("cause_way", AVERAGED, ways.__contains__),
            help="The effect of a change depends on those made before it. Averaged over all orders each gets "
            "its fair share (Shapley).",
        )  # fmt: skip
    if sides.chips(chooser.reference(), state.scenario(), compute.world()):
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
    base, scenario, world = chooser.reference(), state.scenario(), compute.world()
    year, code = scenario.year, chooser.country(base, scenario)
    averaged = state.choice("cause_way", AVERAGED, [AVERAGED, IN_ORDER].__contains__) == AVERAGED
    parts = (compute.difference if averaged else compute.in_order)(base, scenario, year)
    before, after = compute.assessment(base), compute.assessment(scenario)
    title = findings_scenario.one_change(before, after, code, year)
    at = world.country_codes.index(code), world.years.index(year)
    start = (base.name, float(before.score[at]))
    end = (scenario.name if scenario.name != base.name else "On screen", float(after.score[at]))
    order = "averaged over all orders" if averaged else "each made after those above it"
    subtitle = f"Holdings index in {year}, 0 to 1; parts {order}, they add up"
    return Picture(
        lambda look, width, height: waterfall(parts, start, end, code, look, title, subtitle, width, height),
        f"{title}. The difference by cause.",
        parts,
    )
