"""Findings on what drives a number, what each weight carries, and what threatens the sentence on screen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from balance_model.analysis.drivers import group_name
from balance_model.analysis.findings_weights import share_text
from balance_model.analysis.red_team import Effect, RedTeam, Threat
from balance_model.analysis.sobol import Indices
from balance_model.analysis.tornado import Bar
from balance_model.analysis.watched import Watched
from balance_model.analysis.words import country, listing, number_word, sentence
from balance_model.domain import World

HALF = 0.5
CLEAR = 0.05
"""Weights and shares closer than this, as parts of the whole, are called alike."""
_EFFECTS = {
    Effect.OVERTURNED: "another country is ahead",
    Effect.WEAKER: "the lead shrinks to a weaker word",
    Effect.OTHER_SECOND: "another country is second",
    Effect.STRONGER: "the lead grows to a stronger word",
    Effect.NONE: "the words stay, the lead shrinks",
}


def one_at_a_time(bars: Sequence[Bar], now: float, watched: Watched, world: World, year: int) -> str:
    """Whether any single assumption turns the order of the pair; for an index how far it moves."""
    if not bars:
        return f"No single assumption moves {watched.name(world)} in {year}"
    if watched.kind == "index":
        ends = [end for bar in bars for end in (bar.low, bar.high)]
        low, high = (watched.text(end) for end in (min(ends), max(ends)))
        here = watched.text(now)
        return f"In {year} single assumptions put {watched.name(world)}, now {here}, between {low} and {high}"
    turning = [bar for bar in bars if any(turns(end, now, watched) for end in (bar.low, bar.high))]
    a, b = country(world, watched.a), country(world, watched.b)
    if not turning:
        return f"In {year} no single assumption turns the order of {a} and {b}"
    names = listing(_lowered(bar.assumption.label) for bar in turning[:2])
    if len(turning) > 2:
        names = f"{number_word(len(turning))} single assumptions, first of all {names},"
    return f"In {year} {names} can turn the order of {a} and {b}"


def turns(end: float, now: float, watched: Watched) -> bool:
    """Whether a gap or ratio at one end says the opposite of today's."""
    level = 1.0 if watched.kind == "ratio" else 0.0
    return not (math.isnan(end) or math.isnan(now)) and (end - level) * (now - level) < 0


def longest(bars: Sequence[Bar], watched: Watched, world: World) -> str:
    """What the longest bar shows."""
    if not bars:
        return f"Nothing tried moves {watched.name(world)}"
    bar = bars[0]
    low, high = (watched.text(end) for end in sorted((bar.low, bar.high)))
    return f"{bar.assumption.label}: the largest effect on {watched.name(world)}, {low} to {high}"


def doubt(found: Indices, watched: Watched, world: World, year: int) -> str:
    """Which few groups carry half of the doubt, by what goes when each alone is known."""
    if not found.first.any():
        return f"Nothing is in doubt about {watched.name(world)} in {year}"
    order = np.argsort(-found.first, kind="stable")
    carried = np.cumsum(found.first[order])
    if carried[-1] < HALF:
        return f"No group alone explains much of the doubt about {watched.name(world)} in {year}: they act together"
    count = int(np.argmax(carried >= HALF)) + 1
    names = listing(group_name(found.groups[at], world) for at in order[:count])
    part = "Half" if round(carried[count - 1], 2) == HALF else f"{share_text(min(float(carried[count - 1]), 1.0))}"
    return f"{part} of the doubt about {watched.name(world)} in {year} comes from {names}"


def largest_part(found: Indices, watched: Watched, world: World) -> str:
    """What the longest pair of bars shows."""
    rows = found.table()
    if not rows["total"].any():
        return f"No group of inputs moves {watched.name(world)}"
    name, total = str(rows["group"][0]), float(rows["total"][0])
    part = share_text(min(total, 1.0))
    return f"{sentence(group_name(name, world))}: this has part in {part} of the doubt, more than anything else"


def how_sure(found: Indices) -> str:
    """How exact the shares are, in points of per cent: two standard errors of the worst."""
    worst = 200 * max(float(found.first_error.max(initial=0.0)), float(found.total_error.max(initial=0.0)))
    return f"each share is good to about {max(1, math.ceil(worst))} points"


def carried(rows: pd.DataFrame, among: str) -> str:
    """Where nominal and effective weight differ most; ``rows`` as made by ``importance``."""
    if not rows["share"].any():
        return f"{sentence(among)} do not differ in anything that carries weight"
    row = rows.loc[(rows["share"] - rows["weight"]).abs().idxmax()]
    weight, share = float(row["weight"]), float(row["share"])
    name = row["category_name"]
    if abs(share - weight) < CLEAR:
        return f"Each category carries about its weight of the differences between {among}"
    if share < 0:
        return f"{name} has a weight of {share_text(weight)} and works against the order of {among}"
    more = "carries" if share > weight else "carries only"
    return (
        f"{name} {more} {share_text(share)} of the differences between {among}, with a weight of {share_text(weight)}"
    )


def challenge(team: RedTeam) -> str:
    """How many single changes move an index, and whether any overturns or rewords the sentence on screen."""
    if not team.moving:
        return f"None of {team.tried} single changes tried moves an index"
    moving = "1 moves" if team.moving == 1 else f"{team.moving} move"
    tried = f"Of {team.tried} single changes tried, {moving} an index"
    if team.overturned:
        verb = "puts" if team.overturned == 1 else "put"
        more = f"; {team.reworded} more {_change(team.reworded)} the words" if team.reworded else ""
        return f"{tried}; {team.overturned} {verb} another country first{more}"
    if team.reworded:
        return f"{tried}; none puts another country first; {team.reworded} {_change(team.reworded)} the words"
    return f"{tried}; none changes this sentence"


def _change(count: int) -> str:
    return "changes" if count == 1 else "change"


def effect_words(team: RedTeam, threat: Threat) -> str:
    """What a change does to the sentence."""
    if threat.effect == Effect.CROSSED:
        return "level no more" if team.standing.verdict == "level" else "the lead is gone"
    return _EFFECTS[threat.effect]


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
