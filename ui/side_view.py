"""Sides against each other: ready readings, or any coalition against any other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import bands as bands_of
from balance_model.analysis import findings, findings_sure, measures, sides
from balance_model.charts.multiples import multiples
from balance_model.charts.theme import Look
from balance_model.domain import Pairing
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Options
from ui import blocks, chooser, commitment, compute, futures, live, state

OWN = "own-choice"
READING = "reading"
NUMBERS = ("year", "value", "ratio", "single", "low80", "low50", "high50", "high80", "ahead")


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
        for side, place in zip(commitment.OPPOSITE, st.columns(2), strict=True):
            with place:
                commitment.choose(side, f"compare_side_{side}")
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
    if (bands := _bands()) is not None:
        return findings_sure.sides(world, bands, [_words(pair) for pair in _pairs()], year) + ".", ""
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


def _words(pair: Pairing) -> tuple[str, str]:
    """Both sides of a pair in words, the first with its verb."""
    a, b = sides.both(pair, compute.world())
    return f"{a} {'are' if len(pair.side_a) > 1 else 'is'}", "the mean of the others" if pair.taken == "average" else b


def _members() -> tuple[dict[str, float], dict[str, float]] | None:
    """Commitments of the reader's own sides; None in a ready reading, where each member brings all."""
    scenario = state.scenario()
    return (dict(scenario.side_a.members), dict(scenario.side_b.members)) if _reading() == OWN else None


def _bands() -> pd.DataFrame | None:
    many = futures.of()
    return None if many is None else bands_of.reading(many, _pairs(), chooser.measure(changes=False), _members())


def _lines() -> pd.DataFrame:
    """Both sides of every pair by year; the middle of the futures with its bands where these are shown."""
    answer = compute.assessment(state.scenario())
    lines = sides.reading(answer, _pairs(), chooser.measure(changes=False), _members())
    bands = _bands()
    if bands is None:
        return lines
    lines = lines.rename(columns={"value": "single"}).merge(bands, on=["pair", "side", "year"])
    lines = lines.rename(columns={"middle": "value"})
    whole = lines.pivot_table(index=["pair", "year"], columns="side", values="value")
    ratio = (whole["a"] / whole["b"].where(whole["b"] > 0)).rename("ratio").reset_index()
    return lines.drop(columns="ratio").merge(ratio, on=["pair", "year"])


def _picture() -> Picture:
    scenario, world, pairs, lines = state.scenario(), compute.world(), _pairs(), _lines()
    year, measure = scenario.year, chooser.measure(changes=False)
    name = measures.measures(world)[measure]
    panels = [sides.pair_words(pair, world) for pair in pairs]
    if _reading() == OWN and measure == measures.INDEX:
        wide = lines.pivot_table(index="year", columns="side", values="value")
        facing = pd.DataFrame({"year": wide.index, "side_a": wide["a"].to_numpy(), "side_b": wide["b"].to_numpy()})
        title = findings.sides_over_time(facing, scenario, world, year)
    else:
        title = f"{panels[0] if _reading() == OWN else pairs[0].name}: {name[:1].lower()}{name[1:]} by year"
    how = "mean of the single indices" if pairs[0].taken == "average" else "members of a side add their strengths"
    subtitle = f"{name} of each side, 0 to 1, {world.years[0]} to {world.years[-1]}; {how}{futures.key_words()}"
    table = lines.assign(panel=[panels[number] for number in lines["pair"]], line=lines["side"])
    return Picture(
        lambda look, width, height: multiples(_dressed(table, look), look, year, title, subtitle, width, height),
        f"{title}. One panel a pair.",
        table[["panel", "name", *(name for name in NUMBERS if name in table)]].rename(
            columns={"panel": "pair", "name": "side"}
        ),
        touches=None if measure == measures.INDEX else (measure,),
        opens=_plain(pairs, scenario.options),
        native=lambda look: _one_chart(table, look, name),
    )


def _one_chart(table: pd.DataFrame, look: Look, unit: str) -> Native:
    """The lines of all panels in one chart; a side that differs from pair to pair stands once for each."""
    rows = _dressed(table, look)
    differ = rows.groupby(["name", "year"])["value"].transform("nunique") > 1
    apart = rows["name"].isin(rows.loc[differ, "name"])
    rows = rows.assign(line=rows["name"].where(~apart, rows["name"] + ", " + rows["panel"]))
    looks = rows.drop_duplicates("line").set_index("line")
    return pivoted(
        "line", rows, "year", "line", "value", looks["hue"].get, dashed=tuple(looks.index[looks["dashed"]]),
        unit=f"{unit}, 0 to 1", low=0.0,
    )  # fmt: skip


def _plain(pairs: tuple[Pairing, ...], options: Options) -> bool:
    """Whether each line is a country by itself, with nothing that acts between two sides."""
    alone = all(len(pair.side_a) == len(pair.side_b) == 1 for pair in pairs)
    members = _members()
    whole = members is None or all(share == 1 for side in members for share in side.values())
    return alone and whole and not (options.counters or options.cap or options.access)


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


def _take(pair: Pairing) -> None:
    """Make the sides of a reading those of the scenario, so that commitments can be set."""
    members = {name: dict.fromkeys(codes, 1.0) for name, codes in (("a", pair.side_a), ("b", pair.side_b))}
    state.change({"sides": {name: {"members": own} for name, own in members.items()}})
    state.choose(READING, OWN)
