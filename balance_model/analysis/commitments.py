"""What deals are worth in one currency, and when the money falls due.

A deal's value is the published one, whatever a scenario does to its units or dates; a scenario decides which
deals count. A deal without a published value has none: it is counted and named, never taken as zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from balance_model.analysis.deliveries import NOT_NAMED, supplier_words
from balance_model.analysis.exchange import NAN, exchanged
from balance_model.analysis.tables import counts
from balance_model.domain import Deal, World
from balance_model.records.scenario import Scenario

Spread = Literal["contract", "delivery"]
GIFT = "donation"
OFF = "cancelled"


def deal_rows(world: World, scenario: Scenario, every: bool = False) -> pd.DataFrame:
    """Deals one row each: those a scenario counts, or ``every`` deal of the record that was not called off.

    Columns: deal_id, country, system, category (id), supplier, status, gift, year (whose prices and rate are
    used), year_is ("contract", "announcement" or "first delivery"), amount (million of currency; not a number where
    none is published), currency, rate (words), euro, dollar (million), scope, first_year, last_year, source_ids.
    """
    rows = []
    for deal in world.deals:
        if deal.status == OFF or not (every or counts(scenario, deal)):
            continue
        system = world.system[deal.system_id]
        year, basis = price_year(deal)
        amount, currency = deal.value_m, deal.currency or ""
        money = None if amount is None else exchanged(world, amount, currency, year)
        rows.append(
            {
                "deal_id": deal.deal_id,
                "country": deal.country,
                "system": system.name,
                "category": system.category,
                "supplier": supplier_words(world, deal.supplier or NOT_NAMED),
                "status": deal.status,
                "gift": deal.deal_kind == GIFT,
                "year": year,
                "year_is": basis,
                "amount": NAN if amount is None else amount,
                "currency": currency,
                "rate": "" if money is None else money.words(year),
                "euro": NAN if money is None else money.euro,
                "dollar": NAN if money is None else money.dollar,
                "scope": deal.value_scope or "",
                "first_year": deal.first_year,
                "last_year": deal.last_year,
                "source_ids": deal.source_ids,
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS).astype({"gift": bool, "euro": float, "dollar": float, "amount": float})


COLUMNS = [
    "deal_id", "country", "system", "category", "supplier", "status", "gift", "year", "year_is", "amount", "currency",
    "rate", "euro", "dollar", "scope", "first_year", "last_year", "source_ids",
]  # fmt: skip


def price_year(deal: Deal) -> tuple[int, str]:
    """The year whose prices and rate a value has: of the contract, else of the announcement, else of delivery."""
    for date, words in ((deal.contracted, "contract"), (deal.announced, "announcement")):
        if date:
            return int(date[:4]), words
    return deal.first_year, "first delivery"


def by_year(deals: pd.DataFrame, spread: Spread = "contract") -> pd.DataFrame:
    """Values of ``deal_rows`` spread evenly over years: deal_id, country, system, status, year, euro.

    From the year of the contract (or what stands for it, but not after the first delivery) to the last delivery,
    or over the years of delivery alone. Gifts and deals without a value are left out: ``left_out`` counts them.
    """
    rows = []
    for deal in deals[deals["euro"].notna() & ~deals["gift"]].itertuples():
        start = min(deal.year, deal.first_year) if spread == "contract" else deal.first_year
        years = range(start, deal.last_year + 1)
        part = deal.euro / len(years)
        rows += [(deal.deal_id, deal.country, deal.system, deal.status, year, part) for year in years]
    return pd.DataFrame(rows, columns=["deal_id", "country", "system", "status", "year", "euro"])


def left_out(deals: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Deals of ``deal_rows`` that no sum of money holds: those bought without a published value, and all gifts."""
    return deals[deals["euro"].isna() & ~deals["gift"]], deals[deals["gift"]]


def between(deals: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Deals of ``deal_rows`` of the years from ``first`` to ``last``, by the year of the contract."""
    return deals[deals["year"].between(first, last)].reset_index(drop=True)


def money_lines(world: World, countries: Sequence[str]) -> pd.DataFrame:
    """Sums of money that bring no units, as published: they overlap with each other and with deals.

    Columns: country, what, amount, currency, years, status, source_ids. Never added up.
    """
    names = {row.status: row.name for row in world.statuses}
    rows = []
    for line in world.budget_lines:
        if line.country in countries and line.status != OFF:
            first, last = line.first_year, line.last_year
            span = "–".join(dict.fromkeys(str(year) for year in (first, last) if year is not None)) or "–"
            what = line.value_scope or line.note or line.deal_id
            amount = NAN if line.value_m is None else line.value_m
            rows.append((line.country, what, amount, line.currency or "", span, names[line.status], line.source_ids))
    columns = ["country", "what", "amount", "currency", "years", "status", "source_ids"]
    return pd.DataFrame(rows, columns=columns)
