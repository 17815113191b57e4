"""The nouns of the model, frozen: what a row of each data file is.

One class per file in ``data/``; the field names are the column names. Units, allowed values and
meanings of the columns stand in ``data/schema.csv``; a test holds the two together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Evidence = Literal["published", "derived", "recalled", "assumed"]
Held = Literal["active", "mixed", "stored"]
Status = Literal["delivered", "in_delivery", "contracted", "approved", "planned", "rumoured", "cancelled"]
EVIDENCE_LEVELS: tuple[Evidence, ...] = ("published", "derived", "recalled", "assumed")


def _split(value: Any) -> Any:
    return tuple(part for part in value.split(";") if part) if isinstance(value, str) else value


Ids = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Row(BaseModel):
    """A row of a data file. Frozen; unknown columns are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    source_ids: Ids
    note: str | None


class Claim(Row):
    claim_id: str
    claim: str
    measured_value: str | None
    how_computed: str | None
    source_ids: Ids
    verdict: str
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


class Worth(Row):
    """Norm units of one item of a kind; ``share`` is the part of it that counts in this category."""

    kind: str
    category: str
    share: float
    low: float
    mode: float
    high: float
    unit: str
    why: str
    source_ids: Ids


class QualityParameter(Row):
    """How much a known parameter says about quality; a row with a kind overrides the category's row."""

    category: str
    kind: str | None
    parameter: str
    weight: float
    reference: float
    unit: str
    why: str
    source_ids: Ids


class ParameterClass(Row):
    """A parameter that is a class, not a measure: its score between 0 and 1."""

    parameter: str
    class_id: str
    score: float
    why: str
    source_ids: Ids


class SystemClass(Row):
    system_id: str
    parameter: str
    class_id: str
    why: str
    source_ids: Ids


class Sustainment(Row):
    """Hand-set base index of sustainment by country, besides plants."""

    country: str
    low: float
    best: float
    high: float
    unit: str
    why: str
    source_ids: Ids


class StatusRow(Row):
    """A deal status: its place in the order, how likely delivery is, and how it is drawn."""

    status: Status
    name: str
    order: int
    low: float
    mode: float
    high: float
    unit: str
    opacity: float
    why: str
    source_ids: Ids


class Slip(Row):
    """How late deliveries come, by class of programme."""

    programme: str
    on_time_share: float
    low: float
    mode: float
    high: float
    unit: str
    why: str
    source_ids: Ids


class Kappa(Row):
    """What the opponent's category takes from one's own."""

    opponent_category: str
    own_category: str
    low: float
    mode: float
    high: float
    unit: str
    why: str
    source_ids: Ids


class Shortage(Row):
    """How far a missing enabler lowers a category."""

    enabler: str
    category: str
    low: float
    mode: float
    high: float
    unit: str
    why: str
    source_ids: Ids


class Cap(Row):
    """A category whose value needs targets in a category of the opponent."""

    category: str
    target_category: str
    excess_counts: float
    unit: str
    why: str
    source_ids: Ids


class Access(Row):
    """Part of a category that can bear on a country that is not a neighbour."""

    country_a: str
    country_b: str
    category: str
    factor: float
    unit: str
    why: str
    source_ids: Ids


class Dial(Row):
    """An adjustable number. The same row feeds slider, validator, sampling range and docs."""

    id: str
    label: str
    unit: str
    default: float
    low: float
    high: float
    step: float
    group: str
    scope: Literal["world", "country"]
    why: str
    source_ids: Ids


class WeightRow(Row):
    preset: str
    name: str
    category: str
    weight: float
    unit: str
    why: str
    source_ids: Ids


class Verdict(Row):
    """Words for a number: ``low`` <= measure < ``high``."""

    measure: Literal["ratio", "probability"]
    verdict: str
    low: float
    high: float
    words: str
    unit: str
    why: str
    source_ids: Ids


