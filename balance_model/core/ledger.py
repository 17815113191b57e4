"""The ledger: every contribution to every strength, so that a number opens to its rows (METHOD M6)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from balance_model.core.inputs import Inputs
from balance_model.core.plan import Array
from balance_model.core.stock import Stock
from balance_model.domain import World
from balance_model.records.scenario import Scenario

COLUMNS = (
    "country", "category", "year", "system_id", "origin", "part", "held", "status", "low", "quantity", "high",
    "readiness", "worth", "strength", "evidence", "source_ids",
)  # fmt: skip
NUMBERS = frozenset({"year", "low", "quantity", "high", "readiness", "worth", "strength"})


def ledger(world: World, scenario: Scenario, stock: Stock, inputs: Inputs) -> pd.DataFrame:
    """One row per contribution to a single run.

    Columns: country, category, year, system_id, origin (``holding``, ``deal:<id>``,
    ``purchase:<n>`` or ``retirement``), part, held, status, low, quantity, high (units in
    service, negative where units leave), readiness (share usable, crew factor included), worth
    (norm units per usable unit), strength (norm units), evidence, source_ids (tuple).
    Strengths sum to the strengths of the assessment; quantities of one country, system and year sum
    to the units it has then. The sustainment base index is a row of strength without units.
    """
    names, years = world.category_ids, np.asarray(world.years)
    at_system = {row.system_id: at for at, row in enumerate(world.systems)}
    parts: list[dict[str, Any]] = []
    for line, units, usable, readiness in zip(
        stock.lines, stock.line_units, stock.line_usable, stock.line_readiness, strict=True
    ):
        worths = inputs.worth[at_system[line.system_id]]
        columns = np.nonzero(worths)[0]
        if not columns.size:
            columns = np.array([names.index(world.system[line.system_id].category)])
        live = (units != 0) | (usable != 0)
        if not live.any():
            continue
        fraction = units[live] / line.best if line.best else np.zeros(int(live.sum()))
        for order, column in enumerate(columns):
            counts = order == 0  # the units of a system are listed once, under its first category
            parts.append(
                {
                    "country": line.country,
                    "category": names[column],
                    "year": years[live],
                    "system_id": line.system_id,
                    "origin": line.origin,
                    "part": line.part,
                    "held": line.held,
                    "status": line.status,
                    "low": line.low * fraction * counts,
                    "quantity": units[live] * counts,
                    "high": line.high * fraction * counts,
                    "readiness": readiness,
                    "worth": worths[column],
                    "strength": usable[live] * worths[column],
                    "evidence": line.evidence,
                    "source_ids": line.source_ids,
                }
            )
    if scenario.evidence == "assumed":
        parts += _base_index(world, inputs.base)
    return _stacked(parts)


def _base_index(world: World, base: Array) -> list[dict[str, Any]]:
    years = np.asarray(world.years)
    return [
        {
            "country": row.country, "category": "sustainment", "year": years, "system_id": "sustainment-base",
            "origin": "holding", "part": "base index", "held": "active", "status": "", "low": 0.0,
            "quantity": 0.0, "high": 0.0, "readiness": 1.0, "worth": index, "strength": index,
            "evidence": "assumed", "source_ids": row.source_ids,
        }
        for row, index in zip(world.sustainment, base.tolist(), strict=True)
    ]  # fmt: skip


def _stacked(parts: list[dict[str, Any]]) -> pd.DataFrame:
    """One frame from column blocks whose scalars repeat over the years of the block."""
    lengths = [np.size(part["year"]) for part in parts]
    data: dict[str, Any] = {}
    for column in COLUMNS:
        if column in NUMBERS:
            blocks = [np.broadcast_to(np.asarray(part[column]), (n,)) for part, n in zip(parts, lengths, strict=True)]
            data[column] = np.concatenate(blocks) if blocks else np.zeros(0)
        else:
            once = np.empty(len(parts), dtype=object)
            once[:] = [part[column] for part in parts]
            data[column] = np.repeat(once, lengths)
    return pd.DataFrame(data, columns=list(COLUMNS))
