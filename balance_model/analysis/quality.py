"""How good the data are: by country and category, and row by row against what each does to the result."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.watched import Tell, untold
from balance_model.analysis.words import country, listing, years_text
from balance_model.core.assess import Assessment, index_of, run
from balance_model.core.inputs import end_inputs
from balance_model.domain import Deal, Holding, Weakness, World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
Measure = Literal["firm", "assumed", "age", "width", "differ", "rows"]
MEASURES: dict[Measure, str] = {
    "firm": "Rows published or derived",
    "assumed": "Strength on assumed rows",
    "age": "Age of holdings",
    "width": "Width of ranges",
    "differ": "Rows whose sources differ",
    "rows": "Rows",
}
FIRM = ("published", "derived")
MOST = 20
"""Rows in the list of the weakest."""
NAMED = 3
"""Most cells that a sentence names."""
_CHUNK = 48


@dataclass(frozen=True)
class Doubt:
    """A holding or a deal, the names of its count among the inputs, and how weak it is, 0 to 1, by aspect."""

    row: Holding | Deal
    name: str
    parts: tuple[tuple[Weakness, float], ...]

    @property
    def weakness(self) -> float:
        """The mean over the aspects that are known of the row."""
        return math.fsum(value for _, value in self.parts) / len(self.parts) if self.parts else 0.0


@dataclass(frozen=True)
class Reach:
    """Category values of the country of each row with the row at its low and at its high end.

    ``low`` and ``high`` have shape (row, year, category), so that weights and years need no new run.
    """

    doubts: tuple[Doubt, ...]
    low: Array
    high: Array


def by_category(answer: Assessment, year: int) -> pd.DataFrame:
    """Every measure of quality by country and category.

    Columns: country, category, category_name, order, rows (holdings and deals), firm (share of them published or
    derived), age (years of the middle holding at the date of the data), width (mean of high minus low by best, at
    most 1 each), differ (share with two sources or more and a range), assumed (share of the strength of the year
    that rests on assumed rows). Not a number where there is nothing to measure.
    """
    world = answer.world
    ledger = answer.ledger()
    ledger = ledger[(ledger["year"] == year) & (ledger["strength"] > 0)]
    whole = ledger.groupby(["country", "category"])["strength"].sum()
    assumed = ledger[ledger["evidence"] == "assumed"].groupby(["country", "category"])["strength"].sum()
    found = []
    for code in world.country_codes:
        for category in world.category_ids:
            holdings = [row for row in world.inventory if _is(world, row, code, category)]
            rows: list[Holding | Deal] = [*holdings, *(row for row in world.deals if _is(world, row, code, category))]
            ages = [age_of(world, row.as_of) for row in holdings]
            found.append(
                {
                    "country": code,
                    "category": category,
                    "category_name": world.category[category].name,
                    "order": world.category[category].order,
                    "rows": len(rows),
                    "firm": _share([row.evidence in FIRM for row in rows]),
                    "age": median(ages) if ages else math.nan,
                    "width": math.fsum(map(width_of, rows)) / len(rows) if rows else math.nan,
                    "differ": _share([len(row.source_ids) > 1 and row.low < row.high for row in rows]),
                    "assumed": assumed.get((code, category), 0.0) / whole[code, category]
                    if (code, category) in whole
                    else math.nan,
                }
            )
    return pd.DataFrame(found)


def width_of(row: Holding | Deal) -> float:
    """High minus low by best, at most 1; 1 where the best is none and the high is not."""
    span = row.high - row.low
    return min(span / row.best, 1.0) if row.best else float(span > 0)


def age_of(world: World, date: str) -> float:
    """Whole years from a date to that of the data; never below zero."""
    return float(max(int(world.facts["data_as_of"][:4]) - int(date[:4]), 0))


def doubts(world: World) -> tuple[Doubt, ...]:
    """Every holding and deal whose number has a range, with how weak it is.

    A deal that is delivered is left out: its units stand in the holding, and so does the doubt about them.
    """
    rows = [(row, name) for row, name in _named(world) if row.low < row.high]
    return tuple(Doubt(row, name, weak_parts(world, row)) for row, name in rows)


def weak_parts(world: World, row: Holding | Deal) -> tuple[tuple[Weakness, float], ...]:
    """How weak a row is by each aspect of ``weakness.csv``, 0 firm to 1 weak. A deal has no age."""
    levels = {"evidence": row.evidence, "confidence": row.confidence}
    numbers = {"width": width_of(row)}
    if isinstance(row, Holding):
        numbers["age"] = age_of(world, row.as_of)
    found = []
    for rule in world.weakness:
        if rule.level is not None and levels.get(rule.aspect) == rule.level:
            found.append((rule, rule.score))
        elif rule.full_at and rule.aspect in numbers:
            found.append((rule, rule.score * min(numbers[rule.aspect] / rule.full_at, 1.0)))
    return tuple(found)


def reach(world: World, scenario: Scenario, tell: Tell = untold) -> Reach:
    """Run the model at both ends of every row with a range, all else at its best value."""
    chosen = doubts(world)
    shape = len(chosen), len(world.years), len(world.category_ids)
    low, high = np.zeros(shape), np.zeros(shape)
    places = {code: at for at, code in enumerate(world.country_codes)}
    for first in range(0, len(chosen), _CHUNK):
        tell(first, len(chosen))
        part = chosen[first : first + _CHUNK]
        value = run(world, scenario, end_inputs(world, scenario, [one.name for one in part])).value
        for at, one in enumerate(part):
            own = value[2 * at : 2 * at + 2, places[one.row.country]]
            low[first + at], high[first + at] = own
    return Reach(chosen, low, high)


def weakest(found: Reach, world: World, scenario: Scenario, year: int, most: int = MOST) -> pd.DataFrame:
    """The weakest rows that matter most: weakness times how far the index of the country moves over the range.

    Columns: rank, record, country, system, category, low, best, high, detail, index_low, index_high, swing,
    weakness, priority, why, mend, note, source_ids. Rows that move nothing are left out.
    """
    at = world.years.index(year)
    ends = [index_of(values[:, at], world, scenario) for values in (found.low, found.high)]
    swing = np.abs(ends[1] - ends[0])
    priority = swing * np.array([one.weakness for one in found.doubts])
    order = [int(n) for n in np.argsort(-priority, kind="stable") if priority[n] > 0][:most]
    rows = []
    for rank, n in enumerate(order, start=1):
        one = found.doubts[n]
        row, system = one.row, world.system[one.row.system_id]
        parts = sorted((part for part in one.parts if part[1] > 0), key=lambda part: -part[1])
        rows.append(
            {
                "rank": rank,
                "record": "holding" if isinstance(row, Holding) else "deal",
                "country": row.country,
                "system": system.name,
                "category": world.category[system.category].name,
                "low": row.low,
                "best": row.best,
                "high": row.high,
                "detail": row.held if isinstance(row, Holding) else years_text(row.first_year, row.last_year),
                "index_low": float(ends[0][n]),
                "index_high": float(ends[1][n]),
                "swing": float(swing[n]),
                "weakness": one.weakness,
                "priority": float(priority[n]),
                "why": "; ".join(dict.fromkeys(_words(world, rule, row) for rule, _ in parts)),
                "mend": "; ".join(dict.fromkeys(rule.mend for rule, _ in parts if rule.mend)),
                "note": row.note or "",
                "source_ids": row.source_ids,
            }
        )
    columns = ["rank", "record", "country", "system", "category", "low", "best", "high", "detail", "index_low",
               "index_high", "swing", "weakness", "priority", "why", "mend", "note", "source_ids"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def badness(measure: Measure, value: float, world: World) -> float:
    """How weak a cell of ``by_category`` is, 0 to 1; not a number where there is none, or nothing to judge."""
    if math.isnan(value) or measure == "rows":
        return math.nan
    if measure == "firm":
        return 1.0 - value
    if measure == "age":
        full = next((rule.full_at for rule in world.weakness if rule.aspect == "age" and rule.full_at), None)
        return min(value / full, 1.0) if full else math.nan
    return value


def value_text(measure: Measure, value: float) -> str:
    """A cell of ``by_category`` as it is written."""
    if math.isnan(value):
        return "–"
    if measure == "rows":
        return f"{value:,.0f}"
    return f"{value:g} y" if measure == "age" else f"{100 * value:.0f} %"


def worst(table: pd.DataFrame, measure: Measure, world: World) -> str:
    """Where a measure of quality is weakest, in one sentence without its full stop."""
    name = MEASURES[measure]
    if measure == "rows":
        total = {code: int(part["rows"].sum()) for code, part in table.groupby("country", sort=False)}
        most, least = max(total, key=lambda code: total[code]), min(total, key=lambda code: total[code])
        return f"{country(world, most)} has most rows, {total[most]}; {country(world, least)} fewest, {total[least]}"
    bad = [badness(measure, float(value), world) for value in table[measure]]
    known = [(size, at) for at, size in enumerate(bad) if not math.isnan(size)]
    if not known:
        return f"{name}: nothing to measure"
    top = max(size for size, _ in known)
    cells = [table.iloc[at] for size, at in known if size == top]
    where = [f"{row['category_name'].lower()} of {country(world, str(row['country']))}" for row in cells[:NAMED]]
    rest = len(cells) - len(where)
    value = value_text(measure, float(cells[0][measure]))
    more = [*where, *([f"{rest} more"] if rest else [])]
    return f"{name}: weakest in {listing(more)}, {value}"


def finding(rows: pd.DataFrame, world: World, scenario: Scenario, year: int) -> str:
    """Which row is most worth mending for the result on screen."""
    if rows.empty:
        return f"In {year} no row with a range moves an index under this choice of weights and evidence"
    first = rows.iloc[0]
    return (
        f"To know {year} better, look first at the {first['record']} {first['system']} of "
        f"{country(world, str(first['country']))}: its range moves the index by {float(first['swing']):.2f}"
    )


def _words(world: World, rule: Weakness, row: Holding | Deal) -> str:
    if rule.aspect == "age" and isinstance(row, Holding):
        return f"of {row.as_of[:4]}"
    if rule.aspect == "width":
        return f"{rule.words}, {row.low:,} to {row.high:,}"
    return rule.words


def _named(world: World) -> Iterator[tuple[Holding | Deal, str]]:
    """Holdings and deals with the name of their count (METHOD M17)."""
    seen: Counter[str] = Counter()
    for row in world.inventory:
        name = f"quantity:{row.country}:{row.system_id}:{row.held}"
        seen[name] += 1
        yield row, f"{name}:{seen[name]}"
    for deal in world.deals:
        if deal.status != "delivered":
            yield deal, f"deal:{deal.deal_id}"


def _is(world: World, row: Holding | Deal, code: str, category: str) -> bool:
    return row.country == code and world.system[row.system_id].category == category


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else math.nan
