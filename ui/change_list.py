"""Changes in words: the sentence they lead to, and the list of them, each removable alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from balance_model.analysis import findings, findings_scenario
from balance_model.analysis.changes import Change, changes, item_words, moving
from balance_model.analysis.deliveries import index_pairs, unit_words
from balance_model.records.scenario import LISTS, Scenario
from balance_model.records.scenarios import content_of
from ui import compute, dials, futures, own_rows, state
from ui.dials import Dial

MOST_DIALS = 12


def moved() -> tuple[Change, ...]:
    """What differs between the scenario on screen and what it is held against."""
    return changes(state.reference(), state.scenario(), compute.world())


def acting() -> tuple[Change, ...]:
    """Those whose effect is shown; own rows are on both sides and stand last in the list."""
    return moving(state.reference(), state.scenario(), compute.world())


def draw() -> None:
    """The changes in words, each with a button that takes it back alone."""
    found = moved()
    for number, change in enumerate(found):
        _line(f"{number + 1}. {change.words}", "Take back", f"take_back_{number}", partial(_take_back, found, number))


def _line(words: str, label: str, key: str, act: Callable[[], None]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(words.replace("*", r"\*"), width="stretch")
        st.button(label, key=key, type="tertiary", icon=":material/close:", on_click=act)


def _take_back(found: Sequence[Change], left_out: int) -> None:
    now, result = state.scenario(), state.reference()
    for number, change in enumerate(found):
        if number != left_out:
            result = change.apply(result)
    if not any(weight > 0 for _, weight in result.weights):
        state.notice("At least one weight must stay above zero.")
        return
    names = {key: getattr(now, key) for key in ("id", "name", "story", "reason", "based_on", "side_a", "side_b")}
    own_rows.offer(result.model_copy(update=names))


def append(group: str, items: Sequence[Mapping[str, Any]]) -> None:
    """Add purchases, transfers, modernisations or retirements to the scenario, as one step to undo."""
    state.change({group: [*content_of(state.scenario())[group], *items]})


def listed(groups: Sequence[str] = LISTS) -> None:
    """The purchases and the like of the scenario, each with a dial for its units and a button to remove it."""
    scenario = state.scenario()
    for group in groups:
        for number, item in enumerate(getattr(scenario, group)):
            words = item_words(item, compute.world())
            if number >= MOST_DIALS:
                _line(words, "Remove", f"remove_{group}_{number}", partial(_remove, group, number))
                continue
            left, right = st.columns([7, 1.4], vertical_alignment="center")
            with left:
                dials.panel(
                    f"units_{group}_{number}", partial(_units, group, number), partial(_resized, group, number)
                )  # fmt: skip
            with right:
                st.button(
                    "Remove", key=f"remove_{group}_{number}", type="tertiary", icon=":material/close:",
                    on_click=partial(_remove, group, number),
                )  # fmt: skip


def _units(group: str, number: int) -> list[Dial]:
    world, items = compute.world(), getattr(state.scenario(), group)
    if number >= len(items):
        return []
    item = items[number]
    option = world.option.get(getattr(item, "option_id", None) or "")
    step = option.units_per_option if option else 1
    opened = getattr(state.opened(), group)
    usual = opened[number].quantity if number < len(opened) else item.quantity
    unit = world.system[item.system_id].counted_unit
    most = max(4 * max(usual, item.quantity, step), 10)
    label = f"{item_words(item, world)} ({unit_words(2, unit).partition(' ')[2]})"
    return [Dial("quantity", label, "", item.quantity, usual, step, most, step)]


def _resized(group: str, number: int, news: Mapping[str, float]) -> dict[str, Any] | None:
    items = content_of(state.scenario())[group]
    if number >= len(items):
        return None
    return {
        group: [item | ({"quantity": round(news["quantity"])} if at == number else {}) for at, item in enumerate(items)]
    }


def _remove(group: str, number: int) -> None:
    items = content_of(state.scenario())[group]
    state.change({group: [item for at, item in enumerate(items) if at != number]})


def say() -> tuple[str, str]:
    """What the changes did, or what is still to come; and under it why they move nothing, or the story."""
    scenario, base = state.scenario(), state.reference()
    year, found = scenario.year, acting()
    before, after = futures.answers([base, scenario])
    note = findings.unweighted(found, after) or story(scenario, base, moved())
    if not found:
        return findings.deliveries(compute.deal_table(scenario)) + ".", note
    own = scenario != state.base().model_copy(update={"year": year})
    subject = findings_scenario.own_changes(len(found)) if own else f"'{scenario.name}'"
    return findings_scenario.scenario_moves(subject, index_pairs(before, after, year), year) + ".", note


def story(scenario: Scenario, reference: Scenario, found: Sequence[Change]) -> str:
    """The story of a preset that stands as it was opened, or what was changed in it."""
    if scenario == state.base().model_copy(update={"year": scenario.year}) or not found:
        return scenario.story
    rest = f" and {len(found) - 2} more" if len(found) > 2 else ""
    return f"Changed from {reference.name}: " + "; ".join(change.words for change in found[:2]) + rest + "."
