"""What the weights decide, in words, computed from the answer they head."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from balance_model.analysis.smaa import Smaa
from balance_model.analysis.weightings import (
    ALL,
    CLOSE,
    LEVEL,
    ORDER,
    SPREADS,
    WIDE,
    Field,
    Flip,
    Reversal,
    flips,
    level_with,
    never_above,
)
from balance_model.analysis.words import country, index_text, listing, number_word
from balance_model.core.assess import Assessment
from balance_model.domain import World

PRIOR_WORDS = {
    ALL: "all weightings",
    CLOSE: "the weightings close to today's",
    WIDE: "the weightings near today's",
    ORDER: "the weightings that keep today's order",
}
SMALLEST_SHARE = 0.005
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
FEW = 50
"""Central weights of fewer draws than this are told to be a hint."""
SMALLEST_STEP = 0.005
"""A change of a share below half a point is not told."""


def share_text(share: float) -> str:
    """A share of draws in whole per cent; what is not none or all never reads as none or all."""
    if 0 < share < SMALLEST_SHARE:
        return "under 1 %"
    if 1 - SMALLEST_SHARE < share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def percent(share: float) -> str:
    """A weight as a share in whole per cent."""
    return f"{100 * share:.0f} %"


def prior_help(prior: str) -> str:
    """What is drawn, in one sentence."""
    if prior in SPREADS:
        return f"A weight of 25 % stays within {100 * SPREADS[prior]:.0f} points of it in two draws of three."
    if prior == ORDER:
        return "Every weighting that keeps the order of importance counts alike; equal weights have no order."
    return "Every weighting counts alike, from equal weights to all weight on one category."


def first(field: Field, found: Smaa, prior: str, drawn: bool) -> str:
    """Who is first in what part of the weightings; ``drawn`` if the numbers vary with the weights."""
    share = found.rank_acceptability[:, 0]
    order = [int(row) for row in np.argsort(-share, kind="stable")]
    names = [country(field.world, code) for code in field.codes]
    best = order[0]
    level = [row for row in order if share[row] >= 1 - LEVEL]
    where = f"In {field.year} "
    if len(level) == len(names):
        return f"{where}all are level whatever the weights"
    of = f"{PRIOR_WORDS[prior]}{', the numbers drawn within their ranges' if drawn else ''}"
    if len(level) > 1:
        return f"{where}{listing(names[row] for row in level)} are level at the top in {of}"
    if not drawn and any(one == best and len(below) == len(names) - 1 for one, below in never_above(field)):
        return f"{where}{names[best]} is first whatever the weights on {counted(field)}"
    others = [f"{names[row]} in {share_text(float(share[row]))}" for row in order[1:] if share[row] > 0]
    said = f"{where}{names[best]} is first in {share_text(float(share[best]))} of {of}"
    if share[best] >= 1:
        said = f"{where}{names[best]} is first in every one that was drawn of {of}"
    return said + (f"; {listing(others)}" if others else "")


def counted(field: Field) -> str:
    """The categories of a field in words: by number."""
    count = len(field.categories)
    return "this one category" if count == 1 else f"these {number_word(count)} categories"


def ruled_out(field: Field, drawn: bool = False) -> str:
    """What no weights can bring about at the best values; empty if nothing is ruled out.

    ``drawn`` if other numbers are drawn within their ranges beside it, for which it need not hold.
    """
    names = [country(field.world, code) for code in field.codes]
    parts = [f"{listing((names[row] for row in below), 'or')} above {names[one]}" for one, below in never_above(field)]
    who = "At the best values, no weights" if drawn else "No weights"
    return f"{who} on {counted(field)} can put {listing(parts, 'or')}." if parts else ""


def along(field: Field, category: str) -> str:
    """What happens to the lead as one category weighs more or less, the rest pro rata."""
    lower, upper = flips(field, category)
    name = field.world.category[category].name.lower()
    parts = [
        f"{country(field.world, flip.code)} leads once {name} carries {word} than {_edge(flip, word)}"
        for flip, word in ((upper, "more"), (lower, "less"))
        if flip is not None
    ]
    return listing(parts) or f"no weight of {name} alone changes the lead"


def _edge(flip: Flip, word: str) -> str:
    """A share that is safe to quote: rounded away from today's, in whole per cent unless that is none or all."""
    share, outward = 100 * flip.share, np.ceil if word == "more" else np.floor
    whole = outward(round(share, 9))
    if 0 < whole < 100:
        return f"{whole:.0f} %"
    return f"{np.clip(outward(round(10 * share, 9)) / 10, 0.1, 99.9):.1f} %"


