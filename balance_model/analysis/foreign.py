"""Foreign troops and forces, which belong to no side and are in no number of the balance."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from balance_model.analysis.words import country, listing
from balance_model.domain import ContextNote, World

TROOPS = "troops"
UNKNOWN = "–"


def by_date(notes: Iterable[ContextNote]) -> list[ContextNote]:
    """Statements with the latest first; those without a date last."""
    return sorted(notes, key=lambda row: row.as_of or "", reverse=True)


def when(as_of: str) -> float:
    """A date written YYYY, YYYY-MM or YYYY-MM-DD as a year with its fraction; a bare year is its middle."""
    year, *rest = as_of.split("-")
    return int(year) + ((int(rest[0]) - 0.5) / 12 if rest else 0.5)


def forces(world: World) -> pd.DataFrame:
    """Forces of others in a country, latest first.

    Columns: actor, place, what, words (the number), as_of, note, source_ids.
    """
    rows = [
        {
            "actor": row.actor, "place": country(world, row.country_of_deployment), "what": row.what,
            "words": UNKNOWN if row.quantity is None else f"{row.quantity:,}", "as_of": row.as_of,
            "note": row.note or "", "source_ids": row.source_ids,
        }
        for row in sorted(world.external_forces, key=lambda row: row.as_of, reverse=True)
        if row.actor != world.country[row.country_of_deployment].short
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["actor", "place", "what", "words", "as_of", "note", "source_ids"])


def missions(world: World) -> pd.DataFrame:
    """Troops of each mission by date: mission, place, as_of, date (year with fraction), number."""
    rows = [
        {
            "mission": row.actor, "place": country(world, row.country_of_deployment), "as_of": row.as_of,
            "date": when(row.as_of), "number": row.quantity,
        }
        for row in world.external_forces
        if row.what == TROOPS and row.quantity is not None
    ]  # fmt: skip
    found = pd.DataFrame(rows, columns=["mission", "place", "as_of", "date", "number"])
    return found.sort_values(["mission", "date"], kind="stable").reset_index(drop=True)


def latest(world: World) -> pd.DataFrame:
    """The latest figure of each mission, the largest first."""
    return missions(world).groupby("mission").tail(1).sort_values("number", ascending=False, kind="stable")


def headline(world: World) -> str:
    """The latest figure of each mission in a sentence."""
    parts = [
        f"{row.mission} has about {row.number:,} troops in {row.place} ({row.as_of})"
        for row in latest(world).itertuples()
    ]
    return listing(parts) or "No foreign mission has a dated number of troops"


def title(world: World, rows: pd.DataFrame) -> str:
    """How the largest mission has changed."""
    if rows.empty:
        return "No foreign mission has a dated number of troops"
    name = str(latest(world)["mission"].iloc[0])
    own = rows[rows["mission"] == name]
    low, high = int(own["number"].min()), int(own["number"].max())
    if low == high:
        return f"{name}: {high:,} troops"
    first, last = str(own["as_of"].iloc[0])[:4], str(own["as_of"].iloc[-1])[:4]
    return f"{name} had between {low:,} and {high:,} troops from {first} to {last}"
