"""What the Compare page compares: scenarios, countries, measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from balance_model.analysis import measures
from balance_model.records.scenario import Scenario
from ui import compute, library, saving, state

MOST = 4
CURRENT = "on-screen"
SCENARIOS, COUNTRY, REFERENCE, MEASURE = "compare_scenarios", "compare_country", "compare_reference", "compare_measure"
CAUSE_COUNTRY = "cause_country"
MOVED = "most-moved"


def pick_scenarios() -> None:
    """Choose up to four scenarios, the reference first."""
    names = _names()
    st.multiselect(
        "Scenarios, the reference first (four at most)", list(names), format_func=names.__getitem__,
        max_selections=MOST, **state.bind_choice(SCENARIOS, _usual(), _fits),
    )  # fmt: skip


def scenarios() -> list[Scenario]:
    """The chosen scenarios, all in the year on screen; the one on screen alone if none is chosen."""
    current = saving.called()
    chosen: Sequence[str] = state.choice(SCENARIOS, _usual(), _fits) or [CURRENT]
    found = [_scenario(key, current) for key in chosen]
    names = [one.name for one in found]
    return [
        one.model_copy(update={"name": "On screen"}) if key == CURRENT and names.count(one.name) > 1 else one
        for key, one in zip(chosen, found, strict=True)
    ]


def _names() -> dict[str, str]:
    current = saving.called()
    known = {CURRENT: f"{current.name} (on screen)"} | {key: one.name for key, one in state.presets().items()}
    return known | {key: f"{name} (saved)" for key, name in library.names().items()}


def _usual() -> list[str]:
    """The baseline and what is on screen; a few presets where the two are one."""
    current, presets = state.scenario(), state.presets()
    if current.key == presets["baseline"].model_copy(update={"year": current.year}).key:
        return ["baseline", *[key for key in presets if key != "baseline"][:3]]
    return ["baseline", CURRENT]


def _fits(wanted: Any) -> bool:
    return isinstance(wanted, list) and len(wanted) <= MOST and set(wanted) <= set(_names())


def _scenario(key: str, current: Scenario) -> Scenario:
    found = current if key == CURRENT else state.presets().get(key) or library.scenario(key) or current
    return found.model_copy(update={"year": current.year})


def pick_reference() -> None:
    """Choose the scenario from which the difference is explained."""
    presets = state.presets()
    st.selectbox(
        "Reference", list(presets), format_func=lambda key: presets[key].name, width=200,
        **state.bind_choice(REFERENCE, _usual_reference(), presets.__contains__),
    )  # fmt: skip


def reference() -> Scenario:
    """The chosen reference, in the year on screen."""
    key: str = state.choice(REFERENCE, _usual_reference(), state.presets().__contains__)
    return _scenario(key, state.scenario())


def _usual_reference() -> str:
    current, presets = state.scenario(), state.presets()
    same = current.key == presets["baseline"].model_copy(update={"year": current.year}).key
    return "announced_plans" if same else "baseline"


def pick_country(moved: bool) -> None:
    """Choose one country; with ``moved``, or the one that moves most."""
    names = _countries(moved)
    st.pills(
        "Country", list(names), format_func=names.__getitem__, required=True,
        **state.bind_choice(_country_key(moved), next(iter(names)), names.__contains__),
    )  # fmt: skip


def country(before: Scenario | None = None, after: Scenario | None = None) -> str:
    """The chosen country; between two scenarios it may be the one that moves most."""
    names = _countries(before is not None)
    code: str = state.choice(_country_key(before is not None), next(iter(names)), names.__contains__)
    if code == MOVED and before is not None and after is not None:
        return compute.most_moved(before, after, after.year)
    return code


def _country_key(moved: bool) -> str:
    return CAUSE_COUNTRY if moved else COUNTRY


def _countries(moved: bool) -> dict[str, str]:
    world = compute.world()
    names = {code: world.short_name(code) for code in world.country_codes}
    return {MOVED: "Most moved"} | names if moved else names


def pick_measure(changes: bool = True) -> None:
    """Choose the index, a category value or, with ``changes``, the change of the index."""
    names = _measures(changes)
    st.selectbox(
        "Measure", list(names), format_func=names.__getitem__, width=260,
        **state.bind_choice(_measure_key(changes), measures.INDEX, names.__contains__),
    )  # fmt: skip


def measure(changes: bool = True) -> str:
    """The chosen measure."""
    chosen: str = state.choice(_measure_key(changes), measures.INDEX, _measures(changes).__contains__)
    return chosen


def _measure_key(changes: bool) -> str:
    return f"{MEASURE}_{'map' if changes else 'sides'}"


def _measures(changes: bool) -> dict[str, str]:
    names = measures.measures(compute.world())
    return {key: name for key, name in names.items() if changes or key != measures.CHANGE}
