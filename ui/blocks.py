"""The parts pages are made of: finding, tiles, chart with its table and downloads, footer."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis.findings import options
from balance_model.analysis.words import change_text, index_text, the_countries
from balance_model.charts.theme import Drawing, Look, quickly
from balance_model.export.images import png, svg
from balance_model.export.tables import csv_bytes
from ui import compute, futures, links, live, state, viewport

PICTURE_WIDTH = 860
WIDEST = 1200
_MADE = "picture_made"
Draw = Callable[[Look, int, int], Drawing]


@dataclass(frozen=True)
class Picture:
    """A chart for a look, a width and a height; its words for who cannot see it; its numbers.

    ``made`` says how the numbers were made where the switch between single run and futures does not.
    """

    draw: Draw
    alt: str
    table: pd.DataFrame
    made: str = ""


def style() -> None:
    """The few rules the theme cannot express."""
    st.html(
        """<style>
        [data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
        [data-testid="stMainBlockContainer"] { padding-top: 3.9rem; }
        [data-testid="stSidebarHeader"] { height: 2.2rem; padding: 0.3rem 0.6rem; margin: 0; }
        .finding { font-size: 1.45rem; line-height: 1.3; font-weight: 600; margin: 0 0 0.2rem 0; text-wrap: pretty; }
        [data-testid="stElementToolbar"] { display: none; } /* its files would carry no sources */
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 0.6rem; }
        .tile { border-left: 5px solid var(--tile); padding: 0.25rem 0.7rem; background: rgba(128,128,128,0.08); }
        .tile .who { font-size: 0.95rem; font-weight: 600; }
        .tile .index { font-size: 1.7rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
        .tile .more { font-size: 0.85rem; opacity: 0.85; }
        .charthead { font-size: 1.12rem; font-weight: 650; line-height: 1.25; margin: 0.2rem 0 0 0; text-wrap: pretty; }
        .chartsub { font-size: 0.9rem; opacity: 0.85; margin: 0; }
        [data-testid="stMultiSelectTagsContainer"] [data-tag] { background-color: #1F6FA8; color: #FFFFFF; }
        .stamp { font-size: 0.8rem; opacity: 0.85; line-height: 1.45; }
        </style>"""
    )


def answer(say: Callable[[], tuple[str, str]]) -> None:
    """The sentence a page opens on, and a note under it, said anew at each step of a dial."""
    live.block("answer", lambda: finding(*say()))


def finding(sentence: str, note: str = "") -> None:
    """A sentence that stays as it is while dials move."""
    text = html.escape(sentence)
    st.html(f'<h1 class="finding">{text}</h1>' + (f"<div>{html.escape(note)}</div>" if note else ""))


def tiles() -> None:
    """One tile a country: index in the chosen year, share of the sum, change since the first year."""
    live.block("tiles", _tiles)


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
        chart(specification(made[-1], compute.look(), viewport.width(), height), f"chart_{name}", made[-1].alt)

    live.block(f"chart_{name}", drawn)
    actions(name, made.pop(), height)


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


def empty(sentence: str) -> None:
    """Nothing to show, and why."""
    st.info(sentence)


def stamp_lines(made: str = "") -> list[str]:
    """What stands under every chart and in every picture and table taken away."""
    world, scenario = compute.world(), state.scenario()
    stamp = compute.assessment(scenario).stamp
    named = options(scenario, world)
    return [
        f"Scenario: {scenario.name} ({stamp['scenario_id']}), {scenario.year}. {_weights_words()} "
        f"{f'Differs from the plain model: {named}. ' if named else ''}"
        f"Data as of {world.facts['data_as_of']}, fingerprint {stamp['data']}; model {stamp['model']}; "
        f"{made or futures.made_of(scenario)}.",
        f"Sources: {world.facts['sources_line']} {world.facts['licence']}",
        world.facts["scope"],
        world.facts["kosovo_footnote"],
    ]


def _weights_words() -> str:
    scenario, world = state.scenario(), compute.world()
    total = sum(weight for _, weight in scenario.weights)
    parts = [
        f"{world.category[name].name.lower()} {100 * weight / total:.0f} %"
        for name, weight in sorted(scenario.weights, key=lambda item: world.category[item[0]].order)
        if weight > 0
    ]
    return f"Weights: {', '.join(parts)}."


def footer() -> None:
    """The stamp at the foot of every page."""
    st.divider()
    lines = stamp_lines(st.session_state.pop(_MADE, ""))
    st.html('<div class="stamp">' + "<br>".join(html.escape(line) for line in lines) + "</div>")


def source_links(ids: Sequence[str]) -> list[dict[str, Any]]:
    """Sources by id as rows of publisher, title, date and address."""
    known = compute.world().source
    return [
        {"publisher": s.publisher, "title": s.title, "date": s.date or "–", "link": s.url or ""}
        for s in (known[name] for name in ids if name in known)
    ]
