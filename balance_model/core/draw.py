"""Where a run takes its uncertain numbers from: best values, or draws by name (METHOD M17)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from balance_model.core import chance
from balance_model.core.plan import Array
from balance_model.core.ranges import Ranges
from balance_model.domain import Deal, Slip, World
from balance_model.records.scenario import Scenario, dial_value


class Best:
    """Best values."""

    def __init__(self, deals: int) -> None:
        self._deals = deals

    def values(self, ranges: Ranges, share: float = 0.0) -> Array:
        """The best value of each, shape (n,)."""
        return ranges.mode

    def delivery(self) -> tuple[Array, Array]:
        """All deals arrive, none is late; both (deals,)."""
        return np.ones(self._deals), np.zeros(self._deals)


class Counts(Best):
    """Best values, but every count of units at one end of its range; what leaves is at the other end."""

    def __init__(self, deals: int, *, high: bool) -> None:
        super().__init__(deals)
        self._high = high

    def values(self, ranges: Ranges, share: float = 0.0) -> Array:
        """The end of each count, the best value of everything else, shape (n,)."""
        kind = ranges.names[0].partition(":")[0] if ranges.names else ""
        if kind not in {"quantity", "deal", "withdrawn", "sustainment"}:
            return ranges.mode
        return ranges.high if self._high != (kind == "withdrawn") else ranges.low


class Ends(Best):
    """Best values in every draw, but for one count in each: two draws a name, at its low end and at its high end."""

    def __init__(self, deals: int, names: Sequence[str]) -> None:
        super().__init__(deals)
        self._place = {name: 2 * at for at, name in enumerate(names)}

    def values(self, ranges: Ranges, share: float = 0.0) -> Array:
        """The best value of each, but in its own two draws the ends; shape (draws, n)."""
        result = np.tile(ranges.mode, (2 * len(self._place), 1))
        for column, name in enumerate(ranges.names):
            if (row := self._place.get(name)) is not None:
                result[row : row + 2, column] = ranges.low[column], ranges.high[column]
        return result

    def delivery(self) -> tuple[Array, Array]:
        """All deals arrive, none is late; both (draws, deals)."""
        arrives, late = super().delivery()
        return np.tile(arrives, (2 * len(self._place), 1)), np.tile(late, (2 * len(self._place), 1))


class Drawn:
    """Draws by name."""

    def __init__(self, world: World, scenario: Scenario, seed: int, first: int, count: int) -> None:
        self._world, self._scenario = world, scenario
        self._which = seed, first, count

    def values(self, ranges: Ranges, share: float = 0.0) -> Array:
        """PERT draws (draws, n); ``share`` of the variance is common to rows with the same common name."""
        result = np.tile(ranges.mode, (self._which[2], 1))
        spread = np.flatnonzero(ranges.high > ranges.low)
        if spread.size:
            names = [ranges.names[at] for at in spread]
            own, common = self._scores(names, [ranges.common[at] for at in spread] if ranges.common else ())
            score = chance.joined(own, common, share) if ranges.common else own
            result[:, spread] = chance.pert(score, ranges.low[spread], ranges.mode[spread], ranges.high[spread])
        return result

    def delivery(self) -> tuple[Array, Array]:
        """Whether each deal arrives (1 or 0), and how many years late, both (draws, deals)."""
        world, deals = self._world, self._world.deals
        share = dial_value(world, self._scenario, "common_delivery")
        order = [row.status for row in world.statuses]
        rows = [(f"status:{row.status}", row.low, row.mode, row.high) for row in world.statuses]
        chances = self.values(Ranges.of(rows))
        own, common = self._scores(
            [f"delivery:{deal.deal_id}" for deal in deals], [f"delivery:{deal.country}" for deal in deals]
        )
        drawn = chance.probability(chance.joined(own, common, share))
        arrives = drawn < chances[:, [order.index(deal.status) for deal in deals]]
        own, common = self._scores(
            [f"slip:{deal.deal_id}" for deal in deals], [f"slip:{deal.country}" for deal in deals]
        )
        late = _slips(chance.joined(own, common, share), [programme(world, deal) for deal in deals])
        return arrives.astype(float), late

    def _scores(self, names: Sequence[str], common: Sequence[str]) -> tuple[Array, Array]:
        shared = sorted(set(common))
        drawn = chance.scores([*names, *shared], *self._which)
        places = {name: len(names) + at for at, name in enumerate(shared)}
        return drawn[:, : len(names)], drawn[:, [places[name] for name in common]]


def programme(world: World, deal: Deal) -> Slip:
    """The class of programme that says how late a deal comes: the first that names its kind or category."""
    category = world.system[deal.system_id].category
    named = (row for row in world.slip if deal.deal_kind in row.deal_kinds or category in row.categories)
    rest = (row for row in world.slip if not row.deal_kinds and not row.categories)
    return next(named, None) or next(rest)


def _slips(score: Array, classes: Sequence[Slip]) -> Array:
    """Years late at normal scores (draws, n): some on time, the others by PERT."""
    late = np.zeros(score.shape)
    below = chance.probability(score)
    for row in {one.programme: one for one in classes}.values():
        columns = [at for at, one in enumerate(classes) if one.programme == row.programme]
        share = (below[:, columns] - row.on_time_share) / max(1.0 - row.on_time_share, 1e-12)
        rest = np.clip(share, 1e-12, 1.0 - 1e-12)
        ends = (np.full(len(columns), end) for end in (row.low, row.mode, row.high))
        years = chance.pert(chance.score_of(rest), *ends)
        late[:, columns] = np.where(below[:, columns] < row.on_time_share, 0.0, years)
    return late
