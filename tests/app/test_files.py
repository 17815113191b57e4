"""Opening a scenario file: a good one is put on screen, any other is refused in one plain sentence."""

from __future__ import annotations

import json

import pytest

from tests.app.turning import dials


@pytest.fixture
def opened(visit):
    """Return a function that chooses a file and gives the session."""

    def choose(name, raw):
        app = visit()
        app.file_uploader(key="scenario_file").set_value((name, raw, "application/json")).run()
        assert not app.exception, [error.value for error in app.exception]
        return app

    return choose


def said(app):
    """The one sentence on screen."""
    assert len(app.warning) == 1
    return app.warning[0].value


def test_a_good_file_is_opened(opened):
    content = {
        "id": "mine",
        "name": "My plan",
        "based_on": "kosovo_surge",
        "year": 2034,
        "weights": {"drones": 80},
    }
    app = opened("plan.json", json.dumps(content).encode("utf-8-sig"))
    scenario = app.session_state["scenario"]
    assert (scenario.id, scenario.year, scenario.weight("drones")) == ("mine", 2034, 80)
    assert len(scenario.purchases) == 4
    assert dials(app, "rail_year")["year"]["value"] == 2034
    assert app.selectbox(key="rail_preset").value == "mine"
    assert "My plan" in said(app)


BAD = {
    "not JSON": (b"hello", "not valid JSON"),
    "a list": (b"[]", "one object"),
    "not UTF-8": ('{"id": "š"}'.encode("utf-16"), "not UTF-8"),
    "wrong key": (b'{"id": "a", "name": "a", "wieghts": {}}', "did you mean 'weights'"),
    "no name": (b'{"id": "a"}', "name"),
    "wrong shape": (b'{"id": "a", "name": "a", "sides": {"a": {"members": 5}}}', "members"),
    "endless number": (b'{"id": "a", "name": "a", "year": ' + b"1" * 5000 + b"}", "plan.json"),
    "unknown base": (b'{"id": "a", "name": "a", "based_on": "basline"}', "baseline"),
}


@pytest.mark.parametrize(("raw", "named"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_and_the_scenario_stays(opened, raw, named):
    app = opened("plan.json", raw)
    assert app.session_state["scenario"].id == "baseline"
    assert named in said(app)
    assert said(app).count("plan.json") == 1
    assert said(app).endswith((".", "?"))
