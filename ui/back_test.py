"""Back-test: what was known in an earlier year against what came, and what that says about the bands."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_time as findings
from balance_model.analysis.backtest import BANDS, CHECKED, KNOWN, BackTest, back_test, by_status, coverage, held
from balance_model.analysis.known import without_changes
from balance_model.charts.backtest import bands_and_outcomes
from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import BANDS as NATIVE_BANDS
from balance_model.exhibits.native import plain
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, jobs, state
from ui.drivers import any_year
from ui.glossary import help_for

DELIVERIES, EVERYTHING = "Deliveries", "Everything"
_LIMITS = (
    "The inventory is of one date and its history is worked back from deals, so losses and quiet changes are not "
    "seen. Quantities and delivery years are those known now, not those expected then. Readiness, worth and crews "
    "are assumed the same in both years: the data cannot contradict them, so a band with everything in doubt looks "
    "better than it is."
)


def draw() -> None:
    """Bands and outcomes, coverage by country, and the chances of the statuses."""
    ways = (DELIVERIES, EVERYTHING)
    st.segmented_control(
        "In doubt", ways, required=True, help=help_for("Back-test"),
        **state.bind_choice("back_test_doubt", DELIVERIES, ways.__contains__),
    )  # fmt: skip
    found = _found()
    if found is None:
        blocks.empty(f"The futures of {KNOWN} are being drawn. The picture follows in a few seconds.")
        return
    blocks.picture("back-test", lambda: _picture(found), height=380)
    st.markdown("**How many outcomes each band holds**")
    blocks.table("back-test-bands", "How many outcomes each band holds", _coverage(found), ())
    st.markdown("**Whether deals came**")
    st.markdown(findings.statuses(found.deals).replace("*", r"\*"))
    if len(found.deals):
        blocks.table("back-test-deals", "Whether deals came", _statuses(found), ())
    st.caption(_LIMITS)


def say() -> tuple[str, str]:
    """How many outcomes the bands hold, and why the others were missed."""
    found = _found()
    if found is None:
        return f"Holding what was known in {KNOWN} against {CHECKED} …", ""
    return f"{findings.back_test(found)}.", findings.back_test_note(found)


def _narrow() -> bool:
    return bool(state.choice("back_test_doubt", DELIVERIES, (DELIVERIES, EVERYTHING).__contains__) == DELIVERIES)


def _found() -> BackTest | None:
    world, narrow = compute.world(), _narrow()
    scenario = without_changes(any_year(state.scenario()))
    return jobs.outcome(
        ("back-test", scenario, world.fingerprint, narrow),
        lambda tell: back_test(world, scenario, narrow, tell=tell),
        f"Drawing the futures of {KNOWN}",
    )


def _picture(found: BackTest) -> Picture:
    world, answer = compute.world(), compute.assessment(state.scenario())
    shown = findings.shown_measures(world, answer.weights)
    rows = found.points[found.points["measure"].isin(shown)]
    rows = rows.sort_values("measure", key=lambda column: column.map(shown.index), kind="stable", ignore_index=True)
    rows = rows.assign(
        measure_name=[findings.measure_name(name, world) for name in rows["measure"]], held=held(rows, rows["came"], 80)
    )
    title = findings.widest_miss(rows, world)
    doubt = "deliveries" if _narrow() else "everything"
    subtitle = (
        f"Index and category values in {CHECKED}, 0 to 1: bands as of {KNOWN} with {doubt} in doubt, and what came"
    )
    return Picture(
        lambda look, width, height: bands_and_outcomes(rows, look, title, subtitle, width, height),
        f"{title}. Bands and outcomes for each country and measure.",
        rows.drop(columns=["measure", "open", "tested"]),
        f"{int(world.facts['draws']):,} futures as of {KNOWN}, seed {world.facts['seed']}",
        touches=(),
        native=lambda look: _bars(rows, look),
    )


def _bars(rows: pd.DataFrame, look: Look) -> Native:
    """Two bars for each country and measure: the middle of the futures, with its bands, and what came."""
    bands: dict[str, Any] = {name: plain(rows[f"{name[:-2]}_{name[-2:]}"]) for name in NATIVE_BANDS}
    return Native(
        kind="bar",
        categories=tuple(f"{row.measure_name}, {look.name(str(row.country))}" for row in rows.itertuples()),
        series=(
            Series(
                name=f"Middle of the futures as of {KNOWN}", values=plain(rows["median"]), colour=look.accent, **bands
            ),
            Series(name="What came", values=plain(rows["came"]), colour=look.text),
        ),
        unit="Index and category values, 0 to 1",
        low=0.0,
    )  # fmt: skip


def _coverage(found: BackTest) -> pd.DataFrame:
    """Coverage by country and in all, for readers."""
    world = compute.world()
    rows = coverage(found.points, "country")
    rows["country"] = [world.short_name(code) for code in rows["country"]]
    rows = pd.concat([rows, coverage(found.points).assign(country="All")], ignore_index=True)
    names = {
        "country": "Country", "points": "Outcomes", **{f"held_{band}": f"In the {band} % band" for band in BANDS},
        "above": "Higher", "below": "Lower",
    }  # fmt: skip
    return rows[list(names)].rename(columns=names)


def _statuses(found: BackTest) -> pd.DataFrame:
    names = {row.status: row.name for row in compute.world().statuses}
    rows = by_status(found.deals)
    return pd.DataFrame({
        "Status then": [names[status] for status in rows["status"]], "Deals": rows["deals"],
        "Chance given": [f"{100 * chance:.0f} %" for chance in rows["chance"]],
        "Came in full": [f"{100 * came:.0f} %" for came in rows["came"]],
        "Brier score": [f"{score:.2f}" for score in rows["brier"]],
    })  # fmt: skip
