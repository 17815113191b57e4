"""What the reader tests a claim with: years, measure, series, countries, deals. The link keeps each choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from balance_model.analysis import claims_checked, spending
from balance_model.analysis.claims import whole
from balance_model.analysis.claims_checked import Choice
from balance_model.analysis.words import starred
from balance_model.domain import Claim
from ui import compute, state
from ui.glossary import help_for
from ui.spending import MEASURE_NAMES

OPEN = {
    "times_as_much": ("year", "measure", "series", "side_a", "side_b"),
    "risen_between": ("year_from", "year", "measure", "series", "side_a"),
    "worth_of_deals": ("deal_ids",),
    "acquisitions_total": ("year_from", "year", "series"),
    "caps": ("year", "side_a"),
}
"""What the reader may change, by the test of the claim."""
LISTS = ("side_a", "side_b", "deal_ids")


def controls(claim: Claim, every: Sequence[Claim]) -> None:
    """The claim that is open, and what it is tested with."""
    world = compute.world()
    names = {one.claim_id: starred(world, one.name) for one in every}
    open_now = OPEN[claim.test]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            "Claim", list(names), format_func=names.__getitem__, width=235,
            **state.bind_choice("claim", next(iter(names)), names.__contains__),
        )  # fmt: skip
        years = _years(claim)
        for name, label in (("year_from", "From"), ("year", "To" if "year_from" in open_now else "Year")):
            if name in open_now:
                st.selectbox(label, years, width=85, **_bind(claim, name, years.__contains__))
        if "measure" in open_now:
            st.selectbox(
                "Measure", list(MEASURE_NAMES), format_func=lambda name: MEASURE_NAMES[name], width=165,
                **_bind(claim, "measure", MEASURE_NAMES.__contains__),
            )  # fmt: skip
        if "series" in open_now:
            series = spending.series_names(world)
            st.selectbox(
                "Series", list(series), format_func=series.__getitem__, width=165, help=help_for("Spending series"),
                **_bind(claim, "series", series.__contains__),
            )  # fmt: skip
        if set(open_now) & set(LISTS):
            with st.popover("Deals counted" if "deal_ids" in open_now else "Countries", icon=":material/group:"):
                _lists(claim, open_now)


def back(claim: Claim) -> None:
    """The way back to the claim at its word."""
    st.button(
        "Back to as said", icon=":material/restart_alt:", key=f"claim_back_{claim.claim_id}", type="tertiary",
        disabled=is_as_said(claim), on_click=_back, args=(claim,), help="Test the claim as it was said",
    )  # fmt: skip


def choice(claim: Claim) -> Choice:
    """What the claim is tested with now; a span that runs backwards is turned round."""
    said = claims_checked.as_said(compute.world(), claim)
    found: dict[str, Any] = {name: _value(claim, name, getattr(said, name)) for name in OPEN[claim.test]}
    told: dict[str, Any] = {name: tuple(value) if name in LISTS else value for name, value in found.items()}
    chosen = replace(said, **told)
    if chosen.year_from > chosen.year and "year_from" in OPEN[claim.test]:
        chosen = replace(chosen, year_from=chosen.year, year=chosen.year_from)
    return replace(chosen, side_b=tuple(code for code in chosen.side_b if code not in chosen.side_a))


def is_as_said(claim: Claim) -> bool:
    """Whether nothing differs from the claim at its word; the order of countries is no difference."""
    said, now = claims_checked.as_said(compute.world(), claim), choice(claim)
    return all(_plain(getattr(said, each.name)) == _plain(getattr(now, each.name)) for each in fields(Choice))


def _plain(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


def _key(claim: Claim, name: str) -> str:
    return f"claim_{claim.claim_id}_{name}"


def _value(claim: Claim, name: str, usual: Any) -> Any:
    if name in LISTS:
        options = set(_options(claim, name))
        return state.choice(_key(claim, name), list(usual), lambda wanted: set(wanted) <= options)
    fits: dict[str, Callable[[Any], bool]] = {
        "year": _years(claim).__contains__,
        "year_from": _years(claim).__contains__,
        "measure": MEASURE_NAMES.__contains__,
        "series": spending.series_names(compute.world()).__contains__,
    }
    return state.choice(_key(claim, name), usual, fits[name])


def _bind(claim: Claim, name: str, fits: Callable[[Any], bool]) -> dict[str, Any]:
    said = claims_checked.as_said(compute.world(), claim)
    return state.bind_choice(_key(claim, name), getattr(said, name), fits)


def _lists(claim: Claim, names: Sequence[str]) -> None:
    world = compute.world()
    said = claims_checked.as_said(world, claim)
    labels = {"side_a": "Countries the claim is about", "side_b": "Held against", "deal_ids": "Deals counted"}
    shown: dict[str, Callable[[str], str]] = {"deal_ids": _deal}
    for name in [each for each in LISTS if each in names]:
        options = _options(claim, name)
        bound = state.bind_choice(_key(claim, name), list(getattr(said, name)), frozenset(options).issuperset)
        st.multiselect(labels[name], options, format_func=shown.get(name, world.short_name), **bound)
    if "side_b" in names:
        st.caption("A country on both sides counts for the first.")


def _options(claim: Claim, name: str) -> list[str]:
    world = compute.world()
    if name != "deal_ids":
        return [row.code for row in world.countries]
    deals = whole(world).deal
    homes = {deals[one].country for one in claim.deal_ids}
    return [
        deal.deal_id
        for deal in deals.values()
        if deal.deal_id in claim.deal_ids or (deal.country in homes and deal.value_m is not None)
    ]


def _deal(deal_id: str) -> str:
    world = compute.world()
    deal = whole(world).deal[deal_id]
    worth = f"{deal.currency} {deal.value_m:,.0f} m" if deal.value_m is not None else "inside another value"
    return f"{world.system[deal.system_id].name}, {deal.contracted or deal.announced or 'no date'} ({worth})"


def _years(claim: Claim) -> list[int]:
    """Years with any figure of the series of the claim; those of the agreement for ceilings."""
    world = compute.world()
    if claim.test == "caps":
        return sorted({*(row.year for row in world.reported_holdings), claim.year or world.years[0], *world.years})
    return sorted({row.year for row in world.spending})


def _back(claim: Claim) -> None:
    said = claims_checked.as_said(compute.world(), claim)
    for name in OPEN[claim.test]:
        usual = getattr(said, name)
        state.choose(_key(claim, name), list(usual) if name in LISTS else usual)
