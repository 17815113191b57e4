"""Two readings of the same data side by side, and the arms control reading against what was designed."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_readings, two_readings, unsized
from balance_model.charts.reading_panels import panels
from balance_model.charts.theme import Look
from balance_model.domain import Reading
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import pivoted, plain
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, live, sourced, state

LEFT, RIGHT, TREATY = "reading_left", "reading_right", "reading_treaty"
SHARE, DESIGNED = "share_of_a", "designed_share_of_a"
NUMBERS = ["panel", "label", "own", "side_a", "side_b", "a", "b", "ratio", "low", "high", "when", "why"]


def draw() -> None:
    """Two readings on one scale, and under each what it stresses and what it leaves out."""
    known = two_readings.told(compute.world())
    if len(known) > 2:
        _choose(known)
    if len(_pair()) < 2:
        blocks.empty("There are not two readings to set side by side; add one to readings.csv.")
        return
    blocks.picture("readings", _picture, 380)
    for place, one in zip(st.columns(2), _pair(), strict=True):
        with place:
            live.block(f"reading_{one.reading}", partial(_words, one))


def say() -> tuple[str, str]:
    """What the readings agree on and where they part."""
    if len(_pair()) < 2:
        return "There is one reading only.", ""
    world, year = compute.world(), state.scenario().year
    rows = _rows()
    note = f"{findings_readings.order(rows)} No reading is ours; all use the same numbers."
    return findings_readings.headline(world, rows, year) + ".", note


def _choose(known: tuple[Reading, ...]) -> None:
    """Which two readings are shown, where there are more."""
    names = {row.reading: row.name for row in known}
    with st.container(horizontal=True, gap="small"):
        for key, label, usual in ((LEFT, "Left", known[0]), (RIGHT, "Right", known[1])):
            st.selectbox(
                label, list(names), format_func=names.__getitem__, width=280,
                **state.bind_choice(key, usual.reading, names.__contains__),
            )  # fmt: skip


def _pair() -> tuple[Reading, ...]:
    known = {row.reading: row for row in two_readings.told(compute.world())}
    if len(known) < 3:
        return tuple(known.values())
    usual = list(known)
    chosen = [state.choice(key, usual[at], known.__contains__) for at, key in enumerate((LEFT, RIGHT))]
    return tuple(known[name] for name in dict.fromkeys(chosen))


def _rows() -> pd.DataFrame:
    scenario = state.scenario()
    return _shared(two_readings.table(compute.assessment(scenario), compute.treaty(scenario), _pair()))


def _shared(rows: pd.DataFrame) -> pd.DataFrame:
    """Comparisons with the part of both sides together that side a has."""
    both = rows["a"] + rows["b"]
    return rows.assign(**{SHARE: rows["a"] / both.where(both > 0)})


def _picture() -> Picture:
    world, rows = compute.world(), _rows()
    title = findings_readings.title(world, rows)
    subtitle = (
        f"Ratio of both sides in {state.scenario().year}, one scale. Filled: the reading looks at it; hollow: it "
        "leaves it out and the other adds it. Spending: latest year known; people: today"
    )
    return Picture(
        lambda look, width, height: panels(rows, look, title, subtitle, width, height),
        f"{title}. {rows['label'].nunique()} comparisons in {rows['panel'].nunique()} readings.",
        rows[[*NUMBERS, SHARE]],
        made="single run at best values",
        native=lambda look: _parts(rows, look),
    )


def _parts(rows: pd.DataFrame, look: Look) -> Native:
    """A bar for each comparison and reading: the part of both sides together that the first side has."""
    sides = rows.drop_duplicates("panel").set_index("panel")
    names = {panel: f"{panel}: {row['side_a']} against {row['side_b']}" for panel, row in sides.iterrows()}
    hues = dict(zip(names, (look.accent, look.baseline), strict=False))
    return pivoted(
        "bar", rows.assign(part=100 * rows[SHARE]), "label", "panel", "part", hues.__getitem__, names.__getitem__,
        unit="Part of the first side in both together, %; 50 is level", decimals=0, low=0.0, high=100.0,
        subtitle="Part of both sides together that the first side has; above 50 % it has more than the other",
    )  # fmt: skip


def _words(one: Reading) -> None:
    """A reading in words: who holds it, what it finds, stresses and leaves out, its sources."""
    world, rows = compute.world(), _rows()
    mine = rows[rows["reading"] == one.reading]
    text = sourced.plain
    lines = [
        f"**{text(one.name)}.** {text(one.held_by)}",
        f"**Finds:** {text(findings_readings.panel(world, mine))}.",
        f"**Stresses:** {text(one.stresses)}",
        f"**Leaves out:** {text(one.leaves_out)}",
        f"Sources: {sourced.cited(one.source_ids)}",
    ]
    st.markdown("\n\n".join(lines))
    waiting = findings_readings.joins(world, one.reading)
    if waiting:
        st.caption(text(waiting))


def draw_treaty() -> None:
    """Holdings by treaty class against the ratio of the agreement as it was designed."""
    if _treaty() is None:
        blocks.empty("No reading counts by treaty class; add one to readings.csv.")
        return
    blocks.picture("design", _design, 320)
    one = _treaty()
    if one is not None:
        text = sourced.plain
        st.markdown(
            f"**{text(one.name)}.** {text(one.held_by)}\n\n**Stresses:** {text(one.stresses)}\n\n"
            f"**Leaves out:** {text(one.leaves_out)}\n\nSources: {sourced.cited(one.source_ids)}"
        )


def say_treaty() -> tuple[str, str]:
    """In how many classes today's ratio lies above the designed one."""
    if _treaty() is None:
        return "No reading counts by treaty class.", ""
    title = findings_readings.agreement_title(_treaty_rows(), state.scenario().year)
    return title + ".", "Ceilings are upper limits: a ratio beside the designed one breaks nothing."


