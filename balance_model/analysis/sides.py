"""Several scenarios, and any coalition against any other, in plain tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balance_model.core.assess import Assessment
from balance_model.records.scenario import Scenario


def side_by_side(answers: Sequence[Assessment], year: int) -> pd.DataFrame:
    """Index of every country in every scenario: scenario, scenario_order, country, score, delta.

    ``delta`` is the difference from the first scenario.
    """
    rows = []
    for order, answer in enumerate(answers):
        at = answer.world.years.index(year)
        for number, code in enumerate(answer.world.country_codes):
            score = float(answer.score[number, at])
            delta = score - float(answers[0].score[number, at])
            rows.append(
                {
                    "scenario": answer.scenario.name,
                    "scenario_order": order,
                    "country": code,
                    "score": score,
                    "delta": delta,
                }
            )
    return pd.DataFrame(rows)


def facing_by_year(answer: Assessment, scenario: Scenario) -> pd.DataFrame:
    """Index of each side facing the other, by year: year, side_a, side_b, ratio."""
    a, b = dict(scenario.side_a.members), dict(scenario.side_b.members)
    rows = []
    for year in answer.world.years:
        first, second = answer.facing(a, b, year)
        ratio = answer.ratio(a, b, year)
        rows.append({"year": year, "side_a": first, "side_b": second, "ratio": ratio})
    return pd.DataFrame(rows)


def waterfall(parts: pd.DataFrame, before: Assessment, after: Assessment, country: str, year: int) -> pd.DataFrame:
    """The way from one index to another for one country: cause, delta, kind (start, part, end)."""
    at = before.world.years.index(year), before.world.country_codes.index(country)
    own = parts[parts["country"] == country]
    own = own[own["delta"].abs() > 1e-12]
    start = {"cause": before.scenario.name, "delta": float(before.score[at[1], at[0]]), "kind": "start"}
    end = {"cause": after.scenario.name, "delta": float(after.score[at[1], at[0]]), "kind": "end"}
    middle = [{"cause": row.cause, "delta": row.delta, "kind": "part"} for row in own.itertuples()]
    return pd.DataFrame([start, *middle, end])
