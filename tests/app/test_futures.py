"""The switch between a single run and many futures: what is shown, when it comes, and how it is stopped."""

from __future__ import annotations

import re
import threading

import pytest

from balance_model.records import links
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from ui import compute, futures, jobs

WORLD = load_world()
SWITCH = {"c": links.pack({"runs": futures.MANY})}
SPAN = r"0\.\d\d to 0\.\d\d"


def own(**change) -> dict[str, str]:
    """Link parameters of the baseline with changes, and with uncertainty."""
    base = load_scenario("baseline", WORLD)
    return SWITCH | links.to_params(altered(base, change, WORLD), {"baseline": base})


def words(app) -> str:
    """Every piece of HTML on the page."""
    return " ".join(str(element.proto.body) for element in app.get("html"))


def drawn(app):
    """The page once the futures are there."""
    jobs.finish()
    return app.run()


@pytest.fixture
def opened(visit):
    """Return a function: the page with uncertainty, its futures drawn."""

    def make(page: str = "", **params: str):
        app = visit(SWITCH | params)
        if page:
            app = app.switch_page(page).run()
        app = drawn(app)
        assert not app.exception
        return app

    return make


def test_the_first_view_is_a_single_run(visit):
    app = visit()
    assert "single run at best values" in words(app)
    assert "of the futures" not in words(app)


def test_uncertainty_shows_in_sentence_tiles_and_stamp(opened):
    said = words(opened())
    assert re.search(r"ahead in (more than )?\d+ % of the futures, index 0\.\d\d \(0\.\d\d–0\.\d\d\)", said)
    assert len(re.findall(rf"<b>{SPAN}</b> in 80 % of futures", said)) == len(WORLD.country_codes)
    assert "2,000 futures, seed 2026" in said


@pytest.mark.parametrize("view", ["by-category", "over-the-years", "pair-by-pair"])
def test_every_picture_of_the_balance_has_bands(opened, view):
    app = opened(v=view)
    (chart,) = app.get("vega_lite_chart")
    assert '"low80"' in chart.proto.spec or "low80" in str(chart.proto)


@pytest.mark.parametrize("view", ["side-by-side", "by-category", "sides", "map"])
def test_every_picture_of_the_comparison_has_bands(opened, view):
    app = opened("pages/compare.py", v=view)
    assert not app.exception
    app = drawn(drawn(app))
    assert "futures" in words(app)


def test_the_page_does_not_wait_and_says_what_is_being_made(visit, monkeypatch):
    go = threading.Event()
    real = compute.assess_many

    def slow(*args, **kwargs):
        go.wait(60)
        return real(*args, **kwargs)

    monkeypatch.setattr(compute, "assess_many", slow)
    app = visit(own(dials={"crew": 0.83}))
    assert not app.exception
    assert "futures are being drawn" in words(app)
    assert any(button.label == "Cancel" for button in app.button)
    go.set()
    assert "2,000 futures, seed 2026" in words(drawn(app))


def test_cancel_stops_the_work_and_try_again_starts_it_anew(visit, monkeypatch):
    go = threading.Event()
    real = compute.assess_many

    def slow(*args, **kwargs):
        go.wait(60)
        return real(*args, **kwargs)

    monkeypatch.setattr(compute, "assess_many", slow)
    app = visit(own(dials={"crew": 0.84}))
    next(button for button in app.button if button.label == "Cancel").click().run()
    go.set()
    jobs.finish()
    app.run()
    assert "stopped" in words(app)
    assert "single run" in words(app)
    next(button for button in app.button if button.label == "Try again").click().run()
    assert "2,000 futures, seed 2026" in words(drawn(app))


def test_a_weight_moves_the_same_futures_without_new_draws(opened, monkeypatch):
    opened()

    def never(*_, **__):
        raise AssertionError("drawn again")

    monkeypatch.setattr(compute, "assess_many", never)
    assert "2,000 futures" in words(opened(w="drones:80"))


EXTREMES = {
    "all weight on one": {"weights": dict.fromkeys(WORLD.category_ids, 0.0) | {"helicopters": 1.0}},
    "nothing counts": {
        "evidence": "published", "statuses": [],
        "weights": dict.fromkeys(WORLD.category_ids, 0.0) | {"long_range_strike": 1.0},
    },
    "every option": {
        "options": {"counters": True, "shortage": True, "cap": True, "access": True, "form": "exponential"},
        "dials": {"rho": 0.0},
    },
    "first year": {"year": WORLD.years[0]},
}  # fmt: skip


@pytest.mark.parametrize("change", EXTREMES.values(), ids=EXTREMES)
def test_extremes_open_with_uncertainty(opened, change):
    app = opened(**(own(**change) | {"v": "pair-by-pair"}))
    assert not app.exception
    assert "2,000 futures" in words(app)
