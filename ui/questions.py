"""The worked questions: each opens a scenario that answers it, and says the answer in one line."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from balance_model.analysis import summary
from balance_model.core.assess import assess
from balance_model.domain import Question, World
from balance_model.records.questions import held_against, load_question
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario
from ui import address, compute, state
from ui.registry import PAGES

_OPEN = "questions_open"
_STYLE = """<style>
.st-key-questions { align-items: flex-end; position: relative; z-index: 2; pointer-events: none; }
.st-key-questions > * { pointer-events: auto; width: auto; }
@media (min-width: 641px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-questions) { height: 0; margin-bottom: -1rem; overflow: visible; }
}
@media (max-width: 640px) { .st-key-questions { align-items: flex-start; } }
</style>"""


def draw() -> None:
    """A small menu at the right end of the row of views; on a narrow screen in a row of its own."""
    st.html(_STYLE)
    with st.container(key="questions"):
        menu = st.popover(
            "Worked questions", icon=":material/lightbulb:", type="tertiary", key=_OPEN, on_change="rerun",
        )  # fmt: skip
    if menu.open:
        with menu, st.container(key="questions_list", gap=None):
            st.caption("Each opens a scenario. Undo brings yours back.")
            for row in compute.world().questions:
                st.button(
                    row.question, key=f"question_{row.question_id}", type="tertiary",
                    on_click=_opened, args=(row.question_id,),
                )  # fmt: skip


def answer() -> str:
    """The answer to the question on screen; empty when the scenario is no question's, or was changed since."""
    now = state.scenario()
    for row in compute.world().questions:
        if row.scenario == now.id:
            asked = _scenario(row, compute.world())
            if asked.model_copy(update={"year": now.year}) == now:
                return _answer(row, now, compute.world())
    return ""


def _opened(question_id: str) -> None:
    world = compute.world()
    row = next(one for one in world.questions if one.question_id == question_id)
    state.open_scenario(_scenario(row, world))
    state.set_view(row.page, row.view or "")
    state.put(_OPEN, False)
    spec = next(one for one in PAGES if one.url_path == row.page)
    if spec != PAGES[0]:
        address.stash(spec.file)


@lru_cache(maxsize=32)
def _scenario(row: Question, world: World) -> Scenario:
    return load_question(row, world)


@lru_cache(maxsize=64)
def _answer(row: Question, shown: Scenario, world: World) -> str:
    before = held_against(shown, load_scenario("baseline", world), world)
    told = summary.answer(assess(world, before), assess(world, shown), shown.year, row.country, row.category)
    more = summary.enough(world, before, shown, row.country, row.category) if row.country else ""
    return f"{told} {more}".strip()
