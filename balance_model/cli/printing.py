"""An answer as text: a table, JSON or CSV."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from balance_model.analysis.words import index_text, sentence
from balance_model.core.assess import Assessment


def as_dict(answer: Assessment) -> dict[str, Any]:
    """The answer of one year in the documented JSON form."""
    world, scenario = answer.world, answer.scenario
    scores = answer.scores[answer.scores.year == scenario.year].set_index("country")
    categories = answer.categories[answer.categories.year == scenario.year].set_index(["country", "category"])
    countries = {
        code: {
            "score": float(scores.score[code]),
            "share": _number(scores.share[code]),
            "categories": {
                name: {
                    column: float(categories.loc[(code, name), column]) for column in ("strength", "value", "weight")
                }
                for name in world.category_ids
            },
        }
        for code in world.country_codes
    }
    ratios = {
        f"{a}/{b}": _number(answer.ratio(a, b, scenario.year))
        for a in world.country_codes
        for b in world.country_codes
        if a != b
    }
    return {
        "scenario": scenario.id,
        "year": scenario.year,
        "countries": countries,
        "ratios": ratios,
        "stamp": answer.stamp,
    }


def data_words(stamp: Mapping[str, str]) -> str:
    """The fingerprint of the data, and the reader's own rows if there are any."""
    return f"data {stamp['data']}" + (f" with {stamp['own_rows']}" if "own_rows" in stamp else "")


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def as_json(answer: Assessment) -> str:
    """JSON text."""
    return json.dumps(as_dict(answer), indent=2)


def as_csv(answer: Assessment) -> str:
    """One row per country and category of the year, with score and share beside it."""
    year = answer.scenario.year
    scores, categories = answer.scores, answer.categories
    frame = categories[categories.year == year].merge(scores[scores.year == year], on=["country", "year"])
    stamp = answer.stamp
    frame = frame.assign(scenario_id=stamp["scenario_id"], data=stamp["data"], model=stamp["model"])
    if "own_rows" in stamp:
        frame = frame.assign(own_rows=stamp["own_rows"])
    return str(frame.to_csv(index=False)).rstrip("\n")


def as_table(answer: Assessment) -> str:
    """A table for the eye."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    world, year = answer.world, answer.scenario.year
    result = as_dict(answer)
    table = Table(title=Text(f"{answer.scenario.name}, {year}"), title_justify="left")
    table.add_column("Country")
    table.add_column("Index", justify="right")
    table.add_column("Share", justify="right")
    shown = [name for name in world.category_ids if answer.scenario.weight(name) > 0]
    for name in shown:
        table.add_column(world.category[name].name, justify="right")
    for code in world.country_codes:
        row = result["countries"][code]
        share = "–" if row["share"] is None else f"{100 * row['share']:.0f} %"
        cells = [index_text(row["categories"][name]["value"]) for name in shown]
        table.add_row(world.short_name(code), index_text(row["score"]), share, *cells)
    console = Console(width=max(80, 24 + 20 * (2 + len(shown))), no_color=True)
    with console.capture() as capture:
        console.print(table)
    stamp = answer.stamp
    lines = [
        f"Index and category values from 0 to 1. {sentence(data_words(stamp))}, model {stamp['model']}, "
        f"scenario {stamp['scenario_id']}.",
        world.facts["scope"],
        world.facts["kosovo_footnote"],
    ]
    return capture.get() + "\n".join(lines)
