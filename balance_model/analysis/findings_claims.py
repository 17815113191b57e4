"""What the test of a claim says, in words: computed from the same numbers as the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

from balance_model.analysis import spending
from balance_model.analysis.claims import Bounds, Span, Verdict
from balance_model.analysis.claims_checked import Checked, Choice, Found
from balance_model.analysis.spending import Measure
from balance_model.analysis.words import country, listing, number_word, sentence
from balance_model.domain import World

VERDICTS: dict[Verdict, str] = {
    "supported": "Supported",
    "partly": "Partly",
    "not_supported": "Not supported",
    "cannot_be_tested": "Cannot be tested",
}
SIGNS: dict[Verdict, str] = {"supported": "●", "partly": "◐", "not_supported": "○", "cannot_be_tested": "–"}
MEASURES: dict[Measure, str] = {
    "nominal": "dollars of the year",
    "constant": "constant dollars",
    "euro": "euro of the year",
    "local": "local currency",
    "per_head": "dollars per head",
    "gdp_share": "share of GDP",
}
UNITS = {"times_as_much": "times", "risen_between": "per cent", "caps": "per cent of the ceiling"}


def overview(found: Sequence[Checked]) -> str:
    """How many claims got which verdict."""
    counts = {name: sum(one.verdict == name for one in found) for name in VERDICTS}
    parts = [f"{number_word(count)} {_verb(name, count)}" for name, count in counts.items() if count]
    return f"Of {number_word(len(found))} public claims about this build-up {listing(parts)}"


def _verb(verdict: Verdict, count: int) -> str:
    be = "is" if count == 1 else "are"
    return {
        "supported": f"{be} supported by the data",
        "partly": f"{be} supported in part",
        "not_supported": f"{be} not supported",
        "cannot_be_tested": "cannot be tested",
    }[verdict]


def group(world: World, codes: Sequence[str], others_of: Sequence[str] = ()) -> str:
    """A group of countries by name, or by its number where it is all the others."""
    everyone = {row.code for row in world.countries}
    if others_of and len(codes) > 3 and set(codes) | set(others_of) == everyone:
        return f"the other {number_word(len(codes))} together"
    ordered = [row.code for row in world.countries if row.code in codes]
    return listing(country(world, code) for code in ordered) + (" together" if len(ordered) > 1 else "")


def number(value: float, test: str) -> str:
    """A number of a test as it is written."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "no end"
    if test == "times_as_much":
        return f"{value:.2f}" if value < 10 else f"{value:.1f}"
    if test in ("risen_between", "caps"):
        return f"{value:,.0f} %".replace("-", "−")
    return f"{value:,.0f}"


def tick(value: float, test: str) -> str:
    """A number on the scale of the picture."""
    return f"{value:g}" if test == "times_as_much" else number(value, test)


def claimed(found: Checked) -> str:
    """The range that bears a claim out, in words."""
    claim = found.claim
    money = f"{claim.currency} " if claim.currency else ""
    unit = f" {_unit(found)}" if claim.test not in ("risen_between", "caps") else ""
    low = number(claim.low, claim.test)
    if claim.high is None:
        return f"{money}{low.removesuffix('.00')}{unit} or more"
    return f"{money}{low.removesuffix(' %')} to {number(claim.high, claim.test)}{unit}"


def _unit(found: Checked) -> str:
    return UNITS.get(found.claim.test, "m")


def told(world: World, found: Checked) -> str:
    """What the deciding reading gives, in one sentence."""
    one, test = found.first, found.claim.test
    if test == "times_as_much":
        return _times(world, one)
    if test == "risen_between":
        return _risen(world, found, one)
    if test == "worth_of_deals":
        return _worth(world, found, one)
    if test == "acquisitions_total":
        return _total(world, found, one)
    return _caps(world, found, one)


def _times(world: World, one: Found) -> str:
    choice = one.choice
    a, b = group(world, choice.side_a), group(world, choice.side_b, choice.side_a)
    how = f"{MEASURES[choice.measure]}, series {spending.series_names(world)[choice.series]}"
    if not choice.side_a or not choice.side_b:
        return "No country is chosen on one of the sides"
    if math.isnan(one.value):
        gaps = _gaps(world, choice, choice.year)
        why = f"no figure for {listing(gaps)}" if gaps else "the currencies differ and cannot be added"
        return f"{sentence(a)} against {b} in {choice.year} ({how}): {why}"
    return f"In {choice.year} {a} spent {number(one.value, 'times_as_much')} times as much as {b} ({how})"


