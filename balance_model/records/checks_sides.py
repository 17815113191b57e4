"""Checks on the readings of who stands against whom."""

from __future__ import annotations

from balance_model.domain import Pairing
from balance_model.errors import Finding
from balance_model.records.read import Tables


def check_pairings(tables: Tables) -> list[Finding]:
    """A country on both sides, a mean of one country, or a reading whose pairs do not go together."""
    findings = []
    first: dict[str, Pairing] = {}
    for line, row in tables.of(Pairing):
        both = sorted(set(row.side_a) & set(row.side_b))
        if both:
            problem = f"{' and '.join(both)} stands on both sides"
            findings.append(line.finding("side_b", problem, "Leave it on one side."))
        if row.taken == "average" and len(row.side_b) == 1:
            cure = "Name two countries at least, or write together."
            findings.append(line.finding("taken", "the average is one of a single country", cure))
        head = first.setdefault(row.pairing, row)
        for name in ("name", "taken", "why", "source_ids"):
            if getattr(row, name) != getattr(head, name):
                problem = f"the {name} differs from that of the first pair of {row.pairing}"
                findings.append(line.finding(name, problem, "Repeat what stands there."))
    return findings
