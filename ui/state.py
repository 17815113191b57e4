"""The one room for session state: the scenario, what the link said, and the width of the page.

The scenario is the single source of truth. A control is a view of it: before it is drawn its value is
set from the scenario, and when the reader moves it a new scenario is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from balance_model.errors import ScenarioError
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered
from ui import compute, links

_SCENARIO, _OPENED, _PAST, _FUTURE = "scenario", "opened", "past", "future"
_LINK, _IGNORED, _NOTICE, _PAGE, _WIDTH, _VIEWS = "link", "ignored", "notice", "page", "width", "views"
_TOUCHED, _TOUCHED_AT = "touched", "touched_at"
SETTLE_SECONDS = 1.5
VIEW_KEY = "v"
MOST_STEPS = 200
USUAL_WIDTH = 840


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
    now = st.session_state.get(_SCENARIO)
    if now is not None and now != chosen:
        st.session_state[_PAST] = (*st.session_state.get(_PAST, ()), now)[-MOST_STEPS:]
        st.session_state[_FUTURE] = ()
    st.session_state[_SCENARIO] = chosen


def open_scenario(chosen: Scenario) -> None:
    """Put a preset, a file or a link on screen: from here on it is what the reader opened."""
    show(chosen)
    st.session_state[_OPENED] = chosen


def opened() -> Scenario:
    """What the reader opened last, in the year that is shown now."""
    first: Scenario = st.session_state.get(_OPENED, scenario())
    return first.model_copy(update={"year": scenario().year})


def touch() -> None:
    """The reader did something: the address that came with it is older than what is on screen."""
    st.session_state[_TOUCHED] = True
    st.session_state[_TOUCHED_AT] = time.monotonic()


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(_PAST))


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
    touch()
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
    st.session_state[_NOTICE] = sentence[:1].upper() + sentence[1:]


def take_notice() -> str | None:
    """The sentence to say now, once."""
    said: str | None = st.session_state.pop(_NOTICE, None)
    return said


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


def stash(page_file: str) -> None:
    """Keep page and link of a visitor who came to a page before the frame was drawn."""
    st.session_state["stash"] = (page_file, st.query_params.to_dict())


def take_stash() -> tuple[str, dict[str, str]] | None:
    """What ``stash`` kept, once."""
    kept: tuple[str, dict[str, str]] | None = st.session_state.pop("stash", None)
    return kept


def read_link(page: str, params: Mapping[str, str]) -> None:
    """Follow the address bar: a first visit, a link, or back and forward.

    A change of page empties the address; then the scenario stays as it is. A message from the
    browser carries the address of the moment it was sent: with a change by a control, and in the
    moments after one, it is an old address and is ignored.
    """
    known = {key: params[key] for key in (*links.KEYS, VIEW_KEY) if key in params}
    moved = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page
    settling = time.monotonic() - st.session_state.get(_TOUCHED_AT, -SETTLE_SECONDS) < SETTLE_SECONDS
    if (st.session_state.pop(_TOUCHED, False) or settling) and ready():
        return
    if ready() and (known == st.session_state.get(_LINK) or (moved and not known)):
        return
    found, problems = links.from_params(known, presets(), compute.world())
    open_scenario(found)
    set_view(page, known.get(VIEW_KEY, ""))
    st.session_state[_IGNORED] = problems


def view(page: str) -> str:
    """The view of a page that is open; empty for its first."""
    return str(st.session_state.get(_VIEWS, {}).get(page, ""))


def set_view(page: str, name: str) -> None:
    """Open a view of a page."""
    st.session_state[_VIEWS] = {**st.session_state.get(_VIEWS, {}), page: name}


def _params() -> dict[str, str]:
    """What the address bar should say."""
    shown = view(st.session_state[_PAGE])
    return links.to_params(scenario(), presets()) | ({VIEW_KEY: shown} if shown else {})


def write_link() -> None:
    """Put the scenario into the address bar."""
    params = _params()
    st.session_state[_LINK] = params
    shown = st.query_params
    own = (*links.KEYS, VIEW_KEY)
    if {key: shown[key] for key in own if key in shown} != params:
        kept = {key: value for key, value in shown.to_dict().items() if key not in own}
        shown.from_dict({**kept, **params})


def address() -> str:
    """The whole address of what is on screen, page and scenario."""
    query = urlencode(_params(), safe=":,")
    return f"{st.context.url or ''}{'?' if query else ''}{query}"


def width() -> int:
    """Width of the page's main column in pixels, as last measured."""
    return int(st.session_state.get(_WIDTH, USUAL_WIDTH))


def measured(value: int) -> None:
    """Remember the width of the main column."""
    touch()
    st.session_state[_WIDTH] = value


def put(key: str, value: Any) -> None:
    """Set a control, if it does not show the value already.

    A value that is set goes to the browser and replaces what the reader may have moved meanwhile.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def bind(key: str, value: Any, change_to: Callable[[Any], Mapping[str, Any] | Scenario | None]) -> dict[str, Any]:
    """Arguments that make a control a view of the scenario.

    Sets the control to ``value`` and, when the reader moves it, applies what ``change_to`` makes of
    the new value: sparse content, a whole scenario, or None for nothing.
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
