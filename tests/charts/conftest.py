"""The look of the real data, and one small chart of each kind."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from balance_model.charts.compare import scenarios_side_by_side
from balance_model.charts.coverage import evidence_by_country
from balance_model.charts.curves import saturation
from balance_model.charts.deliveries import deal_timeline
from balance_model.charts.map import region_map
from balance_model.charts.multiples import multiples
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.theme import Drawing, Look
from balance_model.charts.timeline import index_over_time
from balance_model.charts.waterfall import waterfall
from balance_model.domain import World
from balance_model.export.images import svg
from balance_model.records.regions import load_regions

CODES = ("SRB", "HRV", "BIH", "XKX")
TITLE = "Serbia holds most in three of four categories; Croatia is level with it in anti-tank"
SUBTITLE = "Category value in 2030, 0 to 1; four countries"


@pytest.fixture(scope="session")
def look(world: World) -> Look:
    return Look.of(world)


class Samples:
    """Small frames whose answers can be read off."""

    values = pd.DataFrame(
        [
            {"country": c, "category": k, "category_name": k.replace("_", " "), "value": v,
             "strength": 100 * v, "order": i}
            for i, (k, four) in enumerate([
                ("anti_tank", (0.60, 0.61, 0.58, 0.38)), ("drones", (0.80, 0.76, 0.01, 0.61)),
                ("air_defence", (0.50, 0.15, 0.25, 0.01)), ("long_range_strike", (0.60, 0.28, 0.06, 0.0)),
            ])
            for c, v in zip(CODES, four, strict=True)
        ]
    )  # fmt: skip
    scores = pd.DataFrame(
        [
            {"country": c, "year": y, "score": end * (y - 2010) / 25}
            for c, end in zip(CODES, (0.63, 0.45, 0.223, 0.247), strict=True)
            for y in range(2020, 2036)
        ]
    )
    steps = pd.DataFrame(
        [
            {
                "country": "SRB",
                "year": 2028,
                "score": 0.4536,
                "label": "Rafale",
                "detail": "12 ordered in 2024",
                "delta": 0.03,
            }
        ]
    )
    pairs = pd.DataFrame(
        [
            {"a": "SRB", "b": "HRV", "pair_label": "Serbia / Croatia", "ratio": 1.4},
            {"a": "HRV", "b": "BIH", "pair_label": "Croatia / Bosnia", "ratio": 0.5},
            {"a": "SRB", "b": "XKX", "pair_label": "Serbia / Kosovo*", "ratio": math.inf},
            {"a": "BIH", "b": "XKX", "pair_label": "Bosnia / Kosovo*", "ratio": math.nan},
        ]
    )
    deals = pd.DataFrame(
        [
            {"deal_id": f"d{i}", "label": label, "country": c, "first_year": first, "last_year": last,
             "quantity": n, "delivered": 0, "status": "contracted", "status_name": status, "opacity": shade,
             "counted": counted, "changed": changed, "evidence": "published",
             "value_words": "EUR 2,745 m (2024)", "supplier_words": "France", "unit_words": f"{n} airframes"}
            for i, (label, c, first, last, n, status, shade, counted, changed) in enumerate([
                ("Bayraktar TB2", "XKX", 2023, 2023, 5, "delivered", 1.0, True, False),
                ("Rafale F4", "SRB", 2028, 2029, 12, "contracted", 0.7, True, True),
                ("Trainer aircraft to be chosen", "SRB", 2028, 2040, 1200, "planned", 0.4, False, False),
            ])
        ]
    )  # fmt: skip
    scenarios = pd.DataFrame(
        [
            {"scenario": n, "scenario_order": i, "country": c, "score": 0.2 + 0.1 * j + d, "delta": d}
            for i, (n, d) in enumerate([("Baseline", 0.0), ("Announced plans too", 0.05), ("Slip", -0.1)])
            for j, c in enumerate(CODES)
        ]
    )
    parts = pd.DataFrame(
        [("SAFE", "HRV", 0.07), ("Slip", "HRV", -0.03), ("Slip", "SRB", -0.01)], columns=["cause", "country", "delta"]
    )
    lines = pd.DataFrame(
        [
            {"panel": panel, "line": c, "name": c, "year": y, "value": end * (y - 2010) / 25, "hue": "#005A8C",
             "ink": "#005A8C", "dashed": c == "BIH"}
            for panel in ("Anti-tank", "Drones", "Air defence", "Long-range strike")
            for c, end in zip(CODES, (0.63, 0.45, 0.223, 0.247), strict=True)
            for y in range(2020, 2036)
        ]
    )  # fmt: skip
    shades = pd.DataFrame({"country": CODES, "value": (0.6, 0.4, 0.2, 0.0), "words": ("0.60", "0.40", "0.20", "0.00")})
    coverage = pd.DataFrame(
        [
            {"country": c, "category_name": k, "category_order": i, "evidence": e, "rows": n, "share": n / 4}
            for i, k in enumerate(("anti-tank", "drones"))
            for c in CODES
            for e, n in (("published", 3), ("assumed", 1))
            if (c, k) != ("XKX", "drones")
        ]
    )
    curve = pd.DataFrame({"x": np.linspace(0, 400, 81), "category": "anti_tank"}).assign(
        value=lambda f: f["x"] / (f["x"] + 100)
    )
    points = pd.DataFrame({"country": CODES, "strength": (150.0, 156.0, 0.0, 0.0), "value": (0.6, 156 / 256, 0.0, 0.0)})


def draw(kind: str, look: Look, width: int = 860) -> Drawing:
    """Draw one chart of the samples."""
    words: Any = (look, TITLE, SUBTITLE, width)
    years: Any = (look, 2030, TITLE, SUBTITLE, width)
    return {
        "profile": lambda: category_profile(Samples.values, *words),
        "timeline": lambda: index_over_time(Samples.scores, Samples.steps, *years, reference=Samples.scores),
        "ratios": lambda: pair_ratios(Samples.pairs, *words),
        "deals": lambda: deal_timeline(Samples.deals, *years),
        "scenarios": lambda: scenarios_side_by_side(Samples.scenarios, *words),
        "waterfall": lambda: waterfall(Samples.parts, ("Baseline", 0.45), ("Mine", 0.49), "HRV", *words),
        "multiples": lambda: multiples(Samples.lines, *years),
        "map": lambda: region_map(Samples.shades, load_regions(CODES), (0.0, 0.6), look, "Index", *words[1:]),
        "coverage": lambda: evidence_by_country(Samples.coverage, *words),
        "curve": lambda: saturation(Samples.curve, Samples.points, 100.0, *words),
    }[kind]()


KINDS = (
    "profile", "timeline", "ratios", "deals", "scenarios", "waterfall", "multiples", "map", "coverage", "curve"
)  # fmt: skip


@pytest.fixture(scope="session")
def samples() -> type[Samples]:
    return Samples


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def drawing():
    return draw


@pytest.fixture(scope="session")
def words_of(look: Look):
    """Return a function: the words that a chart really draws, in drawing order, without halos."""

    def words(chart: Drawing) -> list[str]:
        drawn = re.findall(r"<text[^>]*>(.*?)</text>", svg(chart, (), look).decode())
        plain = [re.sub(r"<[^>]+>", "", text) for text in drawn]
        return [text.replace("&lt;", "<").replace("\xa0", " ") for text in plain]

    return words


@pytest.fixture(scope="session")
def layer_rows():
    """Return a function: rows of the data of the layers of a chart that use a mark."""

    def rows(chart: Drawing, mark: str) -> list[list[dict[str, Any]]]:
        spec = chart.to_dict()
        return [spec["datasets"][layer["data"]["name"]] for layer in spec["layer"] if layer["mark"]["type"] == mark]

    return rows
