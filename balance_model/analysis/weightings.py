"""What the weights decide: who is first under all weightings, along one category, and what reverses it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.sampling import dirichlet, ranked
from balance_model.analysis.smaa import Smaa, smaa2
from balance_model.analysis.tipping import nearest_reversal, tie_weight
from balance_model.core.assess import Assessment
from balance_model.domain import World
from balance_model.records.scenario import Scenario, dial_value

Array = NDArray[np.float64]
ALL, CLOSE, WIDE, ORDER = "all", "close", "wide", "order"
PRIORS = (ALL, CLOSE, WIDE, ORDER)
SPREADS = {CLOSE: 0.05, WIDE: 0.10}
"""Standard deviation of a weight of one quarter near today's: a view of the reader's, no fact of the world."""
DRAWS, SEED = 20_000, 4
LEVEL = 1e-9
"""Weighted sums closer than this are level."""
BELOW_THE_FLOOR = 1e-6
"""How far the merits of who holds nothing lie below those of the floor: little, yet more than LEVEL."""
PAST_THE_TIE = 0.01
"""Part of the weight that moves beyond a tie, so that the lead really changes."""


@dataclass(frozen=True, eq=False)
class Field:
    """What is weighed against what in one year.

    ``merit`` (country, category) is what weights multiply: whoever has the larger weighted sum of it has the
    larger index, whatever the weights. ``weights`` (category,) are today's shares, of sum one.
    """

    world: World
    year: int
    categories: tuple[str, ...]
    merit: Array
    weights: Array

    @property
    def codes(self) -> tuple[str, ...]:
        """Countries in the order of the rows."""
        return self.world.country_codes

    @property
    def sums(self) -> Array:
        """Weighted sum of each country today."""
        return np.asarray(self.merit @ self.weights)

    @property
    def leader(self) -> int:
        """Row of the country that is first today; the first of several that are level."""
        return int(np.argmax(self.sums))

    def at(self, category: str) -> int:
        """Column of a category."""
        return self.categories.index(category)


def weighed(answer: Assessment, year: int, every: bool = False) -> Field:
    """The categories that carry weight today, or with ``every`` all that may carry some."""
    world, scenario = answer.world, answer.scenario
    idle = {row.enabler for row in world.shortage} if scenario.options.shortage else set()
    columns = [
        at
        for at, name in enumerate(world.category_ids)
        if answer.weights[at] > 0 or (every and name not in idle)
    ]  # fmt: skip
    values = answer.value[:, world.years.index(year), columns]
    shares = answer.weights[columns]
    names = tuple(world.category_ids[at] for at in columns)
    return Field(world, year, names, merit(values, scenario, world), shares / shares.sum())


def merit(values: Array, scenario: Scenario, world: World) -> Array:
    """Numbers whose weighted sum puts countries in the order of the index.

    The category values themselves; with limited substitution, where the index is a power mean with exponent rho,
    its summands: v^rho, log v, or -v^rho below zero, of values lifted to the floor. A country without any value
    among those given has the index 0 and not that of the floor, so its merits lie a hair below. Shape of ``values``:
    (..., country, category). The order is that of the index for weights that reach something each country holds:
    with all weight on categories that a country lacks (it holds others) its index is 0, while its merits are those
    of the floor, level with values below the floor. No weights above zero in every category do that.
    """
    rho = dial_value(world, scenario, "rho")
    if rho == 1:
        return values
    lifted = np.maximum(values, dial_value(world, scenario, "ces_floor"))
    summands = np.log(lifted) if abs(rho) < LEVEL else np.sign(rho) * lifted**rho
    return np.asarray(np.where((values != 0).any(axis=-1, keepdims=True), summands, summands - BELOW_THE_FLOOR))


def merits(field: Field, many: Ensemble) -> Array:
    """What weights multiply in each future, shape (draws, country, category)."""
    columns = [field.world.category_ids.index(name) for name in field.categories]
    values = many.value[:, :, field.world.years.index(field.year)][:, :, columns]
    return merit(values, many.scenario, field.world)


def drawn_weights(field: Field, prior: str, draws: int = DRAWS, seed: int = SEED) -> Array:
    """Weights (draws, category) in which a prior believes.

    ``all``: all weightings equally likely; ``close`` and ``wide``: near today's; ``order``: only those that keep
    today's order of importance, where categories of one weight may stand in any order.
    """
    if prior == ORDER:
        return ranked(draws, _order(field.weights), seed)
    if prior in SPREADS:
        concentration = 0.25 * 0.75 / SPREADS[prior] ** 2 - 1
        return dirichlet(draws, len(field.categories), concentration, field.weights, seed)
    return dirichlet(draws, len(field.categories), seed=seed)


def _order(weights: Array) -> list[list[int]]:
    levels = sorted({round(float(weight), 9) for weight in weights}, reverse=True)
    return [[at for at, weight in enumerate(weights) if round(float(weight), 9) == level] for level in levels]


def acceptability(field: Field, prior: str, values: Array | None = None, draws: int = DRAWS) -> Smaa:
    """SMAA-2 of the countries; ``values`` (draws, country, category) are used in turn if they are not known."""
    weights = drawn_weights(field, prior, draws)
    return smaa2(field.merit if values is None else values[np.arange(draws) % len(values)], weights)


@dataclass(frozen=True)
class Flip:
    """A share of one category at which another country takes the lead, coming from today's share."""

    share: float
    code: str


