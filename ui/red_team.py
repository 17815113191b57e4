"""Two-minute red team: the five single assumptions that most threaten the sentence on screen."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, findings_drivers
from balance_model.analysis.red_team import RedTeam, Threat, Trial, red_team, trials
from balance_model.records.scenario import Scenario
from ui import blocks, compute, futures, jobs, state
from ui.drivers import any_year

_STYLE = """<style>
.threat { margin: 0; line-height: 1.35; } .threat b { font-weight: 650; }
.threat .then { font-size: 0.95rem; opacity: 0.9; } .threat .kind { font-size: 0.85rem; opacity: 0.8; }
</style>"""


def draw() -> None:
    """The five threats, each with what it does to the sentence and a button that loads it."""
    found = _found()
    if found is None:
        blocks.empty("Every deal, weight, option and assumption is being changed, one at a time. A few seconds.")
        return
    if not found.threats:
        blocks.empty("Nothing that was tried brings this sentence nearer to being wrong.")
        return
    st.html(_STYLE)
    for number, threat in enumerate(found.threats, start=1):
        _line(found, number, threat)
    st.caption(
        "Each change is made alone, all else as in the scenario on screen; at most two lines of one kind. "
        "What acts between two sides alone (counters, cap, access, interoperability) moves ratios and no index."
    )
    blocks.table_actions("red-team", "What would turn the sentence", _table(found))


def say() -> tuple[str, str]:
    """How the sentence stood the test, and the sentence."""
    scenario = state.scenario()
    sentence = findings.balance(compute.assessment(scenario), scenario.year)
    found = _found()
    if found is None:
        return f"Looking for what would overturn this: {sentence}", ""
    return (
        f"{findings_drivers.challenge(found)}.",
        f"The sentence on trial{', of the single run' if futures.wanted() else ''}: {sentence}",
    )


def _found() -> RedTeam | None:
    scenario, world = state.scenario(), compute.world()
    tried = _trials(any_year(scenario))
    if tried is None:
        return None
    return red_team(tried, compute.assessment(scenario).score, world, scenario.year)


def _trials(scenario: Scenario) -> tuple[Trial, ...] | None:
    world = compute.world()
    return jobs.outcome(
        ("red team", scenario, world.fingerprint),
        lambda tell: trials(world, scenario, tell),
        "Trying to overturn the sentence",
    )


def _counter(threat: Threat) -> Scenario:
    """The counter-scenario in the year on screen."""
    return threat.trial.scenario.model_copy(update={"year": state.scenario().year})


def _then(threat: Threat) -> str:
    counter = _counter(threat)
    return findings.balance(compute.assessment(counter), counter.year)


def _line(found: RedTeam, number: int, threat: Threat) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key=f"threat_{number}"):
        words = html.escape(threat.trial.words)
        st.html(
            f'<p class="threat"><b>{number}. {words}</b> <span class="kind">'
            f"({html.escape(findings_drivers.effect_words(found, threat))})</span><br>"
            f'<span class="then">{html.escape(_then(threat))}</span></p>',
            width="stretch",
        )
        st.button(
            "Load", key=f"threat_load_{number}", icon=":material/input:",
            help=f"Put this on screen: {threat.trial.words}",
            on_click=state.show, args=(_counter(threat),),
        )  # fmt: skip


def _table(found: RedTeam) -> pd.DataFrame:
    rows = [
        (threat.trial.words, findings_drivers.effect_words(found, threat), _then(threat)) for threat in found.threats
    ]
    return pd.DataFrame(rows, columns=["assumption", "effect", "sentence"])
