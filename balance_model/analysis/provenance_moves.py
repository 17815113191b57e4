"""What would change a number: the doubt about single rows, deals still to come, deals left out, and the weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.assumptions import WEIGHT_STEP, with_share
from balance_model.analysis.deliveries import counts, unit_words
from balance_model.analysis.provenance import Asked, Behind
from balance_model.analysis.provenance_records import details, record_of
from balance_model.analysis.words import SMALLEST_CHANGE, quantity_text, years_text
from balance_model.core.assess import Assessment, assess, index_of, scored, year_number
from balance_model.domain import Deal
from balance_model.records.scenario import DealChange, Scenario, dial_value

Array = NDArray[np.float64]
COLUMNS = ["record", "words", "low", "high", "width"]
OVER = ("delivered", "cancelled")


def with_strength(behind: Behind, change: Array) -> Array:
    """The number, shape (n,), if strengths of the country changed by (n, category)."""
    answer, asked = behind.ends.best, behind.asked
    strength = np.maximum(behind.strength + change, 0.0)
    value, _, score = scored(strength, answer.world, answer.scenario, answer.inputs.terms)
    return score if asked.category is None else value[:, answer.world.category_ids.index(asked.category)]


def by_range(behind: Behind, most: int = 5) -> pd.DataFrame:
    """The rows whose range moves the number most: record, words, low, high (the number at both ends), width."""
    low, high = (with_strength(behind, end - behind.best) for end in (behind.low, behind.high))
    ends = behind.ends
    rows = []
    for at, line in enumerate(behind.lines.itertuples(index=False)):
        record = record_of(str(line.origin), str(line.system_id), str(line.held))
        known = details(ends.world, ends.best.scenario, behind.asked.country, record, str(line.part))
        units = f"{line.units_low:,.0f} to {line.units_high:,.0f}, best {quantity_text(line.units)}"
        words = f"{known['system']} ({known['words']}): {units}"
        rows.append((record, words, float(low[at]), float(high[at]), abs(float(high[at] - low[at]))))
    return _largest(rows, most)


def to_come(behind: Behind, most: int = 5) -> pd.DataFrame:
    """Counted deals that bring more after the year: low is the number now, high with all of the deal in full use."""
    now, then = behind.asked, behind.ends.world.years[-1]
    answer = behind.ends.best
    today, later = (_by_deal(answer, Asked(now.country, year, now.category)) for year in (now.year, then))
    found = {name: later[name] - today.get(name, 0.0) for name in later if np.abs(later[name]).any()}
    return _deals(behind, found, most)


def left_out(behind: Behind, most: int = 5) -> pd.DataFrame:
    """Open deals that do not count in the scenario: low is the number now, high with all of the deal in full use."""
    answer, code = behind.ends.best, behind.asked.country
    world, scenario = answer.world, answer.scenario
    names = [
        deal.deal_id
        for deal in world.deals
        if deal.country == code and deal.status not in OVER and not counts(world, scenario, deal.deal_id)
    ]
    if not names:
        return pd.DataFrame(columns=COLUMNS)
    whole = assess(world, _all_counted(scenario, names))
    later = _by_deal(whole, Asked(code, world.years[-1], behind.asked.category))
    return _deals(behind, {name: later[name] for name in names if name in later}, most)


def by_weight(answer: Assessment, asked: Asked) -> pd.DataFrame:
    """The index if a category carried a tenth of the whole more or less: record (category), words, low, high, width."""
    world, scenario = answer.world, answer.scenario
    at = world.country_codes.index(asked.country), year_number(world, asked.year)
    rows = []
    for name, share in zip(world.category_ids, answer.weights, strict=True):
        if not 0 < share < 1:
            continue
        less, more = (
            float(index_of(answer.value[at], world, with_share(scenario, name, float(end))))
            for end in (max(share - WEIGHT_STEP, 0.0), min(share + WEIGHT_STEP, 1.0))
        )
        words = f"Weight of {world.category[name].name.lower()}, now {100 * share:.0f} %"
        rows.append((name, words, less, more, abs(more - less)))
    return _largest(rows, len(rows))


def _by_deal(answer: Assessment, asked: Asked) -> dict[str, Array]:
    """Strength by category that each deal brings to a country in a year, less what it takes away."""
    world, ledger = answer.world, answer.ledger()
    own = ledger[ledger["year"].to_numpy() == asked.year]
    own = own[own["country"] == asked.country]
    found: dict[str, Array] = {}
    for origin, category, strength in zip(own["origin"], own["category"], own["strength"], strict=True):
        kind, _, name = origin.partition(":")
        if kind == "deal":
            row = found.setdefault(name, np.zeros(len(world.category_ids)))
            row[world.category_ids.index(category)] += strength
    return found


def _deals(behind: Behind, found: dict[str, Array], most: int) -> pd.DataFrame:
    """Rows for deals that would change strengths by so much."""
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    answer = behind.ends.best
    now = float(with_strength(behind, np.zeros((1, len(answer.world.category_ids))))[0])
    then = with_strength(behind, np.stack(list(found.values())))
    rows = [
        (f"deal:{name}", _deal_words(answer, answer.world.deal[name]), now, float(number), abs(float(number) - now))
        for name, number in zip(found, then, strict=True)
    ]
    return _largest(rows, most)


def _deal_words(answer: Assessment, deal: Deal) -> str:
    """A deal with its units, years and status."""
    world, change = answer.world, answer.scenario.deal_change(deal.deal_id)
    late = round(change.delay + dial_value(world, answer.scenario, "slip_years", deal.country))
    system = world.system[deal.system_id]
    status = next(row.name.lower() for row in world.statuses if row.status == deal.status)
    units = unit_words(deal.best if change.quantity is None else change.quantity, system.counted_unit)
    first = deal.first_year + (late if deal.delivered == 0 else 0)
    return f"{system.name}: {units}, {years_text(first, deal.last_year + late)}, {status}"


def _all_counted(scenario: Scenario, names: list[str]) -> Scenario:
    """The scenario in which some deals count whatever their status and evidence."""
    changes = dict(scenario.deals)
    for name in names:
        changes[name] = changes.get(name, DealChange()).model_copy(update={"include": True})
    return scenario.model_copy(update={"deals": tuple(sorted(changes.items()))})


def _largest(rows: list[tuple[Any, ...]], most: int) -> pd.DataFrame:
    """Rows that are told, the widest first."""
    frame = pd.DataFrame([row for row in rows if row[-1] >= SMALLEST_CHANGE], columns=COLUMNS)
    return frame.sort_values("width", ascending=False, kind="stable").head(most).reset_index(drop=True)
