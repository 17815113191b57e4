"""The table of pages: what stands in the navigation, in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its file, its name, its place in the address, what it answers, and the menu it stands in."""

    file: str
    title: str
    url_path: str
    purpose: str
    menu: str = ""


EVIDENCE, BRIEFING = "Evidence", "Briefing"
PAGES = (
    PageSpec("pages/balance.py", "Balance", "balance", "How the countries compare, by category and over the years"),
    PageSpec("pages/scenario.py", "Scenario", "scenario", "Deals, purchases and retirements, and what they change"),
    PageSpec("pages/compare.py", "Compare", "compare", "Scenarios side by side, differences by cause, coalitions"),
    PageSpec("pages/how_sure.py", "How sure", "how_sure", "What weights and unknowns decide, and what they do not"),
    PageSpec(
        "pages/what_would_it_take.py",
        "What would it take",
        "what_would_it_take",
        "The smallest change that makes two level, and the cheapest purchases that do",
    ),
    PageSpec(
        "pages/arms_control.py",
        "Arms control",
        "arms_control",
        "Heavy weapons against the ceilings of the 1996 agreement, and what escapes it",
        EVIDENCE,
    ),
    PageSpec("pages/money.py", "Money", "money", "Spending, deals, suppliers, and what a billion buys", EVIDENCE),
    PageSpec("pages/claims.py", "Claims, checked", "claims", "What is said of the build-up, and what holds", EVIDENCE),
    PageSpec("pages/readings.py", "Two readings", "readings", "The same data as two sides read them", EVIDENCE),
    PageSpec("pages/evidence.py", "Data", "evidence", "How good the data are, every row, and its sources", EVIDENCE),
    PageSpec("pages/method.py", "Method", "method", "The formulas with today's numbers, and the limits", EVIDENCE),
    PageSpec("pages/briefing.py", "Builder", "briefing", "What was pinned, put in order and taken away", BRIEFING),
    PageSpec("pages/library.py", "Library", "library", "Saved scenarios, their versions, published results", BRIEFING),
)
HOME = PAGES[0]
