"""The standard pictures of where the countries stand: by category, over the years, pair by pair."""

from __future__ import annotations

import pandas as pd

from balance_model.analysis import bands, findings, findings_sure, tables
from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.words import the_countries
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.theme import Look
from balance_model.charts.timeline import index_over_time
from balance_model.core.assess import Assessment
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import BANDS, by_key, pivoted
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario

FUTURES = "dots and lines are the middle of the futures, bands the middle 50 and 80 %, upright marks the single run"
BANDED = "; middle of the futures in bands of 50 and 80 %"
INDEX_UNIT, VALUE_UNIT = "Holdings index, 0 to 1", "Category value, 0 to 1"


def finding(shown: Assessment, many: Ensemble | None, year: int) -> tuple[str, str]:
    """Who leads, and what no weights can change; ``shown`` is the middle of the futures where there are any."""
    said = findings.balance(shown, year) if many is None else findings_sure.balance(many, year)
    return said, findings.weight_proof(shown, year, "middle" if many is not None else "")


def profile(shown: Assessment, year: int, single: Assessment, drawn: pd.DataFrame | None = None) -> Picture:
    """The countries in each category; ``drawn`` are the bands of the category values (``bands.by_category``)."""
    values = tables.category_values(shown, year)
    title = findings.profile(shown, year)
    subtitle = f"Category value in {year}, 0 to 1; higher means a larger holding"
    columns, more = ["country", "category_name", "strength", "value", "weight"], "" if drawn is None else BANDED
    if drawn is not None:
        values = _banded(values, drawn, single, year)
        subtitle = f"Category value in {year}, 0 to 1; {FUTURES}"
        columns += ["single", *BANDS]
    return Picture(
        lambda look, width, height: category_profile(values, look, title, subtitle, width, height),
        f"{title}. Category values of {the_countries(shown.world)} in {year}, from 0 to 1.",
        values[columns],
        native=lambda look: pivoted(
            "bar", values.sort_values("order", kind="stable"), "category_name", "country", "value", look.colour,
            look.name, look.order, unit=VALUE_UNIT, low=0.0, high=1.0,
            subtitle=f"Category value in {year}, 0 to 1{more}",
        ),
    )  # fmt: skip


def _banded(values: pd.DataFrame, drawn: pd.DataFrame, single: Assessment, year: int) -> pd.DataFrame:
    """Category values with their bands and the single run, one row each, as the profile chart wants them."""
    keys, runs = ["country", "category"], single.categories
    here = drawn[drawn["year"] == year].drop(columns="year")
    found = values.merge(here, on=keys)
    found = found.merge(runs[runs["year"] == year][[*keys, "value"]].rename(columns={"value": "single"}), on=keys)
    return found.assign(
        span=[f"{low:.2f} to {high:.2f}" for low, high in zip(found["low80"], found["high80"], strict=True)]
    )


def index(
    shown: Assessment, steps: pd.DataFrame, year: int, single: Assessment, drawn: pd.DataFrame | None = None
) -> Picture:
    """The index of the countries by year, with the deals behind its steps (of the single run).

    ``drawn`` are the bands of the index by year (``bands.over_years``).
    """
    title, world = findings.over_time(shown, year), shown.world
    span = f"{world.years[0]} to {world.years[-1]}"
    subtitle = f"Holdings index, 0 to 1, {span}; triangles mark the arrivals and departures behind the steps"
    scores, reference, rows = shown.scores, None, shown.scores
    if drawn is not None:
        reference = single.scores
        heights = scores.set_index(["country", "year"])["score"]
        keys = zip(steps["country"], steps["year"], strict=True)
        steps = steps.assign(score=[float(heights.loc[key]) for key in keys])
        subtitle = f"Holdings index, 0 to 1, {span}; middle of the futures in bands of 50 and 80 %, single run dashed"
        rows = drawn.assign(single=reference["score"].to_numpy())
    value = "score" if drawn is None else "middle"
    return Picture(
        lambda look, width, height: index_over_time(
            scores, steps, look, year, title, subtitle, width, height, reference=reference, bands=drawn
        ),
        f"{title}. Index of the countries by year.",
        rows,
        native=lambda look: pivoted(
            "line", rows, "year", "country", value, look.colour, look.name, look.order, unit=INDEX_UNIT, low=0.0,
            subtitle=f"Holdings index, 0 to 1, {span}{BANDED if drawn is not None else ''}",
        ),
    )  # fmt: skip


def pairs(single: Assessment, scenario: Scenario, many: Ensemble | None = None) -> Picture:
    """The ratio of every pair."""
    year = scenario.year
    rows = tables.pairs(single, year)
    title = findings.sides(single, scenario, year)
    subtitle = f"Ratio of holdings indices in {year}, the larger first; 1 means level"
    if many is not None:
        found = bands.pairs(many, rows, year)
        title = findings_sure.pair_by_pair(single.world, found, year)
        subtitle = f"Ratio of holdings indices in {year}, and how often the first is ahead; {FUTURES}"
        rows = rows.rename(columns={"ratio": "single"}).merge(found, on=["a", "b"])
        rows = rows.rename(columns={"middle": "ratio"}).assign(
            more=[f", ahead in {findings_sure.percent(share)}" for share in rows["ahead"]]
        )
    return Picture(
        lambda look, width, height: pair_ratios(rows, look, title, subtitle, width, height),
        f"{title}. Ratios of every pair in {year}.",
        rows.drop(columns="more", errors="ignore"),
        native=lambda look: _pair_bars(rows, look),
    )


def _pair_bars(rows: pd.DataFrame, look: Look) -> Native:
    """A bar for each ratio, the largest first, in the colour of the country ahead; a ratio to nothing has none.

    With bands all bars are of one colour, so that they can carry them.
    """
    ordered = rows.sort_values("ratio", ascending=False, na_position="last", kind="stable")
    unit, labels = "Ratio of holdings indices", ordered["pair_label"].tolist()
    if "low80" not in rows:
        return by_key(
            "stacked_bar", labels, ordered["a"].tolist(), {"": ordered["ratio"]}, lambda code, _: look.colour(code),
            look.name, unit=unit, low=0.0,
        )  # fmt: skip
    return pivoted(
        "bar", ordered.assign(measure="Ratio"), "pair_label", "measure", "ratio", lambda _: look.accent, unit=unit,
        low=0.0, subtitle="Ratio of holdings indices; middle of the futures with the middle 50 and 80 %",
    )  # fmt: skip
