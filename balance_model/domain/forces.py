"""Who holds, buys, hands over and retires what, and what could be bought."""

from __future__ import annotations

from typing import Literal

from balance_model.domain.base import Evidence, Held, Ids, Row, Status


class Source(Row):
    source_id: str
    publisher: str
    title: str
    date: str | None
    url: str | None
    kind: str


class Country(Row):
    code: str
    name: str
    short: str
    role: Literal["compared", "context"]
    alliance: str
    population: int
    active_personnel_low: int
    active_personnel_best: int
    active_personnel_high: int
    reserve_personnel_low: int | None
    reserve_personnel_best: int | None
    reserve_personnel_high: int | None
    source_ids: Ids
    note: str | None


class Category(Row):
    category: str
    name: str
    headline: bool
    order: int
    norm_unit: str
    description: str


class Kind(Row):
    kind: str
    name: str
    category: str
    description: str


class System(Row):
    system_id: str
    name: str
    kind: str
    origin: str | None
    introduced: int | None
    range_km: float | None
    calibre_mm: float | None
    endurance_h: float | None
    payload_kg: float | None
    category: str
    other_categories: Ids
    ceiling_class: str | None
    counted_unit: str
    source_ids: Ids
    note: str | None


class Holding(Row):
    country: str
    system_id: str
    low: int
    best: int
    high: int
    as_of: str
    held: Held
    evidence: Evidence
    source_ids: Ids
    confidence: Literal["high", "medium", "low"]
    note: str | None


class Deal(Row):
    deal_id: str
    country: str
    system_id: str
    low: int
    best: int
    high: int
    supplier: str | None
    maker: str | None
    announced: str | None
    contracted: str | None
    first_year: int
    last_year: int
    delivered: int
    value_m: float | None
    currency: str | None
    value_scope: str | None
    status: Status
    deal_kind: Literal["new", "modernisation", "donation", "domestic", "transfer_out"]
    replaces_system_id: str | None
    evidence: Evidence
    source_ids: Ids
    confidence: Literal["high", "medium", "low"]
    note: str | None


class BudgetLine(Row):
    """A sum of money that adds no units: factories, ammunition, upkeep, conscription."""

    deal_id: str
    country: str
    system_id: str | None
    low: int | None
    best: int | None
    high: int | None
    supplier: str | None
    maker: str | None
    announced: str | None
    contracted: str | None
    first_year: int | None
    last_year: int | None
    delivered: int | None
    value_m: float | None
    currency: str | None
    value_scope: str | None
    status: Status
    deal_kind: str
    replaces_system_id: str | None
    evidence: Evidence
    source_ids: Ids
    confidence: Literal["high", "medium", "low"]
    note: str | None


class Retirement(Row):
    country: str
    system_id: str
    low: int
    best: int
    high: int
    year: int
    evidence: Evidence
    source_ids: Ids
    note: str | None


class Munition(Row):
    country: str
    system_id: str
    munition: str
    low: int
    best: int
    high: int
    on_order_best: int
    as_of: str
    evidence: Evidence
    source_ids: Ids
    note: str | None


class TransferOut(Row):
    transfer_id: str
    country: str
    system_id: str
    quantity: int
    recipient: str
    year: int
    value_m: float | None
    currency: str | None
    source_ids: Ids
    confidence: Literal["high", "medium", "low"]
    note: str | None


class Option(Row):
    """Something a country could buy: price and lead time of one option, which brings some counted units."""

    option_id: str
    system_id: str
    name: str
    kind: str
    category: str
    unit: str
    units_per_option: int
    unit_cost_low: float
    unit_cost_best: float
    unit_cost_high: float
    price_year: int
    includes: str
    lead_years_low: float
    lead_years_best: float
    lead_years_high: float
    most: int
    why_most: str
    sellers: str
    only_for: Ids
    needs_system_ids: Ids
    scored: bool
    example_sales: str
    evidence: Evidence
    source_ids: Ids
    note: str | None


class PackageItem(Row):
    """One part of a ready-made package of options."""

    package_id: str
    name: str
    story: str
    option_id: str
    count: int
    why: str
