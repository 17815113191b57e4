"""Worth and quality of a system, by one rule for every country (METHOD M3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from balance_model.domain import QualityParameter, System, World

AMMUNITION = frozenset({"missile", "munition"})
"""Units that are ammunition: listed, never scored, because the launcher is."""


def parameter_score(
    value: ArrayLike, reference: float, midpoint: float, floor: float, cap: float
) -> NDArray[np.float64] | float:
    """Score of a known parameter against its reference: ``ln(1 + x/x0) / ln(1 + ref/x0)``, clipped.

    ``x0 = midpoint * reference``; the score is 1 at the reference, between ``floor`` and ``cap``.
    """
    bend = midpoint * reference
    score = np.log1p(np.asarray(value, dtype=float) / bend) / np.log1p(reference / bend)
    clipped = np.clip(score, floor, cap)
    return clipped if clipped.ndim else float(clipped)


def age_factor(introduced: float | None, reference_year: float, rate: float, floor: float, ceiling: float) -> float:
    """Share of quality left for the age of a design; 1 when the year is unknown."""
    if introduced is None:
        return 1.0
    return min(max(1.0 - rate * (reference_year - introduced), floor), ceiling)


def quality(
    system: System,
    parameters: Sequence[QualityParameter],
    classes: Mapping[str, float],
    dials: Mapping[str, float],
) -> float:
    """Quality of a system: age factor times the weighted mean of the parameters that are known.

    ``classes`` maps a parameter that is a class to its score. No known parameter leaves age alone.
    """
    scored = weight = 0.0
    floor, cap = dials["quality_floor"], dials["quality_cap"]
    for row in parameters:
        if row.parameter in classes:
            score: float = min(max(classes[row.parameter], floor), cap)
        elif getattr(system, row.parameter, None) is not None:
            score = float(
                parameter_score(getattr(system, row.parameter), row.reference, dials["quality_midpoint"], floor, cap)
            )
        else:
            continue
        scored += row.weight * score
        weight += row.weight
    age = age_factor(
        system.introduced,
        dials["age_reference_year"],
        dials["age_rate"],
        dials["age_floor"],
        dials["age_ceiling"],
    )
    return age * (scored / weight if weight else 1.0)


def worth_table(world: World, dials: Mapping[str, float]) -> NDArray[np.float64]:
    """Norm units of one item, shape (systems, categories) in the order of the world.

    Worth of the kind times its share in the category times the quality of the system there.
    """
    scores = {(row.parameter, row.class_id): row.score for row in world.classes}
    classes: dict[str, dict[str, float]] = {}
    for row in world.system_classes:
        classes.setdefault(row.system_id, {})[row.parameter] = scores[row.parameter, row.class_id]
    by_kind: dict[tuple[str, str], list[QualityParameter]] = {}
    for par in world.quality:
        by_kind.setdefault((par.category, par.kind or ""), []).append(par)
    of_kind: dict[str, list[tuple[int, str, float]]] = {}
    for item in world.worth:
        column = world.category_ids.index(item.category)
        of_kind.setdefault(item.kind, []).append((column, item.category, item.share * item.mode))
    table = np.zeros((len(world.systems), len(world.category_ids)))
    for at, system in enumerate(world.systems):
        if system.counted_unit in AMMUNITION:
            continue
        for column, category, units in of_kind.get(system.kind, []):
            rows = by_kind.get((category, system.kind)) or by_kind.get((category, ""), [])
            table[at, column] = units * quality(system, rows, classes.get(system.system_id, {}), dials)
    return table
