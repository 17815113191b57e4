"""Present mode: large type without the rail, a deck of views to step through, and years that play."""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from ui import address, compute, live, play, saving, share, state
from ui.registry import PAGES, PageSpec

DECK = {
    "balance:by-category": "Balance by category",
    "balance:over-the-years": "Balance over the years",
    "balance:pair-by-pair": "Balance pair by pair",
    "scenario:deliveries": "Deliveries to come",
    "scenario:what-each-change-did": "What each change did",
    "compare:side-by-side": "Scenarios side by side",
    "compare:sides": "Side against side",
    "compare:map": "Map",
    "how_sure:all-weightings": "All weightings",
    "how_sure:ranks-over-time": "Ranks over time",
    "what_would_it_take:smallest-change": "The smallest change",
}
USUAL = ["balance:by-category", "balance:over-the-years", "scenario:deliveries", "compare:side-by-side"]
_STYLE = """<style>
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], [data-testid="stHeader"] { display: none; }
[data-testid="stMain"] { height: calc(100dvh - 6.3rem); } /* the slide ends where the bar begins */
.st-key-jobs.st-key-jobs { bottom: 7rem; }
[data-testid="stMainBlockContainer"] { padding: 0.6rem 2rem 0.6rem 2rem; zoom: 1.18; }
@media (min-height: 840px) and (min-width: 1200px) {
  [data-testid="stMainBlockContainer"] { zoom: 1.35; }
  [data-testid="stMain"] { height: calc(100dvh - 7.2rem); }
}
@media (min-height: 1000px) and (min-width: 1700px) {
  [data-testid="stMainBlockContainer"] { zoom: 1.6; }
  [data-testid="stMain"] { height: calc(100dvh - 8.5rem); }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 0.6rem 0.8rem; zoom: 1.1; }
  [data-testid="stMain"] { height: calc(100dvh - 11rem); }
}
[data-testid="stTabs"] :is([role="tablist"], [data-testid="stSelectbox"], [data-testid="stMultiSelect"],
  [data-testid="stButtonGroup"]), .st-key-questions, .st-key-pin_finding, [class*="st-key-actions_"],
  .tile .more { display: none; }
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
.st-key-present {
  position: fixed; left: 0; right: 0; bottom: 0; width: auto; z-index: 999990; padding: 0.45rem 2rem;
  box-sizing: border-box; background: var(--present-paper); border-top: 1px solid rgba(128, 128, 128, 0.4); zoom: 0.9;
}
.st-key-present.st-key-present { gap: 0.25rem; }
.st-key-present_row { align-items: center; }
.present-words { font-size: 0.75rem; line-height: 1.3; }
.present-words b { font-size: 0.95rem; }
@media (max-width: 640px) {
  .st-key-present { padding: 0.4rem 0.8rem; }
  .st-key-present_row.st-key-present_row { gap: 0.35rem; }
  .present-words { font-size: 0.65rem; }
  .st-key-present_row :is([data-testid="stPopover"], .st-key-present_back, .st-key-present_next) p { font-size: 0; }
}
</style>"""


def button() -> None:
    """The one button that starts present mode."""
    st.button(
        "Present", icon=":material/slideshow:", type="tertiary", key="present_on", on_click=state.present, args=(True,),
    )  # fmt: skip


def deck() -> list[str]:
    """The views to step through, as page and view; the link keeps a choice."""
    chosen: list[str] = state.choice("deck", USUAL, _is_deck)
    return chosen


def draw(page: PageSpec) -> None:
    """The large style, and the bar at the foot of the screen."""
    paper = compute.look().background
    st.html(_STYLE.replace("<style>", f"<style>:root {{ --present-paper: {paper}; }}", 1))
    with st.container(key="present"):
        with st.container(key="present_row", horizontal=True, gap="small"):
            _steps(page)
            play.player("present_years", by_space=True)
            _menus()
            st.button("Leave", key="present_off", shortcut="Esc", on_click=_leave)
        live.block("present_words", _words)


def _is_deck(wanted: Any) -> bool:
    return isinstance(wanted, list) and len(wanted) > 0 and all(name in DECK for name in wanted)


def _words() -> None:
    scenario, facts = saving.called(), compute.world().facts
    named = f"<b>{html.escape(scenario.name)}, {scenario.year}</b> ({scenario.scenario_id})"
    dated = f"Data as of {facts['data_as_of']}, {compute.world().fingerprint}."
    rest = html.escape(f"{dated} {facts['scope']} {facts['kosovo_footnote']}")
    st.html(f'<div class="present-words">{named}. {rest}</div>')


def _steps(page: PageSpec) -> None:
    names = deck()
    now = _shown(page, names)
    if now is None and (here := _shown(page, list(DECK))) is not None:
        names, now = [list(DECK)[here], *names], 0  # the view one starts from comes first
    back = names[(now - 1) % len(names)] if now is not None else names[-1]
    ahead = names[(now + 1) % len(names)] if now is not None else names[0]
    st.button(
        "Previous view", icon=":material/arrow_back:", key="present_back", shortcut="Left", on_click=_go, args=(back,),
        help=DECK[back],
    )  # fmt: skip
    st.button(
        "Next view", icon=":material/arrow_forward:", key="present_next", shortcut="Right", on_click=_go, args=(ahead,),
        help=DECK[ahead], type="primary",
    )  # fmt: skip
    st.markdown("–" if now is None else f"{now + 1} of {len(names)}")


def _shown(page: PageSpec, names: list[str]) -> int | None:
    """Place of what is on screen in the deck."""
    view = state.view(page.url_path)
    for at, name in enumerate(names):
        its_page, its_view = name.split(":")
        first = next(one for one in DECK if one.startswith(f"{its_page}:"))
        if its_page == page.url_path and (view == its_view or (not view and name == first)):
            return at
    return None


def _go(name: str) -> None:
    page, view = name.split(":")
    state.touch()
    state.set_view(page, view)
    address.stash(next(spec.file for spec in PAGES if spec.url_path == page))


def _menus() -> None:
    views = st.popover("Views", icon=":material/view_carousel:", key="present_views", on_change="rerun")
    if views.open:
        with views:
            st.multiselect(
                "Views to step through", list(DECK), format_func=DECK.__getitem__,
                **state.bind_choice("deck", USUAL, _is_deck),
            )  # fmt: skip
    sharing = st.popover("Share", icon=":material/share:", key="share_open", on_change="rerun")
    if sharing.open:
        with sharing:
            share.draw()


def _leave() -> None:
    state.settle()  # years that play are one step to undo
    state.present(False)
