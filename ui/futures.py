"""The one switch between a single run and many futures, and what the futures show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.words import index_text, signed
from balance_model.core.assess import Assessment
from balance_model.records.scenario import Scenario
from ui import compute, state
from ui.glossary import help_for

SINGLE, MANY = "Single run", "With uncertainty"
NAME = "runs"


def control() -> None:
    """The switch."""
    bound = state.bind_choice(NAME, SINGLE, [SINGLE, MANY].__contains__)
    st.segmented_control(
        "Shown", [SINGLE, MANY], required=True, label_visibility="collapsed", width="stretch",
        help=help_for("Future"), **bound,
    )  # fmt: skip


def wanted() -> bool:
    """Whether the reader wants to see uncertainty."""
    return bool(state.choice(NAME, SINGLE, [SINGLE, MANY].__contains__) == MANY)


def of(scenario: Scenario | None = None) -> Ensemble | None:
    """Futures of a scenario, of the one on screen if left out; None in a single run and while they are drawn."""
    return compute.ensemble(scenario or state.scenario()) if wanted() else None


def answer(scenario: Scenario) -> Assessment:
    """What is shown of a scenario: the middle of its futures where they are wanted and ready, else the single run."""
    futures = of(scenario)
    return compute.assessment(scenario) if futures is None else compute.middle(futures)


def span_words(many: Ensemble, country: int, year: int) -> str:
    """Ends of the middle 80 % of a country's index, by its number and that of the year."""
    rows = compute.bands_by_year(many).iloc[country * len(many.world.years) + year]
    return f"{index_text(float(rows['low80']))} to {index_text(float(rows['high80']))}"


def made_of(scenario: Scenario) -> str:
    """How the numbers on screen were made, for every stamp."""
    many = of(scenario)
    if many is None:
        return "single run at best values, no random draws" + ("; futures are being drawn" if wanted() else "")
    return f"{drawn_words(many)}; bands hold the middle 50 and 80 %"


def drawn_words(many: Ensemble) -> str:
    """How many futures, from which seed."""
    return f"{many.draws:,} futures, seed {many.seed}"


def answers(scenarios: Sequence[Scenario]) -> list[Assessment]:
    """What is shown of several scenarios: all as the middle of their futures once all are drawn, else single runs."""
    many = [of(one) for one in scenarios]
    if any(one is None for one in many):
        return [compute.assessment(one) for one in scenarios]
    return [compute.middle(one) for one in many if one is not None]


def change_words(before: Scenario, after: Scenario, year: int) -> dict[str, str]:
    """Middle 80 % of the change of each index between two scenarios in the same futures; empty until they are drawn."""
    one, other = of(before), of(after)
    if one is None or other is None:
        return {}
    rows = compute.change_bands(one, other, year).set_index("country")
    return {
        str(code): f"{signed(float(row['low80']))} to {signed(float(row['high80']))} in 80 % of futures"
        for code, row in rows.iterrows()
    }


def key_words() -> str:
    """What lines, dots and bands are, for the end of a subtitle."""
    return "; middle of the futures in bands of 50 and 80 %" if of() is not None else ""


def bands(scenarios: Sequence[Scenario]) -> list[pd.DataFrame]:
    """Bands of the index by year of several scenarios; none until the futures of all are there."""
    many = [of(one) for one in scenarios]
    if any(one is None for one in many):
        return []
    return [compute.bands_by_year(one) for one in many if one is not None]


def line_bands(lines: pd.DataFrame, scenarios: Sequence[Scenario]) -> pd.DataFrame:
    """Category values by country, category and year with their bands, once all futures are there."""
    many = [of(one) for one in scenarios]
    if any(one is None for one in many):
        return lines
    number = lines["line"].astype(int) if len(scenarios) > 1 else 0
    found = [compute.bands_by_category(one).assign(number=at) for at, one in enumerate(many) if one is not None]
    keys = ["number", "country", "year", "category"]
    merged = lines.assign(number=number).merge(pd.concat(found).drop(columns="middle"), on=keys, how="left")
    return merged.drop(columns="number")
