"""What a scenario's changes did, in sentences computed from the answers they tell of."""

from __future__ import annotations

import math

import pandas as pd

from balance_model.analysis.words import SMALLEST_CHANGE, country, index_text, listing, quantity_text
from balance_model.core.assess import Assessment

LEAST = 0.0005
"""The least movement that three decimals show."""


def shown(before: float, after: float) -> bool:
    """Whether a movement of an index is told: large enough, and seen in two decimals."""
    return abs(after - before) >= SMALLEST_CHANGE and index_text(before) != index_text(after)


def moves(pairs: pd.DataFrame) -> str:
    """Movements of the index, the largest first: ``Croatia from 0.37 to 0.42 and Serbia from 0.56 to 0.54``.

    ``pairs`` as made by ``index_pairs``; empty if no index moves by as much as 0.01.
    """
    rows = pairs.sort_values("delta", key=abs, ascending=False, kind="stable")
    return listing(
        f"{name} from {index_text(before)} to {index_text(after)}"
        for name, before, after in zip(rows["name"], rows["before"], rows["after"], strict=True)
        if shown(before, after)
    )


def scenario_moves(subject: str, pairs: pd.DataFrame, year: int) -> str:
    """What a scenario does to the four: ``Your 3 changes move Croatia from 0.37 to 0.42 in 2030``.

    ``subject`` as made by ``own_changes``, or the scenario's name in quotes.
    """
    verb = "move" if subject.endswith("changes") else "moves"
    told = moves(pairs)
    if not told:
        return f"{subject} {verb} no index by as much as 0.01 in {year}"
    still = sum(not shown(before, after) for before, after in zip(pairs["before"], pairs["after"], strict=True))
    rest = {0: "", 1: "; the other stays put"}.get(still, "; the others stay put")
    return f"{subject} {verb} {told} in {year}{rest}"


def own_changes(number: int) -> str:
    """The reader's changes as the subject of a sentence."""
    return "Your change" if number == 1 else f"Your {number} changes"


def movement(pairs: pd.DataFrame, year: int) -> str:
    """What happens to the four: ``move Croatia from 0.37 to 0.42 in 2030``; small movements in three decimals."""
    told = moves(pairs)
    if told:
        return f"move {told} in {year}"
    small = pairs[pairs["delta"].abs() >= LEAST]
    if small.empty:
        return f"move no index in {year}"
    parts = listing(f"{name} {points(delta)}" for name, delta in zip(small["name"], small["delta"], strict=True))
    return f"move no index by as much as 0.01 in {year} ({parts})"


def deal_effect(effect: pd.DataFrame, edit: pd.DataFrame, *, counted: bool, changed: bool, year: int) -> str:
    """What one deal does to the four, the other changes in place; and what the reader's change of it does.

    ``effect`` compares a world without the deal to one with it, ``edit`` the deal as published to the deal
    as it is on screen; both as made by ``index_pairs``.
    """
    told = movement(effect, year)
    alone = f"The deal {told.replace('move', 'moves', 1)}." if counted else f"Not counted. It would {told}."
    return f"Your change {movement(edit, year).replace('move', 'moves', 1)}. {alone}" if changed else alone


def would_move(pairs: pd.DataFrame, year: int) -> str:
    """What something not yet added would do."""
    return f"It would {movement(pairs, year)}."


def replayed(step: int, words: str, pairs: pd.DataFrame, year: int) -> str:
    """One step of a replay: the change in words and what it moved against the step before."""
    if step == 0:
        return f"Before any change, {year}"
    told = moves(pairs)
    return f"Step {step}: {words}. In {year} it moves {told or 'no index by as much as 0.01'}"


