"""One country, one aim, one set of limits: the problem for the solver, and the exact model beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis import procurement
from balance_model.analysis.offers import Limits, headroom, limit_rows, offers
from balance_model.analysis.packages_model import Counts, Cut, Problem, chords, richest_counts
from balance_model.analysis.standing import INDEX, Aim, Stand, levels, margin, one, reached, stand_of
from balance_model.core.assess import assess, curve
from balance_model.domain import World
from balance_model.records.scenario import Purchase, Scenario, dial_value

Array = NDArray[np.float64]
_NUDGE = 1e-5


@dataclass(frozen=True)
class Package:
    """Purchases of one country, and what a full run makes of them.

    ``scenario`` has them added; ``cost`` is low, best and high, million EUR of the price years. ``own`` is the
    level reached, ``needed`` the one asked for. ``proved`` says that nothing cheaper reaches it.
    """

    country: str
    purchases: tuple[Purchase, ...]
    scenario: Scenario
    cost: tuple[float, float, float]
    own: float
    needed: float
    proved: bool = False

    def counts(self, world: World) -> dict[str, int]:
        """How many of each option, by id."""
        found: dict[str, int] = {}
        for item in self.purchases:
            name = str(item.option_id)
            found[name] = found.get(name, 0) + item.quantity // world.option[name].units_per_option
        return found


class Case:
    """One country, one aim, one set of limits: the problem for the solver, and the exact model beside it."""

    def __init__(self, world: World, scenario: Scenario, aim: Aim, limits: Limits) -> None:
        country = aim.own[0][0]
        if aim.own != one(country):
            raise ValueError("purchases are sought for one country by itself; name one, with commitment 1")
        self.world, self.scenario, self.country, self.aim, self.limits = world, scenario, country, aim, limits
        self.extra = 0.0
        self.base = assess(world, scenario)
        self.stand = stand_of(self.base, aim.year)
        self.offers = offers(world, scenario, country, aim.year, limits)
        self.floors = dict(limits.floors)
        self.start = self.stand.strength[world.country_codes.index(country)]
        self.problem = self._problem()

    def answer(self, counts: Counts) -> Stand:
        """How all stand with some of each offer, by adding strengths: exact while nothing else touches the units."""
        return self.stand.added(self.country, counts @ self.problem.adds)

    def holds(self, counts: Counts) -> bool:
        """Whether target and floors are reached; ``extra`` is asked on top of the target."""
        answer = self.answer(counts)
        own, needed = levels(answer, self.aim)
        return reached(own, needed + self.extra) and self.floors_held(answer)

    def surplus(self, counts: Counts) -> float:
        """How far a package lies above the target."""
        return margin(self.answer(counts), self.aim) - self.extra

    def package(self, counts: Counts, proved: bool = False) -> Package:
        """The package of some of each offer, worked out by a full run."""
        items = tuple(
            lot.purchase.model_copy(update={"quantity": lot.purchase.quantity * int(count)})
            for lot, count in zip(self.offers, counts, strict=True)
            if count
        )
        after = self.scenario.model_copy(update={"purchases": (*self.scenario.purchases, *items)})
        own, needed = levels(assess(self.world, after), self.aim)
        prices = [procurement.price(self.world, item) for item in items]
        once = self.problem.paid_once(counts)
        cost = tuple(once + sum(price[at] for price in prices) for at in range(3))
        return Package(self.country, items, after, (cost[0], cost[1], cost[2]), own, needed, proved)

    def plain(self) -> bool:
        """Whether the score is the weighted mean of the values, so that the solver's problem is the model."""
        options, rho = self.scenario.options, dial_value(self.world, self.scenario, "rho")
        pairwise = (options.counters or options.cap or options.access) and not isinstance(self.aim.other, float)
        return not pairwise and not options.shortage and (rho == 1 or self.aim.measure != INDEX)

    def cut(self, counts: Counts, of: Callable[[Stand, Aim], float] = margin) -> Cut:
        """A straight line that touches the margin, or the own level, at a package; one for all in the plain model."""
        gains = self._gains(self.problem.strength(counts), of)
        return Cut(gains, of(self.answer(counts), self.aim) - float(gains @ self.problem.value(counts)))

    def everything(self, budget: float = np.inf) -> Counts | None:
        """As much as the limits and a budget allow, by the weights alone; None if the floors cannot be kept."""
        by_weight = [Cut(self._weights(), 0.0)]
        return richest_counts(self.problem, chords(self.problem), by_weight, budget).known()

    def floors_held(self, answer: Stand) -> bool:
        """Whether no category value of the country lies below its floor."""
        value = answer.value(self.country)
        return all(
            reached(float(value[self.world.category_ids.index(name)]), least) for name, least in self.floors.items()
        )

    def _weights(self) -> Array:
        if self.aim.measure == INDEX:
            return self.base.weights
        return np.array([float(name == self.aim.measure) for name in self.world.category_ids])

    def _gains(self, strength: Array, of: Callable[[Stand, Aim], float]) -> Array:
        """What a little more value of each category adds, from differences at some strengths."""
        if self.plain():
            return self._weights()
        gains, here = np.zeros(strength.size), of(self._near(strength), self.aim)
        for k, curve_of in enumerate(self.problem.curves):
            more = strength.copy()
            more[k] += max(strength[k], 1.0) * _NUDGE
            rise = float(curve_of(more[k : k + 1])[0] - curve_of(strength[k : k + 1])[0])
            if rise > 0:
                gains[k] = max((of(self._near(more), self.aim) - here) / rise, 0.0)
        return gains

    def _near(self, strength: Array) -> Stand:
        return self.stand.added(self.country, strength - self.start)

    def _problem(self) -> Problem:
        world, scenario = self.world, self.scenario
        paid = procurement.cost_by_year(world, scenario, self.country).groupby("year")["cost_best"].sum()
        units = headroom(self.base, self.country, self.aim.year)
        rows, room = limit_rows(
            self.offers, self.limits, units, {int(year): float(cost) for year, cost in paid.items()}
        )
        options = {lot.option_id: lot.once for lot in self.offers}
        names, form = world.category_ids, scenario.options.form
        floors = np.array([self.floors.get(name, 0.0) for name in names])
        counted = self._weights() > 0
        if scenario.options.shortage:
            counted |= np.isin(names, [row.enabler for row in world.shortage])
        return Problem(
            start=self.start,
            adds=np.array([lot.adds for lot in self.offers]).reshape(len(self.offers), len(names)),
            cost=np.array([lot.cost for lot in self.offers]),
            option=np.array([list(options).index(lot.option_id) for lot in self.offers], dtype=np.intp),
            once=np.array(list(options.values())),
            most=np.array([float(lot.most) for lot in self.offers]),
            floors=floors,
            rows=rows,
            room=room,
            curves=tuple(partial(curve, half=dial_value(world, scenario, f"half.{name}"), form=form) for name in names),
            matters=counted | (floors > 0),
        )
