"""A small exhibit and briefing, made by hand."""

from __future__ import annotations

from typing import Any

from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import SIZES, Exhibit, Native, Series, Stamp, Table

STAMP = Stamp(
    scenario="Baseline", scenario_id="baseline-1", year=2030, data_as_of="2026-01-01", data="abc", model="1.0",
    made="single run", lines=("Scenario: Baseline.", "Sources.", "Scope.", "* Footnote."),
)  # fmt: skip
NATIVE = Native(
    kind="line", categories=("2020", "2030"), series=(Series(name="Serbia", values=(0.25, None), colour="#0072B2"),)
)
TABLE = Table(columns=("country", "year", "score"), rows=(("SRB", 2020, 0.25), ("SRB", 2030, None)))


def spec(first: float = 2020, last: float = 2030, wide: int = 500, high: int = 200) -> dict[str, Any]:
    """A line chart over years as the charts of this project write one: a scale over the width of the plot."""
    x = {"field": "year", "type": "quantitative", "axis": {"format": "d", "values": [2020, 2030]},
         "scale": {"domain": [first, last], "nice": False}}  # fmt: skip
    return {
        "width": wide, "height": high, "usermeta": {"width": wide + 100},
        "title": {"text": ["A finding"], "subtitle": ["Of something"], "fontSize": 17},
        "layer": [{"mark": {"type": "line"}, "data": {"name": "rows0"}, "encoding": {"x": x}}],
        "datasets": {"rows0": [{"year": 2020, "score": 0.25}]},
    }  # fmt: skip


def exhibit(**more: Any) -> Exhibit:
    """A chart exhibit with everything in it."""
    parts: dict[str, Any] = {
        "exhibit_id": "index", "kind": "chart", "name": "index", "page": "Balance", "title": "A finding",
        "first_title": "A finding", "subtitle": "Of something", "specs": {size: spec() for size in SIZES},
        "native": NATIVE, "table": TABLE, "scenario": {"id": "baseline", "name": "Baseline"}, "stamp": STAMP,
        "address": "balance?y=2030",
    }  # fmt: skip
    return Exhibit(**(parts | more))


def briefing(*exhibits: Exhibit) -> Briefing:
    """A briefing of exhibits, of one if none are given."""
    return Briefing(title="Test š đ č ć ž ë ç", scenario={"id": "baseline", "name": "Baseline"},
                    exhibits=exhibits or (exhibit(),))  # fmt: skip
