"""Money: what the purchases cost against the budget, and what each of them buys."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_scenario
from balance_model.charts.money import against_budget, value_for_money
from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import by_key, plain
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, dials, state

SPAN = 1


def draw() -> None:
    """Cost against budget for one country, with the dials behind it, and what each purchase buys."""
    world, scenario = compute.world(), state.scenario()
    codes = world.country_codes
    if not scenario.purchases and not scenario.modernisations:
        blocks.empty("Nothing is bought in this scenario. Add a purchase or a package and its cost is shown here.")
        return
    names = {code: world.short_name(code) for code in codes}
    bound = state.bind_choice("money_country", _first_buyer(), codes.__contains__)
    st.segmented_control("Country", codes, format_func=names.__getitem__, required=True, **bound)
    blocks.picture("budget", _budget, height=300)
    share, upkeep = st.columns(2, gap="large")
    with share:
        dials.numbers("money_share", ["procurement_share"], _country())
    with upkeep:
        dials.numbers("money_upkeep", ["upkeep_share"])
    blocks.picture("bought", _bought, height=140)


def _country() -> str:
    codes = compute.world().country_codes
    code: str = state.choice("money_country", _first_buyer(), codes.__contains__)
    return code


def _first_buyer() -> str:
    scenario = state.scenario()
    buyers = [item.country for item in scenario.purchases] + [item.country for item in scenario.modernisations]
    return buyers[0] if buyers else compute.world().country_codes[0]


def _budget() -> Picture:
    """Payments and running cost of a country's purchases against its budget for new equipment."""
    world, code = compute.world(), _country()
    now = int(world.facts["data_as_of"][:4])
    rows = compute.running(state.scenario(), code)
    rows = rows[rows["year"] >= now - SPAN]
    title = findings_scenario.affordable(rows, world.short_name(code))
    subtitle = findings_scenario.budget_words(rows)
    return Picture(
        lambda look, width, height: against_budget(rows, code, look, title, subtitle, width, height),
        f"{title}. {subtitle}.",
        rows,
        touches=(),
        native=lambda look: _against(rows, code, look),
    )


def _against(rows: pd.DataFrame, code: str, look: Look) -> Native:
    """Two columns a year: all that the purchases cost, and the budget for new equipment."""
    return Native(
        kind="column",
        categories=tuple(rows["year"].astype(str)),
        series=(
            Series(name="Purchases with their running cost", values=plain(rows["cost"] + rows["upkeep"]),
                   colour=look.colour(code)),
            Series(name="Budget for new equipment", values=plain(rows["budget"]), colour=look.baseline),
        ),
        unit="Million EUR",
        decimals=0,
        low=0.0,
    )  # fmt: skip


def _bought() -> Picture:
    """What each purchase adds to the index for 100 million EUR."""
    scenario = state.scenario()
    rows = findings_scenario.by_worth(compute.buys(scenario))
    title = findings_scenario.best_buy(rows)
    subtitle = (
        f"Index points of the buyer in {scenario.year} for each EUR 100 m, other changes in place; "
        "line: from the high to the low price"
    )
    return Picture(
        lambda look, width, height: value_for_money(rows, look, title, subtitle, width, height),
        f"{title}. Index points for each 100 million EUR.",
        rows.drop(columns=["origin", "words"]),
        touches=(),
        native=lambda look: by_key(
            "stacked_bar", rows["item"].tolist(), rows["country"].tolist(), {"": rows["per_100m_best"]},
            lambda key, _: look.colour(key), look.name, unit="Index points for each EUR 100 m", decimals=3,
            subtitle=subtitle.partition("; line")[0] + "; no bar: no price is known",
        ),
    )  # fmt: skip
