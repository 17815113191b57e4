"""The cheapest package that reaches a level, and the best package for each budget.

The solver works with straight lines below the curves, so what it proposes holds; every package is then worked out
again by a full run, and units that are not needed are taken out. In the plain model a second pass with tangents
shows that nothing cheaper would do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from balance_model.analysis import procurement
from balance_model.analysis.knapsack import knapsack as knapsack
from balance_model.analysis.offers import Limits
from balance_model.analysis.packages_case import Case, Package
from balance_model.analysis.packages_model import (
    Counts,
    cheapest_counts,
    chords,
    richest_counts,
    start_points,
    tangents,
)
from balance_model.analysis.standing import Aim, Stand, levels, reached
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Tell = Callable[[int, int], None]
ROUNDS = 8
POINTS = 20
_EDGE = 1e-6
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Infeasible:
    """No package reaches the level; ``most`` is what the best one reaches of ``needed``, ``cost`` its best price."""

    reason: str
    most: float
    needed: float
    cost: float = 0.0


@dataclass(frozen=True)
class Front:
    """The best package for each budget, rising: ``points`` run in step with ``budgets`` (million EUR)."""

    aim: Aim
    budgets: tuple[float, ...]
    points: tuple[Package, ...]


def cheapest(
    world: World,
    scenario: Scenario,
    aim: Aim,
    limits: Limits = Limits(),  # noqa: B008
    tell: Tell = lambda done, total: None,
) -> Package | Infeasible:
    """The cheapest purchases of the catalogue with which the country of the aim reaches it.

    With counter layer, cap, shortage or limited substitution the problem is turned to the last package and solved
    again, a few times; the package then holds exactly, but a cheaper one may exist (``proved`` is False). So it is
    where bought units make others leave and more is asked of the solver, and where its time is up. ``tell`` is
    called before each problem is solved, ``done`` the attempts made.
    """
    case = Case(world, scenario, aim, limits)
    nothing = np.zeros(len(case.offers), dtype=np.int64)
    if case.holds(nothing):
        return case.package(nothing, proved=True)
    for attempt in range(ROUNDS):
        step = partial(tell, attempt, ROUNDS)
        counts = _holding(case, nothing, step)
        if counts is None:
            break
        counts = _trimmed(case, counts)
        counts, proved = _proved(case, counts, step) if case.plain() else (counts, False)
        found = case.package(counts, proved and not case.extra)
        if reached(found.own, found.needed):
            return found
        case.extra += found.needed - found.own + _EDGE  # bought units also leave: ask for more
    return _infeasible(case, partial(tell, ROUNDS, ROUNDS))


def front(
    world: World,
    scenario: Scenario,
    aim: Aim,
    budgets: Sequence[float],
    limits: Limits = Limits(),  # noqa: B008
    tell: Tell = lambda done, total: None,
) -> Front:
    """The package with the highest level of the own side for each budget, million EUR at best prices.

    Budgets for which the floors cannot be kept have no point. A larger budget never gives a lower level.
    """
    case = Case(world, scenario, aim, limits)
    best: Counts | None = None
    kept, points = [], []
    for number, budget in enumerate(sorted(budgets)):
        tell(number, len(budgets))
        counts = _richest(case, budget)
        if counts is not None:
            best = counts if best is None or _level(case, counts) > _level(case, best) else best
        if best is not None:
            kept.append(float(budget))
            points.append(case.package(best))
    tell(len(budgets), len(budgets))
    return Front(aim, tuple(kept), tuple(points))


@dataclass(frozen=True)
class Plan:
    """The cheapest package that reaches an aim, or why there is none, and the best packages around it by budget."""

    cheapest: Package | Infeasible
    front: Front


def plan(
    world: World,
    scenario: Scenario,
    aim: Aim,
    limits: Limits = Limits(),  # noqa: B008
    tell: Tell = lambda done, total: None,
) -> Plan:
    """The cheapest package and a front of 20 budgets above none, reaching to about twice its price.

    Where none is needed the front reaches to the country's money for new equipment until the year, where none
    reaches it to the price of everything.
    """
    tell(0, POINTS)
    found = cheapest(world, scenario, aim, limits, lambda done, total: tell(0, POINTS))
    budgets = budget_steps(world, scenario, aim, found)
    return Plan(found, front(world, scenario, aim, budgets, limits, tell))


def budget_steps(world: World, scenario: Scenario, aim: Aim, found: Package | Infeasible) -> list[float]:
    """Budgets from none upwards in round steps, million EUR."""
    top = 2 * found.cost[1] if isinstance(found, Package) else found.cost
    if not top > 0:
        top = procurement.money_until(world, scenario, aim.own[0][0], aim.year)
    wanted = max(top if top > 0 else 1.0, 1.0) / POINTS
    power = 10.0 ** np.floor(np.log10(wanted))
    step = next(part * power for part in _ROUND if part * power >= wanted * (1 - _EDGE))
    return [float(step * number) for number in range(POINTS + 1)]


def _level(case: Case, counts: Counts) -> float:
    return levels(case.answer(counts), case.aim)[0]


def _richest(case: Case, budget: float = np.inf, step: Callable[[], None] = lambda: None) -> Counts | None:
    """The package with the highest own level for a budget; None if the floors cannot be kept."""
    step()
    first = case.everything(budget)
    if first is None or case.plain():
        return first
    best, cuts = None, [case.cut(first, _own)]
    counts: Counts | None = first
    for _ in range(ROUNDS):
        if counts is not None and case.floors_held(case.answer(counts)):
            best = counts if best is None or _level(case, counts) > _level(case, best) else best
        step()
        counts = richest_counts(case.problem, chords(case.problem), cuts, budget).known()
        if counts is None:
            break
        cuts.append(case.cut(counts, _own))
    return best


def _own(answer: Stand, aim: Aim) -> float:
    return levels(answer, aim)[0]


def _holding(case: Case, nothing: Counts, step: Callable[[], None]) -> Counts | None:
    """A cheap package that holds, from chords; None if none was found."""
    lines = chords(case.problem)
    step()
    all_of_it = case.everything()
    if all_of_it is None:
        return None
    cuts = [case.cut(nothing if case.plain() else all_of_it)]
    for _ in range(ROUNDS):
        step()
        counts = cheapest_counts(case.problem, lines, cuts, case.extra + _EDGE / 10).known()
        if counts is None:
            break
        if case.holds(counts):
            return counts
        cuts.append(case.cut(counts))
    best = _richest(case, step=step)
    return best if best is not None and case.holds(best) else None


def _trimmed(case: Case, counts: Counts) -> Counts:
    """The package without units that are not needed, the dearest offers first."""
    for at in np.argsort(-case.problem.cost, kind="stable"):
        low, high = 0, int(counts[at])
        while low < high:
            taken = (low + high + 1) // 2
            fewer = counts.copy()
            fewer[at] -= taken
            low, high = (taken, high) if case.holds(fewer) else (low, taken - 1)
        counts = counts.copy()
        counts[at] -= low
    return counts


def _proved(case: Case, counts: Counts, step: Callable[[], None]) -> tuple[Counts, bool]:
    """The cheapest package of the plain model and whether that is certain, from one that holds."""
    problem = case.problem
    lines, cuts, push = tangents(problem, start_points(problem)), [case.cut(np.zeros_like(counts))], 0.0
    for _ in range(4 * ROUNDS):
        price = problem.price(counts)
        at_most = price - _EDGE * max(price, 1.0)
        if at_most < 0:
            return counts, True
        step()
        solved = cheapest_counts(problem, lines, cuts, case.extra + push, at_most)
        found = solved.counts
        if found is None:
            return counts, solved.certain
        if case.holds(found):
            return found, solved.certain
        if not solved.certain:
            break
        lines = lines.and_also(tangents(problem, problem.strength(found)[None]))
        push += _EDGE * bool(case.surplus(found) > -_EDGE)  # within the tolerance of the solver
    return counts, False


def _infeasible(case: Case, step: Callable[[], None]) -> Infeasible:
    own, needed = levels(case.base, case.aim)
    if not case.offers:
        return Infeasible("nothing on the list arrives in time and adds to it", own, needed)
    counts = _richest(case, step=step)
    if counts is None:
        return Infeasible("the floors cannot be kept, even with everything on the list", own, needed)
    own, needed = levels(case.answer(counts), case.aim)
    return Infeasible("even with everything on the list", own, needed, case.problem.price(counts))
