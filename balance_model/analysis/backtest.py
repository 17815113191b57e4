"""What was known in an earlier year against what came: coverage of the bands, Brier score of the statuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.assumptions import status_steps
from balance_model.analysis.known import (
    arrived,
    known_in,
    known_since,
    status_then,
    without_changes,
    without_later_deals,
)
from balance_model.analysis.watched import Tell, untold
from balance_model.core.assess import assess, run
from balance_model.core.inputs import best_inputs, drawn_inputs
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
KNOWN, CHECKED = 2020, 2025
"""The year whose knowledge is used, and the year that is predicted."""
BANDS = (50, 80)
"""Central shares of the futures that a band should hold, in per cent."""
INDEX = "index"
DRAWS, BATCH = 2000, 250
FROM_DELIVERIES = frozenset({"arrives", "late"})
"""Inputs that stay uncertain in the narrow test: the world cannot contradict the others, which are assumed twice."""
ROUNDING = 0.005
"""Points that can move by less than this are no test."""


@dataclass(frozen=True)
class BackTest:
    """Prediction and outcome.

    ``points`` has a row for each country and measure (the index and each category value) with columns country,
    measure, low_80, low_50, median, high_50, high_80, before (the value at the end of the earlier year), came,
    expected (what would have come of the deals known then alone), open (whether known deals could move it) and
    tested (whether it is open or moved). ``deals`` has a row for each deal that was known and due: deal_id,
    country, status, chance, came (1 or 0). ``known`` deals were known then, ``unknown`` brought units and were not.
    """

    points: pd.DataFrame
    deals: pd.DataFrame
    known: int
    unknown: int


def back_test(
    world: World,
    scenario: Scenario,
    deliveries_only: bool = True,
    draws: int = DRAWS,
    seed: int | None = None,
    tell: Tell = untold,
) -> BackTest:
    """Predict ``CHECKED`` from what was known in ``KNOWN`` with the model's bands, and hold it against the data.

    With ``deliveries_only`` readiness, worth and the like are at their best values on both sides, so that the
    bands come from what the years could contradict: whether and when deals arrive. ``seed`` as in ``assess_many``.
    """
    then = known_in(world, KNOWN)
    plain = without_changes(scenario, statuses=status_steps(world)[0])
    open_ = without_changes(scenario, statuses=status_steps(world)[-1])
    at, start = world.years.index(CHECKED), world.years.index(KNOWN)
    came, before = assess(world, plain), assess(then, plain)
    expected = assess(without_later_deals(world, KNOWN), plain)
    chosen = int(world.facts["seed"]) if seed is None else seed
    measured = []
    for first in range(0, draws, BATCH):
        tell(first, draws)
        count = min(BATCH, draws - first)
        inputs = drawn_inputs(then, open_, chosen, first, count)
        if deliveries_only:
            inputs = _deliveries(inputs, best_inputs(then, open_))
        drawn = run(then, open_, inputs)
        measured.append(_measures(drawn.value[:, :, at], drawn.score[:, :, at]))
    found = points(
        np.concatenate(measured),
        _measures(before.value[:, start], before.score[:, start]),
        _measures(came.value[:, at], came.score[:, at]),
        _measures(expected.value[:, at], expected.score[:, at]),
        [(code, name) for code in world.country_codes for name in (INDEX, *world.category_ids)],
    )
    due = deals_due(world, KNOWN, CHECKED)
    later = sum(known_since(deal) > KNOWN and deal.delivered > 0 for deal in world.deals)
    return BackTest(found, due, len(then.deals), later)


def points(drawn: Array, before: Array, came: Array, expected: Array, names: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Bands and outcomes as the rows of ``BackTest.points``.

    ``drawn`` has shape (draws, n), ``before``, ``came`` and ``expected`` (n,); ``names`` are country and measure.
    """
    low_80, low_50, median, high_50, high_80 = np.quantile(drawn, [0.1, 0.25, 0.5, 0.75, 0.9], axis=0)
    open_ = np.ptp(drawn, axis=0) >= ROUNDING
    columns = {
        "low_80": low_80, "low_50": low_50, "median": median, "high_50": high_50, "high_80": high_80,
        "before": before, "came": came, "expected": expected,
        "open": open_, "tested": open_ | (np.abs(came - before) >= ROUNDING),
    }  # fmt: skip
    return pd.DataFrame({"country": [a for a, _ in names], "measure": [b for _, b in names], **columns})


