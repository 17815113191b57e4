"""What one country could buy of the catalogue in time, what it would add, and what holds it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis import catalogue
from balance_model.core.assess import Assessment, assess, worth_of
from balance_model.domain import Option, World
from balance_model.records.scenario import Purchase, Scenario, dial_value

Pairs = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Limits:
    """What a list of purchases must keep to.

    ``delivered_by`` is the last year of delivery (the year of the aim if None), ``order_year`` that of the
    orders (the year of the data if None), ``yearly`` the most to pay in a year, million EUR. ``floors`` are
    least category values. ``costs`` (million EUR for one option), ``once`` (million EUR once for an option,
    however many are bought) and ``most`` replace the numbers of the catalogue by option id; a ``most`` of
    zero leaves an option out. Without ``assumed`` options whose price is assumed are left out.
    """

    delivered_by: int | None = None
    order_year: int | None = None
    yearly: float | None = None
    floors: Pairs = ()
    ceilings: bool = True
    assumed: bool = True
    costs: Pairs = ()
    once: Pairs = ()
    most: Pairs = ()


@dataclass(frozen=True)
class Offer:
    """A lot of one option that arrives in one year: price of one, most, and norm units that one adds in the year asked.

    ``adds`` has one entry a category.
    """

    option_id: str
    purchase: Purchase
    cost: float
    once: float
    most: int
    adds: tuple[float, ...]
    ceiling_class: str


def first_delivery(world: World, option: Option, order_year: int | None) -> int:
    """Year of first delivery: order year plus the best lead time, rounded up."""
    return (order_year or int(world.facts["data_as_of"][:4])) + ceil(option.lead_years_best)


def refusal(world: World, scenario: Scenario, option: Option, country: str, year: int, limits: Limits) -> str:
    """Why a country cannot choose an option, in words that follow its name; empty if it can."""
    arrives = first_delivery(world, option, limits.order_year) + dial_value(world, scenario, "slip_years", country)
    by = min(year, limits.delivered_by or year)
    if not option.scored:
        return "is ammunition, which is not scored"
    barred = catalogue.barrier(world, option.option_id, country)
    if barred:
        return barred
    if arrives > by:
        return f"arrives in {ceil(arrives)} at the earliest, after {by}"
    if option.evidence == "assumed" and not limits.assumed:
        return "has a price that is only assumed"
    return "" if most_left(scenario, option, country, limits) else "is bought as often as it can be, or left out"


def most_left(scenario: Scenario, option: Option, country: str, limits: Limits) -> int:
    """How many of an option can still be bought: the most, less what the scenario buys already."""
    bought = sum(
        item.quantity
        for item in scenario.purchases
        if item.country == country and item.option_id == option.option_id
    )  # fmt: skip
    most = dict(limits.most).get(option.option_id, float(option.most))
    return max(floor(most - bought / option.units_per_option), 0)


def offers(world: World, scenario: Scenario, country: str, year: int, limits: Limits) -> tuple[Offer, ...]:
    """Lots that a country can choose from, those that add nothing in the year left out.

    Without a yearly limit each option comes in one lot in its first possible year; with one it can come in any
    year until ``delivered_by``, because payments fall in the year of delivery as on the Money view.
    """
    found = []
    by = min(year, limits.delivered_by or year)
    for option in world.options:
        if not refusal(world, scenario, option, country, year, limits):
            first = first_delivery(world, option, limits.order_year)
            slip = dial_value(world, scenario, "slip_years", country)
            last = floor(by - slip) if limits.yearly is not None else first
            found += [(option, _lot(option, country, when, limits)) for when in range(first, last + 1)]
    gains = _gains(world, scenario, [lot for _, lot in found], year)
    costs, once = dict(limits.costs), dict(limits.once)
    return tuple(
        Offer(
            option.option_id, lot, costs.get(option.option_id, option.unit_cost_best), once.get(option.option_id, 0.0),
            most_left(scenario, option, country, limits), tuple(gain.tolist()),
            world.system[option.system_id].ceiling_class or "",
        )
        for (option, lot), gain in zip(found, gains, strict=True)
        if (gain > 0).any()
    )  # fmt: skip


def _lot(option: Option, country: str, when: int, limits: Limits) -> Purchase:
    own = dict(limits.costs).get(option.option_id)
    return Purchase(
        country=country, system_id=option.system_id, quantity=option.units_per_option, first_year=when,
        last_year=when, option_id=option.option_id,
        unit_cost_m=None if own is None or own == option.unit_cost_best else own / option.units_per_option,
    )  # fmt: skip


def _gains(world: World, scenario: Scenario, lots: list[Purchase], year: int) -> NDArray[np.float64]:
    """Norm units that each lot adds in a year, readiness and ramp included: shape (lot, category)."""
    before = len(scenario.purchases)
    stock = assess(world, scenario.model_copy(update={"purchases": (*scenario.purchases, *lots)})).stock
    worth, at = worth_of(world, scenario), world.years.index(year)
    systems = {row.system_id: number for number, row in enumerate(world.systems)}
    usable = {line.origin: units[at] for line, units in zip(stock.lines, stock.line_usable, strict=True)}
    rows = [usable[f"purchase:{before + n}"] * worth[systems[lot.system_id]] for n, lot in enumerate(lots, start=1)]
    return np.array(rows).reshape(len(lots), len(world.category_ids))


def headroom(answer: Assessment, country: str, year: int) -> dict[str, float]:
    """Units that a country may add in each class under a ceiling that still holds, from what it has in a year.

    A country that is no party has no entry; one above a ceiling has room for none.
    """
    world, stock = answer.world, answer.stock
    own = stock.keys // len(world.systems) == world.country_codes.index(country)
    units = stock.total[own, world.years.index(year)]
    classes = [world.systems[key % len(world.systems)].ceiling_class for key in stock.keys[own]]
    room = {}
    for row in world.ceilings:
        if row.party == country and not row.in_force_to:
            held = sum(float(number) for number, name in zip(units, classes, strict=True) if name == row.category)
            room[row.category] = max(row.ceiling - held, 0.0)
    return room


def limit_rows(
    lots: Sequence[Offer], limits: Limits, room: Mapping[str, float], paid: Mapping[int, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Limits that several lots share: rows times the counts may not exceed the room (limit,).

    Rows are (limit, lot and then option in the order of the lots); the column of an option counts once if any of
    it is bought. Lots of one option together keep to its most, lots of a class to its ceiling, payments of a year
    to what the yearly limit leaves beside ``paid``, what is paid already by year; what is paid once for an option
    falls in its first possible year.
    """
    rows: list[list[float]] = []
    most: list[float] = []
    options = [lot.option_id for lot in lots]
    firsts = {lot.option_id: lot for lot in sorted(lots, key=lambda lot: -lot.purchase.first_year)}
    once = [firsts[name] for name in dict.fromkeys(options)]
    none = [0.0] * len(once)
    for name in dict.fromkeys(options):
        if options.count(name) > 1:
            rows.append([float(other == name) for other in options] + none)
            most.append(next(float(lot.most) for lot in lots if lot.option_id == name))
    for name, units in room.items() if limits.ceilings else ():
        if any(lot.ceiling_class == name for lot in lots):
            rows.append([float(lot.purchase.quantity * (lot.ceiling_class == name)) for lot in lots] + none)
            most.append(units)
    if limits.yearly is not None:
        for year in sorted({lot.purchase.first_year for lot in lots}):
            costs = [lot.cost * (lot.purchase.first_year == year) for lot in lots]
            rows.append(costs + [lot.once * (lot.purchase.first_year == year) for lot in once])
            most.append(max(limits.yearly - paid.get(year, 0.0), 0.0))
    return np.array(rows).reshape(len(rows), len(lots) + len(once)), np.array(most)
