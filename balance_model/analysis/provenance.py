"""Where a number comes from: the rows behind it with their share, range, evidence, age and sources (METHOD M6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.provenance_records import NOT_STATED, YOURS, details, record_of
from balance_model.core.assess import Assessment, run, year_number
from balance_model.core.inputs import count_inputs
from balance_model.domain import EVIDENCE_LEVELS, World

Array = NDArray[np.float64]
LINE = ["system_id", "origin", "part", "held"]
"""Columns of the ledger that name a line; within a country and year no two lines share them all."""
SUPPOSED = "supposed"
"""Evidence of what a scenario adds or moves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A number on screen: the index of a country in a year, or its value in one category."""

    country: str
    year: int
    category: str | None = None


@dataclass(frozen=True, eq=False)
class Ends:
    """A run at best values, and the same with every count of units at its low and at its high end."""

    best: Assessment
    low: Assessment
    high: Assessment

    @property
    def world(self) -> World:
        """The data of all three."""
        return self.best.world

    def number(self, asked: Asked) -> tuple[float, float, float]:
        """The number asked for at the low end, at best values and at the high end."""
        low, best, high = (number_of(answer, asked) for answer in (self.low, self.best, self.high))
        return low, best, high


def ends_of(best: Assessment) -> Ends:
    """Both ends of a single run."""
    world, scenario = best.world, best.scenario
    low, high = (run(world, scenario, count_inputs(world, scenario, high=high)) for high in (False, True))
    return Ends(best, low, high)


def number_of(answer: Assessment, asked: Asked) -> float:
    """Index, or value in a category, of a country in a year."""
    at = answer.world.country_codes.index(asked.country), year_number(answer.world, asked.year)
    if asked.category is None:
        return float(answer.score[at])
    return float(answer.value[*at, answer.world.category_ids.index(asked.category)])


@dataclass(frozen=True, eq=False)
class Behind:
    """The lines behind a number.

    ``lines`` has one row a line, those at best values first: the columns of ``LINE``, status, evidence and
    units, units_low, units_high. ``best``, ``low`` and ``high`` are their strengths, shape (lines, categories),
    at best values and at both ends of the counts.
    """

    ends: Ends
    asked: Asked
    lines: pd.DataFrame
    best: Array
    low: Array
    high: Array

    @cached_property
    def strength(self) -> Array:
        """Strength of the country in the year, shape (category,)."""
        answer = self.ends.best
        at = answer.world.country_codes.index(self.asked.country), year_number(answer.world, self.asked.year)
        return np.asarray(answer.strength[at])

    @cached_property
    def parts(self) -> Array:
        """Part of the number that each category carries, shape (category,): sums to one, or is zero throughout.

        Of the index these are the terms of the plain weighted sum.
        """
        answer = self.ends.best
        if self.asked.category is not None:
            own = np.zeros(len(answer.world.category_ids))
            own[answer.world.category_ids.index(self.asked.category)] = 1.0
            return own
        at = answer.world.country_codes.index(self.asked.country), year_number(answer.world, self.asked.year)
        points = answer.weights * answer.value[at]
        return np.asarray(points / points.sum()) if points.sum() > 0 else np.zeros_like(points)

    @cached_property
    def share(self) -> Array:
        """Part of the number each line carries, shape (lines,): sums to one where the country holds anything.

        The part of a category is divided by strength; lines of units that leave have a negative share.
        """
        held = self.strength > 0
        each = np.divide(self.best, self.strength, out=np.zeros_like(self.best), where=held)
        carried = np.where(held, self.parts, 0.0)
        return np.asarray(each @ carried)

    def table(self) -> pd.DataFrame:
        """The rows behind the number, the largest share first.

        Columns: record (names the row of the data), system, words (where it comes from), units, low, high, strength
        (norm units; of the category asked for, else of all), share, evidence, confidence, date, age (years, NaN if
        unknown), note, source_ids, differ (whether several sources leave it open).
        """
        world = self.ends.world
        shown = [self.asked.category] if self.asked.category else list(world.category_ids)
        columns = [world.category_ids.index(name) for name in shown]
        counts = self.parts[columns] > 0 if self.asked.category is None else np.ones(1, dtype=bool)
        columns = [column for column, kept in zip(columns, counts, strict=True) if kept]
        rows = []
        for at, line in enumerate(self.lines.itertuples(index=False)):
            if not any(part[at, columns].any() for part in (self.best, self.low, self.high)):
                continue
            record = record_of(str(line.origin), str(line.system_id), str(line.held))
            rows.append(
                {
                    "record": record,
                    "line": at,
                    **details(world, self.ends.best.scenario, self.asked.country, record, str(line.part)),
                    "units": float(line.units),
                    "low": float(line.units_low),
                    "high": float(line.units_high),
                    "strength": float(self.best[at, columns].sum()),
                    "share": float(self.share[at]),
                    "evidence": line.evidence,
                }
            )
        frame = pd.DataFrame(rows, columns=COLUMNS)
        return frame.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)


COLUMNS = [
    "record", "line", "system", "words", "units", "low", "high", "strength", "share", "evidence", "confidence", "date",
    "age", "note", "source_ids", "differ",
]  # fmt: skip


def behind(ends: Ends, asked: Asked) -> Behind:
    """The lines of the ledger behind a number, with their strengths at best values and at both ends."""
    order = {name: at for at, name in enumerate(ends.world.category_ids)}
    runs = [list(_entries(answer, asked)) for answer in (ends.best, ends.low, ends.high)]
    places: dict[tuple[str, ...], int] = {}
    facts = []
    for row in (row for entries in runs for row in entries):
        if row[:4] not in places:
            places[row[:4]] = len(places)
            facts.append(row[:6])
    units, strength = np.zeros((3, len(places))), np.zeros((3, len(places), len(order)))
    for at, entries in enumerate(runs):
        for row in entries:
            units[at, places[row[:4]]] += row.quantity
            strength[at, places[row[:4]], order[row.category]] += row.strength
    lines = pd.DataFrame(facts, columns=[*LINE, "status", "evidence"])
    lines = lines.assign(units=units[0], units_low=units[1], units_high=units[2])
    return Behind(ends, asked, lines, strength[0], strength[1], strength[2])


def _entries(answer: Assessment, asked: Asked) -> Iterable[Any]:
    """Rows of the ledger of a country and year as tuples that begin with the columns of ``LINE``."""
    ledger = answer.ledger()
    own = ledger[ledger["year"].to_numpy() == asked.year]
    own = own[own["country"] == asked.country]
    rows: Iterable[Any] = own[[*LINE, "status", "evidence", "category", "quantity", "strength"]].itertuples(index=False)
    return rows


def by_category(answer: Assessment, code: str, year: int) -> pd.DataFrame:
    """What each category that carries weight adds to an index: category, name, strength, value, weight, points, share.

    ``points`` is weight times value, ``share`` its part of their sum.
    """
    world = answer.world
    at = world.country_codes.index(code), year_number(world, year)
    shown = [place for place, weight in enumerate(answer.weights) if weight > 0]
    points = answer.weights[shown] * answer.value[at][shown]
    total = points.sum()
    return pd.DataFrame(
        {
            "category": [world.category_ids[place] for place in shown],
            "name": [world.category[world.category_ids[place]].name for place in shown],
            "strength": answer.strength[at][shown],
            "value": answer.value[at][shown],
            "weight": answer.weights[shown],
            "points": points,
            "share": points / total if total > 0 else np.zeros(len(shown)),
        }
    )


def shares_by(table: pd.DataFrame, column: str, order: Sequence[str]) -> list[tuple[str, float]]:
    """Part of a number that rests on rows of each class of a column, in an order; rows that take away are left out."""
    kept = table[table["share"] > 0]
    parts = kept.groupby(column)["share"].sum()
    total = float(parts.sum())
    found = [name for name in order if name in parts.index]
    return [(name, float(parts[name]) / total) for name in found] if total > 0 else []


def evidence_shares(table: pd.DataFrame) -> list[tuple[str, float]]:
    """Part of a number by class of evidence, the firmest first; what the scenario adds comes last."""
    return shares_by(table, "evidence", (*EVIDENCE_LEVELS, SUPPOSED))


def confidence_shares(table: pd.DataFrame) -> list[tuple[str, float]]:
    """Part of a number by confidence in its rows, the highest first."""
    return shares_by(table, "confidence", ("high", "medium", "low", NOT_STATED, YOURS))
