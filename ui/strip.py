"""The index of the four in one line, before and after, so that the effect of a change is seen at once."""

from __future__ import annotations

import html

import streamlit as st

from balance_model.analysis.deliveries import index_pairs
from balance_model.analysis.findings_scenario import shown
from balance_model.analysis.words import change_text, index_text
from balance_model.records.scenario import Scenario
from ui import compute, futures, live, state


def draw(key: str = "strip") -> None:
    """The strip for the scenario on screen against what it is held against; follows the dials."""
    live.block(key, lambda: row(state.reference(), state.scenario()))


def row(before: Scenario, after: Scenario) -> None:
    """One cell a country: index before and after in the shown year, and the difference."""
    look, year = compute.look(), after.year
    one, other = futures.answers([before, after])
    pairs = index_pairs(one, other, year)
    spans = futures.change_words(before, after, year)
    cells = []
    for code, old, new in zip(pairs["country"], pairs["before"], pairs["after"], strict=True):
        moved = shown(old, new)
        value = f"{index_text(old)} → <b>{index_text(new)}</b>" if moved else f"<b>{index_text(new)}</b>"
        told = spans.get(code) or change_text(old, new)
        more = f'<span class="more">{told}</span>' if moved else ""
        cells.append(
            f'<div class="cell" style="--tile:{look.colour(code)}"><span>{html.escape(look.name(code))}</span>'
            f"<span>{value}</span>{more}</div>"
        )
    st.html(
        "<style>.strip { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: center; }"
        ".strip .cell { border-left: 5px solid var(--tile); padding: 0.1rem 0.6rem; display: flex; gap: 0.5rem;"
        " background: rgba(128,128,128,0.08); font-variant-numeric: tabular-nums; }"
        ".strip .label { font-size: 0.9rem; opacity: 0.85; } .strip .more { opacity: 0.85; }</style>"
        f'<div class="strip"><span class="label">Index in {year}</span>{"".join(cells)}</div>'
    )