def two_ways(field: Field, x: str, y: str) -> str:
    """What happens to the lead along the two axes of the map."""
    level = level_with(field)
    if len(level) > 1:
        names = listing(country(field.world, field.codes[row]) for row in level)
        return f"Today's weights make {names} level"
    told = [category for category in (x, y) if any(flips(field, category))]
    quiet = [category for category in (x, y) if category not in told]
    lead = country(field.world, field.codes[field.leader])
    if not told:
        names = listing((field.world.category[name].name.lower() for name in quiet), "or")
        return f"{lead} leads at any weight of {names} alone"
    said = "; ".join(along(field, name) for name in (*told, *quiet))
    return said[:1].upper() + said[1:]


def moves(field: Field, reversal: Reversal) -> str:
    """The nearest weights that reverse the lead over a country: what moves, and how much."""
    other, lead = country(field.world, reversal.code), country(field.world, field.codes[field.leader])
    if reversal.shares is None:
        return _out_of_reach(field, lead, other)
    if reversal.moved <= LEVEL:
        return f"{other} is level with {lead} already."
    steps = [
        f"{field.world.category[name].name.lower()} {percent(before)} → {percent(after)}"
        for name, before, after in zip(field.categories, field.weights, reversal.shares, strict=True)
        if abs(after - before) >= SMALLEST_STEP
    ]
    points = 100 * reversal.moved
    amount = "less than one point" if points < 0.95 else f"{points:.0f} point{'s' if round(points) > 1 else ''}"
    return f"Moving {amount} of weight draws {other} level with {lead}{': ' if steps else ''}{', '.join(steps)}."


def _out_of_reach(field: Field, lead: str, other: str) -> str:
    """That no weights reverse a pair; no more is said than the categories of the field can tell."""
    if len(field.categories) == len(field.world.category_ids):
        return f"No weights can reverse this: {lead} has at least the value of {other} in every category."
    where = "it" if len(field.categories) == 1 else "each of them"
    return f"No weights on {counted(field)} can reverse this: {lead} has at least the value of {other} in {where}."


def places(field: Field, found: Smaa) -> str:
    """Who has each place most often, for a title."""
    names = [country(field.world, code) for code in field.codes]
    told: list[str] = []
    for rank, column in enumerate(found.rank_acceptability.T[1:], start=2):
        row, last = int(np.argmax(column)), rank == len(names)
        if column[row] > 0:
            of = "" if told else " of weightings"
            told.append(f"{names[row]} is {'last' if last else ordinal(rank)} in {share_text(float(column[row]))}{of}")
    return listing(told) or "All are level"


def ordinal(rank: int) -> str:
    """A place as a word."""
    return PLACES[rank - 1] if rank <= len(PLACES) else f"number {rank}"


def scarce(field: Field, found: Smaa, draws: int) -> str:
    """Who was first in no weighting drawn, and whose central weights rest on few; empty if neither is so."""
    count = {
        country(field.world, code): round(float(share) * draws)
        for code, share in zip(field.codes, found.rank_acceptability[:, 0], strict=True)
    }
    never = [name for name, times in count.items() if times == 0]
    rare = [
        f"{name} {'in' if never else 'is first in'} only {times}" for name, times in count.items() if 0 < times < FEW
    ]
    told = []
    if never:
        told.append(f"{listing(never)} {'is' if len(never) == 1 else 'are'} first in none of the weightings drawn")
    if rare:
        told.append(f"{listing(rare)}{'' if never else ' of the weightings drawn'}, so read what it needs as a hint")
    said = "; ".join(told)
    return said[:1].upper() + said[1:] + "." if said else ""


def swing(answer: Assessment, year: int) -> str:
    """Who would be first with other weights, and what carries most of them."""
    world = answer.world
    carried = heaviest(dict(zip(world.category_ids, answer.weights.tolist(), strict=True)), world)
    score = answer.score[:, world.years.index(year)]
    order = np.argsort(-score, kind="stable")
    a, b = (country(world, world.country_codes[row]) for row in order[:2])
    one, other = (index_text(float(score[row])) for row in order[:2])
    if score[order[0]] == 0:
        return f"{carried}; in {year} no country holds anything that counts"
    stands = f"{a} and {b} would be level at {one}" if one == other else f"{a} would be first, {one} to {other} for {b}"
    return f"{carried}; in {year} {stands}"


def heaviest(shares: Mapping[str, float], world: World) -> str:
    """The category that would carry most of the weight, or all that would carry as much."""
    top = max(shares.values())
    names = [world.category[name].name for name, share in shares.items() if share >= top - SMALLEST_STEP / 10]
    words = [names[0], *(name.lower() for name in names[1:])]
    return f"{listing(words)} would {'each ' if len(words) > 1 else ''}carry {percent(top)} of the weight"
