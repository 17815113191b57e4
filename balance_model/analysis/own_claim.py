"""A claim of the reader: A is N times B in a year by a measure. Refused in one sentence, or tested."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from balance_model.analysis import spending
from balance_model.analysis.claims import Verdict, both_spent, times
from balance_model.analysis.findings_claims import MEASURES, group
from balance_model.analysis.spending import Measure
from balance_model.analysis.words import country, index_text, listing, quantity_text, sentence
from balance_model.core.assess import Assessment
from balance_model.domain import World

How = Literal["about", "at least", "at most"]
HOWS: tuple[How, ...] = get_args(How)
MONEY, INDEX, STRENGTH, UNITS = "spending", "index", "strength", "units"
MOST = 1e6
_KINDS = {"estimate": "an estimate", "budget": "an adopted budget"}


@dataclass(frozen=True)
class OwnClaim:
    """A group, how many times, another group, a year, and the id of a measure (``measures``)."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    number: float | None
    how: How
    year: int
    measure: str
    series: str

    @property
    def kind(self) -> str:
        """What is compared: spending, index, strength or units."""
        return self.measure.partition(":")[0]

    @property
    def part(self) -> str:
        """The measure of spending, or the category."""
        return self.measure.partition(":")[2]


@dataclass(frozen=True)
class Outcome:
    """Both sides in the year, how many times one is the other, the verdict, and the ratio by year."""

    first: float
    second: float
    ratio: float
    verdict: Verdict
    words: str
    years: pd.DataFrame


def measures(world: World) -> dict[str, str]:
    """Measures by id: of spending, the holdings index, strength and units by category."""
    found = {f"{MONEY}:{name}": f"Spending, {words}" for name, words in MEASURES.items()}
    found[f"{INDEX}:"] = "Holdings index"
    for kind, words in ((STRENGTH, "Strength"), (UNITS, "Units")):
        found |= {f"{kind}:{name}": f"{words}, {world.category[name].name.lower()}" for name in world.category_ids}
    return found


def years(world: World, own: OwnClaim) -> tuple[int, ...]:
    """Years the measure is known for: those of the series, or those of the model."""
    if own.kind == MONEY:
        return tuple(sorted({row.year for row in world.spending if row.series == own.series}))
    return world.years


def refused(world: World, own: OwnClaim) -> str:
    """Why the claim cannot be tested as it stands, in one sentence with the cure; empty if it can."""
    if not own.a or not own.b:
        return f"Side {'B' if own.a else 'A'} is empty: choose at least one country for it."
    if both := [country(world, code) for code in own.a if code in own.b]:
        return f"{listing(both)} {'is' if len(both) == 1 else 'are'} on both sides: take {_it(both)} out of one."
    if own.number is None or not 0 < own.number <= MOST:
        return f"The number must be above 0 and at most {MOST:,.0f}: write how many times A is said to be B."
    span = years(world, own)
    if own.year not in span:
        return f"There is nothing for {own.year}: choose a year from {span[0]} to {span[-1]}."
    out = [country(world, code) for code in (*own.a, *own.b) if code not in world.country_codes]
    if out and own.kind != MONEY:
        return f"Holdings of {listing(out)} are not compared now: add {_it(out)} under 'Sides to compare' on the left."
    return ""


def _it(names: list[str]) -> str:
    return "it" if len(names) == 1 else "them"


def tested(answer: Assessment, own: OwnClaim) -> Outcome:
    """The test of a claim that is not ``refused``. Sides add up; an index is that of the side against the other."""
    world = answer.world
    rows = [(year, *_both(answer, own, year)) for year in years(world, own)]
    table = pd.DataFrame(rows, columns=["year", "a", "b"])
    table["ratio"] = [times(a, b) for a, b in zip(table["a"], table["b"], strict=True)]
    here = table.set_index("year").loc[own.year]
    ratio = float(here["ratio"])
    verdict, words = judged(world, ratio, own)
    return Outcome(float(here["a"]), float(here["b"]), ratio, verdict, words, table)


def judged(world: World, ratio: float, own: OwnClaim) -> tuple[Verdict, str]:
    """The verdict on how many times, and how far it is from the number claimed (rows ``claim`` of verdicts.csv)."""
    if math.isnan(ratio) or own.number is None:
        return "cannot_be_tested", ""
    rows = sorted((row for row in world.verdicts if row.measure == "claim"), key=lambda row: row.low)
    part = ratio / own.number
    at = next((at for at, row in enumerate(rows) if part < row.high), len(rows) - 1)
    middle = next(at for at, row in enumerate(rows) if row.low < 1 < row.high)
    if (own.how == "at least" and part >= 1) or (own.how == "at most" and part <= 1):
        return "supported", rows[at].words
    if at == middle:
        return ("supported" if own.how == "about" else "partly"), rows[at].words
    near = abs(at - middle) == 1 and own.how == "about"
    return ("partly" if near else "not_supported"), rows[at].words


