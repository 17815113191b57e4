"""Choices that the views of deal money share: which deals, of which years, by value or by number."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pandas as pd
import streamlit as st

from balance_model.analysis import commitments, deliveries
from balance_model.analysis.suppliers import By
from balance_model.analysis.words import country, listing, years_text
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from ui import compute, state

COUNTED, EVERY = "In the scenario", "All on record"
WHICH = ("money_deals", COUNTED, [COUNTED, EVERY].__contains__)
BY_NAMES: dict[By, str] = {"value": "Value", "number": "Number"}
MADE = "deal values as published, no random draws"


def pick(by: bool = True, more: Callable[[], None] | None = None) -> None:
    """Which deals, of which years, and how they are measured; ``more`` draws one more choice."""
    years = _deal_years()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if by:
            st.segmented_control(
                "Measured by", list(BY_NAMES), format_func=lambda name: BY_NAMES[name], required=True,
                **state.bind_choice("money_by", "value", BY_NAMES.__contains__),
            )  # fmt: skip
        if more is not None:
            more()
        st.selectbox("Deals", [COUNTED, EVERY], width=190, **state.bind_choice(*WHICH))
        st.selectbox(
            "Dated from", years, width=110,
            help="By the year of the contract, else of the announcement, else of the first delivery.",
            **state.bind_choice("money_first", years[0], years.__contains__),
        )  # fmt: skip
        st.selectbox("To", years, width=90, **state.bind_choice("money_last", years[-1], years.__contains__))


def measured_by() -> By:
    """Whether suppliers and categories are measured by value or by number of deals."""
    found: By = state.choice("money_by", "value", BY_NAMES.__contains__)
    return found


def deal_rows() -> pd.DataFrame:
    """Deals with their values: those the scenario counts, or all, as the reader chose."""
    every = state.choice(*WHICH) == EVERY
    return _deal_rows(compute.world(), deliveries.of_deals(state.scenario()), every).copy()


@lru_cache(maxsize=32)
def _deal_rows(world: World, scenario: Scenario, every: bool) -> pd.DataFrame:
    return commitments.deal_rows(world, scenario, every)


def chosen_deals() -> pd.DataFrame:
    """Deals of the years chosen."""
    first, last = deal_span()
    return commitments.between(deal_rows(), first, last)


def deal_span() -> tuple[int, int]:
    """First and last year of contract of the deals shown."""
    years = _deal_years()
    first: int = state.choice("money_first", years[0], years.__contains__)
    last: int = state.choice("money_last", years[-1], years.__contains__)
    return first, last


def which_words() -> str:
    """Which deals are shown, for a subtitle."""
    return f"{whose()}, dated {years_text(*deal_span())}"


def whose() -> str:
    """Whether deals are those of the scenario or all, for a subtitle."""
    return "all deals on record" if state.choice(*WHICH) == EVERY else f"deals counted in '{state.scenario().name}'"


def joining() -> None:
    """How a context country is brought in, while one is out."""
    world = compute.world()
    out = [code for code in world.context_codes if code not in world.country_codes]
    if out:
        names = listing((country(world, code) for code in out), "or").replace("*", r"\*")
        st.caption(f"To bring in {names}: open 'Sides to compare' in the rail.")


def _deal_years() -> list[int]:
    years = [commitments.price_year(deal)[0] for deal in compute.world().deals]
    return list(range(min(years), max(years) + 1)) if years else [compute.world().years[0]]


def own_money(rows: pd.DataFrame) -> list[str]:
    """Money in its own currency; a dash where none is published."""
    return [f"{row.currency} {row.amount:,.10g} m" if row.amount == row.amount else "–" for row in rows.itertuples()]
