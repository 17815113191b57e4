"""The standard pictures of what a scenario changes: beside its base, cause by cause, and change by change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pandas as pd

from balance_model.analysis import findings, findings_scenario, sides
from balance_model.analysis.words import sentence, the_countries
from balance_model.charts.compare import scenarios_side_by_side
from balance_model.charts.theme import Look
from balance_model.charts.tints import mixed
from balance_model.charts.waterfall import NOTHING, waterfall
from balance_model.core.assess import Assessment
from balance_model.domain import World
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import pivoted, steps
from balance_model.exhibits.picture import Picture
from balance_model.exhibits.standard_front import BANDED, INDEX_UNIT

IN_ORDER, AVERAGED = "each change made after those above it", "each change averaged over all orders"
SINGLE = "single run at best values"
_STEP_DOWN = 0.3


def scenarios(answers: Sequence[Assessment], year: int, drawn: Sequence[pd.DataFrame] = ()) -> Picture:
    """The index of every country in each of several scenarios, with differences from the first.

    ``drawn`` are the bands of the index by year of each, or none.
    """
    scores = sides.side_by_side(answers, year)
    if drawn:
        scores = scores.merge(_in_year(drawn, year), on=["scenario_order", "country"])
    title, more = findings.highest(answers, year), BANDED if drawn else ""
    subtitle = f"Holdings index in {year}, 0 to 1; differences from '{answers[0].scenario.name}'{more}"
    return Picture(
        lambda look, width, height: scenarios_side_by_side(scores, look, title, subtitle, width, height),
        f"{title}. Indices of {the_countries(answers[0].world)} in {len(answers)} scenarios.",
        scores,
        scenarios=tuple(answer.scenario for answer in answers),
        compares=True,
        native=lambda look: _columns(scores, look),
    )


def _in_year(drawn: Sequence[pd.DataFrame], year: int) -> pd.DataFrame:
    """Bands of one year of several scenarios, by their number."""
    found = [rows[rows["year"] == year].drop(columns=["year", "middle"]) for rows in drawn]
    return pd.concat([rows.assign(scenario_order=at) for at, rows in enumerate(found)])


def _columns(scores: pd.DataFrame, look: Look) -> Native:
    """A column for each country and scenario, the first scenario in grey."""
    names = scores.drop_duplicates("scenario_order").set_index("scenario_order")["scenario"].to_dict()
    hues = [look.baseline, look.accent, dict(look.evidence)["assumed"], look.text]
    ordered = {code: at for at, code in enumerate(look.order)}
    rows = scores.assign(at=scores["country"].map(ordered), key=scores["scenario_order"].astype(str))
    rows = rows.sort_values(["at", "scenario_order"], kind="stable").assign(
        name=lambda frame: frame["country"].map(look.name)
    )
    return pivoted(
        "column", rows, "name", "key", "score", lambda key: hues[int(key) % len(hues)], lambda key: names[int(key)],
        unit=INDEX_UNIT, low=0.0,
    )  # fmt: skip


def causes(
    parts: pd.DataFrame, before: Assessment, after: Assessment, code: str, way: str = AVERAGED, told: str = "",
    alone: bool = False,
) -> Picture:  # fmt: skip
    """How the index of a country came from one scenario to another.

    ``parts`` as ``compare.difference`` or ``replay.in_order`` gives them, ``way`` says which; ``told`` is the span of
    the whole change in the futures; ``alone`` says that what stands beside it has futures and this has none.
    """
    base, scenario, world = before.scenario, after.scenario, after.world
    year = scenario.year
    at = world.country_codes.index(code), world.years.index(year)
    start = (base.name, float(before.score[at]))
    end = (scenario.name if scenario.name != base.name else "On screen", float(after.score[at]))
    title = findings_scenario.one_change(before, after, code, year)
    subtitle = f"Index of {world.short_name(code)} in {year}, 0 to 1; {way}"
    if alone:
        title, subtitle = single_run(title), f"Index of {world.short_name(code)} in {year}, 0 to 1; {SINGLE}; {way}"
    if told:
        subtitle += f"; single run, all changes together {told}"
    return Picture(
        lambda look, width, height: waterfall(parts, start, end, code, look, title, subtitle, width, height),
        f"{title}. The effect of each change.",
        parts,
        native=lambda look: _steps(parts[parts["country"] == code], start, end, look),
    )


def single_run(title: str) -> str:
    """A sentence of a single run that stands among futures."""
    return f"Single run: {title[:1].lower()}{title[1:]}"


def _steps(own: pd.DataFrame, start: tuple[str, float], end: tuple[str, float], look: Look) -> Native:
    """The waterfall as stacked bars: levels grey, steps up full, steps down pale."""
    moving = own[own["delta"].abs() >= NOTHING]
    levels = list(accumulate(moving["delta"], initial=start[1]))
    ups = [look.accent if delta > 0 else mixed(look, look.accent, _STEP_DOWN) for delta in moving["delta"]]
    return steps(
        [start[0], *(sentence(str(cause)) for cause in moving["cause"]), end[0]],
        [0.0, *levels[:-1], 0.0], [start[1], *levels[1:], end[1]], [look.baseline, *ups, look.baseline],
        unit=INDEX_UNIT, decimals=3, low=0.0,
    )  # fmt: skip


def change_table(parts: pd.DataFrame, world: World) -> pd.DataFrame:
    """What each change does to each country: change, then a column a country of index points, and a row of sums.

    ``parts`` as ``compare.difference`` gives them.
    """
    wide = parts.pivot_table(index="cause", columns="country", values="delta", aggfunc="sum", sort=False)
    wide = wide.reindex(columns=list(world.country_codes))
    rows = pd.DataFrame({"change": [sentence(str(cause)) for cause in wide.index]})
    for code in world.country_codes:
        rows[world.short_name(code)] = wide[code].to_numpy()
    rows.loc[len(rows)] = ["All changes together", *wide.sum().to_list()]
    return rows
