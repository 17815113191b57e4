"""Checks on what helps a reader: the glossary and the worked questions."""

from __future__ import annotations

from balance_model.domain import EVIDENCE_LEVELS, About, Question, StatusRow, Term
from balance_model.errors import Finding
from balance_model.records.read import Tables


def check_glossary(tables: Tables) -> list[Finding]:
    """A definition that is no sentence, or an evidence class or deal status that nothing explains."""
    terms = {text.casefold() for text in tables.ids("glossary", "term")}
    findings = [
        line.finding("definition", "it does not end with a full stop", "Write one whole sentence.")
        for line, row in tables.of(Term)
        if not row.definition.endswith(".")
    ]
    cure = "Add a row that says what it means."
    findings += [
        Finding("glossary.csv", "-", "term", f"the evidence class {level} is not explained", cure)
        for level in EVIDENCE_LEVELS
        if level not in terms
    ]
    findings += [
        Finding("glossary.csv", "-", "term", f"the deal status '{row.name}' is not explained", cure)
        for _, row in tables.of(StatusRow)
        if row.name.casefold() not in terms
    ]
    return findings


def check_questions(tables: Tables) -> list[Finding]:
    """A question that is none, or one about a year outside the series."""
    facts = {row.key: row.value for _, row in tables.of(About)}
    first, last = facts.get("first_year", ""), facts.get("last_year", "")
    findings = []
    for line, row in tables.of(Question):
        if not row.question.endswith("?"):
            findings.append(line.finding("question", "it does not end with a question mark", "Ask a question."))
        if first and first <= last and not first <= str(row.year) <= last:
            problem = f"the year {row.year} is outside {first} to {last}"
            findings.append(line.finding("year", problem, "Choose a year of the series."))
    return findings
