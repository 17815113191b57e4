"""The World: all data, checked and frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from balance_model.domain.claims import Claim, ClaimTest, Statement, Weakness
from balance_model.domain.columns import Column
from balance_model.domain.context import (
    Bloc,
    Ceiling,
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
from balance_model.domain.overlay import Overlay
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
from balance_model.domain.treaty import Reading, ReadingRow, TreatyClass, TreatyNote, TreatyParty, UncappedGroup


def _country(row: Any) -> tuple[str, ...]:
    return (row.country,)


_NAMING: dict[str, Callable[[Any], tuple[str, ...]]] = {
    **dict.fromkeys(
        ("inventory", "deals", "budget_lines", "retirements", "munitions", "transfers_out", "sustainment"), _country
    ),
    "access": lambda row: (row.country_a, row.country_b),
    "pairings": lambda row: (*row.side_a, *row.side_b),
}
"""Tables about what the countries compared hold and do, and the countries that a row of each names."""


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
    blocs: tuple[Bloc, ...]
    ceilings: tuple[Ceiling, ...]
    reported_holdings: tuple[ReportedHolding, ...]
    claims: tuple[Claim, ...]
    claim_tests: tuple[ClaimTest, ...]
    statements: tuple[Statement, ...]
    weakness: tuple[Weakness, ...]
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
    treaty_classes: tuple[TreatyClass, ...]
    treaty_parties: tuple[TreatyParty, ...]
    treaty_notes: tuple[TreatyNote, ...]
    uncapped: tuple[UncappedGroup, ...]
    readings: tuple[Reading, ...]
    reading_rows: tuple[ReadingRow, ...]
    columns: tuple[Column, ...] = ()
    joined: tuple[str, ...] = ()
    whole: World | None = None
    own_rows: Overlay | None = None
    bundled: World | None = None

    def __hash__(self) -> int:
        return hash((self.fingerprint, self.joined))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, World) and (other.fingerprint, other.joined) == (self.fingerprint, self.joined)

    def joining(self, codes: Iterable[str]) -> World:
        """The world with more context countries in the comparison, in file order; itself if none is new.

        What countries hold, buy and hand over is that of the countries compared alone, so that a run never meets
        a country that has not joined; ``whole`` keeps all of it. Unknown codes are left out.
        """
        wanted = {*self.joined, *codes}
        joined = tuple(row.code for row in self.countries if row.role == "context" and row.code in wanted)
        if self.whole is not None and joined == self.joined:
            return self
        whole = self.whole or self
        known = {row.code for row in whole.countries if row.role == "compared" or row.code in joined}
        kept = {
            table: tuple(row for row in getattr(whole, table) if known.issuperset(named(row)))
            for table, named in _NAMING.items()
        }
        return whole.model_copy(update={**kept, "joined": joined, "whole": whole, "fingerprint": whole.fingerprint})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> World:
        """A world with some tables replaced; its fingerprint says that it differs from the files."""
        if not update:
            return self
        content = {name: getattr(self, name) for name in type(self).model_fields} | dict(update)
        if "fingerprint" not in update:
            content["fingerprint"] = hashlib.sha256(repr((self.fingerprint, update)).encode()).hexdigest()[:12]
        return type(self)(**content)

    @property
    def stamp(self) -> dict[str, str]:
        """What names the data beside every number: the fingerprint, and the reader's own rows if there are any."""
        return {"data": self.fingerprint} | ({"own_rows": self.own_rows.words} if self.own_rows else {})

    @cached_property
    def country_codes(self) -> tuple[str, ...]:
        """Codes of the countries compared and of those that joined them, in file order."""
        return tuple(row.code for row in self.countries if row.role == "compared" or row.code in self.joined)

    @cached_property
    def context_codes(self) -> tuple[str, ...]:
        """Codes of the countries that a scenario may let join, in file order."""
        return tuple(row.code for row in self.countries if row.role == "context")

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
