"""Units held against the ceilings of the arms control agreement.

The agreement counts possession: a unit counts whether it is ready, in repair or in store. So readiness, worth and
weights play no part here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.unit_ranges import ranged
from balance_model.core.assess import Assessment
from balance_model.domain import Ceiling, TreatyNote, TreatyParty, World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
K = TypeVar("K")
ESTIMATES = ("low", "best", "high")
BEST, HIGH = "best", "high"
NO_CEILING = ""
"""Basis of a country and class that no ceiling limits."""
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Count:
    """Units of an answer, each counted once.

    ``held`` by country and place, ``parts`` by country, place and origin (``holding``, ``deal:<id>``,
    ``purchase:<n>`` ..., units that left as negative numbers): arrays of shape (low best high, year). A place is the
    treaty class of a system, or its kind where it has none.
    """

    world: World
    scenario: Scenario
    held: dict[tuple[str, str], Array]
    parts: dict[tuple[str, str, str], Array]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """As ``against``, made once."""
        return _against(self)


@dataclass(frozen=True, slots=True)
class Crossing:
    """The first year in which a country holds more than a ceiling, and what arrives in that year.

    ``most`` is the largest number held in any year, reached first in ``most_year``; ``causes`` are origins with
    the units that each adds in the year of the crossing, the largest first.
    """

    country: str
    category: str
    estimate: str
    year: int
    held: float
    ceiling: Ceiling
    most: float
    most_year: int
    causes: tuple[tuple[str, float], ...]


def count(answer: Assessment) -> Count:
    """Units held by country, treaty class or kind, and year, from the lines of the ledger of an answer.

    low and high take every range at its lower or its upper end at once, as ``unit_ranges.ranged`` says, system by
    system and never below zero: low is at most the best estimate, high at least.
    """
    world, stock = answer.world, answer.stock
    places = {row.system_id: row.ceiling_class or row.kind for row in world.systems}
    every = ranged(answer)
    origins = [(line.country, places[line.system_id], line.origin) for line in stock.lines]
    systems = _summed(every, [(line.country, places[line.system_id], line.system_id) for line in stock.lines])
    kept = np.maximum(np.array(list(systems.values())).reshape(-1, len(ESTIMATES), len(world.years)), 0.0)
    low, best, high = kept[:, 0], kept[:, 1], kept[:, 2]
    kept = np.stack([np.minimum(low, best), best, np.maximum(high, best)], axis=1)
    held = _summed(kept, [key[:2] for key in systems])
    return Count(world, answer.scenario, held, _summed(every, origins))


def _summed(numbers: Array, keys: list[K]) -> dict[K, Array]:
    """Arrays of one key added; first axis of ``numbers`` as ``keys``."""
    order = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    total = np.zeros((len(order), *numbers.shape[1:]))
    np.add.at(total, np.array([order[key] for key in keys], dtype=np.intp), numbers)
    return {key: total[at] for key, at in order.items()}


def class_ids(world: World) -> tuple[str, ...]:
    """Treaty classes in their order."""
    return tuple(row.class_id for row in sorted(world.treaty_classes, key=lambda row: row.order))


def party(world: World, code: str) -> TreatyParty | None:
    """How a country stands to the agreement; None if the data do not say."""
    return next((row for row in world.treaty_parties if row.country == code), None)


def ceiling_of(world: World, code: str, class_id: str, year: int) -> Ceiling | None:
    """The ceiling of a country and class that holds at the end of a year."""
    for row in _ceilings(world).get((code, class_id), ()):
        if int(row.in_force_from[:4]) <= year and (row.in_force_to is None or int(row.in_force_to[:4]) > year):
            return row
    return None


@lru_cache(maxsize=16)
def _ceilings(world: World) -> dict[tuple[str, str], tuple[Ceiling, ...]]:
    found: dict[tuple[str, str], tuple[Ceiling, ...]] = {}
    for row in world.ceilings:
        found[row.party, row.category] = (*found.get((row.party, row.category), ()), row)
    return found


def against(found: Count) -> pd.DataFrame:
    """Every country and class by year, with its ceiling.

    Columns: country, category (treaty class), year, low, best, high (units), ceiling (not a number without one),
    basis (treaty, derived, inferred; empty without a ceiling), headroom (units left at the best estimate, negative
    above the ceiling), share, share_low, share_high (of the ceiling).
    """
    return found.rows.copy()


def _against(found: Count) -> pd.DataFrame:
    world = found.world
    none = np.zeros((len(ESTIMATES), len(world.years)))
    pairs = [(code, name) for code in world.country_codes for name in class_ids(world)]
    index = pd.MultiIndex.from_product(
        [world.country_codes, class_ids(world), world.years], names=["country", "category", "year"]
    )
    units = np.array([found.held.get(pair, none) for pair in pairs]).reshape(len(pairs), *none.shape)
    numbers = {name: units[:, at].ravel() for at, name in enumerate(ESTIMATES)}
    rows = pd.DataFrame(numbers, index=index).reset_index()
    limits = [ceiling_of(world, *key) for key in index]
    rows["ceiling"] = [float("nan") if limit is None else float(limit.ceiling) for limit in limits]
    rows["basis"] = [NO_CEILING if limit is None else limit.basis for limit in limits]
    rows["headroom"] = rows["ceiling"] - rows["best"]
    for name, estimate in (("share", "best"), ("share_low", "low"), ("share_high", "high")):
        rows[name] = rows[estimate] / rows["ceiling"].where(rows["ceiling"] > 0)
    return rows


def crossings(found: Count, estimate: str = BEST) -> tuple[Crossing, ...]:
    """First year in which each party holds more than a ceiling, in the order of classes and countries."""
    rows = found.rows
    over = rows[rows[estimate] > rows["ceiling"] + _ROUNDING]
    present = set(zip(over["country"], over["category"], strict=True))
    result = []
    for category in class_ids(found.world):
        for code in found.world.country_codes:
            if (code, category) not in present:
                continue
            own = over[(over["country"] == code) & (over["category"] == category)]
            year, held = int(own["year"].iloc[0]), float(own[estimate].iloc[0])
            limit = ceiling_of(found.world, code, category, year)
            if limit is not None:
                most = own.loc[own[estimate].idxmax()]
                result.append(
                    Crossing(
                        code, category, estimate, year, held, limit, float(most[estimate]), int(most["year"]),
                        _arrivals(found, code, category, year, estimate),
                    )
                )  # fmt: skip
    return tuple(result)


def _arrivals(found: Count, code: str, category: str, year: int, estimate: str) -> tuple[tuple[str, float], ...]:
    """Origins that add units to a class in a year; none in the first year, whose past is not known."""
    at, row = found.world.years.index(year), ESTIMATES.index(estimate)
    if at == 0:
        return ()
    gained = {
        origin: float(units[row, at] - units[row, at - 1])
        for (country, place, origin), units in found.parts.items()
        if (country, place) == (code, category)
    }
    order = sorted(gained, key=lambda origin: -gained[origin])
    return tuple((origin, gained[origin]) for origin in order if gained[origin] > _ROUNDING)


def reported(found: Count) -> pd.DataFrame:
    """Numbers that others declared or estimated, beside those of this count.

    Rows of countries that hold a ceiling, since that ceiling holds. Columns: country, category, year, kind
    (declared, estimate, press), holding, source_ids, note, own_year (the year of the count that lies nearest),
    low, best, high (of this count in that year), ceiling, basis.
    """
    world = found.world
    rows = []
    counts = found.rows.set_index(["country", "category", "year"])
    for row in world.reported_holdings:
        limit = ceiling_of(world, row.party, row.category, row.year) if row.party in world.country_codes else None
        if limit is None:
            continue
        near = min(max(row.year, world.years[0]), world.years[-1])
        own = counts.loc[(row.party, row.category, near)]
        rows.append(
            {
                "country": row.party, "category": row.category, "year": row.year, "kind": row.kind,
                "holding": row.holding, "source_ids": row.source_ids, "note": row.note or "", "own_year": near,
                **{name: float(own[name]) for name in ESTIMATES}, "ceiling": float(limit.ceiling),
                "basis": limit.basis,
            }
        )  # fmt: skip
    columns = [
        "country", "category", "year", "kind", "holding", "source_ids", "note", "own_year", *ESTIMATES, "ceiling",
        "basis",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def notes(
    world: World, topics: tuple[str, ...], code: str | None = None, class_id: str | None = None
) -> list[TreatyNote]:
    """Cautions on some topics; of one country or class with those that hold for all, else all of them."""
    return [
        row
        for row in world.treaty_notes
        if row.topic in topics
        and (row.country is None or row.country in world.country_codes)
        and (code is None or row.country in (None, code))
        and (class_id is None or row.category in (None, class_id))
    ]
