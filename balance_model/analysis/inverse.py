"""What would have to be true: the smallest single change with which one side at least equals another.

Every lever is moved by whole steps, and the fewest that do are found by doubling and halving: with one step less
the aim is missed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from balance_model.analysis.levers import DIAL, KINDS, PURCHASE, WEIGHT, Lever, levers
from balance_model.analysis.readings import Many, Single
from balance_model.analysis.standing import TIE, Aim, reached
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Tell = Callable[[int, int], None]
Test = Callable[[int], bool]
_PARTS = 4
MOST_SLOW = 8
"""Dials and deals that are tried in the draws, where each step takes a run of all of them."""


@dataclass(frozen=True)
class Answer:
    """One change that reaches the aim, with the fewest steps.

    ``own`` and ``needed`` are the reading after it, ``before`` the own reading with one step less. ``size`` is the
    change as a part of what one may think of, by which answers are ordered; ``cost`` low, best and high in
    million EUR, None where nothing is paid. ``scenario`` has the change made.
    """

    kind: str
    key: str
    steps: int
    words: str
    scenario: Scenario
    own: float
    needed: float
    before: float
    size: float
    cost: tuple[float, float, float] | None


@dataclass(frozen=True)
class Miss:
    """One lever that does not reach the aim: what its best step is and gives, and how many steps it would take.

    ``would_take`` is a number beyond what can be had, None if no number would do.
    """

    kind: str
    key: str
    words: str
    own: float
    needed: float
    steps: int
    would_take: int | None


@dataclass(frozen=True)
class Inverse:
    """Answers, the smallest first, and misses, the nearest first; ``own`` and ``needed`` are the reading as it is.

    Readings are the level of the own side and the one to reach, or with ``sure`` the share of draws in which it
    is reached and the share asked for. ``untried`` dials and deals bring the two nearer in a single run, and were
    not tried in the draws.
    """

    aim: Aim
    own: float
    needed: float
    answers: tuple[Answer, ...]
    misses: tuple[Miss, ...]
    sure: float | None = None
    untried: int = 0

    @property
    def already(self) -> bool:
        """Whether nothing needs to change."""
        return reached(self.own, self.needed)


def fewest(test: Test, most: int) -> int | None:
    """The smallest whole number from 1 to ``most`` that passes a test that stays passed; None if none does."""
    if most < 1 or not test(most):
        return None
    high = 1
    while high < most and not test(high):
        high = min(2 * high, most)
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if test(middle) else (middle, high)
    return high


def smallest_changes(world: World, scenario: Scenario, aim: Aim, tell: Tell = lambda done, total: None) -> Inverse:
    """For each lever the fewest steps with which the aim is reached in a single run, and what the others give."""
    reading = Single(world, scenario, aim)
    if reached(*reading.now()):
        return Inverse(aim, *reading.now(), (), ())
    return _searched(reading, aim, list(levers(reading.base, aim)), tell)


def sure_changes(
    world: World,
    scenario: Scenario,
    aim: Aim,
    sure: float,
    draws: int,
    tell: Tell = lambda done, total: None,
) -> Inverse:
    """For each lever the fewest steps with which the aim is reached in a share ``sure`` of the draws.

    All purchases and weights are tried; of the dials and deals, which take a run of all draws at each step, those
    ``MOST_SLOW`` that take the own side furthest in a single run.
    """
    single = Single(world, scenario, aim)
    every = list(levers(single.base, aim))
    slow = [lever for lever in every if lever.kind not in (PURCHASE, WEIGHT)]
    tell(0, len(every))
    reading = Many(world, scenario, aim, [(lever.country, lever.lot) for lever in every if lever.lot], sure, draws)
    if reached(*reading.now()):
        return Inverse(aim, *reading.now(), (), (), sure)
    helpful = _helpful(single, slow, lambda done, total: tell(0, len(every)))
    left = helpful[MOST_SLOW:]
    tried = [lever for lever in every if lever not in slow or lever in helpful[:MOST_SLOW]]
    return dataclasses.replace(_searched(reading, aim, tried, tell), sure=sure, untried=len(left))


def _helpful(reading: Single, every: list[Lever], tell: Tell) -> list[Lever]:
    """Levers that bring the own side further at their best end, those that bring it furthest first."""
    own, needed = reading.now()
    gains: list[tuple[float, Lever]] = []
    for number, lever in enumerate(lever for lever in every if lever.steps):
        tell(number, len(every))
        tries = _Tries(lever, reading)
        gains.append((max(map(tries.gap, tries.ends())), lever))
    better = [(gap, lever) for gap, lever in gains if gap > own - needed + TIE]
    return [lever for _, lever in sorted(better, key=lambda pair: (-pair[0], pair[1].key))]


def _searched(reading: Single | Many, aim: Aim, every: list[Lever], tell: Tell) -> Inverse:
    answers: list[Answer] = []
    misses: list[Miss] = []
    now = reading.now()
    for number, lever in enumerate(every):
        tell(number, len(every))
        tries = _Tries(lever, reading)
        last = tries.of(lever.steps) if lever.steps else now
        if max(abs(last[0] - now[0]), abs(last[1] - now[1])) <= TIE:
            continue  # it moves nothing here
        steps = _steps(tries)
        if steps is not None:
            answers.append(_answer(lever, reading, steps))
        elif (miss := _miss(tries, now[0] - now[1])) is not None:
            misses.append(miss)
    tell(len(every), len(every))
    answers.sort(key=lambda one: (one.size, KINDS.index(one.kind), one.key))
    misses.sort(key=lambda one: (one.needed - one.own, KINDS.index(one.kind), one.key))
    return Inverse(aim, *now, tuple(answers), _one_way(misses, answers))


class _Tries:
    """What one lever gives, each number of steps worked out once."""

    def __init__(self, lever: Lever, reading: Single | Many) -> None:
        self.lever = lever
        self.of = lru_cache(maxsize=None)(lambda step: reading.of(lever, step))

    def passes(self, step: int) -> bool:
        return reached(*self.of(step))

    def gap(self, step: int) -> float:
        own, needed = self.of(step)
        return own - needed

    def ends(self) -> list[int]:
        """Where to look: the last step, and for dials and weights, which can lead back, parts of the way."""
        parts = _PARTS if self.lever.kind in (DIAL, WEIGHT) else 1
        return sorted({max(self.lever.steps * (parts - part) // parts, 1) for part in range(parts)}, reverse=True)


def _steps(tries: _Tries) -> int | None:
    """Fewest steps with which the aim is reached; also where more steps would lose it again."""
    return next((found for most in tries.ends() if (found := fewest(tries.passes, most)) is not None), None)


def _answer(lever: Lever, reading: Single | Many, steps: int) -> Answer:
    """The answer by a full run; units that are bought while others leave may need a few more."""
    after = reading.full(lever, steps)
    while not reached(*after) and steps < lever.steps:
        steps += 1
        after = reading.full(lever, steps)
    before = reading.full(lever, steps - 1)[0]
    return Answer(
        lever.kind, lever.key, steps, lever.words(steps), lever.scenario(steps), *after, before, lever.size(steps),
        lever.cost(steps),
    )  # fmt: skip


def _miss(tries: _Tries, gap: float) -> Miss | None:
    """The best that a lever gives; None if it brings the two no nearer."""
    best = max(tries.ends(), key=tries.gap)
    lever, (own, needed) = tries.lever, tries.of(best)
    if own - needed <= gap + TIE:
        return None
    would = fewest(tries.passes, lever.beyond) if lever.beyond else None
    return Miss(lever.kind, lever.key, lever.words(best), own, needed, best, would)


def _one_way(misses: list[Miss], answers: list[Answer]) -> tuple[Miss, ...]:
    """Misses without those of a dial or weight that reaches the aim in the other direction."""
    done = {answer.key.rpartition(":")[0] for answer in answers if answer.kind != PURCHASE}
    return tuple(miss for miss in misses if miss.kind == PURCHASE or miss.key.rpartition(":")[0] not in done)
