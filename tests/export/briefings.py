"""A small briefing with an exhibit of each kind, for the tests of exports."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from balance_model.analysis.steps import steps
from balance_model.charts.map import region_map
from balance_model.charts.theme import Look
from balance_model.charts.timeline import index_over_time
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.exhibits import taking
from balance_model.exhibits.briefing import Briefing, annotation
from balance_model.exhibits.exhibit import Exhibit, Native, Series
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from balance_model.export.sheets import sheets
from balance_model.records.regions import load_regions
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario, sparse

HOSTILE = "</script><script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.org","x")'


def briefing_of(world: World, exhibits: list[Exhibit], scenario: Scenario | None = None, **more: Any) -> Briefing:
    """The briefing of a scenario, the baseline if none is given."""
    baseline = load_scenario("baseline", world)
    found = Briefing(
        title="Four countries, š đ č ć ž ë ç", subtitle="For a test", frozen_id=more.pop("frozen_id", ""),
        scenario=sparse(scenario or baseline, baseline),
    )  # fmt: skip
    for exhibit in exhibits:
        found = found.adding(exhibit)
    return found


def lines(world: World, answer: Assessment, baseline: Scenario, title: str = "Serbia leads in index") -> Exhibit:
    """The index by year: a native line chart, annotated at 2028 and 2032."""
    shown = Picture(
        lambda look, width, height: index_over_time(
            answer.scores, steps(answer), look, 2030, title, "Index, 0 to 1", width, height
        ),
        "Lines of the index.",
        answer.scores,
        native=lambda look: pivoted(
            "line", answer.scores, "year", "country", "score", look.colour, look.name, look.order, unit="Index, 0 to 1"
        ),
    )
    place = taking.Place("Balance", "Serbia is ahead.", "?y=2030", "python -m balance_model assess --year 2030")
    found = taking.chart("Index over the years", shown, answer, baseline, place)
    marks = (annotation(2028, "Rafale due"), annotation(2032, "A label without a line", line=False))
    return found.model_copy(update={"annotations": marks, "notes": "First note.\nSecond note."})


def mapped(world: World, answer: Assessment, baseline: Scenario) -> Exhibit:
    """A map: no native chart, and no place for the annotation."""
    rows = answer.scores[answer.scores["year"] == 2030][["country", "score"]].rename(columns={"score": "value"})
    rows = rows.assign(words=rows["value"].map("{:.2f}".format))
    shown = Picture(
        lambda look, width, height: region_map(
            rows, load_regions(), (0.0, 0.6), look, "Index", "The four on a map", "Index in 2030", width, height
        ),
        "A map of the four.",
        rows,
    )
    found = taking.chart("Map: index [2030]?", shown, answer, baseline, taking.Place("Compare", "", "compare?y=2030"))
    return found.model_copy(update={"annotations": (annotation(2029, "Told beneath"),)})


def with_native(exhibit: Exhibit, native: Native, name: str) -> Exhibit:
    """The same exhibit with another native chart and name."""
    return exhibit.model_copy(update={"native": native, "name": name, "exhibit_id": name.lower().replace(" ", "-")})


def natives(look: Look) -> dict[str, Native]:
    """A native chart of each shape, small enough to read."""
    labels, years = ("Anti-tank", "Drones", "Air defence"), tuple(map(str, range(2020, 2036)))
    codes = look.order[:4]

    def banded(code: str, values: tuple[float, ...], wide: float) -> Series:
        return Series(
            name=look.name(code), values=values, colour=look.colour(code),
            low80=tuple(v - wide for v in values), low50=tuple(v - wide / 2 for v in values),
            high50=tuple(v + wide / 2 for v in values), high80=tuple(v + wide for v in values),
        )  # fmt: skip

    climbs = {code: tuple(0.2 + 0.1 * at + 0.01 * t for t in range(16)) for at, code in enumerate(codes)}
    plain = [
        Series(name=look.name(code), values=(0.5, 0.72 - 0.1 * at, 0.4), colour=look.colour(code))
        for at, code in enumerate(codes)
    ]
    bars = tuple(banded(code, (0.5, 0.6 - 0.1 * at, 0.3), 0.1) for at, code in enumerate(codes))
    dashed = plain[2].model_copy(update={"dashed": True})
    return {
        "bars": Native(kind="bar", categories=labels, series=tuple(plain), unit="Value, 0 to 1", low=0, high=1),
        "bars with bands": Native(kind="bar", categories=labels, series=bars, unit="Value", low=0, high=1),
        "columns": Native(kind="column", categories=labels, series=(*plain[:2], dashed), decimals=1),
        "stacked": Native(kind="stacked_column", categories=years, series=tuple(
            Series(name=look.name(c), values=tuple(10.0 * (at + 1) + t for t in range(16)), colour=look.colour(c))
            for at, c in enumerate(codes)), unit="million EUR", decimals=0),
        "waterfall": Native(kind="stacked_bar", categories=("Baseline", "SAFE", "Slip", "Mine"), series=(
            Series(name="(base, not painted)", values=(0.0, 0.4, 0.45, 0.0), colour="#FFFFFF", hidden=True),
            Series(name="Croatia", values=(0.4, 0.07, None, 0.45), colour=look.colour("HRV")),
            Series(name="Croatia (2)", values=(None, None, 0.02, None), colour="#888888")), unit="Index", decimals=3),
        "fan": Native(kind="line", categories=years, series=(banded("SRB", climbs["SRB"], 0.08),
                      Series(name="Single run", values=climbs["HRV"], colour="#666666", dashed=True)), unit="Index"),
        "four fans": Native(kind="line", categories=years, series=tuple(banded(c, climbs[c], 0.06) for c in codes),
                            unit="Index", low=0, high=1),
    }  # fmt: skip


@cache
def workbook(world: World) -> bytes:
    """The workbook of ``everything``, made once."""
    return sheets(everything(world), world)


@cache
def everything(world: World) -> Briefing:
    """A briefing with lines, a map, every native shape, a table, a finding, and hostile words."""
    baseline = load_scenario("baseline", world)
    answer = assess(world, baseline)
    first = lines(world, answer, baseline)
    place = taking.Place("Data", "", "data", "python -m balance_model assess")
    rows = pd.DataFrame({"country": ["XKX", "SRB"], "note": [FORMULA, HOSTILE], "value": [-1.5, None]})
    listed = taking.table("Rows", HOSTILE, rows, answer, baseline, place)
    said = taking.finding(
        "Finding", "Serbia is ahead of Croatia", "And no weights reverse it.", answer, baseline, place
    )
    shapes = [with_native(first, native, name) for name, native in natives(Look.of(world)).items()]
    return briefing_of(world, [first, mapped(world, answer, baseline), listed, said, *shapes], frozen_id="wb-1a2b3c")
