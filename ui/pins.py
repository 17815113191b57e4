"""The briefing that is being put together: what was pinned, in order, and the steps back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from balance_model.errors import BalanceError
from balance_model.exhibits import cases, standard, taking
from balance_model.exhibits.briefing import MOST_EXHIBITS, SHELF, Briefing
from balance_model.exhibits.exhibit import Exhibit
from balance_model.exhibits.picture import Picture
from balance_model.exhibits.reproduce import export_command
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario, sparse
from ui import address, compute, futures, library, saving, state
from ui.registry import PAGES

_BRIEFING, _PAST, _SAY, _CHOSEN, _KEPT = "briefing", "briefing_past", "saying", "briefing_chosen", "briefing_kept"
MOST_STEPS = 50
UNTITLED = "Briefing"
QUICK = ("finding", "profile", "index", "pairs", "scenarios", "causes", "ceilings", "spending")
"""Standard views that are made anew in a moment, to see whether what is pinned is one of them."""
STANDARD_NAMES = {"finding-balance": "finding", "tornado": "drivers"}
"""Standard views that have another name on their page."""
Say = Callable[[], tuple[str, str]]


def briefing() -> Briefing:
    """The briefing as it stands; an empty one at first."""
    found: Briefing | None = st.session_state.get(_BRIEFING)
    return found or empty()


def empty() -> Briefing:
    """A briefing without exhibits, about the scenario on screen."""
    return Briefing(title=UNTITLED, base=base(), scenario=_content())


def marked() -> Briefing:
    """The briefing with the id of the published result that its scenario equals, if there is one."""
    now = briefing()
    try:
        about = load_scenario(now.scenario, compute.data())
    except BalanceError:
        return now
    return now.model_copy(update={"frozen_id": now.frozen_id or library.published_id(about)})


def alone() -> Briefing:
    """An empty briefing about the scenario on screen: what a single file is made with."""
    return empty().model_copy(update={"frozen_id": library.published_id(state.scenario())})


def base() -> str:
    """Where the explorer answers in this reader's browser."""
    whole = urlsplit(st.context.url or SHELF)
    folder = whole.path.rstrip("/")
    page = next((spec.url_path for spec in PAGES if folder.endswith(f"/{spec.url_path}")), "")
    return f"{whole.scheme}://{whole.netloc}{folder.removesuffix(page).rstrip('/')}"


def put(changed: Briefing) -> None:
    """Make a changed briefing the one that stands; the one before can be brought back."""
    now = briefing()
    if changed != now:
        st.session_state[_PAST] = (*st.session_state.get(_PAST, ()), now)[-MOST_STEPS:]
        st.session_state[_BRIEFING] = changed


def can_undo() -> bool:
    """Whether a step can be taken back."""
    return bool(st.session_state.get(_PAST))


def undo() -> None:
    """Take the last change of the briefing back."""
    steps: tuple[Briefing, ...] = st.session_state.get(_PAST, ())
    if steps:
        st.session_state[_BRIEFING], st.session_state[_PAST] = steps[-1], steps[:-1]


def keep() -> None:
    """The briefing was saved to a file or opened from one: nothing would be lost."""
    st.session_state[_KEPT] = briefing()


def unsaved() -> bool:
    """Whether pins stand that were not saved."""
    return bool(briefing().exhibits) and st.session_state.get(_KEPT) != briefing()


def chosen() -> Exhibit | None:
    """The exhibit that is open for editing; the first if none was chosen."""
    exhibits = briefing().exhibits
    wanted = st.session_state.get(_CHOSEN)
    return next((each for each in exhibits if each.exhibit_id == wanted), exhibits[0] if exhibits else None)


def choose(exhibit_id: str) -> None:
    """Open an exhibit for editing."""
    st.session_state[_CHOSEN] = exhibit_id


def saying(say: Say) -> None:
    """Note what the page opens on, for what is pinned from it."""
    st.session_state[_SAY] = say


def pinned(name: str, alt: str, made: str = "") -> bool:
    """Whether what is on screen was pinned as it is: same name, words, scenario, year and way of making."""
    scenario = state.scenario()
    now = (name, alt, scenario.scenario_id, scenario.year, made or futures.made_of(scenario))
    return any(_marks(each) == now for each in briefing().exhibits)


