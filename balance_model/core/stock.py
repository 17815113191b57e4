"""The stock as it is built up: totals by country and system, and the lines they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from balance_model.core.inputs import Inputs
from balance_model.core.plan import Array, Index, Line
from balance_model.domain import World


@dataclass
class Stock:
    """The stock under a scenario: totals by country and system, and the lines they are made of.

    ``total`` and ``usable`` have shape (..., row, year); ``place`` gives the row of each country x system,
    ``keys`` the country x system of each row. Usable units are units times readiness, crew factor and ramp.
    The lists run in step, one entry a line: its units in service by year (negative where units leave), its
    usable units by year, and its readiness. Draws, if there are any, are the first axis and keep no lines.
    """

    years: Array
    keys: Index
    place: Index
    total: Array
    usable: Array
    lines: list[Line] = field(default_factory=list)
    line_units: list[Array] = field(default_factory=list)
    line_usable: list[Array] = field(default_factory=list)
    line_readiness: list[float] = field(default_factory=list)

    def add_all(self, lines: list[Line], key: Index, units: Array, usable: Array, readiness: Array) -> None:
        """Append lines given as arrays: key (n,), units and usable (..., n, year), readiness (..., n)."""
        rows = self.place[key]
        if self.total.ndim > 2:
            for at, row in enumerate(rows.tolist()):
                self.total[..., row, :] += units[..., at, :]
                self.usable[..., row, :] += usable[..., at, :]
            return
        np.add.at(self.total, rows, units)
        np.add.at(self.usable, rows, usable)
        self.lines += lines
        self.line_units += list(units)
        self.line_usable += list(usable)
        self.line_readiness += readiness.tolist()

    def add(self, line: Line, key: int, units: Array, usable: Array, readiness: Array) -> None:
        """Append one line: units and usable (..., year), readiness (...)."""
        self.total[..., self.place[key], :] += units
        self.usable[..., self.place[key], :] += usable
        if self.total.ndim == 2:
            self.lines.append(line)
            self.line_units.append(units)
            self.line_usable.append(usable)
            self.line_readiness.append(float(readiness))

    def units(self, key: int) -> Array:
        """Units of a country and system by year, shape (..., year)."""
        return np.asarray(self.total[..., self.place[key], :])

    def leave(self, line: Line, key: int, wanted: Array) -> Array:
        """Take units out of a system, never more than it has; returns the units taken by year.

        They leave at the average usable share of the system, so that what stays is never negative.
        """
        units, usable = self.units(key), self.usable[..., self.place[key], :]
        taken: Array = np.minimum(wanted, np.maximum(units, 0.0))
        share = np.divide(usable, units, out=np.zeros_like(units), where=units > 0)
        if taken.any():
            leaving = taken > 0
            mean = (share * leaving).sum(axis=-1) / np.maximum(leaving.sum(axis=-1), 1)
            self.add(line, key, -taken, -taken * share, mean)
        return taken


def possible(stock: Stock, older: int, due: Array) -> Array:
    """Units that can leave a system for good: no more than it has, now and in every later year."""
    now = np.minimum(due, np.maximum(stock.units(older), 0.0))
    return np.minimum.accumulate(now[..., ::-1], axis=-1)[..., ::-1]


def move(
    stock: Stock,
    keys: tuple[int, int],
    away: Line,
    line: Line,
    possible: Array,
    due: Array,
    usable: Array,
    share: Array,
) -> None:
    """Take units out of the first key and add the same number to the second."""
    taken = stock.leave(away, keys[0], possible)
    scale = np.divide(taken, due, out=np.zeros_like(taken), where=due > 0)
    stock.add(line, keys[1], taken, usable * scale, share)


def ramp_of(world: World, inputs: Inputs, system_id: str) -> Array:
    """Years until a unit of a system counts in full, shape (...)."""
    return np.asarray(inputs.ramp[..., world.category_ids.index(world.system[system_id].category)])


def supposed(country: str, system_id: str, quantity: int, origin: str, part: str) -> Line:
    """A line for units that a scenario moves."""
    amount = float(quantity)
    return Line(country, system_id, origin, part, "active", "", "supposed", (), amount, amount, amount)
