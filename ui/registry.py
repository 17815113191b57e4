"""The table of pages: what stands in the navigation, in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its file, its name, its place in the address, and what it answers."""

    file: str
    title: str
    url_path: str
    purpose: str


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
    PageSpec("pages/evidence.py", "Evidence", "evidence", "Every holding and deal with its range and sources"),
    PageSpec("pages/method.py", "Method", "method", "The formulas with today's numbers, and the limits"),
)
HOME = PAGES[0]
