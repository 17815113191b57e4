"""The own rows of the scenario on screen: what is said of them everywhere, and how they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from balance_model.domain.overlay import LONGEST_NAME, MOST_ROWS, Overlay, OwnRow
from balance_model.errors import Finding, ScenarioError
from balance_model.records.overlay import key_of
from balance_model.records.plain_text import unsafe
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_faults import scenario_faults
from balance_model.records.scenario_world import world_for
from ui import compute, sourced, state

USUAL_NAME = "My rows"
MOST_TOLD = 12


def overlay() -> Overlay:
    """The own rows of the scenario on screen; none under the usual name if it has none."""
    return state.scenario().own_rows or Overlay(name=USUAL_NAME)


def note() -> None:
    """Say at the top of a page that own rows are in use."""
    own = state.scenario().own_rows
    if own is not None:
        st.markdown(
            f":material/edit_note: **Computed with {sourced.plain(own.words)}** on both sides of every comparison; "
            "see Evidence, Data, Own data."
        )


def told(found: Sequence[Finding], head: str, box: Callable[[str], object] = st.error) -> None:
    """What is wrong, a line each."""
    if found:
        lines = "\n".join(f"- {sourced.plain(finding.told)}" for finding in found[:MOST_TOLD])
        more = f"\n- and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
        box(f"{head}\n\n{lines}{more}")


def offer(chosen: Scenario) -> bool:
    """Put a scenario on screen if it fits its own rows; otherwise keep the old one and say why."""
    try:
        wrong = next(iter(scenario_faults(chosen, world_for(compute.data(), chosen))), None)
    except ScenarioError as error:
        wrong = str(error)
    if wrong:
        state.notice(f"{wrong} Take that change back first.")
        return False
    state.show(chosen)
    return True


def put(name: str, rows: Iterable[OwnRow]) -> None:
    """Give the scenario these own rows and no others; none takes them all back."""
    bring(name, rows)


def bring(name: str, rows: Iterable[OwnRow]) -> bool:
    """As ``put``; says whether they are in use."""
    given = tuple(rows)
    if len(given) > MOST_ROWS:
        state.notice(f"With these there would be {len(given):,} own rows; keep them to {MOST_ROWS:,}.")
        return False
    return offer(state.scenario().model_copy(update={"own_rows": Overlay(name=name, rows=given) if given else None}))


def merged(new: Iterable[OwnRow]) -> tuple[OwnRow, ...]:
    """The own rows with more laid over them: one with the same key takes the place of the one before."""
    world = compute.data()
    rows = {(row.table, key_of(world, row)): row for row in overlay().rows}
    return tuple({**rows, **{(row.table, key_of(world, row)): row for row in new}}.values())


def rename(name: str) -> None:
    """Give the own rows another name."""
    text = " ".join(name.split())[:LONGEST_NAME]
    if fault := unsafe(text) if text else ("the name is empty", "Write one."):
        state.notice(f"own rows keep their name: {fault[0]}. {fault[1]}")
    elif overlay().rows:
        put(text, overlay().rows)
