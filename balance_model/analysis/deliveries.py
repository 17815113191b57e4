"""Deals as readers ask for them: chosen by country, category, supplier or status, and told in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balance_model.analysis import tables
from balance_model.analysis.steps import causes_by_year
from balance_model.analysis.words import country, quantity_text, years_text
from balance_model.core.assess import Assessment
from balance_model.domain import Deal, World
from balance_model.records.scenario import DealChange, Scenario

NOT_NAMED = "not named"


def chosen(
    deals: pd.DataFrame,
    countries: Sequence[str] = (),
    categories: Sequence[str] = (),
    suppliers: Sequence[str] = (),
    statuses: Sequence[str] = (),
    still_to_come: bool = True,
) -> pd.DataFrame:
    """Rows of ``deal_table`` that fit every choice; an empty choice lets all rows pass.

    Parameters
    ----------
    countries, categories, statuses : names as in the columns country_name, category and status_name.
    suppliers : names of which at least one must be among those of the deal.
    still_to_come : leave out deals that have been delivered in full or cancelled.
    """
    keep = pd.Series(True, index=deals.index)
    for column, wanted in (("country_name", countries), ("category", categories), ("status_name", statuses)):
        if wanted:
            keep &= deals[column].isin(list(wanted))
    if suppliers:
        keep &= deals["supplier"].map(lambda text: bool(set(text.split(";")) & set(suppliers)))
    if still_to_come:
        keep &= (deals["to_come"] > 0) & (deals["status"] != "cancelled")
    return deals[keep].reset_index(drop=True)


def suppliers(deals: pd.DataFrame) -> list[str]:
    """Names of suppliers, the one with most deals first; those not named last."""
    counts = deals["supplier"].str.split(";").explode().value_counts()
    names = sorted(counts.index, key=lambda name: (name == NOT_NAMED, -counts[name], name))
    return [str(name) for name in names]


def supplier_words(world: World, text: str) -> str:
    """Suppliers as a list; countries of the comparison by the names used everywhere, with the asterisk."""
    short = {row.name: world.short_name(row.code) for row in world.countries}
    short |= {row.short: world.short_name(row.code) for row in world.countries}
    return ", ".join(short.get(name, name) for name in text.split(";"))


def value_words(deal: Deal) -> str:
    """Money of a deal with its currency and year, ``EUR 2,745 m (2024)``; an en dash if it is not known."""
    if deal.value_m is None:
        return "–"
    year = (deal.contracted or deal.announced or "")[:4]
    return f"{deal.currency} {quantity_text(deal.value_m)} m" + (f" ({year})" if year else "")


def unit_words(number: float, unit: str) -> str:
    """A number of counted units: ``1 battery``, ``12 launchers``."""
    if round(number, 1) == 1:
        return f"1 {unit}"
    plural = f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    return f"{quantity_text(number)} {plural}"


def timeline_rows(deals: pd.DataFrame, world: World) -> pd.DataFrame:
    """Rows of ``deal_table`` as the timeline draws them.

    Adds label (with the year when a country has two deals for one system), supplier_words, value_words,
    unit_words; first_year and last_year become those with delay and slip.
    """
    twice = deals.duplicated(["country", "system"], keep=False) & (deals["announced"] != "")
    label = deals["system"].where(~twice, deals["system"] + " (" + deals["announced"].str[:4] + ")")
    units = [
        unit_words(quantity, world.system[world.deal[name].system_id].counted_unit)
        for name, quantity in zip(deals["deal_id"], deals["quantity"], strict=True)
    ]
    return deals.assign(
        label=label,
        first_year=deals["start"],
        last_year=deals["end"],
        supplier_words=[supplier_words(world, text) for text in deals["supplier"]],
        value_words=[value_words(world.deal[name]) for name in deals["deal_id"]],
        unit_words=units,
    )


def facts(world: World, deal_id: str) -> tuple[str, str]:
    """A deal in two lines: what it is, and what is known of it.

    First the units, years, supplier and status as published, then the money and what it covers, the
    evidence, and the note.
    """
    deal = world.deal[deal_id]
    status = next(row.name.lower() for row in world.statuses if row.status == deal.status)
    unit = world.system[deal.system_id].counted_unit
    spread = "" if deal.low == deal.high else f" ({deal.low:,} to {deal.high:,})"
    seller = supplier_words(world, deal.supplier or "")
    first = (
        f"{unit_words(deal.best, unit)}{spread}, {years_text(deal.first_year, deal.last_year)}, "
        f"{f'from {seller}' if seller else 'supplier not named'}; {status}, {deal.delivered:,} delivered so far."
    )
    scope = f": {deal.value_scope}" if deal.value_scope and deal.value_m is not None else ""
    money = "Value not published" if deal.value_m is None else f"{value_words(deal)}{scope}"
    second = f"{money.rstrip('.')}. Evidence: {deal.evidence}, confidence {deal.confidence}. {deal.note or ''}".strip()
    return first, second


def arriving(deal: Deal, change: DealChange) -> float:
    """Per cent of the units not yet delivered that the scenario expects; 100 when none are open."""
    open_units = deal.best - deal.delivered
    if open_units <= 0 or change.quantity is None:
        return 100.0
    return 100.0 * max(0, change.quantity - deal.delivered) / open_units


def units_arriving(deal: Deal, per_cent: float) -> int:
    """Units in all when this part of the units not yet delivered arrives, rounded to whole units."""
    return deal.delivered + round(per_cent / 100.0 * max(0, deal.best - deal.delivered))


def edited(deal: Deal, old: DealChange, **fields: bool | float | None) -> dict[str, object] | None:
    """A deal's change with some fields set, sparse; None when nothing differs from the published deal.

    A number of units equal to the published one counts as not changed.
    """
    values = old.model_dump() | fields
    quantity = values["quantity"]
    values["quantity"] = None if quantity is None or round(quantity) == deal.best else round(quantity)
    new = DealChange.model_validate(values)
    return None if new == DealChange() else new.model_dump()


def counts(world: World, scenario: Scenario, deal_id: str) -> bool:
    """Whether a deal counts in the scenario."""
    return tables.counts(scenario, world.deal[deal_id])


def limits(field: str) -> tuple[float, float]:
    """Least and greatest value of a number of ``DealChange``, as the format of scenarios has them."""
    rules = DealChange.model_fields[field].metadata
    low, high = (next(getattr(rule, end) for rule in rules if hasattr(rule, end)) for end in ("ge", "le"))
    return float(low), float(high)


def of_deals(scenario: Scenario) -> Scenario:
    """The scenario with everything left out that no deal depends on; two that show the same deals are equal."""
    return scenario.model_copy(
        update={"id": "", "name": "", "story": "", "reason": "", "based_on": None, "year": 0, "weights": (),
                "purchases": (), "retirements": (), "transfers": (), "modernisations": ()}
    )  # fmt: skip


def changed_categories(world: World, scenario: Scenario) -> set[str]:
    """Categories of the deals a scenario changes."""
    return {world.system[world.deal[name].system_id].category for name, _ in scenario.deals}


def counted_or_not(scenario: Scenario, deal_id: str, *, counted: bool) -> Scenario:
    """The scenario in which a deal counts whatever its status, or was never made."""
    change = (
        scenario.deal_change(deal_id).model_copy(update={"include": True}) if counted else DealChange(include=False)
    )
    return _with(scenario, deal_id, change)


def _with(scenario: Scenario, deal_id: str, change: DealChange) -> Scenario:
    rest = [item for item in scenario.deals if item[0] != deal_id]
    return scenario.model_copy(update={"deals": tuple(sorted([*rest, (deal_id, change)], key=lambda item: item[0]))})


def by_rule(scenario: Scenario, deal_id: str) -> Scenario:
    """The scenario in which a deal counts or not by its status and evidence alone."""
    return _with(scenario, deal_id, scenario.deal_change(deal_id).model_copy(update={"include": None}))


def as_published(scenario: Scenario, deal_id: str) -> Scenario:
    """The scenario with one deal put back to what is published."""
    return scenario.model_copy(update={"deals": tuple(item for item in scenario.deals if item[0] != deal_id)})


def moving_most(answer: Assessment, deal_ids: Sequence[str], most: int) -> tuple[str, ...]:
    """Which of some deals move the index of their country most over all years, at most so many."""
    causes = causes_by_year(answer)
    moved = causes.groupby("origin")["delta"].sum().abs()
    found = [name for name in deal_ids if moved.get(f"deal:{name}", 0.0) > 0]
    return tuple(sorted(found, key=lambda name: -moved[f"deal:{name}"])[:most])


def index_pairs(before: Assessment, after: Assessment, year: int) -> pd.DataFrame:
    """Index of every country in a year before and after: country, name, before, after, delta."""
    world = after.world
    at = world.years.index(year)
    return pd.DataFrame(
        {
            "country": world.country_codes,
            "name": [country(world, code) for code in world.country_codes],
            "before": before.score[:, at],
            "after": after.score[:, at],
            "delta": after.score[:, at] - before.score[:, at],
        }
    )
