"""The nouns of the model, frozen: what a row of each data file is.

One class per file in ``data/``; the field names are the column names. Units, allowed values and
meanings of the columns stand in ``data/schema.csv``; a test holds the two together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from balance_model.domain.base import EVIDENCE_LEVELS, Evidence, Held, Ids, Row, Status
from balance_model.domain.context import (
    Ceiling,
    Claim,
    ContextNote,
    ExternalForce,
    Macro,
    Rate,
    ReportedHolding,
    Spending,
)
from balance_model.domain.forces import (
    BudgetLine,
    Category,
    Country,
    Deal,
    Holding,
    Kind,
    Munition,
    Option,
    PackageItem,
    Retirement,
    Source,
    System,
    TransferOut,
)
from balance_model.domain.parameters import (
    Access,
    Cap,
    Dial,
    Kappa,
    ParameterClass,
    QualityParameter,
    Shortage,
    Slip,
    StatusRow,
    Sustainment,
    SystemClass,
    Verdict,
    WeightRow,
    Worth,
)
from balance_model.domain.screen import (
    About,
    Colour,
    Pairing,
    Question,
    Term,
)

__all__ = [
    "EVIDENCE_LEVELS",
    "About",
    "Access",
    "BudgetLine",
    "Cap",
    "Category",
    "Ceiling",
    "Claim",
    "Colour",
    "ContextNote",
    "Country",
    "Deal",
    "Dial",
    "Evidence",
    "ExternalForce",
    "Held",
    "Holding",
    "Ids",
    "Kappa",
    "Kind",
    "Macro",
    "Munition",
    "Option",
    "PackageItem",
    "Pairing",
    "ParameterClass",
    "QualityParameter",
    "Question",
    "Rate",
    "ReportedHolding",
    "Retirement",
    "Row",
    "Shortage",
    "Slip",
    "Source",
    "Spending",
    "Status",
    "StatusRow",
    "Sustainment",
    "System",
    "SystemClass",
    "Term",
    "TransferOut",
    "Verdict",
    "WeightRow",
    "World",
    "Worth",
]


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
    options: tuple[Option, ...]
    packages: tuple[PackageItem, ...]
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
    glossary: tuple[Term, ...]
    questions: tuple[Question, ...]
    pairings: tuple[Pairing, ...]

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
    def option(self) -> dict[str, Option]:
        """Options of the catalogue by id."""
        return {row.option_id: row for row in self.options}

    @cached_property
    def package(self) -> dict[str, tuple[PackageItem, ...]]:
        """Parts of each package by its id, in file order."""
        ids = dict.fromkeys(row.package_id for row in self.packages)
        return {name: tuple(row for row in self.packages if row.package_id == name) for name in ids}

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
