"""The look of the real data, and one small chart of each kind."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from balance_model.analysis.weight_areas import Area
from balance_model.charts.acceptability import rank_shares
from balance_model.charts.backtest import bands_and_outcomes
from balance_model.charts.compare import scenarios_side_by_side
from balance_model.charts.coverage import evidence_by_country
from balance_model.charts.curves import saturation
from balance_model.charts.deliveries import deal_timeline
from balance_model.charts.indices import sobol_bars, weight_and_share
from balance_model.charts.map import region_map
from balance_model.charts.multiples import multiples
from balance_model.charts.overtake import overtaking
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.shares import weight_shares
from balance_model.charts.stream import rank_stream
from balance_model.charts.theme import Drawing, Look
from balance_model.charts.timeline import index_over_time
from balance_model.charts.tornado import tornado
from balance_model.charts.waterfall import waterfall
from balance_model.charts.weight_map import weight_map
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
    places = pd.DataFrame(
        [
            {"country": c, "rank": rank, "share": share, "words": f"{100 * share:.0f} %"}
            for c, row in zip(CODES, ((0.7, 0.3, 0, 0), (0.3, 0.64, 0.06, 0), (0, 0.06, 0.5, 0.44), (0, 0, 0.44, 0.56)),
                              strict=True)
            for rank, share in enumerate(row, start=1)
        ]
    )  # fmt: skip
    areas = (
        Area(("SRB",), ((0.0, 0.0), (0.6, 0.0), (0.5, 0.5), (0.0, 0.98))),
        Area(("HRV",), ((0.6, 0.0), (1.0, 0.0), (0.5, 0.5))),
        Area(("BIH", "XKX"), ((0.0, 0.98), (0.02, 0.98), (0.0, 1.0))),
    )
    shares = pd.DataFrame({"name": ["Anti-tank", "Drones", "Armour"], "now": [0.5, 0.5, 0.0], "new": [0.61, 0.0, 0.39]})
    bars = pd.DataFrame(
        [("Readiness of active units, Serbia", "0.45", 0.13, "0.85", 0.24), ("Evidence counted", "published only", 0.07,
         "assumed too", 0.19), ("Deals counted", "down to delivered", 0.24, "down to rumoured", 0.26)],
        columns=["label", "low_words", "low", "high_words", "high"],
    )  # fmt: skip
    doubt = pd.DataFrame(
        [("How ready units of Serbia are", 0.3, 0.38, "30 %", "38 %"),
         ("Deliveries to Kosovo*", -0.01, 0.0, "0 %", "0 %")],
        columns=["label", "first", "total", "first_words", "total_words"],
    )  # fmt: skip
    carries = pd.DataFrame({"category_name": ["Anti-tank", "Drones"], "weight": [0.5, 0.5], "share": [-0.2, 1.2]})
    ranks = pd.DataFrame(
        [
            {"country": c, "year": y, "rank": r + 1, "rank_name": name, "share": share}
            for i, c in enumerate(CODES)
            for y in range(2020, 2036)
            for r, (name, share) in enumerate(
                zip(("first", "second", "third", "fourth"), np.roll((0.6, 0.3, 0.1, 0.0), i), strict=True)
            )
        ]
    )
    overtaken = pd.DataFrame({"year": range(2020, 2036), "share": [0.0, 0.1, 0.3, *[0.0] * 13]}).assign(
        by_then=lambda f: f["share"].cumsum()
    )
    bands = pd.DataFrame(
        [
            {"country": c, "measure": m, "measure_name": m.title(), "low_80": 0.1, "low_50": 0.2, "median": 0.25,
             "high_50": 0.3, "high_80": 0.4, "came": came, "held": came < 0.4}
            for m in ("index", "drones")
            for c, came in zip(CODES, (0.2, 0.66, 0.0, 0.4), strict=True)
        ]
    )  # fmt: skip


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
        "map": lambda: region_map(Samples.shades, load_regions(), (0.0, 0.6), look, "Index", *words[1:]),
        "places": lambda: rank_shares(Samples.places, *words),
        "weights": lambda: weight_map(Samples.areas, (0.25, 0.25), ("Anti-tank", "Drones"), *words),
        "shares": lambda: weight_shares(Samples.shares, *words),
        "tornado": lambda: tornado(Samples.bars, 0.19, "{:+.2f}".format, *words),
        "doubt": lambda: sobol_bars(Samples.doubt, *words),
        "carries": lambda: weight_and_share(Samples.carries, *words),
        "stream": lambda: rank_stream(Samples.ranks, *years),
        "overtake": lambda: overtaking(Samples.overtaken, (0.2, 0.4), "XKX", *years),
        "backtest": lambda: bands_and_outcomes(Samples.bands, *words),
        "coverage": lambda: evidence_by_country(Samples.coverage, *words),
        "curve": lambda: saturation(Samples.curve, Samples.points, 100.0, *words),
    }[kind]()


KINDS = (
    "profile", "timeline", "ratios", "deals", "scenarios", "waterfall", "multiples", "map", "coverage", "curve",
    "places", "weights", "shares", "tornado", "doubt", "carries", "stream", "overtake", "backtest",
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
