"""The single changes that could bring one side level with another: a purchase, a dial, a weight, a deal.

A lever can be moved by whole steps: one option more, one step of a dial, one per cent of weight, one unit or one
year of a deal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor

from balance_model.analysis import offers, procurement, reach
from balance_model.analysis.changes import Change, deal_name
from balance_model.analysis.deliveries import unit_words
from balance_model.analysis.offers import Limits, Offer
from balance_model.analysis.reach import parts
from balance_model.analysis.standing import INDEX, Aim
from balance_model.analysis.tables import deal_table
from balance_model.core.assess import Assessment
from balance_model.domain import Deal, Dial, World
from balance_model.records.scenario import DealChange, Scenario, dial_value

PURCHASE, DIAL, WEIGHT, DEAL = KINDS = ("purchase", "dial", "weight", "deal")
_SMALL = 1e-9
NO_LEVERS = ("money", "chance")
"""Groups of dials that describe no state of affairs that could bring two level."""


@dataclass(frozen=True)
class Lever:
    """One thing that can be changed, by whole steps up to ``steps``.

    ``scenario`` gives the scenario after some steps, ``part`` what they touch: the units and their worth, the
    index made of strengths, or one purchase (``lot`` and ``country``). ``words`` tell the change, ``size`` how
    large it is as a part of what one may think of, ``cost`` low, best and high price in million EUR (None where
    nothing is paid). ``beyond`` is a step far outside the range, 0 if there is none.
    """

    kind: str
    key: str
    steps: int
    scenario: Callable[[int], Scenario]
    part: str
    words: Callable[[int], str]
    size: Callable[[int], float]
    cost: Callable[[int], tuple[float, float, float] | None]
    beyond: int = 0
    lot: Offer | None = None
    country: str = ""


def levers(base: Assessment, aim: Aim) -> Iterator[Lever]:
    """Every lever there is for an aim, whether it reaches it or not."""
    yield from _purchases(base, aim)
    yield from _dials(base, aim)
    if aim.measure == INDEX:
        yield from _weights(base)
    yield from _deals(base, aim)


def _free(_: int) -> None:
    return None


def _purchases(base: Assessment, aim: Aim) -> Iterator[Lever]:
    """More of one option of the catalogue, ordered in the year of the data, by a country of the own side."""
    world, scenario = base.world, base.scenario
    for code, share in aim.own:
        money = procurement.money_until(world, scenario, code, aim.year)
        for lot in offers.offers(world, scenario, code, aim.year, Limits()) if share > 0 else ():
            yield _purchase(base, code, lot, money)


def _purchase(base: Assessment, code: str, lot: Offer, money: float) -> Lever:
    world, units = base.world, lot.purchase.quantity
    option = world.option[lot.option_id]

    def scenario(count: int) -> Scenario:
        items = (lot.purchase.model_copy(update={"quantity": count * units}),) if count else ()
        return base.scenario.model_copy(update={"purchases": (*base.scenario.purchases, *items)})

    def words(count: int) -> str:
        lots = f" ({count:,} lot{'s' * (count != 1)})" if units > 1 else ""
        name = world.system[option.system_id].name
        return (
            f"{world.short_name(code)} buys {count * units:,} more {name}{lots}, delivered in {lot.purchase.first_year}"
        )

    def cost(count: int) -> tuple[float, float, float]:
        return count * option.unit_cost_low, count * option.unit_cost_best, count * option.unit_cost_high

    return Lever(
        PURCHASE, f"{code}:{lot.option_id}", lot.most, scenario, PURCHASE, words,
        lambda count: cost(count)[1] / money if money > 0 else count / max(lot.most, 1),
        cost, 1_000_000 // units, lot, code,
    )  # fmt: skip


def _dials(base: Assessment, aim: Aim) -> Iterator[Lever]:
    """One dial up or down within its range; a dial of a country for each country of the two sides."""
    codes = [code for side in (aim.own, aim.other) if not isinstance(side, float) for code, _ in side]
    for row in base.world.dials:
        if row.group not in NO_LEVERS:
            for code in dict.fromkeys(codes) if row.scope == "country" else (None,):
                for end in (row.low, row.high):
                    yield from _dial(base, row, code, end)


def _dial(base: Assessment, row: Dial, code: str | None, end: float) -> Iterator[Lever]:
    world = base.world
    start = dial_value(world, base.scenario, row.id, code)
    key, towards = f"{row.id}@{code}" if code else row.id, 1 if end > start else -1
    steps = ceil(abs(end - start) / row.step - _SMALL)
    if steps <= 0:
        return

    def value(step: int) -> float:
        moved = round(start + towards * step * row.step, 10)
        return min(moved, end) if towards > 0 else max(moved, end)

    def scenario(step: int) -> Scenario:
        dials = dict(base.scenario.dials) | ({key: value(step)} if step else {})
        return base.scenario.model_copy(update={"dials": tuple(sorted(dials.items()))})

    def words(step: int) -> str:
        where = f", {world.short_name(code)}" if code else ""
        return f"{row.label}{where}: {value(step):g} instead of {start:g}"

    whole, of_index = row.high - row.low, parts(Change("dials", key, end, ""), world) <= {reach.INDEX}
    yield Lever(
        DIAL, f"{key}:{'up' if towards > 0 else 'down'}", steps, scenario,
        reach.INDEX if of_index else reach.UNITS, words, lambda step: abs(value(step) - start) / whole, _free,
    )  # fmt: skip


def _weights(base: Assessment) -> Iterator[Lever]:
    """The share of one category in whole per cents, the others in proportion."""
    world = base.world
    carried = {row.enabler for row in world.shortage} if base.scenario.options.shortage else set[str]()
    for at, name in enumerate(world.category_ids):
        if name in carried:
            continue  # with shortage on enablers have no weight of their own
        share = float(base.weights[at])
        for towards in (1, -1):
            near = floor(100 * share + _SMALL) if towards > 0 else ceil(100 * share - _SMALL)
            steps = 100 - near if towards > 0 else near
            if steps > 0 and (towards > 0 or share < 1 - _SMALL):
                yield _weight(base, at, name, near, towards, steps)


def _weight(base: Assessment, at: int, name: str, near: int, towards: int, steps: int) -> Lever:
    world, share = base.world, float(base.weights[at])

    def scenario(step: int) -> Scenario:
        if not step:
            return base.scenario
        part = (near + towards * step) / 100
        rest = (1 - part) / (1 - share) if share < 1 else 0.0
        weights = {other: 100 * rest * float(own) for other, own in zip(world.category_ids, base.weights, strict=True)}
        weights[name] = 100 * part
        return base.scenario.model_copy(update={"weights": tuple(sorted(weights.items()))})

    return Lever(
        WEIGHT, f"{name}:{'up' if towards > 0 else 'down'}", steps, scenario, reach.INDEX,
        lambda step: f"{world.category[name].name} counts {near + towards * step} % instead of {100 * share:.3g} %",
        lambda step: abs((near + towards * step) / 100 - share), _free,
    )  # fmt: skip


def _deals(base: Assessment, aim: Aim) -> Iterator[Lever]:
    """Deals of the other side later or smaller, deals of the own side larger or counted in."""
    world = base.world
    sides = [{code for code, share in side if share > 0} if not isinstance(side, float) else set[str]()
             for side in (aim.own, aim.other)]  # fmt: skip
    table = deal_table(world, base.scenario)
    open_still = table[(table["to_come"] > 0) & (table["status"] != "cancelled")]
    rows = zip(open_still["deal_id"], open_still["counted"], open_still["to_come"], strict=True)
    for deal_id, counted, to_come in rows:
        deal = world.deal[str(deal_id)]
        if deal.country in sides[0]:
            if counted:
                yield _deal(base, deal, "larger", deal.best)
            else:
                yield _deal(base, deal, "counted", 1)
        if deal.country in sides[1] and counted:
            yield _deal(base, deal, "smaller", int(to_come))
            yield _deal(base, deal, "later", _years_left(world, base.scenario, deal))


def _years_left(world: World, scenario: Scenario, deal: Deal) -> int:
    """Whole years by which a deal may come later: the range of the dial that delays all of them."""
    return max(floor(world.dial["slip_years"].high - max(scenario.deal_change(deal.deal_id).delay, 0.0)), 0)


def _deal(base: Assessment, deal: Deal, way: str, steps: int) -> Lever:
    world = base.world
    old = base.scenario.deal_change(deal.deal_id)
    units = deal.best if old.quantity is None else old.quantity
    name = deal_name(world, deal.deal_id)

    def edit(step: int) -> DealChange:
        if way == "counted":
            return old.model_copy(update={"include": True})
        if way == "later":
            return old.model_copy(update={"delay": old.delay + step})
        if way == "smaller" and step == units and not deal.delivered:
            return old.model_copy(update={"include": False})
        return old.model_copy(update={"quantity": units + (step if way == "larger" else -step)})

    def scenario(step: int) -> Scenario:
        deals = dict(base.scenario.deals) | ({deal.deal_id: edit(step)} if step else {})
        return base.scenario.model_copy(update={"deals": tuple(sorted(deals.items(), key=lambda item: item[0]))})

    def words(step: int) -> str:
        if way == "counted":
            return f"{name}: the {world_status(world, deal)} deal is counted in"
        if way == "later":
            return f"{name}: {step} year{'s' * (step > 1)} later"
        if way == "smaller" and step == units - deal.delivered:
            return f"{name}: the {unit_words(step, world.system[deal.system_id].counted_unit)} to come are left out"
        return f"{name}: {step:,} {'more' if way == 'larger' else 'fewer'} units than the {units:,} planned"

    full = {"counted": 1, "later": world.dial["slip_years"].high, "smaller": units, "larger": max(units, 1)}[way]
    return Lever(
        DEAL, f"{deal.deal_id}:{way}", steps, scenario, reach.UNITS, words,
        lambda step: step / full, _free,
    )  # fmt: skip


def world_status(world: World, deal: Deal) -> str:
    """The status of a deal as an adjective."""
    return next(row.name for row in world.statuses if row.status == deal.status).lower()
