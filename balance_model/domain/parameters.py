"""The numbers of the model: worth, statuses, options, dials, weights."""

from __future__ import annotations

from typing import Literal

from balance_model.domain.base import Ids, Row, Status


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
    """How late deliveries come, by class of programme; the class without kinds and categories takes the rest."""

    programme: str
    deal_kinds: Ids
    categories: Ids
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

    measure: Literal["ratio", "probability", "claim"]
    verdict: str
    low: float
    high: float
    words: str
    unit: str
    why: str
    source_ids: Ids
