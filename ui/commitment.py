"""The two sides: which countries are on each, and how far each of them is committed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from balance_model.analysis.words import listing
from ui import compute, dials, state
from ui.dials import Dial
from ui.glossary import help_for

OPPOSITE = {"a": "b", "b": "a"}


def choose(side: str, key: str) -> None:
    """Choose the countries of side ``a`` or ``b`` of the scenario; a country that joins it leaves the other."""
    world = compute.world()
    label = f"Side {side.upper()}"

    def changed(codes: list[str]) -> dict[str, Any] | None:
        own, other = _members(side), _members(OPPOSITE[side])
        left = {code: share for code, share in other.items() if code not in codes}
        if not codes:
            state.notice(f"{label} needs at least one country.")
            return None
        if not left:
            names = listing(world.short_name(code) for code in other)
            state.notice(f"{names} cannot leave the other side empty; add a country there first.")
            return None
        joined = {code: own.get(code, 1.0) for code in codes}
        return {"sides": {side: {"members": joined}, OPPOSITE[side]: {"members": left}}}

    st.multiselect(
        label, world.country_codes, format_func=world.short_name, help=help_for("Side"),
        **state.bind(key, list(_members(side)), changed),
    )  # fmt: skip


def invite(key: str) -> None:
    """Choose which context countries join the comparison; one that is named elsewhere in the scenario stays."""
    world = compute.world()

    def changed(codes: list[str]) -> dict[str, Any] | None:
        left = set(state.scenario().joined) - set(codes)
        sides = {name: {c: s for c, s in _members(name).items() if c not in left} for name in OPPOSITE}
        empty = next((name for name, members in sides.items() if not members), None)
        if empty:
            names = listing(world.short_name(code) for code in sorted(left))
            state.notice(f"{names} cannot leave side {empty.upper()} empty; add a country there first.")
            return None
        kept = {name: {"members": members} for name, members in sides.items()}
        return {"joined": codes, "sides": kept} | _without(left)

    st.multiselect(
        "Context countries", world.context_codes, format_func=world.short_name, help=help_for("Context country"),
        placeholder="none has joined", **state.bind(key, list(state.scenario().joined), changed),
    )  # fmt: skip


def _without(left: set[str]) -> dict[str, Any]:
    """Sparse content that takes back every change about countries that leave."""
    scenario, world = state.scenario(), compute.world()
    return {
        "deals": {name: None for name, _ in scenario.deals if world.deal[name].country in left},
        "dials": {name: None for name, _ in scenario.dials if name.partition("@")[2] in left},
        "purchases": [item for item in scenario.purchases if item.country not in left],
        "retirements": [item for item in scenario.retirements if item.country not in left],
        "modernisations": [item for item in scenario.modernisations if item.country not in left],
        "transfers": [item for item in scenario.transfers if not {item.giver, item.receiver} & left],
    }


def _members(side: str) -> dict[str, float]:
    scenario = state.scenario()
    return dict((scenario.side_a if side == "a" else scenario.side_b).members)


def panel(key: str) -> None:
    """Dials for all members of the sides of the scenario; the page follows them."""
    dials.panel(key, members, changed)


def members() -> list[Dial]:
    """One dial a member, in per cent of its holdings."""
    scenario, world = state.scenario(), compute.world()
    return [
        Dial(
            code, f"{world.short_name(code)} brings", "%", 100 * share, 100, 0, 100, 5,
            help="Part of its holdings that a member brings to its side.",
        )
        for side in (scenario.side_a, scenario.side_b)
        for code, share in side.members
    ]  # fmt: skip


def changed(moved: Mapping[str, float]) -> dict[str, Any]:
    """Sides with new commitments, as sparse content."""
    scenario = state.scenario()
    sides: dict[str, Any] = {}
    for name, side in (("a", scenario.side_a), ("b", scenario.side_b)):
        news = {code: moved[code] / 100 for code, _ in side.members if code in moved}
        if news:
            sides[name] = {"members": dict(side.members) | news}
    return {"sides": sides}
