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
from balance_model.exhibits.stamps import stamp
from balance_model.export.images import png, svg
from balance_model.export.tables import csv_bytes
from balance_model.records import links
from ui import compute, drawer, futures, live, picking, sizing, state, viewport

PICTURE_WIDTH = 860
WIDEST = 1200
_MADE = "picture_made"


def answer(say: Callable[[], tuple[str, str]]) -> None:
    """The sentence a page opens on, and a note under it, said anew at each step of a dial."""
    live.block("answer", lambda: finding(*say()))


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
    actions(name, made.pop(), height)


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


def actions(name: str, shown: Picture, height: int) -> None:
    """Downloads of a picture, and its table twin."""
    draw, table = shown.draw, shown.table
    scenario, notes = state.scenario(), stamp_lines(shown.made)
    st.session_state[_MADE] = shown.made  # for the foot of the page
    file = f"{name}-{scenario.year}-{scenario.scenario_id}"
    look = compute.look()

    def picture(make: Callable[..., bytes]) -> Callable[[], bytes]:
        return lambda: make(draw(look, PICTURE_WIDTH, height), notes, look)

    jobs: list[tuple[str, Callable[[], bytes], str]] = [
        ("PNG", picture(png), "image/png"),
        ("SVG", picture(svg), "image/svg+xml"),
        ("CSV", lambda: csv_bytes(table, notes), "text/csv"),
    ]
    with st.container(horizontal=True, gap="small", key=f"actions_{name}"):
        for label, make, mime in jobs:
            st.download_button(
                label, data=make, file_name=f"{file}.{label.lower()}", mime=mime, on_click="ignore",
                key=f"get_{name}_{label}", type="tertiary", icon=":material/download:",
                help=f"Download this {'table' if label == 'CSV' else 'picture'} with its sources",
            )  # fmt: skip
        popover = st.popover("Table", type="tertiary", icon=":material/table:", key=f"table_{name}", on_change="rerun")
        if popover.open:
            with popover:
                st.table(readable(table), hide_index=True)
        if shown.clickable:
            st.button(
                "Where from", key=f"from_{name}", type="tertiary", icon=":material/manage_search:", on_click=_where,
                args=(shown.category,), help="The rows behind any number here",
            )  # fmt: skip
        if shown.touches != ():
            sizing.menu(name, shown.touches)


def _where(category: str | None) -> None:
    drawer.ask(drawer.usual(category))


def table_download(name: str, table: pd.DataFrame) -> None:
    """A table as CSV with the stamp."""
    notes = stamp_lines()
    st.download_button(
        "CSV", data=lambda: csv_bytes(table, notes), file_name=f"{name}.csv", mime="text/csv", on_click="ignore",
        key=f"get_{name}", type="tertiary", icon=":material/download:", help="Download this table with its sources",
    )  # fmt: skip


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """A table for the eye: country names, two decimals, en dash for unknown."""
    look = compute.look()
    shown = table.copy()
    for column in shown.columns:
        if column in {"country", "a", "b"}:
            shown[column] = shown[column].map(lambda code: dict(look.names).get(code, code))
        elif pd.api.types.is_float_dtype(shown[column]):
            shown[column] = shown[column].map(lambda value: "–" if pd.isna(value) else f"{value:,.2f}")
        elif column != "year":
            shown[column] = shown[column].map(lambda value: "–" if value is None or value is pd.NA else value)
    return shown.rename(columns=lambda name: str(name).replace("_", " "))


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


def stamp_lines(made: str = "") -> list[str]:
    """What stands under every chart and in every picture and table taken away."""
    scenario = state.scenario()
    return list(stamp(compute.assessment(scenario), made or futures.made_of(scenario)).lines)


def footer() -> None:
    """The stamp at the foot of every page."""
    st.divider()
    lines = stamp_lines(st.session_state.pop(_MADE, ""))
    st.html('<div class="stamp">' + "<br>".join(html.escape(line) for line in lines) + "</div>")
