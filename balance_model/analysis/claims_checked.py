"""A claim read in every way that its data name: numbers and verdicts, under the choices of the reader."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from balance_model.analysis import claims, spending
from balance_model.analysis.claims import Bounds, Span, Verdict
from balance_model.analysis.exchange import NAN
from balance_model.analysis.spending import Measure
from balance_model.domain import Claim, ClaimTest, Statement, World
from balance_model.records.checks_model import MAIN_SERIES

NOTHING: Span = (NAN, NAN)
STATED = "stated"


@dataclass(frozen=True)
class Choice:
    """What a claim is tested with: groups of countries, years, measure and series of spending, class, deals."""

    side_a: tuple[str, ...]
    side_b: tuple[str, ...]
    year_from: int
    year: int
    measure: Measure
    series: str
    category: str
    deal_ids: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What one reading gives: numbers by country (or one, by ""), or a span; statements have no verdict."""

    reading: str
    name: str
    choice: Choice
    points: Mapping[str, float]
    span: Span
    verdict: Verdict | None
    source_ids: tuple[str, ...]

    @property
    def value(self) -> float:
        """The one number of the reading; not a number where it has several or a span."""
        return self.points.get("", NAN)

    @property
    def missing(self) -> tuple[str, ...]:
        """Countries without a number."""
        return tuple(code for code, value in self.points.items() if code and math.isnan(value))


@dataclass(frozen=True)
class Checked:
    """A claim with all its readings; the first one decides."""

    claim: Claim
    choice: Choice
    readings: tuple[Found, ...]

    @property
    def first(self) -> Found:
        """The reading that follows the choices of the reader: at first the claim at its word."""
        return self.readings[0]

    @property
    def verdict(self) -> Verdict:
        """The verdict on the claim."""
        return self.first.verdict or "cannot_be_tested"


def listed(world: World) -> tuple[Claim, ...]:
    """All claims in their order."""
    return tuple(sorted(world.claims, key=lambda claim: claim.order))


def as_said(world: World, claim: Claim) -> Choice:
    """What a claim says, with what it leaves open filled in: all countries, or all others."""
    codes = tuple(row.code for row in world.countries)
    side_a = claim.side_a or codes
    side_b = claim.side_b or tuple(code for code in codes if code not in side_a)
    year = claim.year or world.years[0]
    return Choice(
        side_a, side_b, claim.year_from or year, year, claim.measure or "nominal", claim.series or MAIN_SERIES,
        claim.category or "", claim.deal_ids,
    )  # fmt: skip


def check(world: World, claim: Claim, choice: Choice | None = None) -> Checked:
    """Put a claim to its test, read in every way; what a reading leaves open is as chosen, or else as said."""
    choice = choice or as_said(world, claim)
    rows = sorted((row for row in world.claim_tests if row.claim_id == claim.claim_id), key=lambda row: row.order)
    stated = sorted((row for row in world.statements if row.claim_id == claim.claim_id), key=lambda row: row.order)
    readings = [_read(world, claim, row, _chosen(row, choice)) for row in rows]
    return Checked(claim, choice, (*readings, *(_stated(row, choice) for row in stated)))


def table(found: Checked) -> pd.DataFrame:
    """Rows of reading, name, country, value, low, high, verdict: one a number; a span has low and high."""
    rows = [
        (one.reading, one.name, code, value, *one.span, one.verdict or STATED)
        for one in found.readings
        for code, value in (one.points or {"": NAN}).items()
    ]
    return pd.DataFrame(rows, columns=["reading", "name", "country", "value", "low", "high", "verdict"])


def _chosen(row: ClaimTest, choice: Choice) -> Choice:
    """The choices with those that the reading fixes."""
    own = {name: getattr(row, name) for name in ("side_a", "side_b", "year_from", "year", "measure", "series")}
    fixed = {name: value for name, value in own.items() if value}
    if row.category:
        fixed["category"] = row.category
    return replace(choice, **fixed)


def _read(world: World, claim: Claim, row: ClaimTest, choice: Choice) -> Found:
    bounds = Bounds.of(claim)
    points: dict[str, float] = {}
    span, verdict = NOTHING, None
    if claim.test == "times_as_much" and not row.each:
        points = {"": _times(world, choice, choice.side_b)}
        verdict = claims.judged(points[""], bounds)
    elif claim.test == "times_as_much":
        points = {code: _times(world, choice, (code,)) for code in choice.side_b}
        verdict = claims.judged_each(points.values(), bounds)
    elif claim.test == "risen_between":
        points = claims.risen_between(
            world, choice.side_a, choice.year_from, choice.year, choice.measure, choice.series
        )  # fmt: skip
        verdict = claims.judged_each(points.values(), bounds)
    elif claim.test == "worth_of_deals":
        points = {"": claims.worth_of_deals(world, choice.deal_ids, claim.currency or "")}
        verdict = claims.judged(points[""], bounds)
        if verdict == "supported" and not _confirmed(world, claim):
            verdict = "partly"
    elif claim.test == "acquisitions_total":
        span = _acquired(world, claim, row, choice)
        verdict = claims.judged_span(span, bounds)
    else:
        points = claims.caps(world, choice.side_a, choice.category, choice.year)
        verdict = claims.judged_caps(choice.side_a, points, bounds)
    return Found(row.reading, row.name, choice, points, span, verdict, row.source_ids)


def _times(world: World, choice: Choice, group: tuple[str, ...]) -> float:
    if not choice.side_a or not group:
        return NAN
    return claims.times_as_much(world, choice.side_a, group, choice.year, choice.measure, choice.series)


def _acquired(world: World, claim: Claim, row: ClaimTest, choice: Choice) -> Span:
    """Least and most that was bought, by what the reading takes it from."""
    first, last = choice.year_from, choice.year
    if row.basis == "statements":
        own = [each for each in world.statements if each.claim_id == claim.claim_id]
        return claims.acquisitions_total(own, first, last)
    if row.basis == "budgets":
        total = claims.spent_between(world, choice.side_a, first, last, _money(world, claim, choice), choice.series)
        return (NAN, NAN) if math.isnan(total) else (0.0, total)
    names = claims.deals_between(world, choice.side_a, first, last)
    return claims.worth_of_deals(world, names, claim.currency or ""), math.inf


def _money(world: World, claim: Claim, choice: Choice) -> Measure:
    """Local currency where it is the one of the claim, else the measure that gives it."""
    own = {
        row.lcu
        for code in choice.side_a
        for year in range(choice.year_from, choice.year + 1)
        for row in spending.rows(world, code, year, choice.series)[:1]
    }
    return "local" if own == {claim.currency} else "euro" if claim.currency == "EUR" else "nominal"


def _confirmed(world: World, claim: Claim) -> bool:
    """Whether buyer or seller has named both buyer and an amount within the claim."""
    bounds = Bounds.of(claim)
    return any(
        row.claim_id == claim.claim_id and row.counts and row.confirmed and bounds.low <= row.amount_m <= bounds.high
        for row in world.statements
    )


def _stated(row: Statement, choice: Choice) -> Found:
    """A statement as a line of its own."""
    if row.bound == "at_least":
        return Found(row.statement, row.said, choice, {}, (row.amount_m, math.inf), None, row.source_ids)
    return Found(row.statement, row.said, choice, {"": row.amount_m}, NOTHING, None, row.source_ids)
