"""Public claims, how they are read and what was said; and what makes a row of the data weak."""

from __future__ import annotations

from typing import Literal

from balance_model.domain.base import Ids, Row


class Claim(Row):
    claim_id: str
    order: int
    name: str
    claim: str
    heard: str
    test: Literal["times_as_much", "risen_between", "worth_of_deals", "acquisitions_total", "caps"]
    side_a: Ids
    side_b: Ids
    year_from: int | None
    year: int | None
    measure: Literal["nominal", "constant", "euro", "local", "per_head", "gdp_share"] | None
    series: str | None
    category: str | None
    deal_ids: Ids
    currency: Literal["EUR", "USD"] | None
    low: float
    high: float | None
    partly_low: float | None
    partly_high: float | None
    partly_share: float | None
    supported_if: str
    partly_if: str
    not_if: str
    source_ids: Ids
    note: str | None


class ClaimTest(Row):
    """A reading of a claim. What is empty is as the reader of the page chooses."""

    claim_id: str
    reading: str
    order: int
    name: str
    basis: Literal["spending", "deals", "statements", "budgets", "ceilings"]
    each: bool
    side_a: Ids
    side_b: Ids
    year_from: int | None
    year: int | None
    measure: Literal["nominal", "constant", "euro", "local", "per_head", "gdp_share"] | None
    series: str | None
    category: str | None
    source_ids: Ids
    note: str | None


class Statement(Row):
    """An amount that somebody stated about what a claim is about."""

    claim_id: str
    statement: str
    order: int
    said: str
    year_from: int | None
    as_of: str
    amount_m: float
    currency: Literal["EUR", "USD"]
    bound: Literal["exact", "about", "at_least"]
    counts: bool
    confirmed: bool
    source_ids: Ids
    note: str | None


class Weakness(Row):
    """How weak a row of the data is by one aspect, and what would mend it."""

    aspect: Literal["evidence", "confidence", "width", "age"]
    level: str | None
    score: float
    full_at: float | None
    unit: str
    words: str
    mend: str | None
    why: str
    source_ids: Ids
