"""What drives it, red team, ranks, overtaking and back-test in a session without a browser."""

from __future__ import annotations

import re
from functools import partial

import pytest

from balance_model.analysis.drivers import futures
from balance_model.analysis.findings import balance
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from tests.app.seen import finding, html, show, takeable
from ui import compute, drivers, jobs

PAGE = "pages/how_sure.py"
PICTURES = {
    "what-drives-it": "tornado", "ranks-over-time": "ranks", "overtaking": "overtaking", "back-test": "back-test",
}  # fmt: skip
VIEWS = [*PICTURES, "red-team"]


@pytest.fixture(autouse=True)
def _few_futures(monkeypatch):
    """Groups of inputs are told apart by few futures; how exact that is has tests of its own."""
    monkeypatch.setattr(drivers, "futures", partial(futures, points=16, pool=64))


@pytest.fixture
def app(visit):
    """Return the page with the baseline on screen."""
    return visit().switch_page(PAGE).run()


def opened(app, view, scenario=None, **choices):
    """Open a view, wait for what is worked out in the background, and draw it again."""
    show(app, "how_sure", view, scenario, **choices)
    jobs.finish()
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    assert app.warning.len == app.error.len == 0
    return app


def titles(app):
    return re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app), flags=re.DOTALL)


@pytest.mark.parametrize("view", PICTURES)
def test_every_view_has_a_finding_a_picture_and_its_files(app, view):
    opened(app, view)
    assert finding(app).endswith(".")
    assert "…" not in finding(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert PICTURES[view] in takeable(app)


def test_an_end_of_a_bar_is_loaded(app):
    opened(app, "what-drives-it")
    before = app.session_state["scenario"]
    choice = next(box for box in app.selectbox if box.label == "One end of a bar")
    wanted = next(words for words in choice.options if words.startswith("Readiness of active units, Serbia: 0.45"))
    choice.set_value(wanted).run()
    app.button(key="tornado_load").click().run()
    jobs.finish()
    app.run()
    assert dict(app.session_state["scenario"].dials) == {"readiness.active@SRB": 0.45}
    assert app.session_state["scenario"].year == before.year
    assert not app.exception


@pytest.mark.parametrize("kind", ["gap", "ratio", "index"])
@pytest.mark.parametrize("way", ["One at a time", "All at once"])
def test_every_measure_both_ways(app, way, kind):
    opened(app, "what-drives-it", drivers_way=way, watched=kind, watched_a="XKX")
    assert "Kosovo*" in finding(app)
    assert len(app.get("vega_lite_chart")) == 1


def test_weights_for_all_and_for_the_two_that_lead(app):
    opened(app, "what-drives-it", drivers_way="Weights")
    assert "the four" in finding(app)
    opened(app, "what-drives-it", drivers_way="Weights", carry_among="The two that lead")
    assert "Serbia and Croatia" in finding(app)
    assert titles(app)[0] == finding(app).rstrip(".")


def test_the_red_team_has_five_lines_and_each_loads_its_scenario(app, world):
    opened(app, "red-team")
    buttons = [button for button in app.button if str(button.key).startswith("threat_load_")]
    assert len(buttons) == 5
    said = balance(assess(world, app.session_state["scenario"]), 2030)
    assert f"The sentence on trial: {said}" in html(app)
    promised = re.findall(r'<span class="then">(.+?)</span>', html(app))
    assert "get_red-team" in {button.key for button in app.get("download_button")}
    buttons[0].click().run()
    assert balance(assess(world, app.session_state["scenario"]), 2030) == promised[0]
    assert promised[0] in html(app)


def test_a_pair_may_be_chosen_and_a_country_never_overtakes_itself(app):
    opened(app, "overtaking")
    assert finding(app).startswith("Kosovo* overtakes Bosnia by 2030 in ")
    app.selectbox(key="overtaker").set_value("HRV").run()
    app.selectbox(key="overtaken").set_value("SRB").run()
    assert finding(app).startswith("Croatia overtakes Serbia ")
    app.selectbox(key="overtaker").set_value("SRB").run()
    assert not app.exception
    assert app.selectbox(key="overtaken").value != "SRB"
    assert "SRB" not in app.selectbox(key="overtaken").options


def test_the_back_test_tells_what_it_cannot_say(app):
    opened(app, "back-test")
    assert re.match(r"The 80 % bands of 2020 hold \d+ of \d+ outcomes of 2025", finding(app))
    assert any("worked back from deals" in caption.value for caption in app.caption)
    coverage, statuses = (table.value for table in app.table)
    assert coverage["Country"].tolist()[-1] == "All"
    assert set(statuses.columns) == {"Status then", "Deals", "Chance given", "Came in full", "Brier score"}
    opened(app, "back-test", back_test_doubt="Everything")
    assert "everything in doubt" in html(app)


EDGES = {
    "all weight on one category": {"weights": {"drones": 0, "anti_tank": 0, "air_defence": 0, "long_range_strike": 9}},
    "nothing assumed, nothing to come": {"evidence": "published", "statuses": ["delivered"]},
    "limited substitution and shortage": {"dials": {"rho": -1}, "options": {"shortage": True}},
    "first year": {"year": 2020},
}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("view", VIEWS)
def test_edges_are_drawn_or_told(app, world, view, edge):
    opened(app, view, altered(load_scenario("baseline", world), EDGES[edge], world))
    assert finding(app).endswith(".")


@pytest.mark.parametrize("way", ["One at a time", "All at once", "Weights"])
@pytest.mark.parametrize("kind", ["gap", "ratio"])
def test_countries_that_hold_nothing_are_told_in_words(app, world, way, kind):
    """All weight on long-range strike, of which two countries hold none."""
    scenario = altered(load_scenario("baseline", world), EDGES["all weight on one category"], world)
    choices = {"drivers_way": way, "watched": kind, "watched_a": "XKX", "watched_b": "BIH"}
    opened(app, "what-drives-it", scenario, **choices)
    assert finding(app).endswith(".")


@pytest.fixture
def small_draws(world, monkeypatch):
    """One future alone."""
    few = tuple(row.model_copy(update={"value": "1"}) if row.key == "draws" else row for row in world.about)
    alone = world.model_copy(update={"about": few})
    monkeypatch.setattr(compute, "world", lambda: alone)
    return alone


@pytest.mark.parametrize("view", ["ranks-over-time", "overtaking"])
def test_one_future_alone_has_certain_ranks(visit, small_draws, view):
    app = opened(visit().switch_page(PAGE).run(), view)
    assert "1 futures" in html(app) or "100 %" in finding(app) or "all futures" in finding(app)


def test_choices_that_are_not_on_offer_are_named(app):
    app.session_state["views"] = {"how_sure": "what-drives-it"}
    app.session_state["choices"] = {"watched": "nonsense"}
    app.run()
    assert not app.exception
    assert any("watched" in words and "not on offer" in words for words in app.session_state["ignored"])