def _gaps(world: World, choice: Choice, year: int) -> list[str]:
    codes = [row.code for row in world.countries if row.code in (*choice.side_a, *choice.side_b)]
    return [
        country(world, code)
        for code in codes
        if math.isnan(spending.amount(world, code, year, choice.measure, choice.series))
    ]


def _risen(world: World, found: Checked, one: Found) -> str:
    bounds, choice = Bounds.of(found.claim), one.choice
    known = {code: value for code, value in one.points.items() if not math.isnan(value)}
    how = f"{choice.year_from} to {choice.year}, {MEASURES[choice.measure]}"
    missing = listing(country(world, code) for code in one.missing)
    if not known:
        return f"No country chosen has figures for {choice.year_from} and {choice.year} in this series and measure"
    inside = [code for code, value in known.items() if bounds.low <= value <= bounds.high]
    outside = [f"{country(world, code)} {_signed(value)}" for code, value in known.items() if code not in inside]
    verb = "lies" if len(inside) == 1 else "lie"
    span = claimed(found) if found.claim.high is None else f"between {claimed(found).replace(' to ', ' and ')}"
    head = f"{sentence(number_word(len(inside)))} of {number_word(len(known))} {verb} {span}"
    tail = f"; outside: {listing(outside)}" if outside else ""
    return f"{head} ({how}){tail}" + (f"; no figure for {missing}" if missing else "")


def _signed(value: float) -> str:
    return f"{value:+,.0f} %".replace("-", "−")


def _worth(world: World, found: Checked, one: Found) -> str:
    claim = found.claim
    if math.isnan(one.value):
        return "None of the deals chosen has a known value"
    text = f"The deals counted are recorded at {claim.currency} {number(one.value, claim.test)} m"
    bounds = Bounds.of(claim)
    if found.verdict == "partly" and bounds.low <= one.value <= bounds.high:
        text += ", but neither buyer nor seller has named both the buyer and the amount"
    return text


def _total(world: World, found: Checked, one: Found) -> str:
    span, claim, choice = one.span, found.claim, one.choice
    if math.isnan(span[0]):
        return f"No statement counts from the beginning of {choice.year_from}"
    return (
        f"Statements that count from {choice.year_from} put the sum to the end of {choice.year} "
        f"{span_words(span, str(claim.currency), claim.test)}"
    )


def span_words(span: Span, currency: str, test: str) -> str:
    """A least and a most in words."""
    low, high = (f"{currency} {number(end, test)} m" for end in span)
    if math.isinf(span[1]):
        return f"at {low} or more"
    return f"at {high} or less" if span[0] == 0 else f"between {low} and {high}"


def _caps(world: World, found: Checked, one: Found) -> str:
    choice, shares = one.choice, one.points
    name = next((row.name.lower() for row in world.treaty_classes if row.class_id == choice.category), choice.category)
    if not choice.side_a:
        return "No country is chosen"
    without = [country(world, code) for code in choice.side_a if code not in shares]
    if not shares:
        return f"None of them had a ceiling for {name} in {choice.year}"
    known = {code: value for code, value in shares.items() if not math.isnan(value)}
    have = "has" if len(shares) == 1 else "have"
    head = f"{listing(country(world, code) for code in choice.side_a if code in shares)} {have} a ceiling for {name}"
    tail = f"; {listing(without)} {'has' if len(without) == 1 else 'have'} none" if without else ""
    if not known:
        return f"{head}{tail}; no number declared up to {choice.year} is public"
    most = max(known, key=lambda code: known[code])
    near = f"{country(world, most)}, {number(known[most], 'caps')}"
    return f"{head}{tail}; nearest to it by what was declared up to {choice.year} is {near}"


def gap(one: Found, test: str) -> str:
    """Why a reading has no number, for its lane in the picture."""
    return "a ceiling in force, nothing declared is public" if test == "caps" and one.points else "no number"


def measured(world: World, found: Checked) -> str:
    """What the numbers of the picture are, for its subtitle."""
    choice, test = found.choice, found.claim.test
    series = spending.series_names(world)[choice.series]
    if test == "times_as_much":
        who = group(world, choice.side_a)
        return f"How many times {who} spent as much, {choice.year}, {MEASURES[choice.measure]}, {series} series"
    if test == "risen_between":
        return f"Rise of military spending by country, per cent; {series} series unless named"
    if test == "caps":
        return f"Last number declared up to {choice.year}, per cent of the ceiling of 1996"
    rate = "at the rate of the year of the deal" if test == "worth_of_deals" else f"{choice.year_from} to {choice.year}"
    return f"{found.claim.currency} million, {rate}; diamonds and bars marked 'stated': what was said"
