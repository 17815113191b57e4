"""The same comparisons as different readings of the balance see them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from balance_model.analysis.ceilings import Count, party
from balance_model.analysis.spending import amount
from balance_model.analysis.words import country, index_text, listing, quantity_text
from balance_model.core.assess import Assessment
from balance_model.domain import Reading, ReadingRow, World

INDEX, CATEGORY, SPENDING, PERSONNEL, TREATY = "index", "category", "spending", "personnel", "treaty"
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Compared:
    """What two sides have by a measure, with the range of each, and the year or state that it tells of."""

    a: float
    b: float
    low_a: float
    high_a: float
    low_b: float
    high_b: float
    when: str

    @classmethod
    def plain(cls, a: float, b: float, when: str) -> Compared:
        """Two numbers without a range."""
        return cls(a, b, a, a, b, b, when)


def readings(world: World) -> tuple[Reading, ...]:
    """All readings in their order."""
    return tuple(sorted(world.readings, key=lambda row: row.order))


def rows_of(world: World, reading: str) -> tuple[ReadingRow, ...]:
    """The comparisons of a reading in their order."""
    return tuple(sorted((row for row in world.reading_rows if row.reading == reading), key=lambda row: row.order))


def told(world: World, treaty: bool = False) -> tuple[Reading, ...]:
    """Readings that compare by the model and by money, or those that count by treaty class alone."""
    return tuple(
        row for row in readings(world) if all(each.measure == TREATY for each in rows_of(world, row.reading)) == treaty
    )


def members(world: World, side: Sequence[str]) -> tuple[str, ...]:
    """Countries of a side that are compared now."""
    return tuple(code for code in side if code in world.country_codes)


def absent(world: World, reading: str) -> tuple[str, ...]:
    """Countries that a reading names and that have not joined the comparison."""
    named = dict.fromkeys(code for row in rows_of(world, reading) for code in (*row.side_a, *row.side_b))
    return tuple(code for code in named if code not in world.country_codes)


def label(world: World, measure: str, subject: str | None) -> str:
    """A measure in words."""
    if measure == CATEGORY:
        return world.category[str(subject)].name
    if measure == TREATY:
        return next(row.short for row in world.treaty_classes if row.class_id == subject)
    return {INDEX: "Holdings index", SPENDING: "Military spending", PERSONNEL: "Active personnel"}[measure]


def compare(
    answer: Assessment, count: Count, side_a: Sequence[str], side_b: Sequence[str], measure: str, subject: str | None
) -> Compared:
    """Two sides by a measure in the year of the scenario; not numbers where a side has no country or no figure.

    index and category: values of the sides facing each other, 0 to 1. spending: million USD of the year, main
    series, latest year in which every country of both sides has a figure. personnel: people today. treaty: units.
    """
    world, year = answer.world, answer.scenario.year
    if not side_a or not side_b:
        return Compared.plain(NAN, NAN, "")
    if measure == INDEX:
        return Compared.plain(*answer.facing(list(side_a), list(side_b), year), str(year))
    if measure == CATEGORY:
        at = world.category_ids.index(str(subject))
        mine, theirs = answer.facing_values(list(side_a), list(side_b), year)
        return Compared.plain(float(mine[at]), float(theirs[at]), str(year))
    if measure == SPENDING:
        return _spending(world, side_a, side_b, year)
    if measure == PERSONNEL:
        return _people(world, side_a, side_b)
    return _units(count, side_a, side_b, str(subject), year)


def _spending(world: World, side_a: Sequence[str], side_b: Sequence[str], year: int) -> Compared:
    known = sorted({row.year for row in world.spending if row.year <= year}, reverse=True)
    for each in known:
        a, b = (sum(amount(world, code, each) for code in side) for side in (side_a, side_b))
        if not math.isnan(a) and not math.isnan(b):
            return Compared.plain(a, b, str(each))
    return Compared.plain(NAN, NAN, "")


def _people(world: World, side_a: Sequence[str], side_b: Sequence[str]) -> Compared:
    ends = [
        [
            float(sum(getattr(world.country[code], f"active_personnel_{end}") for code in side))
            for side in (side_a, side_b)
        ]
        for end in ("best", "low", "high")
    ]
    (a, b), (low_a, low_b), (high_a, high_b) = ends
    return Compared(a, b, low_a, high_a, low_b, high_b, "today")


def _units(count: Count, side_a: Sequence[str], side_b: Sequence[str], class_id: str, year: int) -> Compared:
    rows = count.rows
    here = rows[(rows["year"] == year) & (rows["category"] == class_id)].set_index("country")
    (a, low_a, high_a), (b, low_b, high_b) = (
        [float(here.loc[list(side), name].sum()) for name in ("best", "low", "high")] for side in (side_a, side_b)
    )
    return Compared(a, b, low_a, high_a, low_b, high_b, str(year))


def designed(world: World, side_a: Sequence[str], side_b: Sequence[str], class_id: str) -> float:
    """Ratio of the ceilings as first agreed; that of the party before where a country took over from one."""
    a, b = (sum(_first_ceiling(world, code, class_id) for code in side) for side in (side_a, side_b))
    return a / b if b else NAN


def _first_ceiling(world: World, code: str, class_id: str) -> float:
    standing = party(world, code)
    name = standing.before if standing and standing.before else code
    found = [row for row in world.ceilings if (row.party, row.category) == (name, class_id)]
    return float(min(found, key=lambda row: row.in_force_from).ceiling) if found else NAN


def ratio(first: float, second: float) -> float:
    """First over second; infinite if only the second is zero, not a number if both are or one is unknown."""
    if math.isnan(first) or math.isnan(second) or (first == 0 and second == 0):
        return NAN
    return math.inf if second == 0 else first / second


def table(answer: Assessment, count: Count, chosen: Sequence[Reading]) -> pd.DataFrame:
    """Every comparison of the readings, in every reading, so that each shows what another would add.

    A comparison that a reading does not make itself is made with the sides of its first one. Columns: reading,
    panel (name of the reading), key, label, own (whether the reading makes it), why, side_a, side_b (in words), a,
    b, ratio, low, high (of the ratio), words (both numbers), when.
    """
    world = answer.world
    keys = list(dict.fromkeys((row.measure, row.subject) for one in chosen for row in rows_of(world, one.reading)))
    found = []
    for one in chosen:
        rows = rows_of(world, one.reading)
        mine = {(row.measure, row.subject): row for row in rows}
        for key in keys:
            row = mine.get(key, rows[0])
            found.append(_line(answer, count, row, key) | {
                "reading": one.reading, "panel": one.name, "own": key in mine,
                "why": row.why if key in mine else "Left out by this reading",
            })  # fmt: skip
    return pd.DataFrame(found)


def against_agreement(answer: Assessment, count: Count, reading: Reading) -> pd.DataFrame:
    """The comparisons of a reading by treaty class, a panel for each pair of sides; adds ``designed``, the ratio."""
    world = answer.world
    found = []
    for row in rows_of(world, reading.reading):
        line = _line(answer, count, row, (row.measure, row.subject))
        line |= {"reading": reading.reading, "panel": f"{line['side_a']} : {line['side_b']}", "own": True,
                 "why": row.why, "designed": designed(world, members(world, row.side_a), members(world, row.side_b),
                                                      str(row.subject))}  # fmt: skip
        found.append(line)
    return pd.DataFrame(found)


def _line(answer: Assessment, count: Count, row: ReadingRow, key: tuple[str, str | None]) -> dict[str, object]:
    """One comparison with the sides of a row."""
    world = answer.world
    side_a, side_b = members(world, row.side_a), members(world, row.side_b)
    measure, subject = key
    made = compare(answer, count, side_a, side_b, measure, subject)
    return {
        "key": f"{measure}:{subject or ''}", "label": label(world, measure, subject),
        "many_a": len(side_a) > 1,
        "many_b": len(side_b) > 1,
        "side_a": side_words(world, side_a), "side_b": side_words(world, side_b), "a": made.a, "b": made.b,
        "ratio": ratio(made.a, made.b), "low": ratio(made.low_a, made.high_b), "high": ratio(made.high_a, made.low_b),
        "words": f"{number(made.a, measure)} to {number(made.b, measure)}", "when": made.when,
    }  # fmt: skip


def side_words(world: World, side: Sequence[str]) -> str:
    """The countries of a side."""
    return listing(country(world, code) for code in side) or "nobody"


def number(value: float, measure: str) -> str:
    """A number of a measure as it is read."""
    if math.isnan(value):
        return "–"
    if measure in (INDEX, CATEGORY):
        return index_text(value)
    return f"USD {quantity_text(round(value))} m" if measure == SPENDING else quantity_text(round(value))
