"""Checks on money: currencies can be changed into euro, suppliers stand in a group. Both are warnings."""

from __future__ import annotations

from balance_model.domain import Bloc, BudgetLine, Deal, Rate, Spending
from balance_model.errors import Finding, nearest
from balance_model.records.read import Line, Tables

EURO, DOLLAR = "EUR", "USD"


def check_currencies(tables: Tables) -> list[Finding]:
    """A currency that no exchange rate leads from to the euro: its sums are shown, but added to none."""
    pairs = {rate.pair for _, rate in tables.of(Rate)}
    bridge = EURO + DOLLAR in pairs
    known = {pair[:3] for pair in pairs if pair[3:] == EURO or (bridge and pair[3:] == DOLLAR)}
    known |= {EURO} | ({DOLLAR} if bridge else set())
    rows: list[tuple[Line, str, str | None]] = [
        *((line, "currency", row.currency) for line, row in tables.of(Deal)),
        *((line, "currency", row.currency) for line, row in tables.of(BudgetLine)),
        *((line, "lcu", row.lcu) for line, row in tables.of(Spending) if row.lcu_m is not None),
    ]
    return [
        line.finding(
            field,
            f"no exchange rate leads from {currency} to {EURO}",
            f"Add rows for {_missing(currency)} to fx.csv, or mend the currency.",
            "warning",
        )
        for line, field, currency in rows
        if currency is not None and currency not in known
    ]


def _missing(currency: str) -> str:
    return EURO + DOLLAR if currency == DOLLAR else currency + EURO


def check_blocs(tables: Tables) -> list[Finding]:
    """A supplier that stands in no group; it is shown as a group of its own."""
    known = [row.supplier for _, row in tables.of(Bloc)]
    return [
        line.finding(
            "supplier",
            f"the supplier '{name}' is in no group",
            f"Add it to blocs.csv, or mend its name: {nearest(name, known)}",
            "warning",
        )
        for line, deal in tables.of(Deal)
        for name in (deal.supplier or "").split(";")
        if name and name not in known
    ]
