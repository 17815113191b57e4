"""The smallest change: a sentence to fill in, its answer, every way there, and what cannot do it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from balance_model.analysis import findings_inverse, findings_packages
from balance_model.analysis.inverse import Answer, Inverse, smallest_changes, sure_changes
from balance_model.charts.ways import gap_closed
from balance_model.exhibits.native import by_key
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, jobs, state
from ui.aims import Blank

ASKED = Blank("inverse", whole=False, sides=True, sure=True)
SHOWN = 6
DRAWS = 256


def draw() -> None:
    """The sentence with its choices; then, once worked out, the picture, the answers and the misses."""
    ASKED.draw("The smallest change that makes")
    found = _found()
    if found is None:
        blocks.empty("Each purchase, dial, weight and deal is being tried; the answer appears here by itself.")
        return
    if found.already:
        blocks.empty("Nothing needs to change. Choose another pair, another category or another year.")
        return
    if found.answers or found.misses:
        blocks.picture("smallest-change", partial(_picture, found), height=260)
    _answers(found)
    _misses(found)


def say() -> tuple[str, str]:
    """The smallest change in words."""
    found, world = _found(), compute.world()
    if found is None:
        return f"Looking for the smallest change: {findings_inverse.goal(world, ASKED.aim())}.", ""
    return findings_inverse.headline(world, found) + ".", findings_inverse.note(found)


def _found() -> Inverse | None:
    world, scenario, aim, sure = compute.world(), state.scenario(), ASKED.aim(), ASKED.confidence()

    def make(tell: jobs.Tell) -> Inverse:
        if sure is None:
            return smallest_changes(world, scenario, aim, tell)
        return sure_changes(world, scenario, aim, sure, DRAWS, tell)

    return jobs.outcome(
        ("smallest change", scenario, aim, sure, world.fingerprint), make, "Looking for the smallest change"
    )


def _picture(found: Inverse) -> Picture:
    world, rows = compute.world(), findings_inverse.ways(found)
    goal = findings_inverse.goal(world, found.aim)
    if found.sure is not None:
        goal += f" in {findings_inverse.share_words(found.sure)} of {DRAWS} draws"
    title = findings_inverse.count_title(found)
    subtitle = f"Part of the gap closed; the rule on the right is {goal}. Pale: as far as it goes"
    return Picture(
        lambda look, width, height: gap_closed(rows, found.aim.own[0][0], look, title, subtitle, width, height),
        f"{title}. How far each change goes.",
        rows,
        native=lambda look: by_key(
            "stacked_bar", [str(change) for change in rows["change"]], rows["reached"].tolist(),
            {"": 100 * rows["closed"]},
            lambda reached, _: look.colour(found.aim.own[0][0]) if reached else look.baseline,
            lambda reached: "Enough" if reached else "Not enough by itself", unit="Part of the gap closed, %",
            decimals=0, low=0.0, high=100.0, subtitle=subtitle.replace("the rule on the right is", "100 % is").replace(
                "Pale: as", "Grey: as"),
        ),
    )  # fmt: skip


def _answers(found: Inverse) -> None:
    if not found.answers:
        return
    st.markdown("**Changes that are enough**", help=findings_inverse.ORDER)
    for number, answer in enumerate(found.answers[:SHOWN]):
        _line(number, answer)
    rest = found.answers[SHOWN:]
    with st.container(key="inverse_rest"):
        if rest:
            with st.expander(f"{len(rest)} more", key="inverse_more", on_change="rerun") as more:
                if more.open:
                    for number, answer in enumerate(rest, start=SHOWN):
                        _line(number, answer)


def _line(number: int, answer: Answer) -> None:
    words = findings_inverse.answer_words(compute.world(), answer).replace("*", r"\*")
    left, right = st.columns([7, 1], vertical_alignment="center", gap="small")
    left.markdown(f"{number + 1}\\. {words}")
    right.button(
        "Load", key=f"inverse_load_{number}", type="tertiary", icon=":material/input:",
        on_click=state.show, args=(answer.scenario,), help="Make this change in the scenario; Undo takes it back.",
    )  # fmt: skip


def _misses(found: Inverse) -> None:
    with st.expander(f"Not enough by itself ({len(found.misses)})", key="inverse_misses", on_change="rerun") as misses:
        if misses.open:
            table = findings_inverse.misses_table(found)
            st.dataframe(table.rename(columns=str.capitalize), hide_index=True, key="inverse_misses_table")
    certain = "" if found.sure is None else f" {findings_packages.certain_words(DRAWS)}"
    st.caption(f"{findings_inverse.ORDER} {findings_packages.PRICES}{certain}")
