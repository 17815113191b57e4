"""What the arms control agreement does not limit: units by kind that no ceiling caps."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance_model.analysis.ceilings import ESTIMATES, Count
from balance_model.domain import World


def uncapped(found: Count, year: int) -> pd.DataFrame:
    """Units that no ceiling limits, by kind and country in a year.

    Columns: group, group_name, kind, kind_name, unit (what is counted), country, low, best, high. Kinds of which
    nobody holds any are left out.
    """
    world = found.world
    at, none = world.years.index(year), np.zeros((len(ESTIMATES), len(world.years)))
    kinds = {row.kind: row.name for row in world.kinds}
    rows = []
    for group in sorted(world.uncapped, key=lambda row: row.order):
        for kind in group.kinds:
            units = {code: found.held.get((code, kind), none)[:, at] for code in world.country_codes}
            if not any(each[-1] > 0 for each in units.values()):
                continue
            head = {
                "group": group.group_id, "group_name": group.name, "kind": kind, "kind_name": kinds[kind],
                "unit": unit_of(world, kind),
            }  # fmt: skip
            rows += [
                head | {"country": code} | dict(zip(ESTIMATES, map(float, each), strict=True))
                for code, each in units.items()
            ]
    columns = ["group", "group_name", "kind", "kind_name", "unit", "country", *ESTIMATES]
    return pd.DataFrame(rows, columns=columns)


def unit_of(world: World, kind: str) -> str:
    """What is counted in a kind outside the classes: its one counted unit, or ``unit`` where it has several."""
    units = {row.counted_unit for row in world.systems if row.kind == kind and not row.ceiling_class}
    return units.pop() if len(units) == 1 else "unit"
