"""Sides against each other: ready readings, or any coalition against any other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import findings, measures, sides
from balance_model.charts.multiples import multiples
from balance_model.charts.theme import Look
from balance_model.domain import Pairing
from ui import blocks, chooser, commitment, compute, live, state
from ui.blocks import Picture

OWN = "own-choice"
READING = "reading"


def draw() -> None:
    """A reading, its picture, and the dials of the members where sides are free."""
    names = {OWN: "My sides"} | {key: pairs[0].name for key, pairs in compute.pairings().items()}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.selectbox(
            "Who stands against whom", list(names), format_func=names.__getitem__, width=330,
            **state.bind_choice(READING, OWN, names.__contains__),
        )  # fmt: skip
        chooser.pick_measure(changes=False)
    if _reading() == OWN:
        left, right = st.columns(2)
        _members("a", left)
        _members("b", right)
    blocks.picture("sides", _picture)
    live.block("side_note", _note)
    if _reading() == OWN:
        commitment.panel("side_commitment")
    elif (pairs := compute.pairings()[_reading()]) and len(pairs) == 1:
        st.button(
            "Set commitments of these sides", icon=":material/tune:", key="side_take", type="tertiary",
            on_click=_take, args=(pairs[0],),
        )  # fmt: skip


def say() -> tuple[str, str]:
    """What the sides hold against each other in the year."""
    scenario, world = state.scenario(), compute.world()
    answer, year = compute.assessment(scenario), scenario.year
    if _reading() == OWN and chooser.measure(changes=False) == measures.INDEX:
        return findings.sides(answer, scenario, year) + ".", ""
    return sides.reading_words(_lines(), _pairs(), year, world) + ".", ""


def _reading() -> str:
    known = compute.pairings()
    chosen: str = state.choice(READING, OWN, lambda key: key == OWN or key in known)
    return chosen


def _pairs() -> tuple[Pairing, ...]:
    """The pairs on screen; the sides of the scenario as a pair where they are free."""
    if _reading() != OWN:
        return compute.pairings()[_reading()]
    scenario = state.scenario()
    a, b = (tuple(code for code, _ in side.members) for side in (scenario.side_a, scenario.side_b))
    return (
        Pairing(pairing=OWN, name="My sides", order=1, side_a=a, side_b=b, taken="together", why="", source_ids=()),
    )


def _lines() -> pd.DataFrame:
    scenario, measure = state.scenario(), chooser.measure(changes=False)
    answer = compute.assessment(scenario)
    if _reading() != OWN:
        return sides.reading(answer, _pairs(), measure)
    members = dict(scenario.side_a.members), dict(scenario.side_b.members)
    return sides.reading(answer, _pairs(), measure, members)


def _picture() -> Picture:
    scenario, world, pairs, lines = state.scenario(), compute.world(), _pairs(), _lines()
    year, measure = scenario.year, chooser.measure(changes=False)
    name = measures.measures(world)[measure]
    panels = [sides.pair_words(pair, world) for pair in pairs]
    if _reading() == OWN and measure == measures.INDEX:
        facing = sides.facing_by_year(
            compute.assessment(scenario), dict(scenario.side_a.members), dict(scenario.side_b.members)
        )
        title = findings.sides_over_time(facing, scenario, world, year)
    else:
        title = f"{panels[0] if _reading() == OWN else pairs[0].name}: {name[:1].lower()}{name[1:]} by year"
    how = "mean of the single indices" if pairs[0].taken == "average" else "members of a side add their strengths"
    subtitle = f"{name} of each side, 0 to 1, {world.years[0]} to {world.years[-1]}; {how}"
    table = lines.assign(panel=[panels[number] for number in lines["pair"]], line=lines["side"])
    return Picture(
        lambda look, width, height: multiples(_dressed(table, look), look, year, title, subtitle, width, height),
        f"{title}. One panel a pair.",
        table[["panel", "name", "year", "value", "ratio"]].rename(columns={"panel": "pair", "name": "side"}),
    )


def _dressed(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Hues of the sides: that of the first member; grey and dashed for a mean."""
    mean = table["country"] == sides.MEAN
    first = table["country"].where(~mean, look.order[0])
    return table.assign(
        hue=first.map(look.colour).where(~mean, look.baseline),
        ink=first.map(look.ink).where(~mean, look.muted),
        dashed=mean,
    )


def _note() -> None:
    why = _pairs()[0].why
    if why:
        st.caption(why.replace("*", r"\*") + ".")
    elif len(state.scenario().side_a.members) + len(state.scenario().side_b.members) > 2:
        st.caption("Members of a side add their strengths before these saturate; each brings the part set below.")


def _members(side: str, place: st.delta_generator.DeltaGenerator) -> None:
    """Choose the countries of one side; a country that joins it leaves the other."""
    world, scenario = compute.world(), state.scenario()
    own, other = (scenario.side_a, scenario.side_b) if side == "a" else (scenario.side_b, scenario.side_a)
    opposite = "b" if side == "a" else "a"

    def changed(codes: list[str]) -> dict[str, object] | None:
        kept = dict(own.members)
        left = {code: share for code, share in other.members if code not in codes}
        if not codes or not left:
            state.notice("Each side needs at least one country.")
            return None
        return {
            "sides": {
                side: {"members": {code: kept.get(code, 1.0) for code in codes}},
                opposite: {"members": left},
            }
        }

    place.multiselect(
        f"Side {side.upper()}", world.country_codes, format_func=world.short_name,
        **state.bind(f"compare_side_{side}", [code for code, _ in own.members], changed),
    )  # fmt: skip


def _take(pair: Pairing) -> None:
    """Make the sides of a reading those of the scenario, so that commitments can be set."""
    members = {name: dict.fromkeys(codes, 1.0) for name, codes in (("a", pair.side_a), ("b", pair.side_b))}
    state.change({"sides": {name: {"members": own} for name, own in members.items()}})
    state.choose(READING, OWN)
