"""What readings of the balance agree on and where they part, in sentences computed from their comparisons."""

from __future__ import annotations

import math

import pandas as pd

from balance_model.analysis.two_readings import absent
from balance_model.analysis.words import country, listing, number_word
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


def ratio_figure(ratio: float) -> str:
    """A ratio with the larger side first: ``1.2 to 1``, whichever side that is; not for none or no number."""
    large = max(ratio, 1 / ratio)
    return f"{large:.1f} to 1" if large < 9.95 else f"{float(f'{large:.2g}'):,.0f} to 1"


def found(world: World, ratio: float, side_a: str, side_b: str) -> str:
    """A ratio with the side that has more: ``1.2 to 1 for Croatia``, or ``level``."""
    where = stands(world, ratio)
    if where == LEVEL:
        return "level"
    if where == UNKNOWN:
        return "no number"
    name = side_a if where == A else side_b
    return f"{name} alone" if ratio == 0 or math.isinf(ratio) else f"{ratio_figure(ratio)} for {name}"


def headline(world: World, rows: pd.DataFrame, year: int) -> str:
    """What all readings shown agree on, and where they part, in numbers in the order of the readings.

    They part where they find different sides ahead. Where one finds neither side ahead and another does, that is told.
    """
    rows = rows.assign(stands=[stands(world, float(each)) for each in rows["ratio"]])
    number = rows["reading"].nunique()
    who = "both readings" if number == 2 else f"all {number_word(number)} readings"
    same, other, partly = _agreed(rows)
    if not same and not other and not partly:
        return f"In {year} nothing can be compared: a side holds nothing or has no number"
    total = rows["key"].nunique()
    parts = [_agreed_words(side, labels, total) for side, labels in same.items()]
    agree = f"In {year} {who} find {listing(parts)}" if parts else f"In {year} the readings agree on nothing"
    told, brief = [], len(other) + len(partly) > _NAMED
    if other:
        told.append(f"they part on {listing(_parted(world, rows, key, brief) for key in other)}")
    if partly:
        some = "only one finds" if number == 2 else "not all find"
        told.append(f"{some} a side ahead in {listing(_parted(world, rows, key, brief) for key in partly)}")
    if told:
        return "; ".join([agree, *told])
    widest = _widest(rows)
    return f"{agree}; they part most on {_parted(world, rows, widest)}" if widest else agree


def order(rows: pd.DataFrame) -> str:
    """Whom the numbers of the headline compare, in the order of the readings."""
    parts = [
        f"{own['side_a'].iloc[0]} against {own['side_b'].iloc[0]} ({str(name).lower()})"
        for name, own in rows.groupby("panel", sort=False)
    ]
    return f"Ratios: {', then '.join(parts)}."


def _agreed_words(who: str, labels: list[str], total: int) -> str:
    """Who is ahead or behind in what: named where it is one or two, else counted."""
    if len(labels) <= _NAMED:
        where = "in " + listing(label[:1].lower() + label[1:] for label in labels)
    else:
        where = f"in {number_word(len(labels))} of {number_word(total)} comparisons"
    return f"{who} {where}"


def _agreed(rows: pd.DataFrame) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Labels by what all readings find, keys on which they find different sides, and keys level in some only.

    A first side that is behind another in each reading is behind. Comparisons without a number are left out.
    """
    same: dict[str, list[str]] = {}
    other: list[str] = []
    partly: list[str] = []
    for key, own in rows.groupby("key", sort=False):
        where = set(own["stands"])
        if UNKNOWN in where:
            continue
        ahead = own[own["stands"] != LEVEL]
        names = {str(row.side_a if row.stands == A else row.side_b) for row in ahead.itertuples()}
        label = str(own["label"].iloc[0])
        if where == {LEVEL}:
            same.setdefault("neither side ahead", []).append(label)
        elif LEVEL in where:
            partly.append(str(key))
        elif len(names) == 1:
            same.setdefault(f"{names.pop()} ahead", []).append(label)
        elif where == {B} and len(set(own["side_a"])) == 1:
            same.setdefault(f"{own['side_a'].iloc[0]} behind", []).append(label)
        else:
            other.append(str(key))
    return same, other, partly


def _parted(world: World, rows: pd.DataFrame, key: str, brief: bool = False) -> str:
    """A comparison with what each reading finds; its name alone where there are many."""
    own = rows[rows["key"] == key]
    label = str(own["label"].iloc[0])
    if brief:
        return f"{label[:1].lower()}{label[1:]}"
    told = [found(world, float(row.ratio), str(row.side_a), str(row.side_b)) for row in own.itertuples()]
    return f"{label[:1].lower()}{label[1:]} ({', then '.join(told)})"


def _widest(rows: pd.DataFrame) -> str:
    """The comparison whose ratio differs by the largest factor; empty if none has two numbers that read differently."""
    spans = {}
    for key, own in rows.groupby("key", sort=False):
        finite = [float(each) for each in own["ratio"] if math.isfinite(each) and each > 0]
        if len({(each > 1, ratio_figure(each)) for each in finite}) > 1 and set(own["stands"]) != {LEVEL}:
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
    a, b, ratio, design = str(far["side_a"]), str(far["side_b"]), float(far["ratio"]), float(far["designed"])
    first, second = (a, b) if ratio >= 1 else (b, a)
    return (
        f"Furthest from the design: {label[:1].lower()}{label[1:]}, {ratio_figure(ratio)} for {first} against "
        f"{second}, designed {ratio_figure(design)} for {a if design >= 1 else b}"
    )
