"""Checks on the arms control agreement and on the readings of the balance."""

from __future__ import annotations

from collections.abc import Iterable

from balance_model.domain import Ceiling, Country, Reading, ReadingRow, TreatyParty, UncappedGroup
from balance_model.errors import Finding
from balance_model.records.read import Line, Tables

_SUBJECTS = {"category": ("categories", "category"), "treaty": ("treaty_classes", "class_id")}
_OPEN = "9999"


def check_treaty_parties(tables: Tables) -> list[Finding]:
    """A country whose standing under the agreement is not told, or does not fit its ceilings."""
    known = {row.country for _, row in tables.of(TreatyParty)}
    findings = [
        line.finding("code", "its standing under the agreement is not told", "Add it to treaty_parties.csv.", "warning")
        for line, row in tables.of(Country)
        if row.code not in known
    ]
    limited = {row.party for _, row in tables.of(Ceiling) if not row.in_force_to}
    for line, party in tables.of(TreatyParty):
        if (party.status == "party") != (party.country in limited):
            problem = "a party without a ceiling" if party.status == "party" else "ceilings of a country that is none"
            cure = "Mend the status, or the rows of ceilings.csv that still hold."
            findings.append(line.finding("status", f"{problem}: {party.country}", cure))
    return findings


def check_ceilings(tables: Tables) -> list[Finding]:
    """Two ceilings of one party and class at one time."""
    findings = []
    seen: dict[tuple[str, str], Ceiling] = {}
    for line, row in sorted(tables.of(Ceiling), key=lambda pair: pair[1].in_force_from):
        before = seen.get((row.party, row.category))
        if before is not None and (before.in_force_to or _OPEN) > row.in_force_from:
            problem = f"the ceiling from {before.in_force_from} still holds then"
            findings.append(line.finding("in_force_from", problem, "Give that one its end in in_force_to."))
        seen[row.party, row.category] = row
    return findings


def check_uncapped(tables: Tables) -> list[Finding]:
    """A kind that stands in two groups."""
    findings = []
    groups: dict[str, str] = {}
    for line, row in tables.of(UncappedGroup):
        for kind in row.kinds:
            if groups.setdefault(kind, row.group_id) != row.group_id:
                problem = f"{kind} stands in {groups[kind]} already"
                findings.append(line.finding("kinds", problem, "Leave it in one group."))
    return findings


def check_reading_heads(tables: Tables) -> list[Finding]:
    """A reading that compares nothing, or shares its place with another."""
    filled = {row.reading for _, row in tables.of(ReadingRow)}
    findings = []
    places: set[int] = set()
    for line, row in tables.of(Reading):
        if row.reading not in filled:
            cure = "Add its comparisons to reading_rows.csv."
            findings.append(line.finding("reading", "the reading compares nothing", cure))
        if row.order in places:
            problem = f"the place {row.order} is taken twice"
            findings.append(line.finding("order", problem, "Give each reading its own place."))
        places.add(row.order)
    return findings


def check_reading_rows(tables: Tables) -> list[Finding]:
    """A country on both sides, or a subject that the measure does not know."""
    parties = {row.country for _, row in tables.of(TreatyParty) if row.status == "party"}
    findings = []
    for line, row in tables.of(ReadingRow):
        both = sorted({*row.side_a} & {*row.side_b})
        if both:
            problem = f"{' and '.join(both)} stands on both sides"
            findings.append(line.finding("side_b", problem, "Leave it on one side."))
        findings += _subject_faults(line, row, tables)
        outside = sorted({*row.side_a, *row.side_b} - parties) if row.measure == "treaty" else []
        findings += _no_parties(line, outside)
    return findings


def _subject_faults(line: Line, row: ReadingRow, tables: Tables) -> list[Finding]:
    """The subject of a comparison that is missing, too much or unknown."""
    if row.measure not in _SUBJECTS:
        cure = "Leave the cell empty, or choose the measure category or treaty."
        return [line.finding("subject", f"the measure {row.measure} has no subject", cure)] if row.subject else []
    table, column = _SUBJECTS[row.measure]
    if row.subject in tables.ids(table, column):
        return []
    problem = f"'{row.subject or ''}' is not a {column} of {table}.csv"
    return [line.finding("subject", problem, f"Name a {column} of {table}.csv.")]


def _no_parties(line: Line, codes: Iterable[str]) -> list[Finding]:
    return [
        line.finding("measure", f"{code} is not a party to the agreement", "Choose another measure or country.")
        for code in codes
    ]
