"""The address bar: a link to what is on screen is written there, and one that is opened is followed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from balance_model.records import links
from ui import compute, live, state
from ui.registry import HOME

_LINK, _PAGE, _STASH, _BY_LINK, _WRITTEN_AT = "link", "page", "stash", "by_link", "address_written_at"
_FROZEN = "frozen_on_screen"
VIEW_KEY, LOCK_KEY, CHOICE_KEY, PRESENT_KEY, FROZEN_KEY = "v", "l", "c", "p", "f"
OWN_KEYS = (*links.KEYS, VIEW_KEY, LOCK_KEY, CHOICE_KEY, PRESENT_KEY, FROZEN_KEY)
LIBRARY_PAGE = "library"
"""Where published results are shown."""


def stash(page_file: str) -> None:
    """Keep page and link of a visitor who came to a page before the frame was drawn."""
    st.session_state[_STASH] = (page_file, st.query_params.to_dict())


def take_stash() -> tuple[str, dict[str, str]] | None:
    """What ``stash`` kept, once."""
    kept: tuple[str, dict[str, str]] | None = st.session_state.pop(_STASH, None)
    return kept


def read(page: str, params: Mapping[str, str]) -> None:
    """Follow the address bar: a first visit, a link, or back and forward.

    A change of page empties the address; then the scenario stays as it is. A message from the
    browser carries the address of the moment it was sent: with a change by a control, in the moments
    after one, and in those after a new address was written, it is an old address and is ignored.
    """
    known = {key: params[key] for key in OWN_KEYS if key in params}
    if FROZEN_KEY in known and page != LIBRARY_PAGE and not state.ready():
        st.switch_page(f"pages/{LIBRARY_PAGE}.py", query_params=known)
    moved = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page
    st.session_state.setdefault(_BY_LINK, bool(known))
    if page != LIBRARY_PAGE:
        st.session_state[_FROZEN] = ""
    if moved and live.held():
        state.settle()
    written = time.monotonic() - st.session_state.get(_WRITTEN_AT, -state.SETTLE_SECONDS) < state.SETTLE_SECONDS
    if (state.just_touched() or written) and state.ready():
        return
    if state.ready() and (known == st.session_state.get(_LINK) or (moved and not known)):
        return
    found, problems = links.from_params(known, state.presets(), compute.world())
    state.open_scenario(found)
    state.set_view(page, known.get(VIEW_KEY, ""))
    st.session_state[_FROZEN] = known.get(FROZEN_KEY, "") if page == LIBRARY_PAGE else ""
    state.ignore(problems + _read_settings(known))


def by_link() -> bool:
    """Whether the visit began with a link to something particular."""
    return bool(st.session_state.get(_BY_LINK))


def _read_settings(known: Mapping[str, str]) -> list[str]:
    """Locks, present mode and choices of a link; one sentence for each part that was ignored."""
    wanted = {name for name in known.get(LOCK_KEY, "").split(",") if name}
    categories = set(compute.world().category_ids)
    problems = [f"lock on '{links.short(name)}' (no such category)" for name in sorted(wanted - categories)]
    if known.get(PRESENT_KEY, "1") != "1":
        problems.append(f"present mode (p={links.short(known[PRESENT_KEY])} means nothing, p=1 starts it)")
    chosen: dict[str, Any] = {}
    if CHOICE_KEY in known:
        try:
            chosen = links.unpack(known[CHOICE_KEY])
        except ValueError as error:
            problems.append(f"choices on the page: {error}")
    state.restore(frozenset(wanted & categories), chosen, known.get(PRESENT_KEY) == "1")
    return problems


def _params() -> dict[str, str]:
    """What the address bar should say."""
    params = links.to_params(state.scenario(), state.presets())
    shown, told = state.view(st.session_state[_PAGE]), state.told_choices()
    if shown:
        params[VIEW_KEY] = shown
    if state.locks():
        params[LOCK_KEY] = ",".join(sorted(state.locks()))
    if state.presenting():
        params[PRESENT_KEY] = "1"
    if told:
        params[CHOICE_KEY] = links.pack(told)
    if frozen():
        params[FROZEN_KEY] = frozen()
    return params


def write() -> None:
    """Put the scenario, and how it is shown, into the address bar."""
    params = _params()
    st.session_state[_LINK] = params
    shown = st.query_params
    if {key: shown[key] for key in OWN_KEYS if key in shown} != params:
        kept = {key: value for key, value in shown.to_dict().items() if key not in OWN_KEYS}
        shown.from_dict({**kept, **params})
        st.session_state[_WRITTEN_AT] = time.monotonic()


def whole() -> str:
    """The whole address of what is on screen, page and scenario."""
    query = urlencode(_params(), safe=":,")
    return f"{st.context.url or ''}{'?' if query else ''}{query}"


def frozen() -> str:
    """Id of the published result that is shown; empty if none is."""
    return str(st.session_state.get(_FROZEN, ""))


def show_frozen(frozen_id: str) -> None:
    """Show a published result on the page Library; none with an empty id."""
    state.touch()
    st.session_state[_FROZEN] = frozen_id


def frozen_link(frozen_id: str) -> str:
    """The whole address of a published result."""
    here = urlsplit(st.context.url or "")
    path = here.path.rstrip("/").removesuffix(f"/{page()}")
    return urlunsplit((here.scheme, here.netloc, f"{path}/{LIBRARY_PAGE}", f"{FROZEN_KEY}={frozen_id}", ""))


def page() -> str:
    """The page on screen, as it stands in the registry."""
    return str(st.session_state.get(_PAGE, HOME.url_path))


def relative() -> str:
    """The page and query of what is on screen, to be put behind the address of any explorer."""
    query = urlencode(_params(), safe=":,")
    where = "" if page() == HOME.url_path else page()
    return f"{where}{'?' if query else ''}{query}"


def here_only(link: str) -> bool:
    """Whether an address leads nowhere from another computer."""
    return urlsplit(link).hostname in {"localhost", "127.0.0.1", "::1"}