def _marks(exhibit: Exhibit) -> tuple[str, str, str, int, str]:
    """What tells two exhibits apart."""
    stamp = exhibit.stamp
    return exhibit.name, exhibit.alt, stamp.scenario_id, stamp.year, stamp.made


def chart(name: str, shown: Picture) -> None:
    """Pin a picture as it is on screen."""
    _add(taken(name, shown))


def taken(name: str, shown: Picture) -> Exhibit:
    """A picture of the scenario on screen, taken off the page."""
    return taker(name, shown)()


def taker(name: str, shown: Picture) -> Callable[[], Exhibit]:
    """What takes a picture off the page as it is now, later and in another thread."""
    scenario = saving.called()
    made = futures.made_of(scenario)
    return partial(taking.chart, name, shown, compute.assessment(scenario), _baseline(), place(), made)


def table(
    name: str, title: str, rows: pd.DataFrame, touches: tuple[str, ...] | None = None, made: str = "",
    compared: Sequence[Scenario] = (),
) -> None:  # fmt: skip
    """Pin a table as it is on screen."""
    scenario = saving.called()
    made = made or futures.made_of(scenario)
    _add(taking.table(name, title, rows, compute.assessment(scenario), _baseline(), place(), made, touches, compared))


def finding() -> None:
    """Pin the sentence the page opens on."""
    sentence, note = _said()
    scenario = saving.called()
    name = f"finding-{address.page()}"
    made = futures.made_of(scenario)
    _add(taking.finding(name, sentence, note, compute.assessment(scenario), _baseline(), place(), made))


def place() -> taking.Place:
    """The page on screen, its finding, and the address that leads back."""
    spec = next((spec for spec in PAGES if spec.url_path == address.page()), PAGES[0])
    return taking.Place(spec.title, _said()[0], address.relative())


def _command(exhibit: Exhibit) -> str:
    """The command that makes the exhibit anew, if it is a standard view as it usually is; else none."""
    scenario = state.scenario()
    view = STANDARD_NAMES.get(exhibit.name, exhibit.name)
    if view not in standard.STANDARD:
        return ""
    try:
        case = cases.case(
            compute.data(), scenario, None, futures.wanted() and view in QUICK and standard.STANDARD[view].drawn
        )
        again = standard.exhibit(case, view) if view in QUICK else None
    except BalanceError:
        return ""
    if again is not None:
        same = (again.table, again.first_title) == (exhibit.table, exhibit.first_title)
        return again.command if same else ""
    spec, many = standard.STANDARD[view], futures.of() if standard.STANDARD[view].drawn else None
    told = {name: value for name, value in state.told_choices().items() if name != futures.NAME}
    if told != dict(spec.choices(case)) or exhibit.kind != "chart":
        return ""
    drawn = (many.draws, many.seed) if many is not None else None
    return export_command(scenario, state.presets(), view, "csv", drawn)


def _add(exhibit: Exhibit) -> None:
    state.touch()
    twin = next((each for each in briefing().exhibits if _marks(each) == _marks(exhibit)), None)
    if twin is not None:
        put(briefing().without(twin.exhibit_id))
        st.toast(f"Taken out of the briefing: {twin.title}".replace("*", r"\*"))
        return
    exhibit = exhibit.model_copy(update={"command": _command(exhibit)})
    now = briefing()
    if len(now.exhibits) >= MOST_EXHIBITS:
        state.notice(f"A briefing holds {MOST_EXHIBITS} exhibits at most; remove one on the page Builder first.")
        return
    if not now.exhibits:
        now = now.model_copy(update={"scenario": _content()})
    grown = now.adding(exhibit)
    put(grown)
    choose(grown.exhibits[-1].exhibit_id)
    st.toast(f"Pinned: {exhibit.title} ({len(grown.exhibits)} in the briefing)".replace("*", r"\*"))


def _said() -> tuple[str, str]:
    say: Say | None = st.session_state.get(_SAY)
    try:
        return say() if say else ("", "")
    except BalanceError:
        return "", ""


def _baseline() -> Scenario:
    return compute.preset("baseline")


def _content() -> dict[str, Any]:
    return sparse(saving.called(), _baseline())