class Colour(Row):
    concept: str
    key: str
    light: str
    dark: str
    order: int
    why: str


class About(Row):
    """A fact about the data set or a standing sentence."""

    key: str
    value: str
    why: str


class World(BaseModel):
    """All data, checked and frozen. Equal fingerprints mean equal worlds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fingerprint: str
    sources: tuple[Source, ...]
    countries: tuple[Country, ...]
    categories: tuple[Category, ...]
    kinds: tuple[Kind, ...]
    systems: tuple[System, ...]
    inventory: tuple[Holding, ...]
    deals: tuple[Deal, ...]
    budget_lines: tuple[BudgetLine, ...]
    retirements: tuple[Retirement, ...]
    munitions: tuple[Munition, ...]
    transfers_out: tuple[TransferOut, ...]
    spending: tuple[Spending, ...]
    macro: tuple[Macro, ...]
    fx: tuple[Rate, ...]
    ceilings: tuple[Ceiling, ...]
    reported_holdings: tuple[ReportedHolding, ...]
    claims: tuple[Claim, ...]
    external_forces: tuple[ExternalForce, ...]
    context_notes: tuple[ContextNote, ...]
    worth: tuple[Worth, ...]
    quality: tuple[QualityParameter, ...]
    classes: tuple[ParameterClass, ...]
    system_classes: tuple[SystemClass, ...]
    sustainment: tuple[Sustainment, ...]
    statuses: tuple[StatusRow, ...]
    slip: tuple[Slip, ...]
    kappa: tuple[Kappa, ...]
    shortage: tuple[Shortage, ...]
    caps: tuple[Cap, ...]
    access: tuple[Access, ...]
    dials: tuple[Dial, ...]
    weights: tuple[WeightRow, ...]
    verdicts: tuple[Verdict, ...]
    palette: tuple[Colour, ...]
    about: tuple[About, ...]

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, World) and other.fingerprint == self.fingerprint

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> World:
        """A world with some tables replaced; its fingerprint says that it differs from the files."""
        if not update:
            return self
        content = {name: getattr(self, name) for name in type(self).model_fields} | dict(update)
        if "fingerprint" not in update:
            content["fingerprint"] = hashlib.sha256(repr((self.fingerprint, update)).encode()).hexdigest()[:12]
        return type(self)(**content)

    @cached_property
    def country_codes(self) -> tuple[str, ...]:
        """Codes of the countries compared, in file order."""
        return tuple(country.code for country in self.countries)

    @cached_property
    def category_ids(self) -> tuple[str, ...]:
        """Category ids in display order."""
        return tuple(c.category for c in sorted(self.categories, key=lambda c: c.order))

    @cached_property
    def facts(self) -> dict[str, str]:
        """The standing facts of ``about.csv`` by key."""
        return {row.key: row.value for row in self.about}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years covered, first to last."""
        return tuple(range(int(self.facts["first_year"]), int(self.facts["last_year"]) + 1))

    def short_name(self, code: str) -> str:
        """Short name of a country, with the asterisk of the status footnote where it applies."""
        mark = "*" if code in self.facts.get("footnoted", "").split(";") else ""
        return self.country[code].short + mark

    @cached_property
    def system(self) -> dict[str, System]:
        """Systems by id."""
        return {row.system_id: row for row in self.systems}

    @cached_property
    def deal(self) -> dict[str, Deal]:
        """Deals by id."""
        return {row.deal_id: row for row in self.deals}

    @cached_property
    def dial(self) -> dict[str, Dial]:
        """Dials by id."""
        return {row.id: row for row in self.dials}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {row.source_id: row for row in self.sources}

    @cached_property
    def country(self) -> dict[str, Country]:
        """Countries by code."""
        return {row.code: row for row in self.countries}

    @cached_property
    def category(self) -> dict[str, Category]:
        """Categories by id."""
        return {row.category: row for row in self.categories}
