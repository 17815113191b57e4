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
    PageSpec("pages/balance.py", "Balance", "balance", "How the four compare, by category and over the years"),
    PageSpec("pages/scenario.py", "Scenario", "scenario", "Deals, purchases and retirements, and what they change"),
    PageSpec("pages/compare.py", "Compare", "compare", "Scenarios side by side, differences by cause, coalitions"),
    PageSpec("pages/evidence.py", "Evidence", "evidence", "Every holding and deal with its range and sources"),
    PageSpec("pages/method.py", "Method", "method", "The formulas with today's numbers, and the limits"),
)
HOME = PAGES[0]
