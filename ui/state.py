"""The one room for session state: the scenario, its steps back and forth, and how the page shows it.

The scenario is the single source of truth. A control is a view of it: before it is drawn its value is
set from the scenario, and when the reader moves it a new scenario is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from balance_model.errors import ScenarioError
from balance_model.records import links
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered
from ui import compute, live

_SCENARIO, _OPENED, _PAST, _FUTURE = live.SCENARIO, "opened", "past", "future"
_IGNORED, _NOTICE, _VIEWS = "ignored", "notice", "views"
_TOUCHED, _TOUCHED_AT, _PRESENT = "touched", "touched_at", "present"
_BEFORE_DRAG, _LOCKS, _CHOICES, _DRAWN, _RUN = live.HELD, "locks", "choices", "choices_drawn", "run"
SETTLE_SECONDS, MOST_STEPS = 1.5, 200


def presets() -> dict[str, Scenario]:
    """The preset scenarios by id, baseline first."""
    return {name: compute.preset(name) for name in compute.preset_ids()}


def scenario() -> Scenario:
    """The scenario on screen."""
    result: Scenario = st.session_state[_SCENARIO]
    return result


def base() -> Scenario:
    """The preset the scenario started from; the baseline for one from a file."""
    known = presets()
    return known.get(scenario().id, known["baseline"])


def reference() -> Scenario:
    """What the scenario is held against: the preset it was opened from, or its own base if unchanged."""
    known, now = presets(), scenario()
    opened = base().model_copy(update={"year": now.year})
    if opened != now:
        return opened
    return known.get(now.based_on or "baseline", known["baseline"]).model_copy(update={"year": now.year})


def show(chosen: Scenario) -> None:
    """Put a changed scenario on screen; the one before can be brought back by ``undo``."""
    touch()
    now = st.session_state.pop(_BEFORE_DRAG, st.session_state.get(_SCENARIO))
    if now is not None and now != chosen:
        st.session_state[_PAST] = (*st.session_state.get(_PAST, ()), now)[-MOST_STEPS:]
        st.session_state[_FUTURE] = ()
    st.session_state[_SCENARIO] = chosen


def drag(content: Mapping[str, Any]) -> None:
    """Lay content over the scenario while a dial is held: the whole drag will be one step to undo."""
    touch()
    now = scenario()
    try:
        st.session_state[_SCENARIO] = altered(now, content, compute.world())
    except ScenarioError:
        return  # said when the dial is let go
    st.session_state.setdefault(_BEFORE_DRAG, now)


def settle() -> None:
    """A drag has ended where it is."""
    show(scenario())


def open_scenario(chosen: Scenario) -> None:
    """Put a preset, a file or a link on screen: from here on it is what the reader opened."""
    show(chosen)
    st.session_state[_OPENED] = chosen


def opened() -> Scenario:
    """What the reader opened last, in the year that is shown now."""
    first: Scenario = st.session_state.get(_OPENED, scenario())
    return first.model_copy(update={"year": scenario().year})


def locks() -> frozenset[str]:
    """Categories whose share of the whole is kept while other weights move."""
    found: frozenset[str] = st.session_state.get(_LOCKS, frozenset())
    return found


def lock(category: str, shut: bool) -> None:
    """Lock the share of a category, or free it."""
    touch()
    st.session_state[_LOCKS] = locks() | {category} if shut else locks() - {category}


def touch() -> None:
    """The reader did something: the address that came with it is older than what is on screen."""
    st.session_state[_TOUCHED] = True
    st.session_state[_TOUCHED_AT] = time.monotonic()


def just_touched() -> bool:
    """Whether the reader did something in this run, or a moment ago."""
    settling = time.monotonic() - st.session_state.get(_TOUCHED_AT, -SETTLE_SECONDS) < SETTLE_SECONDS
    return bool(st.session_state.pop(_TOUCHED, False)) or settling


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(_PAST)) or live.held()


def can_redo() -> bool:
    """Whether there is a step to make again."""
    return bool(st.session_state.get(_FUTURE))


def undo() -> None:
    """Take the last change back, whatever it was."""
    _step(_PAST, _FUTURE)


def redo() -> None:
    """Make the change again that was taken back last."""
    _step(_FUTURE, _PAST)


def _step(source: str, target: str) -> None:
    settle()
    steps: tuple[Scenario, ...] = st.session_state.get(source, ())
    if steps:
        st.session_state[target] = (*st.session_state.get(target, ()), scenario())
        st.session_state[source] = steps[:-1]
        st.session_state[_SCENARIO] = steps[-1]


def change(content: Mapping[str, Any]) -> None:
    """Lay sparse content over the scenario; if it does not fit, keep the old one and say why."""
    try:
        show(altered(scenario(), content, compute.world()))
    except ScenarioError as error:
        notice(str(error).split(": ", 1)[-1])


def notice(sentence: str) -> None:
    """Say one sentence at the top of the next page run."""
    names_a_file = "." in sentence.partition(":")[0].partition(" ")[0]
    st.session_state[_NOTICE] = sentence if names_a_file else sentence[:1].upper() + sentence[1:]


def take_notice() -> str | None:
    """The sentence to say now, once."""
    said: str | None = st.session_state.pop(_NOTICE, None)
    return said


def ignore(problems: list[str]) -> None:
    """What a link asked for and cannot have, one sentence each, is said on screen."""
    st.session_state[_IGNORED] = problems


def ignored() -> list[str]:
    """What the link that was opened asked for and could not have."""
    found: list[str] = st.session_state.get(_IGNORED, [])
    return found


def forget_ignored() -> None:
    """The reader has read it."""
    touch()
    st.session_state[_IGNORED] = []


def ready() -> bool:
    """Whether the frame has been drawn in this session."""
    return _SCENARIO in st.session_state


def view(page: str) -> str:
    """The view of a page that is open; empty for its first."""
    return str(st.session_state.get(_VIEWS, {}).get(page, ""))


def set_view(page: str, name: str) -> None:
    """Open a view of a page; a drag on the one before has ended where it is."""
    if live.held() and name != view(page):
        settle()
    st.session_state[_VIEWS] = {**st.session_state.get(_VIEWS, {}), page: name}


def begin_page() -> None:
    """Forget which choices the page before had on offer, and note whether the run before came to its end."""
    st.session_state[_DRAWN] = {}
    st.session_state[_RUN] = "next" if st.session_state.get(_RUN) == "whole" else "again"


def end_page() -> None:
    """A run has come to its end: the browser gets every control of it."""
    st.session_state[_RUN] = "whole"


def restore(shut: frozenset[str], choices: Mapping[str, Any], presented: bool) -> None:
    """Show things as a link says."""
    st.session_state[_LOCKS], st.session_state[_CHOICES] = shut, dict(choices)
    st.session_state[_PRESENT] = presented


def told_choices() -> dict[str, Any]:
    """The choices of this page that differ from the usual ones: what a link has to say."""
    drawn, chosen = st.session_state.get(_DRAWN, {}), _choices()
    return {name: chosen[name] for name, usual in drawn.items() if name in chosen and chosen[name] != usual}


def _choices() -> dict[str, Any]:
    found: dict[str, Any] = st.session_state.get(_CHOICES, {})
    return found


def choice(name: str, usual: Any, fits: Callable[[Any], bool]) -> Any:
    """A choice of how a page shows things; ``usual`` if none was made, or one that does not fit.

    The link of the page keeps it. What a link asked for and does not fit is named on screen.
    """
    st.session_state[_DRAWN] = {**st.session_state.get(_DRAWN, {}), name: usual}
    wanted = _choices().get(name, usual)
    try:
        good = wanted == usual or fits(wanted)
    except (TypeError, ValueError, KeyError):
        good = False
    if good:
        return wanted
    st.session_state[_CHOICES] = {key: value for key, value in _choices().items() if key != name}
    what = f"choice '{links.short(name)}': '{links.short(str(wanted))}' is not on offer"
    st.session_state[_IGNORED] = [*ignored(), what]
    return usual


def choose(name: str, value: Any) -> None:
    """Make a choice of how a page shows things; a control that is not painted yet and says None makes none."""
    touch()
    if value is None and st.session_state.get(_DRAWN, {}).get(name) is not None:
        return
    st.session_state[_CHOICES] = {**_choices(), name: value}


def bind_choice(name: str, usual: Any, fits: Callable[[Any], bool]) -> dict[str, Any]:
    """Arguments that make a control a view of a choice; the link keeps it."""
    put(name, choice(name, usual, fits))
    return {"key": name, "on_change": lambda: choose(name, st.session_state[name])}


def presenting() -> bool:
    """Whether the page is shown to a room: large, without the rail."""
    return bool(st.session_state.get(_PRESENT, False))


def present(on: bool) -> None:
    """Start or end present mode."""
    touch()
    st.session_state[_PRESENT] = on


def put(key: str, value: Any) -> None:
    """Set a control, if it does not show the value already.

    A value that is set goes to the browser and replaces what the reader may have moved meanwhile. After a run
    that was broken off it always goes: what that run set may never have arrived.
    """
    if st.session_state.get(_RUN) == "again" or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def bind(key: str, value: Any, change_to: Callable[[Any], Mapping[str, Any] | Scenario | None]) -> dict[str, Any]:
    """Arguments that make a control a view of the scenario: it is set to ``value``.

    When the reader moves it, ``change_to`` makes sparse content, a whole scenario or None of the new value.
    """
    put(key, value)

    def moved() -> None:
        touch()
        result = change_to(st.session_state[key])
        if isinstance(result, Scenario):
            open_scenario(result)
        elif result is not None:
            change(result)

    return {"key": key, "on_change": moved}
