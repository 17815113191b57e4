"""Deals whose number is assumed or not known, and what the reader has set instead."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balance_model.analysis.deliveries import counts
from balance_model.analysis.words import country
from balance_model.domain import Deal, World
from balance_model.records.scenario import Scenario

ASSUMED, UNKNOWN = "assumed", "unknown"
OVER = ("delivered", "cancelled")
WIDE = 2
"""Where the least number is none, a highest number of so many times the best says that none is known."""


def ground(deal: Deal) -> str:
    """Why a deal's number is not firm: ``unknown``, ``assumed``, or empty if it is firm or the deal is over.

    A number is unknown where the least is none and the highest at least twice the best: nothing was published that
    holds it. It is assumed where the evidence of the deal is.
    """
    if deal.status in OVER:
        return ""
    if deal.low == 0 and deal.high > 0 and deal.high >= WIDE * deal.best:
        return UNKNOWN
    return ASSUMED if deal.evidence == "assumed" else ""


def touching(world: World, categories: Sequence[str]) -> list[Deal]:
    """Deals of the countries compared whose system counts in one of some categories and whose number is not firm."""
    wanted = set(categories)
    return [
        deal
        for deal in world.deals
        if ground(deal) and wanted & {(row := world.system[deal.system_id]).category, *row.other_categories}
    ]


def weighted(scenario: Scenario, world: World) -> tuple[str, ...]:
    """Categories that carry weight."""
    return tuple(name for name in world.category_ids if scenario.weight(name) > 0)


def capped(world: World) -> tuple[str, ...]:
    """Categories with a system that a class of the arms control agreement counts."""
    held = {row.category for row in world.systems if row.ceiling_class}
    return tuple(name for name in world.category_ids if name in held)


def listed(world: World, scenario: Scenario, categories: Sequence[str]) -> pd.DataFrame:
    """Deals whose number is not firm, those without a known number first.

    Columns: deal_id, country, country_name, system, unit, ground, low, best, high, delivered, quantity (in the
    scenario), set (whether the reader set it), counted, note.
    """
    rows = [
        {
            "deal_id": deal.deal_id,
            "country": deal.country,
            "country_name": country(world, deal.country),
            "system": world.system[deal.system_id].name,
            "unit": world.system[deal.system_id].counted_unit,
            "ground": ground(deal),
            "low": deal.low,
            "best": deal.best,
            "high": deal.high,
            "delivered": deal.delivered,
            "quantity": deal.best if (own := scenario.deal_change(deal.deal_id).quantity) is None else own,
            "set": own is not None,
            "counted": counts(world, scenario, deal.deal_id),
            "note": deal.note or "",
        }
        for deal in touching(world, categories)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    first = frame["ground"].ne(UNKNOWN)
    place = frame["country"].map({code: at for at, code in enumerate(world.country_codes)})
    ordered = frame.assign(first=first, place=place).sort_values(["place", "first"], kind="stable")
    return ordered[COLUMNS].reset_index(drop=True)


COLUMNS = [
    "deal_id", "country", "country_name", "system", "unit", "ground", "low", "best", "high", "delivered", "quantity",
    "set", "counted", "note",
]  # fmt: skip


def summary(rows: pd.DataFrame) -> str:
    """How many deals rest on what: '3 deals on assumed numbers, 2 without a number, 1 sized by you'."""
    own, rest = int(rows["set"].sum()), rows[~rows["set"].astype(bool)]
    assumed, unknown = (int((rest["ground"] == kind).sum()) for kind in (ASSUMED, UNKNOWN))
    parts = []
    if assumed:
        parts.append(f"{_deals(assumed)} on assumed numbers")
    if unknown:
        parts.append(f"{unknown if parts else _deals(unknown)} without a known number")
    if own:
        parts.append(f"{own if parts else _deals(own)} sized by you")
    return ", ".join(parts) or "No deal on an assumed number"


def _deals(number: int) -> str:
    return f"{number} deal" if number == 1 else f"{number} deals"
