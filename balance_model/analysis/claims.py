"""The tests that public claims are put to. Each gives numbers; ``judged`` and its kin turn them into a verdict.

No country, year or amount stands here: they come from ``claims.csv`` and ``claim_tests.csv``, or from the reader.
A gap in the data is a gap: what needs it cannot be tested.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from balance_model.analysis import spending
from balance_model.analysis.exchange import NAN, exchanged
from balance_model.analysis.spending import Measure
from balance_model.domain import Claim, Statement, World

Verdict = Literal["supported", "partly", "not_supported", "cannot_be_tested"]
Span = tuple[float, float]
DONE = ("delivered", "in_delivery", "contracted")
"""Statuses of a deal for which money has been promised at least."""


@dataclass(frozen=True)
class Bounds:
    """Numbers that bear a claim out, and those that do so in part; ``share`` is that of countries, 0 to 1."""

    low: float
    high: float = math.inf
    partly_low: float | None = None
    partly_high: float | None = None
    share: float = 1.0

    @classmethod
    def of(cls, claim: Claim) -> Bounds:
        """The bounds of a claim; an empty high is open."""
        high = math.inf if claim.high is None else claim.high
        share = 1.0 if claim.partly_share is None else claim.partly_share
        return cls(claim.low, high, claim.partly_low, claim.partly_high, share)

    @property
    def partly(self) -> Span:
        """The wider range; that of the claim where nothing wider counts."""
        low = self.low if self.partly_low is None else min(self.partly_low, self.low)
        return low, self.high if self.partly_high is None else max(self.partly_high, self.high)


def judged(value: float, bounds: Bounds) -> Verdict:
    """The verdict on one number."""
    if math.isnan(value):
        return "cannot_be_tested"
    if bounds.low <= value <= bounds.high:
        return "supported"
    low, high = bounds.partly
    return "partly" if low <= value <= high else "not_supported"


def judged_each(values: Iterable[float], bounds: Bounds) -> Verdict:
    """The verdict where each country is taken alone; those without a number are left out."""
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return "cannot_be_tested"
    inside = sum(bounds.low <= value <= bounds.high for value in known)
    if inside == len(known):
        return "supported"
    return "partly" if inside and inside / len(known) >= bounds.share else "not_supported"


def judged_span(span: Span, bounds: Bounds) -> Verdict:
    """The verdict where only a least and a most are known: borne out if both agree, in part if it may lie between."""
    low, high = span
    if math.isnan(low) or math.isnan(high):
        return "cannot_be_tested"
    if bounds.low <= low and high <= bounds.high:
        return "supported"
    return "partly" if low <= bounds.high and bounds.low <= high else "not_supported"


def spent(world: World, codes: Sequence[str], year: int, measure: Measure, series: str) -> float:
    """Spending of a group in a year, units as in ``spending.amount``; not a number if any member has a gap.

    Money is added. Per head it is the money of all by the people of all; as a share of GDP it is the money of all
    by the GDP of all, as the series has it. Local currencies are added where all have the same one.
    """
    each = [spending.amount(world, code, year, measure, series) for code in codes]
    if len(codes) == 1 or any(map(math.isnan, each)):
        return math.fsum(each) if each else NAN
    if measure in ("nominal", "constant", "euro"):
        return math.fsum(each)
    if measure == "local":
        return math.fsum(each) if len(currencies(world, codes, year, series)) == 1 else NAN
    money = [spending.amount(world, code, year, "nominal", series) for code in codes]
    if any(map(math.isnan, money)) or 0 in each:
        return NAN
    # what each is a share of: people in millions, or GDP in hundreds of millions
    wholes = [sum_ / part for sum_, part in zip(money, each, strict=True)]
    return math.fsum(money) / math.fsum(wholes)


def times_as_much(world: World, a: Sequence[str], b: Sequence[str], year: int, measure: Measure, series: str) -> float:
    """How many times the spending of one group is that of another.

    Not a number where either has a gap, or where local currencies differ.
    """
    return times(*both_spent(world, a, b, year, measure, series))


def both_spent(world: World, a: Sequence[str], b: Sequence[str], year: int, measure: Measure, series: str) -> Span:
    """Spending of two groups, as ``spent``; not numbers where they are of different local currencies."""
    if measure == "local" and len(currencies(world, (*a, *b), year, series)) != 1:
        return NAN, NAN
    first, second = (spent(world, side, year, measure, series) for side in (a, b))
    return first, second


def currencies(world: World, codes: Sequence[str], year: int, series: str) -> set[str | None]:
    """Local currencies of a group in a year."""
    return {row.lcu for code in codes for row in spending.rows(world, code, year, series)[:1]}


def times(first: float, second: float) -> float:
    """How many times a number is another: infinite if only the other is zero, not a number if both are."""
    if math.isnan(first) or math.isnan(second) or first == second == 0:
        return NAN
    return first / second if second else math.inf


def risen_between(
    world: World, codes: Sequence[str], year_from: int, year: int, measure: Measure, series: str
) -> dict[str, float]:
    """Rise of spending of each country between two years in per cent; not a number where a year has no figure."""
    found = {}
    for code in codes:
        before, after = (spending.amount(world, code, each, measure, series) for each in (year_from, year))
        found[code] = (after / before - 1) * 100 if before else NAN
    return found


def worth_of_deals(world: World, deal_ids: Sequence[str], currency: str) -> float:
    """Values of deals added, million of a currency, at the rate of the year each was agreed in.

    A deal without a value of its own adds nothing; not a number if none has one.
    """
    deals = whole(world).deal
    known = [deals[name] for name in deal_ids if deals[name].value_m is not None]
    sums = [
        _in(world, currency, float(deal.value_m or 0.0), str(deal.currency), agreed(deal.contracted or deal.announced))
        for deal in known
    ]
    return math.fsum(sums) if sums else NAN


def agreed(date: str | None) -> int:
    """The year of a date; 0 where there is none."""
    return int(date[:4]) if date else 0


def deals_between(world: World, codes: Sequence[str], year_from: int, year: int) -> tuple[str, ...]:
    """Deals with a value that countries agreed to pay for in a span of years, by id."""
    return tuple(
        deal.deal_id
        for deal in whole(world).deals
        if deal.country in codes and deal.value_m is not None and deal.status in DONE and deal.deal_kind != "donation"
        and year_from <= agreed(deal.contracted or deal.announced) <= year
    )  # fmt: skip


def whole(world: World) -> World:
    """The world with the deals of all countries, also of those that have not joined the comparison."""
    return world.whole or world


def acquisitions_total(statements: Iterable[Statement], year_from: int, year: int) -> Span:
    """Least and most that was bought from one year to the end of another, by what was stated.

    The least is the last sum stated up to the end of the period, the most the first one after it; statements
    that begin in another year or are about something else are left out. Zero and infinite where there is none;
    not numbers if there is none at all.
    """
    fitting = [row for row in statements if row.counts and row.year_from == year_from]
    if not fitting:
        return NAN, NAN
    ordered = sorted(fitting, key=lambda row: (row.as_of, row.amount_m))
    before = [row.amount_m for row in ordered if agreed(row.as_of) <= year]
    after = [row.amount_m for row in ordered if agreed(row.as_of) > year]
    return max(before, default=0.0), min(after, default=math.inf)


def spent_between(
    world: World, codes: Sequence[str], year_from: int, year: int, measure: Measure, series: str
) -> float:
    """Spending of a group added over years; not a number where a year has a gap."""
    return math.fsum(spent(world, codes, each, measure, series) for each in range(year_from, year + 1))


def ceilings_of(world: World, codes: Sequence[str], category: str, year: int) -> dict[str, int]:
    """Ceilings of the 1996 agreement in force in a year, for those countries that have one."""
    return {
        row.party: row.ceiling
        for row in world.ceilings
        if row.party in codes and row.category == category
        and agreed(row.in_force_from) <= year <= (agreed(row.in_force_to) or year)
    }  # fmt: skip


def caps(world: World, codes: Sequence[str], category: str, year: int) -> dict[str, float]:
    """The last number each country declared up to a year as per cent of its ceiling, for those with a ceiling.

    Not a number where none was declared, or where the ceiling is zero and so is what was declared.
    """
    found = {}
    for code, ceiling in ceilings_of(world, codes, category, year).items():
        told = [
            (row.year, row.holding)
            for row in world.reported_holdings
            if (row.party, row.category, row.kind) == (code, category, "declared") and row.year <= year
        ]
        found[code] = 100 * times(float(max(told)[1]), float(ceiling)) if told else NAN
    return found


def judged_caps(codes: Sequence[str], shares: Mapping[str, float], bounds: Bounds) -> Verdict:
    """The verdict on ceilings: all countries have one and none has declared more than is borne out.

    Where all have one and nothing declared is public, only half of that is known: it cannot be tested.
    """
    if not codes:
        return "cannot_be_tested"
    if not shares:
        return "not_supported"
    over = any(value > bounds.high for value in shares.values())
    if over or len(shares) < len(set(codes)):
        return "partly"
    return "cannot_be_tested" if all(map(math.isnan, shares.values())) else "supported"


def _in(world: World, currency: str, amount: float, own: str, year: int) -> float:
    money = exchanged(world, amount, own, year)
    return amount if own == currency else money.euro if currency == "EUR" else money.dollar
