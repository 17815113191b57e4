"""Money, view "Spending": what countries spend on their military, in the measure the reader asks for."""

from __future__ import annotations

import streamlit as st

from balance_model.analysis import findings_money as words
from balance_model.analysis import spending
from balance_model.analysis.findings_money import Shown
from balance_model.analysis.spending import Measure
from balance_model.analysis.words import country, listing
from balance_model.exhibits import standard_money
from balance_model.exhibits.standard_money import Outlook
from balance_model.records.checks_model import MAIN_SERIES
from ui import blocks, compute, state
from ui.glossary import help_for

MEASURE_NAMES: dict[Measure, str] = {
    "nominal": "USD of each year",
    "constant": "USD, constant prices",
    "euro": "EUR at yearly rate",
    "local": "Local currency",
    "per_head": "USD per head",
    "gdp_share": "Share of GDP",
}
RATIOS: tuple[Measure, ...] = ("per_head", "gdp_share")
"""Measures of which a sum over years says nothing."""
SHOWN_NAMES: dict[Shown, str] = {"amount": "Amount", "index": "Base year = 100", "sum": "Sum since"}


def draw() -> None:
    """The choices, the lines, and what the series are."""
    _pick()
    if not _countries():
        blocks.empty("No country is chosen. Choose one above.")
        return
    first, last = _span()
    if first > last:
        blocks.empty(f"The period begins in {first} and ends in {last}. Choose a later end.")
        return
    if not _asked().points()["value"].notna().any():
        blocks.empty("The countries chosen have no figure in this series and measure. Choose another of either.")
        return
    blocks.picture("spending", lambda: standard_money.picture(_asked()), height=360)
    _about()


def say() -> tuple[str, str]:
    """Who spends most, or whose spending rose most; and what the last year rests on."""
    world, (first, last) = compute.world(), _span()
    if not _countries() or first > last:
        return "Nothing is chosen.", ""
    asked = _asked()
    table = asked.points()
    missing = words.gaps(spending.gaps(table), world, len(set(table["year"])))
    notes = [each for each in (words.provisional(table, world), missing, _elsewhere()) if each]
    return f"{asked.sentence(table)}.", " ".join(f"{note}." for note in notes)


def _asked() -> Outlook:
    first, last = _span()
    return Outlook(
        compute.world(), tuple(_countries()), first, last, _base(), _measure(), _shown(), _series()
    )  # fmt: skip


def _elsewhere() -> str:
    """Where later budgets are to be seen, if this measure or way of showing has none."""
    budgets = spending.later_budgets(compute.world(), _countries(), "euro", _series(), *_span())
    if len(_asked().later()) or budgets.empty:
        return ""
    years = listing(str(year) for year in sorted(set(budgets["year"])))
    return f"Budgets of {years} are of other series: see them in '{MEASURE_NAMES['euro']}', shown as amounts"


def _pick() -> None:
    world = compute.world()
    codes = [row.code for row in world.countries]
    names = spending.series_names(world)
    st.multiselect(
        "Countries", codes, label_visibility="collapsed", placeholder="Choose countries", format_func=world.short_name,
        **state.bind_choice("money_countries", list(world.country_codes), lambda wanted: set(wanted) <= set(codes)),
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            "Measure", list(MEASURE_NAMES), format_func=lambda name: MEASURE_NAMES[name], width=185,
            help=help_for("Constant prices"),
            **state.bind_choice("money_measure", "constant", MEASURE_NAMES.__contains__),
        )  # fmt: skip
        st.selectbox(
            "Shown as", list(SHOWN_NAMES), format_func=lambda name: SHOWN_NAMES[name], width=160,
            **state.bind_choice("money_shown", "amount", SHOWN_NAMES.__contains__),
        )  # fmt: skip
        years = _years()
        if _shown() != "amount":
            st.selectbox("Base year", years, width=110, **state.bind_choice("money_base", _first(), years.__contains__))
        st.selectbox(
            "Series", list(names), format_func=names.__getitem__, width=190, help=help_for("Spending series"),
            **state.bind_choice("money_series", MAIN_SERIES, names.__contains__),
        )  # fmt: skip
        st.selectbox("From", years, width=90, **state.bind_choice("money_since", years[0], years.__contains__))
        st.selectbox("To", years, width=90, **state.bind_choice("money_until", years[-1], years.__contains__))
    if _summed_ratio():
        st.caption("A sum of shares or of sums per head says nothing, so the figures of each year are shown.")


def _about() -> None:
    """What the series are, and how far the last release moved the one before."""
    world = compute.world()
    moved = spending.revisions(world, _countries())
    told = ""
    if moved:
        year = max(moved)
        parts = [f"{_signed(change)} % for {country(world, code)}" for code, change in moved[year]]
        told = f" Between its last two releases SIPRI moved the figure for {year} by {listing(parts)}."
    st.caption(
        "SIPRI aims at one definition for all countries. Ministry budgets are narrower, the NATO definition is wider "
        "in parts, and statements and requests are neither: series stand side by side and are never joined or added."
        + told.replace("*", r"\*")
    )


def _signed(change: float) -> str:
    return f"{change:+.0f}".replace("-", "−") if round(change) else "0"


def _summed_ratio() -> bool:
    return _measure() in RATIOS and _choice_shown() == "sum"


def _countries() -> list[str]:
    world = compute.world()
    codes = {row.code for row in world.countries}
    chosen = state.choice("money_countries", list(world.country_codes), lambda wanted: set(wanted) <= codes)
    return [row.code for row in world.countries if row.code in chosen]


def _measure() -> Measure:
    found: Measure = state.choice("money_measure", "constant", MEASURE_NAMES.__contains__)
    return found


def _choice_shown() -> Shown:
    found: Shown = state.choice("money_shown", "amount", SHOWN_NAMES.__contains__)
    return found


def _shown() -> Shown:
    return "amount" if _summed_ratio() else _choice_shown()


def _series() -> str:
    found: str = state.choice("money_series", MAIN_SERIES, spending.series_names(compute.world()).__contains__)
    return found


def _base() -> int:
    found: int = state.choice("money_base", _first(), _years().__contains__)
    return found


def _span() -> tuple[int, int]:
    years = _years()
    since: int = state.choice("money_since", years[0], years.__contains__)
    until: int = state.choice("money_until", years[-1], years.__contains__)
    return since, until


def _years() -> list[int]:
    known = [row.year for row in compute.world().spending]
    return list(range(min(known), max(known) + 1))


def _first() -> int:
    """The base year at first: the first year of the model, if the record holds it."""
    return compute.world().years[0] if compute.world().years[0] in _years() else _years()[0]
