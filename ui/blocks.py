"""The parts pages are made of: finding, tiles, chart with its table and downloads, footer."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis.provenance import Asked
from balance_model.analysis.words import change_text, index_text, the_countries
from balance_model.charts.theme import Look, quickly
from balance_model.exhibits.picture import Picture
from balance_model.records import links
from balance_model.records.scenario import Scenario
from ui import actions, address, compute, drawer, futures, live, picking, pins, state, viewport

WIDEST = 1200
_STAMP = "stamp_of_page"


def answer(say: Callable[[], tuple[str, str]]) -> None:
    """The sentence a page opens on, and a note under it, said anew at each step of a dial; it can be pinned."""
    pins.saying(say)
    told: list[str] = []

    def tell() -> None:
        sentence, note = say()
        told.append(sentence)
        finding(sentence, note)

    with st.container(key="answer", horizontal=True, gap="small"):
        with st.container(width="stretch"):
            live.block("answer", tell)
        done = pins.pinned(f"finding-{address.page()}", told[0])
        actions.pin("pin_finding", done, pins.finding, "this finding")


def finding(sentence: str, note: str = "") -> None:
    """A sentence that stays as it is while dials move."""
    text = html.escape(sentence)
    st.html(f'<h1 class="finding">{text}</h1>' + (f"<div>{html.escape(note)}</div>" if note else ""))


def tiles() -> None:
    """One tile a country: index in the chosen year, share of the sum, change since the first year.

    Over each tile lies a button that opens the drawer; it keeps while the numbers move.
    """
    world = compute.world()
    with st.container(key="tiles"):
        live.block("tiles", _tiles)
        with st.container(key="tile_buttons"):
            for code in world.country_codes:
                st.button(
                    f"Where the index of {world.short_name(code)} comes from".replace("*", r"\*"), key=f"tile_{code}",
                    type="tertiary", icon=":material/manage_search:", on_click=_opened, args=(code,),
                )  # fmt: skip


def _opened(code: str) -> None:
    drawer.ask(drawer.Target(Asked(code, state.scenario().year)))


def _tiles() -> None:
    world, look, scenario = compute.world(), compute.look(), state.scenario()
    many = futures.of(scenario)
    score = futures.answer(scenario).score
    now, first = world.years.index(scenario.year), world.years[0]
    total, every = float(score[:, now].sum()), the_countries(world)
    cells = []
    for at, code in enumerate(world.country_codes):
        index = float(score[at, now])
        share = f"{100 * index / total:.0f} % of {every}" if total > 0 else "–"
        since = change_text(float(score[at, 0]), index)
        more = f"{share} · {since} since {first}" if scenario.year > first else share
        if many is not None:
            more = f"<b>{futures.span_words(many, at, now)}</b> in 80 % of futures<br>{more}"
        cells.append(
            f'<div class="tile" style="--tile:{look.colour(code)}">'
            f'<div class="who">{html.escape(look.name(code))}</div>'
            f'<div class="index">{index_text(index)}</div><div class="more">{more}</div></div>'
        )
    st.html(f'<div class="tiles">{"".join(cells)}</div>')


def picture(name: str, make: Callable[[], Picture], height: int = 360) -> None:
    """A chart that follows the dials, with its table twin and its downloads.

    ``make`` makes the picture for the scenario on screen; ``name`` is used in file names and keys.
    """
    made: list[Picture] = []

    def drawn() -> None:
        made.append(make())
        shown, key = made[-1], f"chart_{name}"
        spec = specification(shown, compute.look(), viewport.width(), height)
        spec, names = picking.clickable(spec) if shown.clickable else (spec, [])
        click = {"on_select": picking.picked(key, names, partial(_asked, shown)), "selection_mode": names}
        chart(spec, key, shown.alt, **(click if names else {}))

    live.block(f"chart_{name}", drawn)
    actions.row(name, made.pop(), height)


def _asked(shown: Picture, row: Mapping[str, Any]) -> None:
    """Open the drawer for the number of a mark."""
    target = drawer.target_of(row, shown.category, shown.scenarios)
    if target is not None:
        drawer.ask(target)
        st.rerun()


def specification(shown: Picture, look: Look, width: int, height: int) -> dict[str, Any]:
    """The Vega-Lite specification of a picture for a column of ``width`` pixels."""
    with quickly():
        return shown.draw(look, min(width, WIDEST), height).to_dict()


def chart(spec: Mapping[str, Any], key: str, words: str, **picking: Any) -> None:
    """Title and subtitle as a heading, and the chart under it; ``picking`` says what can be clicked."""
    title = spec["title"]
    head, under = (html.escape(" ".join(lines)) for lines in (title["text"], title.get("subtitle", [])))
    st.html(f'<h2 class="charthead">{head}</h2><p class="chartsub">{under}</p>')
    bare = {name: part for name, part in spec.items() if name != "title"}
    st.vega_lite_chart(bare, theme=None, width="content", key=key, alt=words, **picking)


def table(name: str, title: str, rows: pd.DataFrame, touches: tuple[str, ...] | None = None) -> None:
    """A small table, to be pinned or taken away."""
    st.table(rows, hide_index=True)
    table_actions(name, title, rows, touches)


def table_actions(
    name: str, title: str, rows: pd.DataFrame, touches: tuple[str, ...] | None = None,
    compared: Sequence[Scenario] = (),
) -> None:  # fmt: skip
    """What can be done with a table that stands above: pin it, or take it away as CSV with the stamp.

    ``touches`` as in ``Picture``; ``compared`` are the scenarios that stand in it side by side.
    """
    actions.for_table(name, title, rows, touches, compared)


@contextmanager
def view(page: str, labels: Sequence[str]) -> Iterator[str]:
    """Views of a page as tabs: enters the open one and gives its label, so that only it is drawn.

    The link keeps it.
    """
    names = {label.lower().replace(" ", "-").replace("'", ""): label for label in labels}
    key = f"view_{page}"
    if state.view(page) not in ("", *names):
        state.ignore([*state.ignored(), f"view '{links.short(state.view(page))}' (no such view on this page)"])
    state.put(key, names.get(state.view(page), labels[0]))

    def opened() -> None:
        state.touch()
        state.set_view(page, next(name for name, label in names.items() if label == st.session_state[key]))

    tabs = st.tabs(labels, key=key, on_change=opened)
    chosen = next((at for at, tab in enumerate(tabs) if tab.open), 0)
    state.set_view(page, list(names)[chosen] if chosen else "")
    with tabs[chosen]:
        yield labels[chosen]


def views(page: str, known: Mapping[str, tuple[Callable[[], None], Callable[[], tuple[str, str]]]]) -> None:
    """A page of views as tabs, each drawn and said by its own pair: the sentence of the open one stands on top."""
    headline = st.container()
    with view(page, list(known)) as opened:
        draw, say = known[opened]
        draw()
    with headline:
        answer(say)


def empty(sentence: str) -> None:
    """Nothing to show, and why."""
    st.info(sentence)


def stamp(lines: Sequence[str]) -> None:
    """Put the stamp of what is shown at the foot of the page, in place of that of the scenario on screen."""
    st.session_state[_STAMP] = lines


def footer() -> None:
    """The stamp at the foot of every page."""
    st.divider()
    lines = st.session_state.pop(_STAMP, None) or actions.stamp_lines(*actions.made())
    st.html('<div class="stamp">' + "<br>".join(html.escape(line) for line in lines) + "</div>")
