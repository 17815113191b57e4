"""A claim of one's own: A is N times B in a year by a measure, answered with a number, a verdict and a picture."""

from __future__ import annotations

import html
import math

import streamlit as st

from balance_model.analysis import findings_claims as words
from balance_model.analysis import own_claim, spending
from balance_model.analysis.own_claim import HOWS, INDEX, MONEY, OwnClaim
from balance_model.analysis.words import sentence
from balance_model.charts.own_claim import times_by_year
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import plain
from balance_model.exhibits.picture import Picture
from balance_model.records.checks_model import MAIN_SERIES
from ui import blocks, compute, state

LONGEST_YEAR = (1900, 2100)
_USUAL = f"{MONEY}:nominal"


def draw() -> None:
    """The form; under it the picture over the years, or why there is none."""
    _form()
    own = _own()
    if why := own_claim.refused(compute.world(), own):
        blocks.empty(why)
        return
    outcome = own_claim.tested(compute.assessment(state.scenario()), own)
    st.html(
        f'<p role="status" style="font-size:1.12rem;margin:0.2rem 0"><b>{words.SIGNS[outcome.verdict]} '
        f"{words.VERDICTS[outcome.verdict]}</b>{html.escape(f': {outcome.words}' if outcome.words else '')}.</p>"
    )
    if not outcome.years["ratio"].map(math.isfinite).any():
        blocks.empty(
            "In no year do both sides have a number above zero in this measure; choose another measure or series."
        )
        return
    blocks.picture("own_claim", _picture, height=300)
    if own.kind == own_claim.UNITS:
        st.caption("Units of unlike kinds are added here as they are: a rocket launcher counts as much as a drone.")
    elif own.kind == INDEX:
        st.caption(
            "The members of a side add their strengths before these saturate; options that act between sides count."
        )


def say() -> tuple[str, str]:
    """The answer in one sentence."""
    world, own = compute.world(), _own()
    if own_claim.refused(world, own):
        return "A claim of your own: fill in the form.", ""
    outcome = own_claim.tested(compute.assessment(state.scenario()), own)
    return f"{sentence(own_claim.finding(world, own, outcome))}.", f"Claim: {own_claim.said(world, own)}."


def _form() -> None:
    world = compute.world()
    codes = [row.code for row in world.countries]
    known = set(codes)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for key, label, usual in (("own_a", "A", codes[:1]), ("own_b", "B", codes[1:2])):
            st.multiselect(
                label, codes, format_func=world.short_name, width=330,
                **state.bind_choice(key, usual, lambda wanted: set(wanted) <= known),
            )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox("A is", HOWS, width=110, **state.bind_choice("own_how", HOWS[0], HOWS.__contains__))
        st.number_input(
            "times B", width=120, step=0.5, format="%g", **state.bind_choice("own_number", 2.0, _is_number)
        )  # fmt: skip
        st.number_input(
            "in the year", width=130, step=1, **state.bind_choice("own_year", _usual_year(), _is_year)
        )  # fmt: skip
        names = own_claim.measures(world)
        st.selectbox(
            "by", list(names), format_func=names.__getitem__, width=240,
            **state.bind_choice("own_measure", _USUAL, names.__contains__),
        )  # fmt: skip
        if _measure().startswith(MONEY):
            series = spending.series_names(world)
            st.selectbox(
                "Series", list(series), format_func=series.__getitem__, width=165,
                **state.bind_choice("own_series", MAIN_SERIES, series.__contains__),
            )  # fmt: skip


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value))


def _is_year(value: object) -> bool:
    first, last = LONGEST_YEAR
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and first <= value <= last)


def _usual_year() -> int:
    """The last year of the main series."""
    return max((row.year for row in compute.world().spending if row.series == MAIN_SERIES), default=0)


def _measure() -> str:
    found: str = state.choice("own_measure", _USUAL, own_claim.measures(compute.world()).__contains__)
    return found


def _own() -> OwnClaim:
    world = compute.world()
    codes = [row.code for row in world.countries]
    known, series = set(codes), spending.series_names(world)

    def group(key: str, usual: list[str]) -> tuple[str, ...]:
        chosen = state.choice(key, usual, lambda wanted: set(wanted) <= known)
        return tuple(code for code in codes if code in chosen)

    return OwnClaim(
        group("own_a", codes[:1]),
        group("own_b", codes[1:2]),
        state.choice("own_number", 2.0, _is_number),
        state.choice("own_how", HOWS[0], HOWS.__contains__),
        state.choice("own_year", _usual_year(), _is_year) or 0,
        _measure(),
        state.choice("own_series", MAIN_SERIES, series.__contains__),
    )


def _picture() -> Picture:
    answer, own = compute.assessment(state.scenario()), _own()
    world = answer.world
    outcome = own_claim.tested(answer, own)
    a, b = words.group(world, own.a), words.group(world, own.b)
    title = f"{words.VERDICTS[outcome.verdict]}: {own_claim.finding(world, own, outcome)}"
    name = own_claim.measures(world)[own.measure]
    subtitle = f"How many times {a} {'are' if len(own.a) > 1 else 'is'} {b}, by year; {name[:1].lower()}{name[1:]}"
    if own.kind == MONEY:
        subtitle += f", {spending.series_names(world)[own.series]} series"
    rows = outcome.years.assign(
        told=[f"{value:.2f}" if math.isfinite(value) else "–" for value in outcome.years["ratio"]]
    )
    band, claim = own_claim.band(world, own), f"claimed: {own.how} {own.number:g} times"
    return Picture(
        lambda look, width, height: times_by_year(rows, band, own.year, claim, look, title, subtitle, width, height),
        f"{title}. {subtitle}. {claim}.",
        outcome.years.rename(columns={"a": "side_a", "b": "side_b", "ratio": "times"}).assign(claimed=own.number),
        "spending as published, no random draws" if own.kind == MONEY else "single run at best values, no random draws",
        touches=() if own.kind == MONEY else None if own.kind == INDEX else (own.part,),
        opens=False,
        native=lambda look: Native(
            kind="line",
            categories=tuple(rows["year"].astype(str)),
            series=(
                Series(name=f"Times {b}", values=plain(rows["ratio"]), colour=look.text),
                Series(name=sentence(claim), values=plain([own.number] * len(rows)), colour=look.accent, dashed=True),
            ),
            unit=f"Times {b}",
            low=0.0,
        ),
    )  # fmt: skip
