"""Packages: 30 offers in 10 categories, and a front of 20 points, against the bare solver on the same programme."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the Makefile

from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from balance_model.analysis.offers import Limits
from balance_model.analysis.packages import cheapest, front
from balance_model.analysis.packages_case import Case
from balance_model.analysis.packages_model import chords
from balance_model.analysis.standing import INDEX, Aim, levels, one
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from bench.timing import Line, medians_ms, seconds

OFFERS, POINTS, ROUNDS = 30, 20, 5
YEAR, BUYER, LEVEL = 2032, "BIH", 0.3
AIM = Aim(one(BUYER), LEVEL, INDEX, YEAR)


def setting() -> tuple[World, Scenario, Limits]:
    """All categories count the same; of each category the same number of options, thirty in all."""
    world = load_world()
    scenario = altered(load_scenario("baseline", world), {"weights": dict.fromkeys(world.category_ids, 1.0)}, world)
    offered = Case(world, scenario, AIM, Limits()).offers
    kept = {lot.option_id for lot in offered[:: max(len(offered) // OFFERS, 1)][:OFFERS]}
    none = tuple((row.option_id, 0.0) for row in world.options if row.option_id not in kept)
    return world, scenario, Limits(most=none)


def bare(case: Case, budget: float | None) -> None:
    """The chord programme put together by hand, least price for the target or most value for a budget, solved once."""
    problem, lines, weights = case.problem, chords(case.problem), case.base.weights
    offers, used = problem.cost.size, problem.used
    rows = np.zeros((lines.category.size, offers + used.size))
    rows[:, :offers] = -lines.slope[:, None] * problem.adds[:, lines.category].T
    rows[np.arange(lines.category.size), offers + np.searchsorted(used, lines.category)] = 1.0
    limits = [LinearConstraint(csr_array(rows), -np.inf, lines.height + lines.slope * problem.start[lines.category])]
    if problem.room.size:
        shared = np.hstack([problem.rows, np.zeros((problem.room.size, used.size))])
        limits.append(LinearConstraint(shared, -np.inf, problem.room))
    price, value = np.zeros(offers + used.size), np.zeros(offers + used.size)
    price[:offers], value[offers:] = problem.cost, weights[used]
    if budget is None:
        needed = levels(case.stand, AIM)[1]
        goal, limits = price, [*limits, LinearConstraint(value[None], needed, np.inf)]
    else:
        goal, limits = -value, [*limits, LinearConstraint(price[None], -np.inf, budget)]
    found = milp(
        goal,
        constraints=limits,
        integrality=np.r_[np.ones(offers), np.zeros(used.size)],
        bounds=Bounds(0, np.r_[problem.most, np.ones(used.size)]),
        options={"mip_rel_gap": 1e-9 if budget is None else 5e-4, "time_limit": 20},
    )
    if found.x is None:
        raise RuntimeError("the bare programme has no solution, so times cannot be compared")


def lines() -> list[Line]:
    """The cheapest package, and the front."""
    world, scenario, limits = setting()
    case = Case(world, scenario, AIM, limits)
    budgets = np.linspace(0, 1500, POINTS).tolist()
    print(f"{len(case.offers)} offers, {case.problem.used.size} categories")

    def bare_front() -> None:
        for budget in budgets:
            bare(case, budget)

    one_package = medians_ms(
        [
            partial(seconds, partial(cheapest, world, scenario, AIM, limits)),
            partial(seconds, partial(bare, case, None)),
        ],
        ROUNDS,
    )
    points = medians_ms(
        [partial(seconds, partial(front, world, scenario, AIM, budgets, limits)), partial(seconds, bare_front)], ROUNDS
    )
    return [
        Line("cheapest package, proved and run again exactly", "one bare milp call", *one_package),
        Line(f"front of {POINTS} points, each run again exactly", f"{POINTS} bare milp calls", *points),
    ]


if __name__ == "__main__":
    for line in lines():
        print(f"{line.what:50} {line.ours_ms:9.1f} ms {line.peer_ms:9.1f} ms {line.ratio:6.2f}  {line.peer}")
