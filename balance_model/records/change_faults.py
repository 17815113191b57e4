"""What is wrong with the changes a scenario makes to holdings: deals, purchases, transfers and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balance_model.domain import World
from balance_model.errors import nearest
from balance_model.records.scenario import Modernisation, Purchase, Scenario, Transfer, Withdrawal

Item = Purchase | Transfer | Modernisation | Withdrawal


def change_faults(scenario: Scenario, world: World) -> Iterable[str]:
    """What is wrong with the changes for this world, one plain sentence each."""
    yield from _deal_faults(scenario, world)
    for where, item in _items(scenario):
        for code in (item.giver, item.receiver) if isinstance(item, Transfer) else (item.country,):
            if fault := country_fault(code, scenario, world):
                yield f"{where}: {fault}"
        for system_id in _systems(item):
            if system_id not in world.system:
                yield f"{where}: system '{system_id}' is unknown; {nearest(system_id, world.system)}"
        yield from _year_faults(where, item, world)
        if isinstance(item, Purchase) and item.option_id is not None:
            yield from _option_faults(where, item, item.option_id, world)
        if isinstance(item, Transfer) and item.giver == item.receiver:
            yield f"{where}: {item.giver} stands on both ends; name another receiver."
        if isinstance(item, Modernisation):
            yield from _modernisation_faults(where, item, world)


def country_fault(code: str, scenario: Scenario, world: World) -> str | None:
    """What is wrong with naming a country, or None: it must be one of those compared or have joined them."""
    if code in world.country_codes and (code in scenario.joined or code not in world.context_codes):
        return None
    if code in world.context_codes:
        return f"{world.country[code].short} ({code}) is a context country; name it in joined to bring it in."
    return f"country '{code}' is unknown; {nearest(code, world.country_codes)}"


def _systems(item: Item) -> tuple[str, ...]:
    """Ids of the systems that a change names."""
    return (item.system_id, item.to_system_id) if isinstance(item, Modernisation) else (item.system_id,)


def _items(scenario: Scenario) -> Iterator[tuple[str, Item]]:
    """Every listed change with the words that point to it."""
    groups: tuple[tuple[str, tuple[Item, ...]], ...] = (
        ("purchase", scenario.purchases),
        ("transfer", scenario.transfers),
        ("modernisation", scenario.modernisations),
        ("retirement", scenario.retirements),
    )
    for name, items in groups:
        for number, item in enumerate(items, start=1):
            yield f"{name} {number}", item


def _deal_faults(scenario: Scenario, world: World) -> Iterator[str]:
    for deal_id, change in scenario.deals:
        deal = world.deal.get(deal_id)
        if deal is None:
            yield f"deals: '{deal_id}' is unknown; {nearest(deal_id, world.deal)}"
        elif fault := country_fault(deal.country, scenario, world):
            yield f"deals: {deal_id}: {fault}"
        elif change.quantity is not None and change.quantity < deal.delivered:
            yield (
                f"deals: {deal_id} has quantity {change.quantity} but {deal.delivered} are delivered already; "
                f"choose {deal.delivered} or more, or leave the deal out."
            )


def _year_faults(where: str, item: Item, world: World) -> Iterator[str]:
    earliest, latest = world.years[0], world.years[-1]
    first, last = (item.first_year, item.last_year) if isinstance(item, Purchase) else (item.year, item.year)
    if min(first, last) < earliest or max(first, last) > latest:
        yield f"{where}: years must lie from {earliest} to {latest}."
    if last < first:
        yield f"{where}: the last year {last} lies before the first year {first}; swap them."


def _option_faults(where: str, item: Purchase, option_id: str, world: World) -> Iterator[str]:
    option = world.option.get(option_id)
    if option is None:
        yield f"{where}: option '{option_id}' is unknown; {nearest(option_id, world.option)}"
    elif option.system_id != item.system_id:
        yield f"{where}: option '{option_id}' brings {option.system_id}, not {item.system_id}; name {option.system_id}."
    elif item.quantity % option.units_per_option:
        each = option.units_per_option
        less = item.quantity // each * each
        choice = f"{less:,} or {less + each:,}" if less else f"{each:,}"
        yield f"{where}: '{option_id}' comes in lots of {each:,} units, not {item.quantity:,}; choose {choice}."


def _modernisation_faults(where: str, item: Modernisation, world: World) -> Iterator[str]:
    old, new = world.system.get(item.system_id), world.system.get(item.to_system_id)
    if old is None or new is None:
        return
    if old == new:
        yield f"{where}: {item.system_id} would become itself; name another system in to_system_id."
    elif old.category != new.category:
        yield (
            f"{where}: {item.system_id} belongs to {old.category} and {item.to_system_id} to {new.category}; "
            f"choose a system of {old.category}."
        )
    elif old.counted_unit != new.counted_unit:
        yield (
            f"{where}: {item.system_id} is counted by the {old.counted_unit} and {item.to_system_id} by the "
            f"{new.counted_unit}; choose a system counted by the {old.counted_unit}."
        )
