"""What the data alone say about holdings and deals, as arrays ready for any scenario (METHOD M4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from balance_model.domain import EVIDENCE_LEVELS, Deal, Holding, World

Array = NDArray[np.float64]
Index = NDArray[np.intp]
HELD = ("active", "mixed", "stored")


@dataclass(frozen=True, slots=True)
class Line:
    """Where some units of one country and system come from, or why they go; independent of years."""

    country: str
    system_id: str
    origin: str
    part: str
    held: str
    status: str
    evidence: str
    source_ids: tuple[str, ...]
    low: float
    best: float
    high: float


@dataclass(frozen=True)
class Holdings:
    """Rows of the inventory without the units that deals brought, with those that deals took away."""

    rows: tuple[Holding, ...]
    lines: tuple[Line, ...]
    key: Index
    country: Index
    held: Index
    evidence: Index
    own: Array


@dataclass(frozen=True)
class Deals:
    """Deals as columns. ``key`` is country x system; ``done`` units are in the inventory already.

    ``done`` arrive evenly from ``first`` to ``until``, the rest from ``start`` to ``end``.
    ``row_*`` describe the inventory row that holds the delivered units, ``old_*`` the row that held
    converted units before; ``row`` and ``old_row`` are its place among the holdings, -1 if there is none.
    """

    delivered: tuple[Line, ...]
    coming: tuple[Line, ...]
    away: tuple[Line, ...]
    key: Index
    old_key: Index
    row: Index
    old_row: Index
    country: Index
    category: Index
    status: NDArray[np.str_]
    evidence: Index
    row_evidence: Index
    row_held: Index
    old_evidence: Index
    old_held: Index
    upgrade: NDArray[np.bool_]
    convert: NDArray[np.bool_]
    best: Array
    done: Array
    first: Array
    until: Array
    start: Array
    end: Array


@dataclass(frozen=True)
class Plan:
    """Holdings and deals of a world, and where each (country, system) stands in the totals."""

    holdings: Holdings
    deals: Deals
    systems: dict[str, int]
    countries: dict[str, int]
    snapshot: int

    def key(self, country: str, system_id: str) -> int:
        """Row of a country and system in totals of shape (country x system, year)."""
        return self.countries[country] * len(self.systems) + self.systems[system_id]


def year_of(date: str) -> int:
    """The year of a date written YYYY, YYYY-MM or YYYY-MM-DD."""
    return int(date[:4])


@lru_cache(maxsize=16)
def plan_of(world: World) -> Plan:
    """The plan of a world, made once."""
    countries = {code: at for at, code in enumerate(world.country_codes)}
    systems = {row.system_id: at for at, row in enumerate(world.systems)}
    rows: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for row in world.inventory:
        rows[row.country, row.system_id].append(row)
    for held in rows.values():
        held.sort(key=lambda row: HELD.index(row.held))
    snapshot = year_of(world.facts["data_as_of"])
    holdings = _holdings(world, rows, countries, systems)
    return Plan(holdings, _deals(world, rows, countries, systems, snapshot), systems, countries, snapshot)


def _holdings(
    world: World,
    rows: dict[tuple[str, str], list[Holding]],
    countries: dict[str, int],
    systems: dict[str, int],
) -> Holdings:
    through_deals: dict[tuple[str, str], float] = defaultdict(float)
    for deal in world.deals:
        if not _upgrades(deal):
            through_deals[deal.country, deal.system_id] -= deal.delivered
        if _converts(deal):
            through_deals[deal.country, str(deal.replaces_system_id)] += deal.delivered
    lines = []
    for key, held in rows.items():
        left = through_deals.get(key, 0.0)
        for row in held:
            own = max(row.best + left, 0.0)
            left = min(row.best + left, 0.0)
            lines.append(
                Line(
                    row.country, row.system_id, "holding", "held", row.held, "", row.evidence, row.source_ids,
                    max(own + row.low - row.best, 0.0), own, own + row.high - row.best,
                )
            )  # fmt: skip
    return Holdings(
        tuple(row for held in rows.values() for row in held),
        tuple(lines),
        np.array(
            [countries[line.country] * len(systems) + systems[line.system_id] for line in lines],
            dtype=np.intp,
        ),
        np.array([countries[line.country] for line in lines], dtype=np.intp),
        np.array([HELD.index(line.held) for line in lines], dtype=np.intp),
        np.array([EVIDENCE_LEVELS.index(line.evidence) for line in lines], dtype=np.intp),
        np.array([line.best for line in lines], dtype=float),
    )


def _deals(
    world: World,
    rows: dict[tuple[str, str], list[Holding]],
    countries: dict[str, int],
    systems: dict[str, int],
    snapshot: int,
) -> Deals:
    table: dict[str, list[object]] = defaultdict(list)
    categories = {name: at for at, name in enumerate(world.category_ids)}
    places = {id(row): at for at, row in enumerate(row for held in rows.values() for row in held)}
    for deal in world.deals:
        held = rows.get((deal.country, deal.system_id))
        row = held[0] if held else None
        older = rows.get((deal.country, str(deal.replaces_system_id))) if _converts(deal) else None
        old = older[0] if older else None
        start = max(deal.first_year, year_of(row.as_of) + 1) if row else deal.first_year
        evidence = row.evidence if row else deal.evidence
        done = float(deal.delivered)
        delivered = deal_line(deal, "delivered", done, held=row.held if row else "active", evidence=evidence)
        table["delivered"].append(delivered)
        table["coming"].append(deal_line(deal, "to come", float(deal.best - deal.delivered)))
        away = deal_line(
            deal, "converted", done,
            held=old.held if old else "active", evidence=old.evidence if old else deal.evidence,
            system_id=deal.replaces_system_id or deal.system_id,
        )  # fmt: skip
        table["away"].append(away)
        row_of_country = countries[deal.country] * len(systems)
        table["key"].append(row_of_country + systems[deal.system_id])
        table["old_key"].append(row_of_country + systems[away.system_id])
        table["row"].append(places.get(id(row), -1))
        table["old_row"].append(places.get(id(old), -1))
        table["country"].append(countries[deal.country])
        table["category"].append(categories[world.system[deal.system_id].category])
        table["evidence"].append(EVIDENCE_LEVELS.index(deal.evidence))
        table["row_evidence"].append(EVIDENCE_LEVELS.index(evidence))
        table["row_held"].append(HELD.index(delivered.held))
        table["old_evidence"].append(EVIDENCE_LEVELS.index(old.evidence) if old else len(EVIDENCE_LEVELS))
        table["old_held"].append(HELD.index(away.held))
        table["upgrade"].append(_upgrades(deal))
        table["convert"].append(_converts(deal))
        table["best"].append(float(deal.best))
        table["done"].append(done)
        table["first"].append(float(deal.first_year))
        table["until"].append(float(max(deal.first_year, min(deal.last_year, snapshot))))
        table["start"].append(float(start))
        table["end"].append(float(max(deal.last_year, start)))
    indices = {
        "key",
        "old_key",
        "row",
        "old_row",
        "country",
        "category",
        "evidence",
        "row_evidence",
        "row_held",
        "old_evidence",
        "old_held",
    }
    arrays = {
        name: np.array(
            table[name],
            dtype=np.intp if name in indices else bool if name in {"upgrade", "convert"} else float,
        )
        for name in (*sorted(indices), "upgrade", "convert", "best", "done", "first", "until", "start", "end")
    }
    return Deals(
        delivered=tuple(table["delivered"]),  # type: ignore[arg-type]
        coming=tuple(table["coming"]),  # type: ignore[arg-type]
        away=tuple(table["away"]),  # type: ignore[arg-type]
        status=np.array([deal.status for deal in world.deals], dtype=str),
        **arrays,
    )


def _converts(deal: Deal) -> bool:
    """Whether a deal turns units of one system into another."""
    return deal.deal_kind == "modernisation" and deal.replaces_system_id != deal.system_id


def _upgrades(deal: Deal) -> bool:
    """Whether a deal improves units in place."""
    return deal.deal_kind == "modernisation" and deal.replaces_system_id == deal.system_id


def deal_line(
    deal: Deal,
    part: str,
    best: float,
    *,
    held: str = "active",
    evidence: str | None = None,
    system_id: str | None = None,
) -> Line:
    """A line for ``best`` units of a deal; low and high keep the deal's own proportions."""
    scale = best / deal.best if deal.best else 0.0
    low, high = min(deal.low * scale, best), max(deal.high * scale, best)
    return Line(
        deal.country, system_id or deal.system_id, f"deal:{deal.deal_id}", part, held, deal.status,
        evidence or deal.evidence, deal.source_ids, low, best, high,
    )  # fmt: skip
