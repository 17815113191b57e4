"""Money, treaty, claims and other statements around the forces."""

from __future__ import annotations

from typing import Literal

from balance_model.domain.base import Ids, Row


class Spending(Row):
    country: str
    year: int
    series: str
    usd_current_m: float | None
    usd_constant_m: float | None
    constant_base_year: int | None
    lcu_m: float | None
    lcu: str | None
    share_gdp_pct: float | None
    kind: str
    source_ids: Ids
    note: str | None


class Macro(Row):
    country: str
    year: int
    row_type: str
    gdp_usd_current_m: float | None
    population: int | None
    active_personnel: int | None
    reserve_personnel: int | None
    source_ids: Ids
    note: str | None


class Rate(Row):
    pair: str
    year: int
    rate: float
    unit: str
    source_ids: Ids
    note: str | None


class Bloc(Row):
    """The group of suppliers that a supplier country is shown with."""

    supplier: str
    bloc: str
    why: str
    source_ids: Ids


class Ceiling(Row):
    party: str
    category: str
    ceiling: int
    basis: Literal["treaty", "derived", "inferred"]
    in_force_from: str
    in_force_to: str | None
    source_ids: Ids
    note: str | None


class ReportedHolding(Row):
    party: str
    category: str
    year: int
    holding: int
    kind: Literal["declared", "estimate", "press"]
    source_ids: Ids
    note: str | None


class ExternalForce(Row):
    actor: str
    country_of_deployment: str
    what: str
    quantity: int | None
    as_of: str
    source_ids: Ids
    note: str | None


class ContextNote(Row):
    """A fact or a view of the political and military frame that adds no number to the model."""

    note_id: str
    topic: str
    country: str | None
    as_of: str | None
    statement: str
    source_ids: Ids