def flips(field: Field, category: str) -> tuple[Flip | None, Flip | None]:
    """The nearest changes of the lead when one category's share falls, and when it rises, the rest pro rata."""
    at, leader = field.at(category), field.leader
    today = float(field.weights[at])
    below, above = [], []
    for other, code in enumerate(field.codes):
        gap = field.merit[leader] - field.merit[other]
        share = tie_weight(field.merit[leader], field.merit[other], field.weights, at)
        if share is None:
            continue
        if share <= today + LEVEL and float(np.delete(gap, at) @ np.delete(field.weights, at)) < -LEVEL:
            below.append(Flip(min(share, today), code))
        if share >= today - LEVEL and float(gap[at]) < -LEVEL:
            above.append(Flip(max(share, today), code))
    return max(below, key=_share, default=None), min(above, key=_share, default=None)


def _share(flip: Flip) -> float:
    return flip.share


@dataclass(frozen=True, eq=False)
class Reversal:
    """The nearest weights at which a country draws level with the leader; ``shares`` is None if none do.

    ``moved`` is the part of all weight that has to move, 0 to 1.
    """

    code: str
    shares: Array | None
    moved: float


def reversals(field: Field) -> list[Reversal]:
    """One for each country but the leader, the one that needs least first, those out of reach last."""
    found = []
    for other, code in enumerate(field.codes):
        if other == field.leader:
            continue
        nearest = nearest_reversal(field.merit[field.leader], field.merit[other], field.weights)
        shares, distance = nearest if nearest is not None else (None, np.inf)
        found.append(Reversal(code, shares, distance / 2))
    return sorted(found, key=lambda one: one.moved)


def past_the_tie(field: Field, reversal: Reversal) -> dict[str, float]:
    """Raw weights of all categories, in points of a hundred, a little beyond the nearest reversal.

    The points beyond come off all categories alike and go where the country gains most.
    """
    if reversal.shares is None:
        raise ValueError("past_the_tie: no weights reverse this pair")
    gain = field.merit[field.codes.index(reversal.code)] - field.merit[field.leader]
    shares = (1 - PAST_THE_TIE) * reversal.shares
    shares[int(np.argmax(gain))] += PAST_THE_TIE
    points = dict.fromkeys(field.world.category_ids, 0.0)
    return points | {name: round(100 * float(share), 2) for name, share in zip(field.categories, shares, strict=True)}


def level_with(field: Field) -> list[int]:
    """Rows of the countries that are level with the leader today, the leader included."""
    sums = field.sums
    return [int(row) for row in np.flatnonzero(sums >= sums.max() - LEVEL)]


def never_above(field: Field) -> list[tuple[int, list[int]]]:
    """For each country, those that no weights put above it, as they are nowhere larger and somewhere smaller."""
    found = []
    for one, own in enumerate(field.merit):
        below = [
            other for other, row in enumerate(field.merit) if (own >= row).all() and (own > row).any()
        ]  # fmt: skip
        if below:
            found.append((one, below))
    return found
