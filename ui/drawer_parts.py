"""The parts of the drawer: the number with its range, what it rests on, the rows, their sources, what moves it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import provenance_moves as moved
from balance_model.analysis import provenance_records as known
from balance_model.analysis.provenance import (
    Asked,
    Behind,
    confidence_shares,
    evidence_shares,
)
from balance_model.analysis.words import index_text, quantity_text, starred
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from ui import compute

MOST_ROWS, LEAST_SHARE = 8, 0.005
"""Rows that are shown at once, and the least share of a number with which one is."""
_STYLE = """<style>
h3.from { font-size: 1rem; font-weight: 650; margin: 0.4rem 0 0.2rem; padding: 0; }
.from p { margin: 0; } .from { font-size: 0.9rem; line-height: 1.4; overflow-wrap: anywhere; }
.from .what { font-weight: 600; } .from .number { font-size: 2rem; font-weight: 650; line-height: 1.15; }
.from .system { font-size: 1.25rem; font-weight: 650; line-height: 1.25; }
.from .bar { display: flex; height: 0.55rem; margin: 0.25rem 0; background: rgba(128,128,128,0.18); }
.from .bar i { display: block; height: 100%; }
.from .row { padding: 0.4rem 0; border-top: 1px solid rgba(128,128,128,0.35); }
.from .row .name { display: flex; gap: 0.6rem; justify-content: space-between; font-weight: 600; }
.from .row .name span { white-space: nowrap; }
.from details summary { cursor: pointer; text-decoration: underline; padding: 0.15rem 0; }
.from a { color: inherit; } .from .note { margin: 0.2rem 0; }
.from .side { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 0.4rem; }
.from .side > div { border: 1px solid rgba(128,128,128,0.4); padding: 0.3rem 0.5rem; font-size: 0.85rem; }
.from .swatch { display: inline-block; width: 0.7rem; height: 0.7rem; margin-right: 0.3rem; }
.from table { width: 100%; border-collapse: collapse; font-size: 0.88rem; }
.from td, .from th { text-align: left; vertical-align: top; padding: 0.25rem 0.4rem 0.25rem 0; font-weight: 400;
  border-top: 1px solid rgba(128,128,128,0.35); }