def band(world: World, own: OwnClaim) -> tuple[float, float]:
    """Ratios that bear the claim out."""
    number = own.number or 0.0
    if own.how == "at least":
        return number, math.inf
    if own.how == "at most":
        return 0.0, number
    row = next(row for row in world.verdicts if row.measure == "claim" and row.low < 1 < row.high)
    return row.low * number, row.high * number


def said(world: World, own: OwnClaim) -> str:
    """The claim as a sentence without its full stop."""
    verb = "are" if len(own.a) > 1 else "is"
    name = measures(world)[own.measure]
    a, b = group(world, own.a), group(world, own.b)
    return f"{a} {verb} {own.how} {own.number:g} times {b} in {own.year} by {name[:1].lower()}{name[1:]}"


def finding(world: World, own: OwnClaim, outcome: Outcome) -> str:
    """The answer as a sentence without its full stop."""
    a, b = group(world, own.a), group(world, own.b)
    if math.isnan(outcome.ratio):
        if not math.isnan(outcome.first) and not math.isnan(outcome.second):
            return f"In {own.year} neither side has anything in this measure"
        return f"In {own.year} this cannot be worked out: {_missing(world, own)}"
    pair = f"{value_text(outcome.first, own)} to {value_text(outcome.second, own)}"
    if math.isinf(outcome.ratio):
        return sentence(f"{b} {'have' if len(own.b) > 1 else 'has'} nothing in this measure in {own.year}: {pair}")
    return f"In {own.year}{_kind(world, own)} {a} {_verb(world, own, outcome.ratio)} {b}: {pair}"


def _verb(world: World, own: OwnClaim, ratio: float) -> str:
    """What one side does so many times as much as the other, by the measure."""
    times_ = f"{ratio:.2f} times"
    have = "have" if len(own.a) > 1 else "has"
    if own.kind == MONEY:
        as_much = {"per_head": "as much per head as", "gdp_share": "as large a share of GDP as"}
        return f"spent {times_} {as_much.get(own.part, 'as much as')}"
    if own.kind == INDEX:
        return f"{have} a holdings index {times_} that of"
    name = world.category[own.part].name.lower()
    return f"{have} {times_} as {'much strength' if own.kind == STRENGTH else 'many units'} in {name} as"


def _kind(world: World, own: OwnClaim) -> str:
    """What the figures of the year are where they are not money spent: an estimate, a budget, or some of each."""
    if own.kind != MONEY:
        return ""
    rows = [row for code in (*own.a, *own.b) for row in spending.rows(world, code, own.year, own.series)[:1]]
    kinds = {row.kind for row in rows} & set(_KINDS)
    if not kinds:
        return ""
    return f" ({_KINDS[kinds.pop()] if len(kinds) == 1 else 'provisional'})"


def value_text(value: float, own: OwnClaim) -> str:
    """A value of the measure with its unit."""
    if own.kind == INDEX:
        return index_text(value)
    if own.kind == MONEY:
        return {
            "per_head": f"USD {value:,.0f} per head",
            "gdp_share": f"{value:.2f} %",
            "euro": f"EUR {value:,.0f} m",
            "local": f"{value:,.0f} m",
        }.get(own.part, f"USD {value:,.0f} m")
    return quantity_text(value) + (" norm units" if own.kind == STRENGTH else " units")


def _missing(world: World, own: OwnClaim) -> str:
    names = [
        country(world, code)
        for code in (*own.a, *own.b)
        if math.isnan(spending.amount(world, code, own.year, _measure(own), own.series))
    ]
    return f"no figure for {listing(names)}" if names else "their local currencies differ"


def _measure(own: OwnClaim) -> Measure:
    found: Measure = own.part  # type: ignore[assignment]
    return found


def _both(answer: Assessment, own: OwnClaim, year: int) -> tuple[float, float]:
    world = answer.world
    if own.kind == MONEY:
        return both_spent(world, own.a, own.b, year, _measure(own), own.series)
    if own.kind == INDEX:
        return answer.facing(own.a, own.b, year)
    a, b = (_held(answer, own, side, year) for side in (own.a, own.b))
    return a, b


def _held(answer: Assessment, own: OwnClaim, side: tuple[str, ...], year: int) -> float:
    """Strength of a side in a category (norm units), or its units in service of systems of that category."""
    world = answer.world
    if own.kind == STRENGTH:
        rows = [world.country_codes.index(code) for code in sorted(side)]
        return float(np.sum(answer.strength[rows, world.years.index(year), world.category_ids.index(own.part)]))
    ledger = answer.ledger()
    systems = {row.system_id for row in world.systems if row.category == own.part}
    mine = ledger["country"].isin(side) & (ledger["year"] == year) & ledger["system_id"].isin(systems)
    return float(ledger.loc[mine, "quantity"].sum())
