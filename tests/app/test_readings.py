"""The page of the readings in a session without a browser: every view in several scenarios and years."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from tests.app.seen import finding, html, show, takeable, text

PAGE = "pages/readings.py"
PICTURES = {"": "readings", "as-designed": "design", "foreign-forces": "foreign"}


@pytest.fixture
def app(visit):
    return visit().switch_page(PAGE).run()


def opened(app, view="", scenario=None, **choices):
    """Open a view of a scenario, with choices as a link would bring them."""
    show(app, "readings", view, scenario, **choices)
    assert app.error.len == app.warning.len == 0
    return app


@pytest.mark.parametrize("view", [*PICTURES, "context"])
@pytest.mark.parametrize(("scenario", "year"), [("baseline", 2020), ("announced_plans", 2030), ("sourced_only", 2035)])
def test_every_view_has_a_finding_and_its_files(app, world, view, scenario, year):
    opened(app, view, load_scenario(scenario, world).model_copy(update={"year": year}))
    assert finding(app).endswith(".")
    if view in PICTURES:
        assert len(app.get("vega_lite_chart")) == 1
        assert PICTURES[view] in takeable(app)


def test_both_readings_say_what_they_stress_and_what_they_leave_out(app, world):
    opened(app)
    for row in world.readings[:2]:
        assert row.stresses.replace("*", r"\*") in text(app)
        assert row.leaves_out.replace("*", r"\*") in text(app)
    assert text(app).count("**Finds:**") == 2
    assert "both readings find" in finding(app)
    assert "they part" in finding(app)


def test_albania_joins_when_the_reader_brings_it_in(app, world):
    opened(app)
    assert "Albania belongs to this reading and joins it once brought in" in text(app)
    assert "Croatia and Kosovo* (encirclement)" in html(app)
    opened(app, scenario=altered(load_scenario("baseline", world), {"joined": ["ALB"]}, world))
    assert "Albania belongs to this reading" not in text(app)
    assert "Croatia, Kosovo* and Albania (encirclement)" in html(app)


def test_the_design_is_shown_with_what_it_is_not(app):
    opened(app, "as-designed")
    assert "holds more than the designed ratio in" in finding(app)
    assert "breaks nothing" in html(app)


@pytest.mark.parametrize("topic", ["declarations", "suppliers", "international_forces"])
def test_statements_are_dated_and_sourced(app, world, topic):
    opened(app, "context", context_topic=topic)
    rows = [row for row in world.context_notes if row.topic == topic]
    for row in rows:
        assert (row.as_of or "No date") in text(app)
        assert world.source[row.source_ids[0]].publisher.split("(")[0].strip() in text(app)


def test_foreign_forces_stand_with_their_dates(app, world):
    opened(app, "foreign-forces")
    table = app.dataframe[0].value
    assert {"NATO KFOR", "EU EUFOR Althea"} <= set(table["Who"])
    assert table["As of"].notna().all()
    assert "2017-02" in set(table["As of"])


def test_the_context_leads_to_the_flow_of_supplies(app):
    opened(app, "context")
    (link,) = app.get("page_link")
    assert "Who arms whom" in link.proto.label
    app.session_state["views"] = {"money": "who-arms-whom"}
    app.switch_page(f"pages/{link.proto.page}.py").run()
    assert not app.exception
    assert re.search(r"% of (all|it)", finding(app))
