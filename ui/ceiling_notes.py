"""What a change of the scenario does to the ceilings of the arms control agreement, said where it is made."""

from __future__ import annotations

import streamlit as st

from balance_model.analysis.findings_ceilings import broken
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from ui import compute, live, sourced, state


def draw() -> None:
    """A warning for each ceiling that the scenario on screen breaks and what it is held against does not."""
    live.block("ceiling_notes", _draw)


def _draw() -> None:
    for words in told(state.reference(), state.scenario()):
        st.warning(sourced.plain(words), icon=":material/balance:")


def told(before: Scenario, after: Scenario) -> tuple[str, ...]:
    """A sentence for each ceiling that a scenario breaks, or breaks earlier or further, than another."""
    return broken(compute.treaty(before), compute.treaty(after))


def would(before: Scenario, after: Scenario) -> str:
    """The same as one text for a preview, ready for markdown; empty if no ceiling is broken."""
    if not _may_break(after, compute.world()):
        return ""
    return sourced.plain(" ".join(told(before, after)))


def _may_break(scenario: Scenario, world: World) -> bool:
    """Whether anything that a scenario brings counts in a class at all."""
    arriving = [item.system_id for item in scenario.purchases]
    arriving += [item.system_id for item in scenario.transfers]
    arriving += [item.to_system_id for item in scenario.modernisations]
    return any(world.system[name].ceiling_class for name in arriving)