def affordable(rows: pd.DataFrame, name: str) -> str:
    """Whether the purchases of a country fit its budget for new equipment; ``rows`` as made by ``running``."""
    total = rows["cost"] + rows["upkeep"]
    if not float(total.max()) > 0:
        return f"{name} buys nothing with a known price in this scenario"
    worst = rows.loc[(total / rows["budget"]).fillna(total).idxmax()]
    cost, year = float(worst["cost"] + worst["upkeep"]), int(worst["year"])
    if not float(worst["budget"]) > 0:
        return f"The purchases of {name} cost EUR {quantity_text(round(cost))} m in {year}; its budget is not known"
    part = f"EUR {quantity_text(round(cost))} m in {year} is {100 * cost / float(worst['budget']):.0f} % of it"
    over = [str(int(year)) for year in rows.loc[rows["over"], "year"]]
    if over:
        years = listing(over) if len(over) <= 3 else f"{len(over)} years"
        return f"The purchases of {name} exceed its budget for new equipment in {years}: {part}"
    return f"The purchases of {name} fit its budget for new equipment: {part} at most"


def budget_words(rows: pd.DataFrame) -> str:
    """What the bars and the line of cost against budget show, and what is missing from them."""
    held = rows.loc[rows["basis"] == "held at last known year", "year"]
    words = "Million EUR a year, prices of different years; signed deals draw on the same budget and are not shown"
    if len(held):
        words += f"; budget held at the last known year from {int(held.min())}"
    missing = int(rows["unpriced"].max())
    if missing:
        words += f"; {missing} purchase{'s have' if missing > 1 else ' has'} no known price"
    return words


def by_worth(buys: pd.DataFrame) -> pd.DataFrame:
    """Purchases by what they add for the money, best first, with ``words`` on gain and rank; see ``buys``."""
    rows = buys.sort_values("per_100m_best", ascending=False, na_position="last", kind="stable")
    columns = ("gain", "per_100m_best", "rank_before", "rank_after", "cost_per_rank", "to_next")
    words = [_worth(*(float(value) for value in values)) for values in zip(*(rows[c] for c in columns), strict=True)]
    return rows.assign(words=words).reset_index(drop=True)


def _worth(gain: float, worth: float, before: float, after: float, per_rank: float, to_next: float) -> str:
    added = f"{points(gain)} in all"
    head = f"{points(worth)} per EUR 100 m; {added}" if not math.isnan(worth) else f"no price known; {added}"
    if after < before:
        cost = f" at EUR {quantity_text(round(per_rank))} m a rank" if not math.isnan(per_rank) else ""
        return f"{head}, rank {before:.0f} to {after:.0f}{cost}"
    return f"{head}, rank {after:.0f}" + ("" if math.isnan(to_next) else f", {to_next:.3f} short of the next")


def points(value: float) -> str:
    """Index points with their sign, in three decimals; ``+<0.001`` if above zero but too small."""
    if 0 < value < LEAST:
        return "+<0.001"
    return f"{value:+.3f}".replace("-", "−")


def best_buy(rows: pd.DataFrame) -> str:
    """Which purchase adds most for the money; ``rows`` as made by ``by_worth``."""
    priced = rows[rows["per_100m_best"].notna()]
    if priced.empty:
        return "No purchase has a known price"
    first = priced.iloc[0]
    if not float(first["per_100m_best"]) > 0:
        return "No purchase with a known price adds to an index in this year"
    what = f"{points(float(first['per_100m_best']))} index points for each EUR 100 m"
    if len(priced) == 1:
        return f"{first['item']}: {what}"
    return f"Most for the money: {first['item']}, {what}"


def one_change(before: Assessment, after: Assessment, code: str, year: int) -> str:
    """What one country's index did between two scenarios."""
    at = before.world.years.index(year), before.world.country_codes.index(code)
    old, new = float(before.score[at[1], at[0]]), float(after.score[at[1], at[0]])
    name = country(before.world, code)
    if abs(new - old) < SMALLEST_CHANGE and index_text(old) != index_text(new):
        return f"The index of {name} in {year} moves by less than 0.01, around {index_text(new)}"
    if index_text(old) == index_text(new):
        return f"The index of {name} in {year} stays at {index_text(new)}"
    verb = "rises" if new > old else "falls"
    return f"The index of {name} in {year} {verb} from {index_text(old)} to {index_text(new)}"