def coverage(found: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """How many tested points each band holds, in all or by ``country`` or ``measure``.

    Columns: the group (if any), points, held_50, held_80, above (came higher than the 80 % band), below,
    open (points that deals known then could move), held_known (those of them that the 80 % band would hold had no
    deal been announced since). A point on the edge of a band, up to rounding, is held.
    """
    rows = found[found["tested"]].copy()
    for band in BANDS:
        rows[f"held_{band}"] = held(rows, rows["came"], band)
    rows["held_known"] = rows["open"] & held(rows, rows["expected"], BANDS[-1])
    rows["above"] = rows["came"] > rows["high_80"] + ROUNDING
    rows["below"] = rows["came"] < rows["low_80"] - ROUNDING
    columns = ["held_50", "held_80", "above", "below", "open", "held_known"]
    if by is None:
        return pd.DataFrame([{"points": len(rows), **{name: int(rows[name].sum()) for name in columns}}])
    grouped = rows.groupby(by, sort=False)
    return grouped[columns].sum().astype(int).assign(points=grouped.size()).reset_index()[[by, "points", *columns]]


def held(rows: pd.DataFrame, outcome: pd.Series, band: int) -> pd.Series:
    """Whether the band of ``band`` per cent holds each outcome, edges and rounding included."""
    low, high = rows[f"low_{band}"] - ROUNDING, rows[f"high_{band}"] + ROUNDING
    return (outcome >= low) & (outcome <= high)


def brier(chance: Array, came: Array) -> float:
    """Mean squared difference between chances and outcomes (0 or 1): 0 is perfect, 0.25 what a coin gets.

    Not a number without deals (Brier 1950).
    """
    return float(((chance - came) ** 2).mean()) if len(chance) else float("nan")


def deals_due(world: World, known: int, checked: int) -> pd.DataFrame:
    """Deals known in a year and not yet complete then, whose last delivery was due by the year checked.

    Columns deal_id, country, status (then), chance (of that status), came: 1 if all units were delivered by the
    year checked. Dates are today's, so a deal whose delivery was put off past that year is not among them.
    """
    chances = {row.status: row.mode for row in world.statuses}
    rows = []
    for deal in world.deals:
        done = arrived(deal, world, known)
        if known_since(deal) > known or done >= deal.best or deal.last_year > checked:
            continue
        status = status_then(deal, done, known)
        whole = arrived(deal, world, checked) >= deal.best
        rows.append((deal.deal_id, deal.country, status, chances[status], float(whole)))
    return pd.DataFrame(rows, columns=["deal_id", "country", "status", "chance", "came"])


def by_status(due: pd.DataFrame) -> pd.DataFrame:
    """Chance given and share that came, by status: status, deals, chance, came, brier."""
    rows = [
        (status, len(own), float(own["chance"].iloc[0]), float(own["came"].mean()),
         brier(own["chance"].to_numpy(), own["came"].to_numpy()))
        for status, own in due.groupby("status", sort=False)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["status", "deals", "chance", "came", "brier"])


def _deliveries(drawn: Any, best: Any) -> Any:
    """Draws with everything but deliveries at its best value; both are inputs, or a part of them."""
    parts: dict[str, Any] = {}
    for name in (part.name for part in fields(drawn)):
        value = getattr(drawn, name)
        if is_dataclass(value):
            parts[name] = _deliveries(value, getattr(best, name))
        elif name not in FROM_DELIVERIES:
            parts[name] = np.broadcast_to(getattr(best, name), value.shape)
    return replace(drawn, **parts)


def _measures(value: Array, score: Array) -> Array:
    """Index and category values side by side, shape (..., country x measure)."""
    both = np.concatenate([score[..., None], value], axis=-1)
    return both.reshape(*both.shape[:-2], -1)