.from td { white-space: nowrap; text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; }
.st-key-drawer_choosers.st-key-drawer_choosers { flex-wrap: nowrap; }
.st-key-drawer_choosers > div { min-width: 0; flex: 3 1 0; } .st-key-drawer_choosers > div:last-child { flex: 2 1 0; }
.st-key-drawer_categories button { justify-content: flex-start; text-align: left; }
</style>"""


def style() -> None:
    """The few rules of the drawer."""
    st.html(_STYLE)


def head(
    world: World, asked: Asked, number: tuple[float, float, float], drawn: tuple[float, float, float] | None
) -> None:
    """The number, and how far it could be off."""
    low, best, high = (index_text(end) for end in number)
    shown = best if drawn is None else index_text(drawn[1])
    lines = [f"From {low} to {high} if every count stood at its lowest or at its highest; best {best}."]
    if drawn is not None:
        ends = f"{index_text(drawn[0])} to {index_text(drawn[2])}"
        lines.insert(0, f"Middle of the futures; {ends} in 80 % of them.")
    what = known.asked_words(world, asked.country, asked.year, asked.category)
    _html(
        f'<p class="what">{html.escape(what)}</p><p class="number">{shown}</p>'
        + "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    )


def rest_on(rows: pd.DataFrame) -> None:
    """Share of the number by evidence and by confidence."""
    evidence, confidence = evidence_shares(rows), confidence_shares(rows)
    if not evidence:
        return
    bar = "".join(f'<i style="width:{100 * share:.2f}%;background:{_hue(name)}"></i>' for name, share in evidence)
    words = ", ".join(
        f'<span class="swatch" style="background:{_hue(name)}"></span>{html.escape(_evidence(name))} {_percent(share)}'
        for name, share in evidence
    )
    sure = ", ".join(f"{html.escape(name)} {_percent(share)}" for name, share in confidence)
    _html(f'<h3 class="from">What it rests on</h3><div class="bar">{bar}</div><p>{words}</p><p>Confidence: {sure}</p>')


def rows(world: World, shown: pd.DataFrame, category: str | None) -> None:
    """The rows behind the number, the largest share first; smaller ones are folded away."""
    if shown.empty:
        _html("<p>No holding and no deal stands behind this number: it is nothing.</p>")
        return
    each = [_row(world, row, category is not None) for row in shown.itertuples(index=False)]
    told = min(MOST_ROWS, max(int((shown["share"] >= LEAST_SHARE).sum()), 1))
    first, rest = each[:told], each[told:]
    more = ""
    if rest:
        part = _percent(float(shown["share"].iloc[told:].sum()))
        count = "1 more row with" if len(rest) == 1 else f"{len(rest)} more rows, together"
        more = f"<details><summary>{count} {part}</summary>{''.join(rest)}</details>"
    title = f"{len(each)} rows behind it" if len(each) > 1 else "One row behind it"
    _html(f'<h3 class="from">{title}, with their share</h3>{"".join(first)}{more}')


def moves(found: Behind) -> None:
    """What would change the number: ranges of rows, deals to come, deals left out, weights."""
    asked, answer = found.asked, found.ends.best
    tables: list[tuple[str, pd.DataFrame]] = [
        ("With one row at its lowest or its highest", moved.by_range(found)),
        (f"With deals still to come after {asked.year} in full use", moved.to_come(found)),
        ("With deals counted that do not count now, in full use", moved.left_out(found)),
    ]
    if asked.category is None:
        tables.append(("With a tenth of all weight less or more", moved.by_weight(answer, asked)))
    parts = [f"<p>{html.escape(name)}</p>{_ends(table)}" for name, table in tables if not table.empty]
    if asked.category is not None:
        parts.append(f"<p>{html.escape(_weight(found))}</p>")
    _html(f'<h3 class="from">What would change it</h3>{"".join(parts)}')


def record(world: World, scenario: Scenario, asked: Asked, name: str) -> None:
    """One row of the data in full."""
    details = known.details(world, scenario, asked.country, name)
    low, best, high, evidence = _counted(world, asked.country, name)
    facts = [
        f"{quantity_text(best)} units, from {quantity_text(low)} to {quantity_text(high)}",
        str(details["words"]), f"evidence: {evidence}", f"confidence: {details['confidence']}",
        f"{details['date'] or 'no date'}, {known.age_words(details['age'])}",
    ]  # fmt: skip
    listed = "".join(f"<p>{html.escape(fact[:1].upper() + fact[1:])}</p>" for fact in facts)
    who = world.short_name(asked.country)
    _html(
        f'<p class="what">{html.escape(who)}</p><p class="system">{html.escape(str(details["system"]))}</p>{listed}'
        f"{_sources(world, details['source_ids'], str(details['note']))}"
    )


def record_share(found: Behind, name: str) -> None:
    """What one row does to a number of its country."""
    world, asked = found.ends.world, found.asked
    table = found.table()
    own = table[table["record"] == name]
    what = html.escape(known.asked_words(world, asked.country, asked.year, asked.category))
    if own.empty or not own["units"].abs().sum() + own["strength"].abs().sum():
        _html(f'<h3 class="from">{what}</h3><p>This row adds nothing to the number of the year.</p>')
        return
    share = _percent(float(own["share"].sum()))
    places = own["line"].to_list()
    low, high = (
        float(moved.with_strength(found, (end - found.best)[places].sum(axis=0)[None])[0])
        for end in (found.low, found.high)
    )
    number = index_text(found.ends.number(asked)[1])
    _html(
        f'<h3 class="from">{what}: {number}</h3><p>This row carries {share} of it. With the row at its lowest the '
        f"number is {index_text(low)}, at its highest {index_text(high)}.</p>"
    )


def foot(world: World, asked: Asked) -> None:
    """What the range means, and the footnote of a country that has one."""
    notes = ["The low and the high leave readiness, worth, half-requirements and delays at their best values."]
    if world.short_name(asked.country).endswith("*"):
        notes.append(world.facts["kosovo_footnote"])
    st.caption(" ".join(notes).replace("*", r"\*"))


def _counted(world: World, code: str, name: str) -> tuple[float, float, float, str]:
    """Low, best, high and evidence of a row of the data."""
    kind, _, rest = name.partition(":")
    if kind == "deal":
        deal = world.deal[rest]
        return deal.low, deal.best, deal.high, deal.evidence
    system_id, _, held = rest.rpartition(":")
    own = [row for row in world.inventory if (row.country, row.system_id, row.held) == (code, system_id, held)]
    low, best, high = (sum(getattr(row, end) for row in own) for end in ("low", "best", "high"))
    return low, best, high, own[0].evidence if own else "not stated"


def _row(world: World, row: Any, one_category: bool) -> str:
    """One row: name, share, units, kind, evidence, confidence, age, and its sources folded away.

    In one category its strength is told as well; those of several have no unit in common.
    """
    units = f"{quantity_text(row.units)} units" if row.units or row.high else "no units of its own"
    if row.low != row.high:
        units += f" ({row.low:,.0f} to {row.high:,.0f})"
    dated = f"{row.date}, {known.age_words(row.age)}" if row.date else known.age_words(row.age)
    facts = [units, row.words, _evidence(row.evidence), f"confidence {row.confidence}", dated]
    if row.confidence == known.YOURS:
        facts = [units, row.words]
    if one_category:
        facts.insert(1, f"strength {row.strength:.2f}".replace("-", "−"))
    width = min(max(100 * row.share, 0.0), 100.0)
    inner = _sources(world, row.source_ids, row.note)
    count = len(row.source_ids)
    label = f"{count} sources leave it open" if row.differ else f"{count} source{'s' if count != 1 else ''}"
    if inner:
        inner = f"<details><summary>{label}</summary>{inner}</details>"
    return (
        f'<div class="row"><div class="name">{html.escape(row.system)}<span>{_percent(row.share)}</span></div>'
        f'<div class="bar"><i style="width:{width:.2f}%;background:{_hue(row.evidence)}"></i></div>'
        f"<p>{html.escape('; '.join(facts))}</p>{inner}</div>"
    )


def _sources(world: World, ids: Sequence[str], note: str) -> str:
    """The note of a row, and its sources side by side: who, when, where, and what the note has them say."""
    cards = []
    for row in known.sources(world, ids, note).itertuples(index=False):
        title = html.escape(row.title)
        if row.link.startswith(("https://", "http://")):
            title = f'<a href="{html.escape(row.link)}" target="_blank" rel="noopener">{title}</a>'
        says = f"<p>Says: {html.escape(starred(world, row.says))}</p>" if row.says else ""
        cards.append(f"<div><b>{html.escape(row.publisher)}</b>, {html.escape(row.date or 'no date')}{says}"
                     f"<p>{title}</p></div>")  # fmt: skip
    told = f'<p class="note">{html.escape(starred(world, note))}</p>' if note else ""
    return told + (f'<div class="side">{"".join(cards)}</div>' if cards else "")


def _ends(table: pd.DataFrame) -> str:
    """A table of what moves the number from where to where."""
    lines = "".join(
        f'<tr><th scope="row">{html.escape(row.words)}</th><td>{index_text(row.low)} → {index_text(row.high)}</td></tr>'
        for row in table.itertuples(index=False)
    )
    return f"<table>{lines}</table>"


def _weight(found: Behind) -> str:
    answer, category = found.ends.best, str(found.asked.category)
    weight = float(answer.weights[answer.world.category_ids.index(category)])
    if weight == 0:
        return "The category carries no weight, so this number adds nothing to the index."
    return f"Its weight of {100 * weight:.0f} % of all decides how much of it reaches the index, not the number itself."


def _evidence(name: str) -> str:
    return "set in this scenario" if name == "supposed" else name


def _hue(name: str) -> str:
    look = compute.look()
    return dict(look.evidence).get(name, look.accent)


def _percent(share: float) -> str:
    if share != share:
        return "–"
    shown = f"{100 * share:.0f} %"
    return "under 1 %" if 0 < share < 0.005 else shown.replace("-", "−")


def _html(body: str) -> None:
    st.html(f'<div class="from">{body}</div>')
