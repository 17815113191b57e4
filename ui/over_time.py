"""Ranks over the years in many futures, and when one country overtakes another."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_time as findings
from balance_model.analysis import ranks
from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.words import country
from balance_model.charts.overtake import overtaking
from balance_model.charts.stream import FAINTEST, rank_stream
from balance_model.charts.theme import Look
from balance_model.charts.tints import mixed
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import by_key, pivoted
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, futures, state

EVERY = 5
"""A slide has bars for every fifth year."""
WAITING = "The futures are being drawn. The picture follows in a few seconds."


def draw_ranks() -> None:
    """How likely each rank is in each year, a panel for each country."""
    found = compute.ensemble(state.scenario())
    if found is None:
        blocks.empty(WAITING)
    else:
        blocks.picture("ranks", lambda: _ranks(found), height=380)


def say_ranks() -> tuple[str, str]:
    """The likeliest rank of each country in the year on screen."""
    scenario = state.scenario()
    found = compute.ensemble(scenario)
    if found is None:
        return f"Working out the ranks in {scenario.year} in many futures …", ""
    shares = ranks.rank_probabilities(found.score)
    return f"{findings.ranks(shares, compute.world(), scenario.year)}.", _drawn(found)


def draw_overtaking() -> None:
    """When one of two countries gets ahead of the other for good."""
    _pick()
    found = compute.ensemble(state.scenario())
    if found is None:
        blocks.empty(WAITING)
    else:
        blocks.picture("overtaking", lambda: _overtaking(found), height=340)


def say_overtaking() -> tuple[str, str]:
    """How often one overtakes the other by the year on screen, and how often never."""
    scenario, world = state.scenario(), compute.world()
    a, b = _pair()
    found = compute.ensemble(scenario)
    if found is None:
        return f"Working out when {country(world, a)} overtakes {country(world, b)} …", ""
    return f"{findings.overtakes(_when(found, a, b), a, b, world, scenario.year)}.", _drawn(found)


def _ranks(found: Ensemble) -> Picture:
    world, year = compute.world(), state.scenario().year
    shares = ranks.rank_probabilities(found.score)
    table = ranks.rank_table(shares, world)
    named = table.assign(rank_name=table["rank"].map(findings.rank_word))
    title = findings.contested(shares, world)
    subtitle = (
        f"Share of the futures in which a country has each rank of the index, {_span()}; the best rank on top; "
        f"{found.draws:,} futures, seed {found.seed}"
    )
    return Picture(
        lambda look, width, height: rank_stream(named, look, year, title, subtitle, width, height),
        f"{title}. Stacked shares of the ranks by year, a panel for each country.",
        table,
        futures.drawn_words(found),
        native=lambda look: _some_years(named, look, year, subtitle),
    )


def _some_years(named: pd.DataFrame, look: Look, year: int, subtitle: str) -> Native:
    """A bar for each country in the first, every fifth and the chosen year, divided by rank."""
    first, last, ranks = (int(end) for end in (named["year"].min(), named["year"].max(), named["rank"].max()))
    rows = named[(named["year"] % EVERY == 0) | named["year"].isin([first, year, last])]
    rows = rows.assign(label=rows["country"].map(look.name) + " " + rows["year"].astype(str), part=100 * rows["share"])
    return pivoted(
        "stacked_bar", rows, "label", "rank", "part",
        lambda rank: mixed(look, look.accent, 1.0 - (1.0 - FAINTEST) * (int(rank) - 1) / max(ranks - 1, 1)),
        lambda rank: str(findings.rank_word(rank)).capitalize(), unit="Share of the futures, %", decimals=0, low=0.0,
        high=100.0, subtitle=subtitle.replace("; the best rank on top", ""),
    )  # fmt: skip


def _overtaking(found: Ensemble) -> Picture:
    world, year = compute.world(), state.scenario().year
    a, b = _pair()
    when = _when(found, a, b)
    title = findings.likeliest_year(when, a, b, world)
    subtitle = (
        f"Share of the futures by the year from which {country(world, a)} stays ahead of {country(world, b)}; "
        f"full colour up to {year}; {found.draws:,} futures, seed {found.seed}"
    )
    table = when.table()
    ends = {"ahead_already": when.already, "never": when.never}
    return Picture(
        lambda look, width, height: overtaking(
            table, (when.already, when.never), a, look, year, title, subtitle, width, height
        ),
        f"{title}. A bar for each year, and for ahead already and never.",
        table.assign(**ends),
        futures.drawn_words(found),
        native=lambda look: by_key(
            "stacked_column", ["already", *table["year"].astype(str)[1:], "never"],
            ["before or never", *[a] * (len(table) - 1), "before or never"],
            {"": [100 * share for share in (when.already, *table["share"][1:], when.never)]},
            lambda key, _: look.colour(key) if key == a else look.baseline,
            lambda key: look.name(key) if key == a else "Ahead already, or never", unit="Share of the futures, %",
            decimals=0, low=0.0, subtitle=subtitle.replace(f"; full colour up to {year}", ""),
        ),
    )  # fmt: skip


def _when(found: Ensemble, a: str, b: str) -> ranks.Overtaking:
    world = compute.world()
    first, second = (found.score[:, world.country_codes.index(code)] for code in (a, b))
    return ranks.overtaking(first, second, world.years)


def _pick() -> None:
    world = compute.world()
    a = _pair()[0]
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.selectbox(
            "Who overtakes", world.country_codes, format_func=world.short_name, width=150,
            **state.bind_choice("overtaker", _usual()[0], world.country_codes.__contains__),
        )  # fmt: skip
        others = [code for code in world.country_codes if code != a]
        st.selectbox(
            "Whom", others, format_func=world.short_name, width=150,
            **state.bind_choice("overtaken", _other(a), others.__contains__),
        )  # fmt: skip


def _pair() -> tuple[str, str]:
    codes = compute.world().country_codes
    a: str = state.choice("overtaker", _usual()[0], codes.__contains__)
    b: str = state.choice("overtaken", _other(a), [code for code in codes if code != a].__contains__)
    return a, b


def _other(a: str) -> str:
    """Whom a country overtakes at first: the other of the usual pair."""
    usual = _usual()
    return usual[1] if a != usual[1] else usual[0]


def _usual() -> tuple[str, str]:
    scenario = state.scenario()
    return ranks.likely_pair(compute.assessment(scenario), scenario.year)


def _span() -> str:
    years = compute.world().years
    return f"{years[0]} to {years[-1]}"


def _drawn(found: Ensemble) -> str:
    return f"{found.draws:,} futures drawn from the ranges of the data, seed {found.seed}."
