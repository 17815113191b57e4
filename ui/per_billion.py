"""Money, view "Per billion": what deals with a published value add to index and strength for each billion EUR."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from balance_model.analysis import commitments, per_billion
from balance_model.analysis import findings_money as words
from balance_model.charts.breakdown import breakdown
from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.native import by_key
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import blocks, compute, state

Found = tuple[pd.DataFrame, pd.DataFrame]
INDEX, STRENGTH = "Index", "Strength by category"
MADE = "gain with the deals less that without them, single runs at low, best and high units, no random draws"


def draw() -> None:
    """The gain for each billion, of the index or of strength by category, with its range."""
    st.segmented_control("Gain of", [INDEX, STRENGTH], required=True, **state.bind_choice(*_WHICH))
    found = _found()
    if found[0].empty:
        blocks.empty("No deal that counts and is due by the year shown was paid for and has a published value.")
    else:
        blocks.picture("per_billion", lambda: _picture(found), height=200)
        st.caption(_left_out())


def say() -> tuple[str, str]:
    """Whose index gains most for each billion."""
    found, year = _found(), state.scenario().year
    note = "The first units of a category add more to the index than later ones, so a small start looks cheap."
    return f"{words.gained(found[0], compute.world(), year)}.", note if len(found[0]) else ""


_WHICH = ("money_gain", INDEX, [INDEX, STRENGTH].__contains__)


def _found() -> Found:
    return _made(compute.world(), state.scenario())


@lru_cache(maxsize=32)
def _made(world: World, scenario: Scenario) -> Found:
    return per_billion.per_billion(world, scenario, scenario.year)


def _picture(found: Found) -> Picture:
    world, year = compute.world(), state.scenario().year
    index, strength = found
    by_index = state.choice(*_WHICH) == INDEX
    table = index if by_index else strength
    title = words.gained_in_all(index, world) if by_index else words.strongest(strength, world)
    unit = "Index points, 0 to 1" if by_index else "Norm units of the category, each panel on its own scale"
    subtitle = (
        f"{unit}, for each billion EUR, in {year}; line: from low units at the high cost to high units at the low cost"
    )

    def bars(look: Look) -> pd.DataFrame:
        rows = table if by_index else table.assign(order=[world.category[name].order for name in table["category"]])
        rows = rows if by_index else rows.sort_values("order", kind="stable")
        return pd.DataFrame({
            "panel": [world.category[name].name if name else "" for name in rows["category"]], "note": "",
            "name": rows["country"].map(look.name), "amount": rows["per_billion"].clip(lower=0),
            "low": rows["per_billion_low"], "high": rows["per_billion_high"], "hue": rows["country"].map(look.colour),
            "words": [
                f"{words.span_words(row, by_index)}, EUR {row['cost']:,.0f} m" for _, row in rows.iterrows()
            ],
        })  # fmt: skip

    return Picture(
        lambda look, width, height: breakdown(bars(look), look, title, subtitle, width, height, shared=by_index),
        f"{title}. {subtitle}.",
        table,
        MADE,
        touches=(),
        native=None if not by_index else lambda look: by_key(
            "stacked_bar", [look.name(code) for code in table["country"]], table["country"].tolist(),
            {"": table["per_billion"]}, lambda code, _: look.colour(code), look.name, decimals=3,
            unit="Index points for each billion EUR", subtitle=subtitle.partition("; line")[0],
        ),
    )  # fmt: skip


def _left_out() -> str:
    """What the gains for a billion leave out, in numbers."""
    scenario = state.scenario()
    deals = commitments.deal_rows(compute.world(), scenario)
    unpriced, gifts = commitments.left_out(deals)
    due = per_billion.bought(compute.world(), scenario, scenario.year)
    later = int((deals["euro"].notna() & ~deals["gift"]).sum()) - len(due)
    return (
        f"Rests on {len(due)} of {len(deals)} deals that count. Left out: {len(unpriced)} without a published value, "
        f"{len(gifts)} gifts, {later} not due by {scenario.year}. Values often hold training, spares and support, "
        "and a value in dollars is taken at each yearly rate from contract to last delivery for its range."
    )
