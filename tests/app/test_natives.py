"""Every picture of every view, taken away: its native twin, its numbers, its sizes, its axis of years."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from balance_model.charts.theme import Look
from balance_model.exhibits.annotate import year_axis
from balance_model.exhibits.briefing import Briefing, read_briefing
from balance_model.exhibits.exhibit import SIZES, Exhibit, Native
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from ui import actions, compute, futures, jobs, pins
from ui.registry import PAGES

WORLD = load_world()
SURGE = load_scenario("kosovo_surge", WORLD)
LARGEST = 1_500_000
WITHOUT = {
    "map": "outlines of countries",
    "weight_map": "areas over two weights",
    "escapes": "a scale of its own in each of its rows",
    "saturation": "a curve over numbers, with points on it",
    "deliveries": "more deals than a slide can name",
    "categories": "a panel for each category",
}
"""Pictures that no native chart can stand for, and why."""
OVER_YEARS = {"index", "deliveries", "budget", "sides", "spending", "commitments", "own_claim", "foreign"}
"""Pictures with one axis of years, on which annotations are drawn; all others have them told beneath."""
STEPS = {"effects", "causes"}
"""Waterfalls: their levels are sums along the steps."""
CHOICES: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("evidence", "how-good", {"quality_shown": "classes"}),
    ("evidence", "how-good", {"quality_shown": "age"}),
    ("evidence", "how-good", {"quality_shown": "rows"}),
    ("money", "suppliers", {"money_by": "number"}),
    ("money", "categories", {"money_by": "number"}),
    ("money", "who-arms-whom", {"money_group": "Bloc"}),
    ("arms_control", "over-the-years", {"ceiling_subject": "SRB"}),
    ("arms_control", "over-the-years", {"ceiling_subject": "BIH"}),
    ("scenario", "deliveries", {"deals_country": ["XKX"]}),
    ("claims", "one-claim", {"claim": "worth_of_deals"}),
)
"""Choices that change the shape of a picture."""


@dataclass
class Walk:
    """A session, and every picture it has shown: with its exhibit where these are wanted."""

    app: AppTest
    at: tuple[str, str] = ("", "")
    taking: bool = False
    seen: dict[tuple[str, str, str], tuple[Picture, Native | None, Exhibit | None]] = field(default_factory=dict)

    def row(self, name: str, shown: Picture, height: int) -> None:
        """What stands under a picture, noted; its native is made while the page runs, as a pin would."""
        native = shown.native(Look.of(compute.world())) if shown.native else None
        before = self.seen.get((*self.at, name))
        taken = before[2] if before else pins.taken(name, shown) if self.taking else None
        self.seen[(*self.at, name)] = shown, native, taken

    def show(self, page: str, view: str, scenario: Scenario, **choices: object) -> None:
        """Open a view and wait for what is worked out in the background."""
        self.at = page, view + (f" {sorted(choices.items())}" if choices else "")
        self.app.session_state["scenario"] = scenario
        self.app.session_state["views"] = {page: view}
        self.app.session_state["choices"] = choices
        self.app.switch_page(next(each.file for each in PAGES if each.url_path == page)).run()
        for _ in range(4):
            assert not self.app.exception, (self.at, [error.value for error in self.app.exception])
            if "jobs_waiting" not in self.app.session_state or not self.app.session_state["jobs_waiting"]:
                return
            jobs.finish()
            self.app.run()


@pytest.fixture(scope="module")
def walk(visit) -> Iterator[Walk]:
    """Return a session that notes its pictures."""
    with pytest.MonkeyPatch.context() as patch:
        found = Walk(visit())
        patch.setattr(actions, "row", found.row)
        yield found


@pytest.fixture(scope="module")
def plain(walk) -> dict[tuple[str, str, str], tuple[Picture, Native | None, Exhibit | None]]:
    """Return every picture of every view of a scenario with purchases, a single run, with its exhibit."""
    walk.taking = True
    for page in PAGES:
        walk.show(page.url_path, "", SURGE)
        for label in [tab.label for tab in walk.app.tabs][1:]:
            walk.show(page.url_path, label.lower().replace(" ", "-").replace("'", ""), SURGE)
    for page, view, choices in CHOICES:
        walk.show(page, view, SURGE, **choices)
    walk.taking = False
    return dict(walk.seen)


@pytest.fixture(scope="module")
def places(plain) -> list[tuple[str, str]]:
    """Return the views that have a picture, each once."""
    return sorted({(page, view) for page, view, _ in plain if "[" not in view})


VARIANTS: dict[str, tuple[set[str], dict[str, object], dict[str, object]]] = {
    "context countries joined, with futures": (
        {"claims", "evidence", "method", "what_would_it_take"},
        {"joined": ["ALB", "MNE", "MKD"], "year": WORLD.years[-1]}, {"runs": futures.MANY},
    ),
    "every option, first year, odd weights": (
        {"claims", "how_sure", "method", "what_would_it_take"},
        {"year": WORLD.years[0], "evidence": "published", "statuses": [],
         "options": {"counters": True, "shortage": True, "cap": True, "access": True, "form": "exponential"},
         "weights": dict.fromkeys(WORLD.category_ids, 0.0) | {"long_range_strike": 1e9, "helicopters": 1e-9}},
        {},
    ),
}  # fmt: skip
"""Pages that gain nothing by it, the change of the scenario, and the choices."""


def check(name: str, shown: Picture, native: Native | None) -> None:
    """What holds for every native chart."""
    if native is None:
        assert name in WITHOUT or name in {"per_billion", "ceiling_years", "spending"}, f"{name} has no native chart"
        return
    assert len({one.name for one in native.series}) == len(native.series), name
    assert all(label.strip() for label in native.categories), name
    numbers = [value for one in native.series for value in one.values if value is not None]
    assert all(math.isfinite(value) for value in numbers), name
    known = of_table(shown.table)
    for one in native.series:
        if one.hidden or name in STEPS:
            continue
        for value in one.values:
            assert value is None or stands(value, known), f"{name}: {one.name} has {value}, which its table has not"
        inner = one.low50 or one.low80, one.high50 or one.high80
        for bands in zip(one.low80, *inner, one.high80, strict=True) if one.banded else ():
            held = [value for value in bands if value is not None]
            assert held == sorted(held), name
            assert all(stands(value, known) for value in held), name


def of_table(table: pd.DataFrame) -> np.ndarray:
    """The numbers of a table, sorted: as they are, sums over rows with a name or year in common, sums and differences
    within a row, and the years from a first to a last one.
    """
    columns = [name for name in table if pd.api.types.is_numeric_dtype(table[name]) and table[name].dtype != bool]
    frame = table[columns].astype(float).replace([np.inf, -np.inf], np.nan)
    parts = [frame.to_numpy().ravel()]
    for a, b in combinations(columns, 2):
        parts += [frame[a] + frame[b], frame[a] - frame[b], frame[b] - frame[a], frame[b] - frame[a] + 1]
    keys = [name for name in table if name in {"country", "year", "evidence", "supplier", "category"}]
    for some in [[key] for key in keys] + [list(pair) for pair in combinations(keys, 2)]:
        parts += [table.assign(**frame).groupby(some)[columns].sum().to_numpy().ravel()]
    found = np.concatenate([np.asarray(part, float).ravel() for part in parts])
    found = found[np.isfinite(found)]
    return np.sort(np.concatenate([found, 100 * found]))


def stands(value: float, known: np.ndarray) -> bool:
    """Whether a number is one of those known, to nine digits."""
    at = int(np.searchsorted(known, value))
    near = known[max(at - 1, 0) : at + 1]
    return bool((np.abs(near - value) <= 1e-9 * max(1.0, abs(value))).any())


def test_every_picture_has_a_native_twin_with_the_numbers_of_its_table(plain):
    others = {"suppliers", "deal_categories", "tornado"}
    for (_, _, name), (shown, native, _) in plain.items():
        if name not in others:
            check(name, shown, native)
    assert len({name for _, _, name in plain}) >= 38


def test_those_without_are_the_ones_that_are_named(plain):
    none = {name for (_, view, name), (_, native, _) in plain.items() if native is None and "[" not in view}
    assert none == set(WITHOUT)


@pytest.mark.parametrize("name", ["suppliers", "deal_categories"])
def test_bars_of_suppliers_and_categories_add_up_to_their_table(plain, name):
    for (_, view, each), (shown, native, _) in plain.items():
        if each == name:
            column = "number_of_deals" if "number" in view else "million_euro"
            drawn = sum(value for one in native.series for value in one.values if value is not None)
            assert drawn == pytest.approx(shown.table[column].sum(), rel=1e-9)
            gifts = sum(value or 0 for one in native.series if one.name.endswith(", gifts") for value in one.values)
            assert gifts == pytest.approx(shown.table[f"of_it_gifts_{column}"].sum(), rel=1e-9)


@pytest.mark.parametrize("name", sorted(STEPS))
def test_the_steps_of_a_waterfall_lead_from_its_start_to_its_end(plain, name):
    found = [(shown, native) for (_, _, each), (shown, native, _) in plain.items() if each == name]
    assert found
    for shown, native in found:
        painted = np.nansum([np.array(one.values, float) for one in native.series if not one.hidden], axis=0)
        under = next(np.array(one.values, float) for one in native.series if one.hidden)
        moves = shown.table[shown.table["country"] == "XKX"]["delta"]
        assert sorted(np.round(painted[1:-1], 12)) == sorted(np.round(moves[moves.abs() > 1e-6].abs(), 12))
        assert painted[-1] - painted[0] == pytest.approx(moves.sum(), abs=1e-6)
        assert (under[[0, -1]] == 0).all()
        assert max((under + painted)[1:-1]) <= max(painted[0], painted[-1]) + moves.abs().sum()


@pytest.mark.parametrize("variant", VARIANTS)
def test_natives_hold_in_every_variant(walk, places, variant):
    left_out, change, choices = VARIANTS[variant]
    scenario = altered(SURGE, change, WORLD)
    for page, view in places:
        if page in left_out:
            continue
        walk.seen.clear()
        walk.show(page, view, scenario, **choices)
        for (_, _, name), (shown, native, _) in walk.seen.items():
            if name not in {"suppliers", "deal_categories", "tornado"}:
                check(name, shown, native)


def test_natives_of_futures_have_bands(walk):
    walk.seen.clear()
    for view in ("by-category", "over-the-years"):
        walk.show("balance", view, SURGE, runs=futures.MANY)
    banded = {name: native for (_, _, name), (_, native, _) in walk.seen.items() if native is not None}
    assert set(banded) == {"profile", "index"}
    for native in banded.values():
        assert all(one.banded for one in native.series)


def test_the_chart_of_a_country_without_ceilings_has_no_native(walk):
    walk.seen.clear()
    walk.show("arms_control", "over-the-years", SURGE, ceiling_subject="XKX")
    ((_, native, _),) = walk.seen.values()
    assert native is None


def test_the_native_of_a_gain_by_category_would_mix_units_and_is_none(walk):
    walk.seen.clear()
    walk.show("money", "per-billion", SURGE, money_gain="Strength by category")
    ((_, native, _),) = walk.seen.values()
    assert native is None


def exhibits(plain) -> list[Exhibit]:
    return [exhibit for _, _, exhibit in plain.values() if exhibit is not None]


def test_every_picture_can_be_taken_away_in_all_sizes(plain):
    for exhibit in exhibits(plain):
        assert set(exhibit.specs) == set(SIZES)
        for size, spec in exhibit.specs.items():
            assert spec["usermeta"]["width"] == SIZES[size][0], (exhibit.name, size)
            assert " ".join(spec["title"]["text"]) == exhibit.first_title
        assert len(json.dumps(exhibit.model_dump(mode="json"))) < LARGEST, exhibit.name
        assert exhibit.alt.startswith(exhibit.title[:20]), exhibit.name
        assert exhibit.stamp.scenario_id == SURGE.scenario_id
        assert exhibit.page in {page.title for page in PAGES}
        assert exhibit.address.startswith(tuple(page.url_path for page in PAGES)) or exhibit.address.startswith("?")
        assert exhibit.finding


def test_a_taken_picture_comes_back_from_its_file_to_the_last_bit(plain):
    found = exhibits(plain)
    for start in range(0, len(found), 40):
        briefing = Briefing(title="All of them", scenario={"id": "x", "name": "x"})
        for exhibit in found[start : start + 40]:
            briefing = briefing.adding(exhibit)
        again = read_briefing(briefing.to_json(), "all.json")
        assert again == briefing
        for one, other in zip(found[start : start + 40], again.exhibits, strict=True):
            assert one.table.rows == other.table.rows


def test_the_table_of_an_exhibit_holds_the_numbers_of_the_picture(plain):
    for shown, _, exhibit in plain.values():
        if exhibit is None:
            continue
        assert exhibit.table.columns == tuple(map(str, shown.table.columns))
        for at, column in enumerate(shown.table.columns):
            for cell, kept in zip(shown.table[column].tolist(), (row[at] for row in exhibit.table.rows), strict=True):
                if exhibit.name == "front" and column == "chance":
                    continue  # worked out in the background after the picture was taken
                if isinstance(cell, float):
                    assert kept == (cell if math.isfinite(cell) else None), (exhibit.name, column)
                elif isinstance(cell, int | str):
                    assert kept == cell, (exhibit.name, column)


def test_pictures_over_years_take_annotations_in_all_sizes(plain):
    found: dict[str, set[Any]] = {}
    for exhibit in exhibits(plain):
        axes = [year_axis(spec) is not None for spec in exhibit.specs.values()]
        found.setdefault(exhibit.name, set()).update(axes)
    assert {name for name, axes in found.items() if True in axes} == OVER_YEARS
    assert all(len(axes) == 1 for axes in found.values()), found
