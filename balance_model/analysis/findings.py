"""Findings in words, computed from the answer they head, never typed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from balance_model.analysis.changes import Change, changes
from balance_model.analysis.words import (
    SMALLEST_CHANGE,
    country,
    index_text,
    listing,
    ratio_text,
    sentence,
    signed,
)
from balance_model.core.assess import Assessment
from balance_model.domain import World
from balance_model.records.scenario import LISTS, Options, Scenario, Side


def verdict(world: World, ratio: float) -> tuple[str, str]:
    """Class and words of a ratio of one or more: ('ahead', 'is ahead of')."""
    for row in world.verdicts:
        if row.measure == "ratio" and row.low <= ratio < row.high:
            return row.verdict, row.words
    return "well", "is well ahead of"


def balance(answer: Assessment, year: int) -> str:
    """One sentence: who is ahead in a year, by how much, and where the others stand."""
    world = answer.world
    at = world.years.index(year)
    order = sorted(world.country_codes, key=lambda code: -answer.score[world.country_codes.index(code), at])
    score = {code: float(answer.score[world.country_codes.index(code), at]) for code in order}
    names = {code: country(world, code) for code in order}
    if score[order[0]] == 0:
        return f"In {year} no country holds anything that counts under this choice of weights and evidence."
    first, second, *others = order
    if score[second] == 0:
        head = f"In {year} only {names[first]} holds anything that counts: index {index_text(score[first])}"
        return head + "."
    kind, words = verdict(world, score[first] / score[second])
    if kind == "level":
        head = f"In {year} {names[first]} and {names[second]} are about level on the holdings index"
    else:
        head = f"In {year} {names[first]} {words} {names[second]} on the holdings index"
    head += f", {index_text(score[first])} to {index_text(score[second])}"
    rest = listing(f"{names[code]} at {index_text(score[code])}" for code in others)
    return f"{head}; {rest}." if rest else f"{head}."


def profile(answer: Assessment, year: int) -> str:
    """Who leads in each category that carries weight."""
    world = answer.world
    at = world.years.index(year)
    leads: dict[tuple[str, ...], list[str]] = {}
    empty = []
    for column, category in enumerate(world.category_ids):
        if answer.weights[column] == 0:
            continue
        name = world.category[category].name.lower()
        values = answer.value[:, at, column]
        best = float(values.max())
        if best == 0:
            empty.append(name)
            continue
        level = tuple(
            code
            for code, value in zip(world.country_codes, values, strict=True)
            if value > 0 and verdict(world, best / value)[0] == "level"
        )
        leads.setdefault(level, []).append(name)
    parts = []
    for codes, names in sorted(leads.items(), key=lambda item: (len(item[0]), -len(item[1]))):
        who = listing(country(world, code) for code in codes)
        parts.append(f"{who} lead{'s' if len(codes) == 1 else ' together'} in {listing(names)}")
    if empty:
        parts.append(f"no one holds anything in {listing(empty)}")
    return sentence("; ".join(parts))


def over_time(answer: Assessment, year: int) -> str:
    """How the gap between the two highest in a year came about since the first year."""
    world = answer.world
    at = world.years.index(year)
    start = world.years[0]
    order = np.argsort(-answer.score[:, at], kind="stable")
    first, second = int(order[0]), int(order[1])
    now = float(answer.score[first, at] - answer.score[second, at])
    then = float(answer.score[first, 0] - answer.score[second, 0])
    a, b = (country(world, world.country_codes[number]) for number in (first, second))
    if answer.score[first, at] == 0:
        return "No country holds anything that counts"
    if at == 0:
        return f"{a} starts {index_text(now)} ahead of {b} in {start}"
    if round(then, 2) < 0:
        return f"{a} passes {b}: from {index_text(-then)} behind in {start} to {index_text(now)} ahead in {year}"
    change = round(now, 2) - round(then, 2)
    if abs(change) < 0.015:
        return f"The lead of {a} over {b} hardly changes: {index_text(then)} in {start}, {index_text(now)} in {year}"
    verb = "widens" if change > 0 else "narrows"
    return f"The lead of {a} over {b} {verb} from {index_text(then)} in {start} to {index_text(now)} in {year}"


def side_words(world: World, side: Side) -> str:
    """Members of a side, with commitments below one."""
    return listing(
        country(world, code) + (f" at {100 * share:.0f} %" if share < 1 else "") for code, share in side.members
    )


def sides(answer: Assessment, scenario: Scenario, year: int) -> str:
    """Ratio of side A to side B in words, the larger named first."""
    ratio = answer.ratio(dict(scenario.side_a.members), dict(scenario.side_b.members), year)
    a, b = side_words(answer.world, scenario.side_a), side_words(answer.world, scenario.side_b)
    if math.isnan(ratio):
        return f"In {year} neither {a} nor {b} holds anything that counts"
    if math.isinf(ratio):
        return f"In {year} {b} holds nothing that counts; {a} does"
    if ratio == 0:
        return f"In {year} {a} holds nothing that counts; {b} does"
    if ratio < 1:
        a, b, ratio = b, a, 1 / ratio
    kind, words = verdict(answer.world, ratio)
    plural = " and " in a
    if kind == "level":
        return f"In {year} {a} {'are' if plural else 'is'} about level with {b}"
    words = words.replace("is ", "are ", 1) if plural else words
    return f"In {year} {a} {words} {b}: {ratio_text(ratio)}"


def weight_proof(answer: Assessment, year: int, values: str = "") -> str:
    """What no choice of weights can bring about, in words; empty if nothing is ruled out.

    ``values`` says of which values that holds, where it does not hold of all that are shown: "middle".
    """
    world = answer.world
    value = answer.value[:, world.years.index(year), :]
    names = [country(world, code) for code in world.country_codes]
    below: dict[tuple[str, ...], list[str]] = {}
    for low, name in enumerate(names):
        above = tuple(names[high] for high in range(len(names)) if _never_above(value[low], value[high]))
        if above:
            below.setdefault(above, []).append(name)
    parts = [f"{listing(who, 'or')} above {listing(above, 'or')}" for above, who in below.items()]
    who = f"At the {values} values, no weights" if values else "No weights"
    return f"{who} can put {', or '.join(parts)}." if parts else ""


def _never_above(low: np.ndarray, high: np.ndarray) -> bool:
    """Whether one set of category values is nowhere larger than another, and somewhere smaller."""
    return bool((high >= low).all() and (high > low).any())


def deliveries(deals: pd.DataFrame, where: str = "in this scenario") -> str:
    """What is still to come and how much of it counts; ``deals`` as made by ``deal_table``."""
    coming = deals[deals["to_come"] > 0]
    counted = int(coming["counted"].sum())
    if coming.empty:
        return "Nothing is still to come in this selection"
    verb = "counts" if counted == 1 else "count"
    return f"{counted} of {len(coming)} deals with units still to come {verb} {where}"


def unweighted(moved: Sequence[Change], answer: Assessment) -> str:
    """Which changed categories carry no weight, so that their changes move no index; empty if none."""
    world = answer.world
    weights = dict(zip(world.category_ids, answer.weights, strict=True))
    systems = [
        world.deal[change.key].system_id if change.group == "deals" else change.value.system_id
        for change in moved
        if change.group in {"deals", *LISTS}
    ]
    idle = sorted({c for c in (world.system[one].category for one in systems) if weights[c] == 0})
    if not idle:
        return ""
    names = listing((world.category[category].name.lower() for category in idle), "or")
    return f"There is no weight on {names} now; give some on the left to see the effect of those changes."


def options(scenario: Scenario, world: World) -> str:
    """Model options and moved numbers that differ from the plain model, by name; empty if none.

    Dials of money are left out: they move no result.
    """
    money = tuple(dial for dial in scenario.dials if world.dial[dial[0].partition("@")[0]].group == "money")
    plain = scenario.model_copy(update={"options": Options(), "dials": money})
    named = [change.words for change in changes(plain, scenario, world) if change.group in {"options", "dials"}]
    return "; ".join(named)


def change(before: Assessment, after: Assessment, year: int) -> str:
    """What a scenario did to the indices of a year, the largest movement first."""
    world = before.world
    at = world.years.index(year)
    delta = after.score[:, at] - before.score[:, at]
    order = [int(i) for i in np.argsort(-np.abs(delta), kind="stable") if abs(delta[i]) >= 0.005]
    if not order:
        return f"No country's index in {year} moves by as much as 0.01"
    parts = []
    for number in order[:3]:
        name = country(world, world.country_codes[number])
        old, new = before.score[number, at], after.score[number, at]
        parts.append(f"{name} {'rises' if new > old else 'falls'} from {index_text(old)} to {index_text(new)}")
    tail = "" if len(order) > 3 or len(order) == len(world.country_codes) else "; the rest stay put"
    return f"In {year} {listing(parts)}{tail}"


def scenarios(answers: Sequence[Assessment], year: int) -> str:
    """Which of several scenarios moves a country's index most from the first."""
    if len(answers) == 1:
        return balance(answers[0], year).rstrip(".")
    first = answers[0]
    world = first.world
    at = world.years.index(year)
    moves = [
        (abs(float(other.score[number, at] - first.score[number, at])), other, number)
        for other in answers[1:]
        for number in range(len(world.country_codes))
    ]
    most, other, number = max(moves, key=lambda move: move[0])
    if most < SMALLEST_CHANGE:
        return f"In {year} these scenarios hardly differ from '{first.scenario.name}'"
    code = world.country_codes[number]
    old, new = index_text(float(first.score[number, at])), index_text(float(other.score[number, at]))
    return f"'{other.scenario.name}' moves {country(world, code)} most in {year}: {old} to {new}"


