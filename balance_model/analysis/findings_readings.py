"""What readings of the balance agree on and where they part, in sentences computed from their comparisons."""

from __future__ import annotations

import math

import pandas as pd

from balance_model.analysis.two_readings import absent
from balance_model.analysis.words import country, listing, number_word, ratio_text
from balance_model.domain import World

A, LEVEL, B, UNKNOWN = "a", "level", "b", "unknown"
_NAMED = 2


def stands(world: World, ratio: float) -> str:
    """Which side has more: ``a``, ``b``, ``level`` or ``unknown``; level by the verdicts of the index."""
    if math.isnan(ratio):
        return UNKNOWN
    level = next(row.high for row in world.verdicts if (row.measure, row.verdict) == ("ratio", "level"))
    if ratio >= level:
        return A
    return B if ratio == 0 or 1 / ratio >= level else LEVEL


def headline(world: World, rows: pd.DataFrame, year: int) -> str:
    """What all readings shown agree on, and where they part, in numbers in the order of the readings."""
    rows = rows.assign(stands=[stands(world, float(each)) for each in rows["ratio"]])
    number = rows["reading"].nunique()
    who = "both readings" if number == 2 else f"all {number_word(number)} readings"
    same, other = _agreed(rows)
    total = rows["key"].nunique()
    parts = [_agreed_words(side, labels, total) for side, labels in same.items()]
    agree = f"In {year} {who} find {listing(parts)}" if parts else f"In {year} the readings agree on nothing"
    if other:
        return f"{agree}; they part on {listing(_parted(rows, key) for key in other)}"
    widest = _widest(rows)
    return f"{agree}; they part most on {_parted(rows, widest)}" if widest else agree


def order(rows: pd.DataFrame) -> str:
    """Whom the numbers of the headline compare, in the order of the readings."""
    parts = [
        f"{own['side_a'].iloc[0]} against {own['side_b'].iloc[0]} ({str(name).lower()})"
        for name, own in rows.groupby("panel", sort=False)
    ]
    return f"Ratios: {', then '.join(parts)}."


def _agreed_words(side: str, labels: list[str], total: int) -> str:
    """Who is ahead in what: named where it is one or two, else counted."""
    if len(labels) <= _NAMED:
        where = "in " + listing(label[:1].lower() + label[1:] for label in labels)
    else:
        where = f"in {number_word(len(labels))} of {number_word(total)} comparisons"
    return f"neither side ahead {where}" if side == LEVEL else f"{side} ahead {where}"


def _agreed(rows: pd.DataFrame) -> tuple[dict[str, list[str]], list[str]]:
    """Labels by the side that all readings find ahead (or level), and the keys on which they differ."""
    same: dict[str, list[str]] = {}
    other: list[str] = []
    for key, own in rows.groupby("key", sort=False):
        if UNKNOWN in set(own["stands"]):
            continue
        where = str(own["stands"].iloc[0])
        names = own["side_a"] if where == A else own["side_b"]
        if len(set(own["stands"])) > 1 or (where != LEVEL and len(set(names)) > 1):
            other.append(str(key))
        else:
            same.setdefault(LEVEL if where == LEVEL else str(names.iloc[0]), []).append(str(own["label"].iloc[0]))
    return same, other


def _parted(rows: pd.DataFrame, key: str) -> str:
    """A comparison with its ratio in each reading."""
    own = rows[rows["key"] == key]
    label = str(own["label"].iloc[0])
    return f"{label[:1].lower()}{label[1:]} ({' and '.join(ratio_text(float(each)) for each in own['ratio'])})"


def _widest(rows: pd.DataFrame) -> str:
    """The comparison whose ratio differs by the largest factor; empty if none has two numbers."""
    spans = {}
    for key, own in rows.groupby("key", sort=False):
        finite = [float(each) for each in own["ratio"] if math.isfinite(each) and each > 0]
        if len(finite) > 1:
            spans[str(key)] = max(finite) / min(finite)
    return max(spans, key=lambda key: spans[key], default="")


def panel(world: World, rows: pd.DataFrame) -> str:
    """What one reading finds in its own comparisons."""
    own = rows[rows["own"]]
    where = [stands(world, float(each)) for each in own["ratio"]]
    a, b = str(own["side_a"].iloc[0]), str(own["side_b"].iloc[0])
    counts = [(a, own["many_a"].iloc[0], where.count(A)), (b, own["many_b"].iloc[0], where.count(B))]
    parts = [f"{name} {_has(many)} more in {number_word(times)}" for name, many, times in counts if times]
    if where.count(LEVEL):
        parts.append(f"neither side has more in {number_word(where.count(LEVEL))}")
    if len(own) == 1:
        return f"In its one comparison {listing(parts) or 'a number is missing'}"
    return f"Of its {number_word(len(own))} comparisons {listing(parts) or 'none has a number for both sides'}"


def title(world: World, rows: pd.DataFrame) -> str:
    """In how many comparisons each reading finds its first side ahead."""
    parts = []
    for _, own in rows.groupby("reading", sort=False):
        ahead = sum(stands(world, float(each)) == A for each in own["ratio"])
        first = f"{own['side_a'].iloc[0]} {_has(own['many_a'].iloc[0])}"
        parts.append(f"{first} more than {own['side_b'].iloc[0]} in {ahead} of {len(own)}")
    return "; ".join(parts)


def _has(many: bool) -> str:
    """The verb of a side of one country or of several."""
    return "have" if many else "has"


def agreement_title(rows: pd.DataFrame, year: int) -> str:
    """In how many classes the first side holds more, for each unit of the other, than was designed."""
    parts = []
    for _, own in rows.groupby("panel", sort=False):
        known = own[own["ratio"].notna() & own["designed"].notna()]
        more = int((known["ratio"] > known["designed"]).sum())
        parts.append(f"in {more} of {len(own)} classes against {own['side_b'].iloc[0]}")
    return f"In {year} {rows['side_a'].iloc[0]} holds more than the designed ratio {listing(parts)}"


def joins(world: World, reading: str) -> str:
    """Which countries of a reading are not there yet, and how to bring them in; empty if all are."""
    codes = absent(world, reading)
    if not codes:
        return ""
    names = listing(country(world, code) for code in codes)
    belong, join = ("belong", "join") if len(codes) > 1 else ("belongs", "joins")
    return f"{names} {belong} to this reading and {join} it once brought in at the left, under Sides to compare."


def design_title(rows: pd.DataFrame) -> str:
    """The comparison that lies furthest from the designed ratio."""
    known = rows[rows["ratio"].map(lambda each: math.isfinite(each) and each > 0) & (rows["designed"] > 0)]
    if known.empty:
        return "No class has a ratio to compare with the design"
    apart = (known["ratio"] / known["designed"]).map(lambda each: max(each, 1 / each))
    far = known.loc[apart.idxmax()]
    label = str(far["label"])
    return (
        f"Furthest from the design: {label[:1].lower()}{label[1:]}, {ratio_text(float(far['ratio']))} for "
        f"{far['side_a']} against {far['side_b']}, designed {ratio_text(float(far['designed']))}"
    )
