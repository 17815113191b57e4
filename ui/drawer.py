"""The drawer at the right: where a number comes from. Opened from a tile, a mark of a chart, a row or a button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import provenance
from balance_model.analysis.provenance import Asked
from balance_model.records.scenario import Scenario
from ui import compute, drawer_parts, futures, state

TITLE = "Where the number comes from"
WIDTH = 480
INDEX = "index"
_OPEN, _LAST, _PAGE = "drawer", "drawer_last", "drawer_page"


@dataclass(frozen=True, slots=True)
class Target:
    """What the drawer shows: a number, or one row behind it; ``scenario`` if it is not the one on screen."""

    asked: Asked
    record: str = ""
    scenario: Scenario | None = None


def begin(page: str) -> None:
    """A page begins: what was open on another page is closed."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        close()


def ask(target: Target) -> None:
    """Open the drawer at the end of the run; in a callback."""
    state.touch()
    st.session_state[_OPEN] = st.session_state[_LAST] = target


def close() -> None:
    """Close it."""
    st.session_state.pop(_OPEN, None)


def draw() -> None:
    """Draw the drawer if something was asked for."""
    if _OPEN in st.session_state:
        _panel()


def usual(category: str | None = None) -> Target:
    """What a button without a place of its own asks for: the country asked for last, else the first."""
    last: Target | None = st.session_state.get(_LAST)
    codes = compute.world().country_codes
    code = last.asked.country if last is not None and last.asked.country in codes else codes[0]
    return Target(Asked(code, state.scenario().year, category))


def record(code: str, category: str, name: str) -> Target:
    """One row of the data, and its number in the year on screen."""
    return Target(Asked(code, state.scenario().year, category), name)


def target_of(datum: Mapping[str, Any], category: str | None, scenarios: tuple[Scenario, ...]) -> Target | None:
    """The number a mark of a chart shows, from the fields of its row; None if it belongs to no country compared."""
    world, now = compute.world(), state.scenario()
    code, year = datum.get("country"), datum.get("year", now.year)
    if code not in world.country_codes or year not in world.years:
        return None
    wanted = datum.get("category") or category
    if wanted is not None and wanted not in world.category_ids:
        return None
    number = datum.get("scenario_order")
    seen = scenarios[int(number)] if number is not None and int(number) < len(scenarios) else None
    asked = Asked(str(code), int(year), wanted)
    return Target(asked, scenario=None if seen == now else seen)


@st.dialog(TITLE, width=WIDTH, position="right", on_dismiss=close)
def _panel() -> None:
    target = _target()
    if target is not None:
        _choosers(target)
        _content(target)
    if st.button("Close", key="drawer_close", width="stretch"):
        close()
        st.rerun()


def _target() -> Target | None:
    """What is open, as far as the countries, years and rows of the world on screen go."""
    found: Target | None = st.session_state.get(_OPEN)
    if found is not None and found.asked.country not in compute.world().country_codes:
        return replace(found, asked=replace(found.asked, country=compute.world().country_codes[0]), record="")
    return found


def _choosers(target: Target) -> None:
    """Country, number and year; what is chosen leads to the number itself."""
    world, asked = compute.world(), target.asked
    offers = [INDEX, *world.category_ids]
    names = {INDEX: "Holdings index"} | {name: world.category[name].name for name in world.category_ids}
    with st.container(horizontal=True, gap="small", key="drawer_choosers"):
        for name, label, options, now, words in (
            ("country", "Country", list(world.country_codes), asked.country, world.short_name),
            ("category", "Number", offers, asked.category or INDEX, names.__getitem__),
            ("year", "Year", list(world.years), asked.year, str),
        ):
            key = f"drawer_{name}"
            state.put(key, now)
            st.selectbox(label, options, format_func=words, key=key, on_change=_chosen, args=(name,))


def _chosen(name: str) -> None:
    value = st.session_state[f"drawer_{name}"]
    found = _target()
    if found is not None:
        changed: dict[str, Any] = {name: None if value == INDEX else value}
        ask(replace(found, asked=replace(found.asked, **changed), record=""))


def _content(target: Target) -> None:
    scenario = target.scenario or state.scenario()
    if target.scenario is not None:
        st.caption(f"In the scenario '{scenario.name}'.".replace("*", r"\*"))
    if target.record:
        _one(target, scenario)
    else:
        show(scenario, target.asked, target)


def show(scenario: Scenario, asked: Asked, opening: Target | None = None) -> None:
    """A number with all that stands behind it; with ``opening`` an index leads on to its categories."""
    world = compute.world()
    found = compute.behind(scenario, asked)
    drawer_parts.style()
    drawer_parts.head(world, asked, found.ends.number(asked), _futures(scenario, asked))
    if asked.category is None and opening is not None:
        _categories(opening, provenance.by_category(found.ends.best, asked.country, asked.year))
    rows = found.table()
    drawer_parts.rest_on(rows)
    drawer_parts.rows(world, rows, asked.category)
    drawer_parts.moves(found)
    drawer_parts.foot(world, asked)


def _one(target: Target, scenario: Scenario) -> None:
    """One row of the data: what is known of it, and what it does to the number."""
    asked, world = target.asked, compute.world()
    drawer_parts.style()
    drawer_parts.record(world, scenario, asked, target.record)
    drawer_parts.record_share(compute.behind(scenario, asked), target.record)
    st.button(
        "All rows behind this number", key="drawer_all", type="tertiary", icon=":material/arrow_back:",
        on_click=ask, args=(replace(target, record=""),),
    )  # fmt: skip
    drawer_parts.foot(world, asked)


def _futures(scenario: Scenario, asked: Asked) -> tuple[float, float, float] | None:
    """Low end, middle and high end of the middle 80 % of the futures; None in a single run."""
    many = futures.of(scenario)
    if many is None:
        return None
    rows = compute.bands_by_year(many) if asked.category is None else compute.bands_by_category(many)
    own = rows[(rows["country"] == asked.country) & (rows["year"] == asked.year)]
    if asked.category is not None:
        own = own[own["category"] == asked.category]
    row = own.iloc[0]
    return float(row["low80"]), float(row["middle"]), float(row["high80"])


def _categories(target: Target, parts: pd.DataFrame) -> None:
    """What each category adds to an index, with a button that opens its rows."""
    st.html('<h3 class="from">By category; open one to see its rows</h3>')
    with st.container(key="drawer_categories", gap=None):
        for row in parts.itertuples(index=False):
            st.button(
                f"{row.name}: value {row.value:.2f} × weight {100 * row.weight:.0f} %, {100 * row.share:.0f} % of it",
                key=f"drawer_open_{row.category}", type="tertiary", icon=":material/chevron_right:", on_click=ask,
                args=(replace(target, asked=replace(target.asked, category=row.category)),),
            )  # fmt: skip