def highest(answers: Sequence[Assessment], year: int) -> str:
    """Which country has the highest index, in all of several scenarios or in some."""
    world = answers[0].world
    at = world.years.index(year)
    first: dict[str, int] = {}
    for answer in answers:
        code = world.country_codes[int(np.argmax(answer.score[:, at]))]
        first[code] = first.get(code, 0) + 1
    parts = [f"{country(world, code)} in {number}" for code, number in sorted(first.items(), key=lambda x: -x[1])]
    if len(answers) == 1:
        return f"{country(world, next(iter(first)))} has the highest index in {year}"
    if len(first) == 1:
        among = "both" if len(answers) == 2 else f"all {len(answers)}"
        return f"{country(world, next(iter(first)))} has the highest index in {among} scenarios in {year}"
    return f"The highest index in {year}: {listing(parts)} of {len(answers)} scenarios"


def causes(parts: pd.DataFrame, world: World) -> str:
    """The single cause that moves a country most."""
    if parts.empty or float(parts["delta"].abs().max()) < 0.005:
        return "No change moves an index by as much as 0.01"
    row = parts.loc[parts["delta"].abs().idxmax()]
    return f"Largest single effect: {signed(float(row['delta']))} for {country(world, str(row['country']))}"


def sides_over_time(facing: pd.DataFrame, scenario: Scenario, world: World, year: int) -> str:
    """How the gap between two sides came about; ``facing``: year, side_a, side_b."""
    rows = facing.set_index("year")
    start = int(rows.index[0])
    a, b = side_words(world, scenario.side_a), side_words(world, scenario.side_b)
    gap = float(rows.loc[year, "side_a"] - rows.loc[year, "side_b"])
    then = float(rows.loc[start, "side_a"] - rows.loc[start, "side_b"])
    if gap < 0:
        a, b, gap, then = b, a, -gap, -then
    if year == start:
        return f"{a} against {b}: {index_text(gap)} apart in {start}"
    return f"{a} against {b}: from {signed(then)} in {start} to {signed(gap)} in {year}"


def evidence(world: World, shares: pd.DataFrame) -> str:
    """Where most strength rests on assumed numbers; ``shares``: country, evidence, share."""
    assumed = shares[shares["evidence"] == "assumed"].sort_values("share", ascending=False)
    if assumed.empty:
        return "No strength rests on assumed numbers"
    parts = [f"{100 * row.share:.0f} % in {country(world, str(row.country))}" for row in assumed.itertuples()]
    return f"Of the weighted strength, {listing(parts)} rests on assumed numbers"


def coverage(world: World) -> str:
    """How many holdings rows are published or derived, by country, firmest first."""
    shares = []
    for code in world.country_codes:
        rows = [row for row in world.inventory if row.country == code]
        firm = sum(row.evidence in {"published", "derived"} for row in rows)
        if rows:
            shares.append((firm / len(rows), country(world, code)))
    parts = [f"{100 * share:.0f} % in {name}" for share, name in sorted(shares, reverse=True)]
    return f"Rows of holdings that rest on published or derived numbers: {listing(parts)}"
