"""Several scenarios, and any coalition against any other, in plain tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from balance_model.analysis.changes import changes
from balance_model.analysis.findings import verdict
from balance_model.analysis.measures import INDEX, measured
from balance_model.analysis.words import change_text, country, index_text, listing, ratio_text
from balance_model.core.assess import Assessment
from balance_model.domain import Pairing, World
from balance_model.records.scenario import Scenario

Members = Mapping[str, float]
MEAN = "mean"


def side_by_side(answers: Sequence[Assessment], year: int) -> pd.DataFrame:
    """Index of every country in every scenario: scenario, scenario_order, country, score, delta.

    ``delta`` is the difference from the first scenario.
    """
    rows = []
    for order, answer in enumerate(answers):
        at = answer.world.years.index(year)
        for number, code in enumerate(answer.world.country_codes):
            score = float(answer.score[number, at])
            delta = score - float(answers[0].score[number, at])
            rows.append(
                {
                    "scenario": answer.scenario.name,
                    "scenario_order": order,
                    "country": code,
                    "score": score,
                    "delta": delta,
                }
            )
    return pd.DataFrame(rows)


def delta_table(scores: pd.DataFrame, world: World) -> pd.DataFrame:
    """Scenarios as columns, each but the first with its difference from the first, as text for readers.

    ``scores`` as made by ``side_by_side``. One row a country; differences are those of the figures shown.
    """
    table = pd.DataFrame({"Country": [country(world, code) for code in world.country_codes]})
    first: list[float] = []
    for order, own in scores.groupby("scenario_order", sort=True):
        name = str(own["scenario"].iloc[0])
        values = own.set_index("country")["score"].reindex(list(world.country_codes)).tolist()
        title = f"{name} ({order})" if name in table else name
        table[title] = [index_text(value) for value in values]
        if first:
            pairs = zip(values, first, strict=True)
            table[f"± {title}"] = [change_text(base, value) for value, base in pairs]
        first = first or values
    return table


def chips(base: Scenario, scenario: Scenario, world: World) -> tuple[str, ...]:
    """The changes that make one scenario of another, in words; empty if the numbers are the same."""
    return tuple(change.words[:1].upper() + change.words[1:] for change in changes(base, scenario, world))


def facing_by_year(answer: Assessment, a: Members, b: Members, measure: str = INDEX) -> pd.DataFrame:
    """Index (or a category value) of each side facing the other, by year: year, side_a, side_b, ratio.

    Members of a side add their strengths before these saturate.
    """
    rows = []
    for year in answer.world.years:
        if measure == INDEX:
            first, second = answer.facing(a, b, year)
        else:
            at = answer.world.category_ids.index(measure)
            first, second = (float(values[at]) for values in answer.facing_values(a, b, year))
        rows.append({"year": year, "side_a": first, "side_b": second, "ratio": _ratio(first, second)})
    return pd.DataFrame(rows)


def against_mean(answer: Assessment, code: str, others: Sequence[str], measure: str = INDEX) -> pd.DataFrame:
    """Index (or a category value) of a country and the plain mean of others: year, side_a, side_b, ratio."""
    wide = measured(answer, measure).pivot_table(index="year", columns="country", values="value")
    own, mean = wide[code], wide[list(others)].mean(axis=1)
    ratio = [_ratio(float(x), float(y)) for x, y in zip(own, mean, strict=True)]
    return pd.DataFrame({"year": list(wide.index), "side_a": own.to_list(), "side_b": mean.to_list(), "ratio": ratio})


def reading(
    answer: Assessment, pairs: Sequence[Pairing], measure: str = INDEX, members: tuple[Members, Members] | None = None
) -> pd.DataFrame:
    """All pairs of a reading by year.

    ``members`` are the commitments of the sides of a single pair; without them each member brings all.
    Columns: pair (number), side (a or b), name, country (of whose colour it is; ``mean`` for an average),
    year, value, ratio (of a to b).
    """
    world = answer.world
    frames = []
    for number, pair in enumerate(pairs):
        if pair.taken == "average":
            rows = against_mean(answer, pair.side_a[0], pair.side_b, measure)
            heads = [(country(world, pair.side_a[0]), pair.side_a[0]), ("Mean of others", MEAN)]
        else:
            both = members or (dict.fromkeys(pair.side_a, 1.0), dict.fromkeys(pair.side_b, 1.0))
            rows = facing_by_year(answer, *both, measure)
            heads = [(_short(world, side), side[0]) for side in (pair.side_a, pair.side_b)]
        for side, (name, code) in zip(("a", "b"), heads, strict=True):
            frame = rows[["year", "ratio"]].assign(value=rows[f"side_{side}"])
            frames.append(frame.assign(pair=number, side=side, name=name, country=code))
    columns = ["pair", "side", "name", "country", "year", "value", "ratio"]
    return pd.concat(frames, ignore_index=True)[columns]


def both(pair: Pairing, world: World) -> tuple[str, str]:
    """The members of both sides of a pair in words."""
    a, b = (listing(country(world, code) for code in side) for side in (pair.side_a, pair.side_b))
    return a, b


def pair_words(pair: Pairing, world: World) -> str:
    """A pair in words: who stands against whom."""
    a, b = both(pair, world)
    return f"{a} against the mean of the others" if pair.taken == "average" else f"{a} against {b}"


def reading_words(lines: pd.DataFrame, pairs: Sequence[Pairing], year: int, world: World) -> str:
    """What all pairs of a reading say in a year, in one sentence; who was named last is not named again."""
    here = lines[lines["year"] == year]
    parts: list[str] = []
    named = ""
    for number, pair in enumerate(pairs):
        own = here[here["pair"] == number].set_index("side")["value"]
        a, b = float(own["a"]), float(own["b"])
        if pair.taken == "average":
            name, words = country(world, pair.side_a[0]), _gap_words(a, b)
            parts.append(f"{name} {words}" if parts else f"{name} is {words} the mean of the others")
        else:
            who, words = _pair_words(pair, a, b, world)
            parts.append(words if who == named else f"{who} {words}")
            named = who
    joined = listing(parts) if pairs[0].taken == "average" else "; ".join(parts)
    return f"In {year} {joined}"


def _gap_words(own: float, mean: float) -> str:
    gap = round(own, 2) - round(mean, 2)
    if abs(gap) < 0.005:
        return "level with"
    return f"{index_text(abs(gap))} {'above' if gap > 0 else 'below'}"


def _pair_words(pair: Pairing, a: float, b: float, world: World) -> tuple[str, str]:
    """Who is named first, the side that holds more, and what is said of it."""
    first, second = (listing(country(world, code) for code in side) for side in (pair.side_a, pair.side_b))
    many = len(pair.side_a) > 1
    if a < b:
        first, second, a, b, many = second, first, b, a, len(pair.side_b) > 1
    if a == 0:
        return f"neither {first} nor {second}", "holds anything that counts"
    if b == 0:
        return first, f"hold{'' if many else 's'} what counts and {second} nothing"
    kind, words = verdict(world, a / b)
    words = "is about level with" if kind == "level" else words
    words = words.replace("is ", "are ", 1) if many else words
    return first, f"{words} {second}" + ("" if kind == "level" else f", {ratio_text(a / b)}")


def _short(world: World, side: Sequence[str]) -> str:
    return " + ".join(country(world, code) for code in side) if len(side) < 3 else f"{len(side)} together"


def _ratio(first: float, second: float) -> float:
    if second == 0:
        return float(np.inf if first > 0 else np.nan)
    return first / second
