"""Checks on claims: each can be read and tested, and what makes a row weak is told for every row there is."""

from __future__ import annotations

from balance_model.domain import EVIDENCE_LEVELS, Claim, ClaimTest, Statement, Weakness
from balance_model.errors import Finding
from balance_model.records.read import Tables

BASES = {
    "times_as_much": ("spending",),
    "risen_between": ("spending",),
    "worth_of_deals": ("deals",),
    "acquisitions_total": ("statements", "budgets", "deals"),
    "caps": ("ceilings",),
}
"""What the readings of a claim may be taken from, by its test."""
NEEDED = {
    "times_as_much": ("side_a", "year", "measure", "series"),
    "risen_between": ("year_from", "year", "measure", "series"),
    "worth_of_deals": ("deal_ids", "currency"),
    "acquisitions_total": ("side_a", "year_from", "year", "measure", "series", "currency"),
    "caps": ("year", "category"),
}
"""Cells of a claim that its test needs."""
GRADED = ("width", "age")


def check_claim_cells(tables: Tables) -> list[Finding]:
    """A claim that lacks what its test needs, or with a range that is none."""
    findings = []
    for line, claim in tables.of(Claim):
        findings += [
            line.finding(name, "the cell is empty", f"Fill it in: the test {claim.test} needs it.")
            for name in NEEDED[claim.test]
            if not getattr(claim, name)
        ]
        if claim.high is not None and claim.high < claim.low:
            findings.append(line.finding("high", "high is below low", "Raise high or lower low."))
        if claim.year_from and claim.year and claim.year_from >= claim.year:
            findings.append(line.finding("year_from", "it is not before year", "Choose an earlier year."))
    return findings


def check_claim_readings(tables: Tables) -> list[Finding]:
    """A claim without a reading, or a reading that its test cannot make."""
    tests = {claim.claim_id: claim.test for _, claim in tables.of(Claim)}
    read = {row.claim_id for _, row in tables.of(ClaimTest)}
    findings = [
        line.finding("claim_id", "no row of claim_tests.csv reads this claim", "Add a reading.")
        for line, claim in tables.of(Claim)
        if claim.claim_id not in read
    ]
    for line, row in tables.of(ClaimTest):
        fitting = BASES.get(tests.get(row.claim_id, ""), ())
        if fitting and row.basis not in fitting:
            problem = f"the test {tests[row.claim_id]} takes no number from {row.basis}"
            findings.append(line.finding("basis", problem, f"Write {' or '.join(fitting)}."))
    return findings


def check_statements(tables: Tables) -> list[Finding]:
    """A statement in another currency than the claim it is about."""
    currencies = {claim.claim_id: claim.currency for _, claim in tables.of(Claim)}
    return [
        line.finding("currency", f"the claim is in {right}", f"State the amount in {right}.")
        for line, row in tables.of(Statement)
        if (right := currencies.get(row.claim_id)) and row.currency != right
    ]


def check_weakness(tables: Tables) -> list[Finding]:
    """An evidence class without a score, or an aspect that is measured and has no number at which it is full."""
    rows = list(tables.of(Weakness))
    told = {(row.aspect, row.level or "") for _, row in rows}
    findings = [
        Finding("weakness.csv", "-", "level", f"the evidence class {level} has no score", "Add a row for it.")
        for level in EVIDENCE_LEVELS
        if ("evidence", level) not in told
    ]
    findings += [
        Finding("weakness.csv", "-", "aspect", f"nothing says when {name} makes a row weak", "Add a row for it.")
        for name in GRADED
        if (name, "") not in told
    ]
    return findings + [
        line.finding("full_at", "it is empty or 0", "Give the number from which the row counts as weak.")
        for line, row in rows
        if row.aspect in GRADED and not row.full_at
    ]
