"""Findings on ranks over the years, on overtaking, and on the back-test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.backtest import CHECKED, INDEX, KNOWN, BackTest, brier, coverage
from balance_model.analysis.findings_weights import share_text
from balance_model.analysis.ranks import Overtaking
from balance_model.analysis.words import country, listing
from balance_model.domain import World

Array = NDArray[np.float64]
_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth")
ALWAYS = 1.0
ENOUGH = 0.8
"""Share of the outcomes that a band of 80 % should hold."""


def rank_word(rank: int) -> str:
    """A rank in words: ``first`` to ``sixth``, then ``7th``."""
    return _RANKS[rank - 1] if rank <= len(_RANKS) else f"{rank}th"


def ranks(shares: Array, world: World, year: int) -> str:
    """The likeliest rank of each country in a year, the surest of first ranks first.

    ``shares`` as made by ``rank_probabilities``.
    """
    here = shares[:, :, world.years.index(year)]
    best = here.argmax(axis=1)
    order = sorted(range(len(best)), key=lambda at: (best[at], -here[at, best[at]]))
    names = [country(world, code) for code in world.country_codes]
    parts = [f"{names[at]} {rank_word(int(best[at]) + 1)} in {share_text(float(here[at, best[at]]))}" for at in order]
    head = parts[0].replace(names[order[0]], f"{names[order[0]]} is", 1) + " of the futures"
    return f"In {year} {listing([head, *parts[1:]])}"


def contested(shares: Array, world: World) -> str:
    """Whose rank is least sure, and in which year."""
    surest = shares.max(axis=1)
    if float(surest.min()) > 1 - 1e-9:
        return "Every rank is the same in all futures, in every year"
    who, at = np.unravel_index(int(surest.argmin()), surest.shape)
    first, second = np.argsort(-shares[who, :, at], kind="stable")[:2]
    name, year = country(world, world.country_codes[int(who)]), world.years[int(at)]
    one, other = (share_text(float(shares[who, rank, at])) for rank in (first, second))
    return (
        f"Least sure is the rank of {name} in {year}: {rank_word(int(first) + 1)} in {one} of the futures, "
        f"{rank_word(int(second) + 1)} in {other}"
    )


def overtakes(found: Overtaking, a: str, b: str, world: World, year: int) -> str:
    """How often one country gets ahead of another for good by a year, and how often never."""
    first, second = country(world, a), country(world, b)
    start, end = found.years[0], found.years[-1]
    if found.already >= ALWAYS:
        return f"{first} is ahead of {second} in all futures from {start} to {end}"
    if found.never >= ALWAYS:
        return f"{first} overtakes {second} in none of the futures up to {end}"
    until = year if year > start else end
    now, later = share_text(found.by(until)), share_text(found.by(end))
    parts = [f"by {until} in {now} of the futures", *([f"by {end} in {later}"] if later != now else [])]
    parts.append(f"never in {share_text(found.never)}")
    if found.already > 0:
        parts.append(f"and in {share_text(found.already)} it is ahead from the start")
    return f"{first} overtakes {second} {', '.join(parts)}"


def likeliest_year(found: Overtaking, a: str, b: str, world: World) -> str:
    """The year in which most futures have the overtaking."""
    first, second = country(world, a), country(world, b)
    if not found.share.any():
        return f"In no future does {first} overtake {second} between {found.years[0] + 1} and {found.years[-1]}"
    at = int(found.share.argmax())
    share = share_text(float(found.share[at]))
    return f"If {first} overtakes {second}, {found.years[at]} is the likeliest year: {share} of all futures"


def back_test(found: BackTest) -> str:
    """How many outcomes the bands held, and what would have been held without surprises."""
    row = coverage(found.points).iloc[0]
    if not row["points"]:
        return f"Nothing that carries weight moved between {KNOWN} and {CHECKED}, so there is nothing to test"
    held = f"The 80 % bands of {KNOWN} hold {row['held_80']} of {row['points']} outcomes of {CHECKED}"
    if row["held_80"] >= ENOUGH * row["points"]:
        return f"{held}, as many as they should"
    alone = row["open"] and row["held_known"] >= ENOUGH * row["open"]
    cause = ", because they know nothing of deals announced later" if alone else ""
    return f"{held}: they are too narrow{cause}"


def back_test_note(found: BackTest) -> str:
    """Why the misses were missed."""
    row = coverage(found.points).iloc[0]
    sides = listing(
        f"{row[side]} came out {word}" for side, word in (("above", "higher"), ("below", "lower")) if row[side]
    )
    missed = f"Of the misses {sides} than the band. " if sides else ""
    return (
        f"{missed}{found.unknown} deals that have brought units were announced after {KNOWN}. With the {found.known} "
        f"deals known then alone, the bands hold {row['held_known']} of the {row['open']} outcomes these could move."
    )


def statuses(found: pd.DataFrame) -> str:
    """How the chances of the statuses fared; ``found`` as ``BackTest.deals``."""
    if found.empty:
        return f"No deal known in {KNOWN} was due by {CHECKED}, so the chances cannot be tested."
    came, chance = float(found["came"].mean()), float(found["chance"].mean())
    score = brier(found["chance"].to_numpy(), found["came"].to_numpy())
    return (
        f"Of {len(found)} deals known in {KNOWN} and due by {CHECKED}, {share_text(came)} came in full; their statuses "
        f"gave {share_text(chance)} on average. Brier score {score:.2f} (0 is perfect, 0.25 a coin). Deals that died "
        "are seldom in the data, so this flatters."
    )


def widest_miss(points: pd.DataFrame, world: World) -> str:
    """The outcome furthest outside its band; ``points`` as in ``BackTest``."""
    rows = points[points["tested"]]
    miss = np.maximum(rows["came"] - rows["high_80"], rows["low_80"] - rows["came"])
    if rows.empty or float(miss.max()) <= 0:
        return f"Every outcome of {CHECKED} lies within its 80 % band"
    row = rows.loc[miss.idxmax()]
    name = country(world, str(row["country"]))
    what = measure_name(str(row["measure"]), world).lower()
    side, band = "above" if row["came"] > row["high_80"] else "below", _band(row["low_80"], row["high_80"])
    return f"{name}, {what}: furthest {side} its 80 % band, {row['came']:.2f} against {band}"


def measure_name(measure: str, world: World) -> str:
    """Name of the index or of a category."""
    return "Index" if measure == INDEX else world.category[measure].name


def shown_measures(world: World, weights: Sequence[float] | Array) -> list[str]:
    """The index and the categories that carry weight, in order."""
    return [INDEX, *(name for name, weight in zip(world.category_ids, weights, strict=True) if weight > 0)]


def _band(low: float, high: float) -> str:
    return f"{low:.2f}" if f"{low:.2f}" == f"{high:.2f}" else f"{low:.2f} to {high:.2f}"