def _treaty() -> Reading | None:
    return next(iter(two_readings.told(compute.world(), treaty=True)), None)


def _treaty_rows() -> pd.DataFrame:
    scenario, one = state.scenario(), _treaty()
    if one is None:
        return pd.DataFrame()
    return _shared(two_readings.against_agreement(compute.assessment(scenario), compute.treaty(scenario), one))


def _design() -> Picture:
    rows, year = _treaty_rows(), state.scenario().year
    rows = rows.assign(**{DESIGNED: rows["designed"] / (1 + rows["designed"])})
    title = findings_readings.design_title(rows)
    subtitle = (
        f"Units held in {year}, ratio of both sides; bar: low to high. Upright mark: the ratio of the first ceilings"
    )
    return Picture(
        lambda look, width, height: panels(rows, look, title, subtitle, width, height),
        f"{title}. Ratios in {rows['label'].nunique()} classes.",
        rows[[*NUMBERS, SHARE, "designed", DESIGNED]],
        made="single run; low and high take every range at one end",
        touches=unsized.capped(compute.world()),
        opens=False,
        native=lambda look: _against_design(rows, look, year),
    )


def _against_design(rows: pd.DataFrame, look: Look, year: int) -> Native:
    """Two bars for each class and pair: the part the first side holds, and that of the first ceilings."""
    return Native(
        kind="bar",
        categories=tuple(f"{row.label}, {row.panel}" for row in rows.itertuples()),
        series=(
            Series(name=f"Held in {year}", values=plain(100 * rows[SHARE]), colour=look.accent),
            Series(name="First ceilings", values=plain(100 * rows[DESIGNED]), colour=look.baseline),
        ),
        unit="Part of the first side in both together, %",
        decimals=0,
        low=0.0,
        high=100.0,
        subtitle=f"Part of both sides together that the first side has, of units held in {year} and of the ceilings",
    )
