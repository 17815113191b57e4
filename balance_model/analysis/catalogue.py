"""From the catalogue to purchases: one option, a ready-made package, and what speaks against an option."""

from __future__ import annotations

from math import ceil
from typing import Any

from balance_model.analysis.words import country as country_name
from balance_model.analysis.words import listing
from balance_model.domain import Option, World
from balance_model.errors import ScenarioError


def purchase(world: World, option_id: str, country: str, count: int, order_year: int) -> dict[str, Any]:
    """A purchase of ``count`` options in the file format, ready for the list of purchases.

    All units arrive in the order year plus the best lead time, rounded up to a whole year. Raises
    ``ScenarioError`` if that lies after the last year.
    """
    option = world.option[option_id]
    year = order_year + ceil(option.lead_years_best)
    if year > world.years[-1]:
        raise ScenarioError(
            f"{option.name}: ordered in {order_year} the first would come in {year}, after {world.years[-1]}; "
            "order it earlier."
        )
    return {
        "country": country, "system_id": option.system_id, "quantity": count * option.units_per_option,
        "first_year": year, "last_year": year, "option_id": option_id,
    }  # fmt: skip


def package_purchases(world: World, package_id: str, country: str, order_year: int) -> list[dict[str, Any]]:
    """The purchases of a package ordered in a year, as ``purchase`` makes them."""
    return [purchase(world, item.option_id, country, item.count, order_year) for item in world.package[package_id]]


def package_price(world: World, package_id: str) -> tuple[float, float, float]:
    """Low, best and high price of a package, million EUR of the price years of its options."""
    parts = [(item.count, world.option[item.option_id]) for item in world.package[package_id]]
    return (
        sum(count * option.unit_cost_low for count, option in parts),
        sum(count * option.unit_cost_best for count, option in parts),
        sum(count * option.unit_cost_high for count, option in parts),
    )


def cautions(world: World, option_id: str, country: str) -> tuple[str, ...]:
    """What a buyer should know before choosing an option, one sentence each."""
    option = world.option[option_id]
    found = []
    if not _offered(option, country):
        buyers = listing(country_name(world, code) for code in option.only_for)
        found.append(f"Realistic for {buyers} only (seller: {option.sellers}).")
    if not _has_one_of(world, option.needs_system_ids, country):
        names = listing((world.system[one].name for one in option.needs_system_ids), "or")
        found.append(f"Needs {names}; {country_name(world, country)} neither holds nor awaits any.")
    if not option.scored:
        found.append("Ammunition: not scored.")
    if option.evidence == "assumed":
        found.append("No public price is known; the range is an assumption by analogy.")
    return tuple(found)


def barrier(world: World, option_id: str, country: str) -> str:
    """What rules an option out for a country, in words that follow its name; empty if nothing does."""
    option = world.option[option_id]
    if not _offered(option, country):
        return f"is realistic for {listing(country_name(world, code) for code in option.only_for)} only"
    if not _has_one_of(world, option.needs_system_ids, country):
        return f"needs {listing((world.system[one].name for one in option.needs_system_ids), 'or')}"
    return ""


def _offered(option: Option, country: str) -> bool:
    return not option.only_for or country in option.only_for


def _has_one_of(world: World, systems: tuple[str, ...], country: str) -> bool:
    """Whether the record has a holding or a live deal of one of some systems, if it takes any."""
    if not systems:
        return True
    held = {row.system_id for row in world.inventory if row.country == country and row.best > 0}
    held |= {row.system_id for row in world.deals if row.country == country and row.status != "cancelled"}
    return not held.isdisjoint(systems)
