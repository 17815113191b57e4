"""Marks of a chart that can be clicked, and which one was."""

from __future__ import annotations

import pytest

from ui import picking

SPEC = {
    "layer": [
        {"mark": {"type": "rule"}, "encoding": {"x": {}}, "data": {"name": "rows0"}},
        {"mark": {"type": "circle"}, "encoding": {"tooltip": []}, "data": {"name": "rows0"}},
        {"mark": {"type": "text"}, "encoding": {"tooltip": []}, "data": {"name": "rows0"}},
        {"mark": {"type": "rect"}, "encoding": {"tooltip": []}, "data": {"name": "rows1"}},
        {"mark": {"type": "rect"}, "encoding": {"tooltip": []}, "data": {"name": "rows2"}},
    ],
    "datasets": {
        "rows0": [{"country": "AAA", "year": 2030, "value": 0.5}],
        "rows1": [{"label": "no country"}],
        "rows2": [],
    },
}


@pytest.fixture
def session(monkeypatch):
    """Return the session state of a reader."""
    state = {}
    monkeypatch.setattr(picking.st, "session_state", state)
    return state


def test_marks_with_words_on_hover_and_a_country_can_be_clicked():
    spec, names = picking.clickable(SPEC)
    assert names == ["from1"]
    assert spec["params"] == [
        {
            "name": "from1",
            "select": {"type": "point", "fields": ["country", "year"], "on": "click", "toggle": "true"},
            "views": ["from1"],
        }
    ]
    assert [layer.get("name") for layer in spec["layer"]] == [None, "from1", None, None, None]
    assert spec["layer"][1]["mark"] == {"type": "circle", "cursor": "pointer"}
    assert "params" not in SPEC and "name" not in SPEC["layer"][1]


def test_a_chart_without_countries_stays_as_it_is():
    bare = {"layer": [SPEC["layer"][3]], "datasets": SPEC["datasets"]}
    assert picking.clickable(bare) == (bare, [])


def test_every_click_tells_its_mark(session):
    """A mark is turned on, another too, and the first off again: three clicks, three rows."""
    told = []
    one, other = {"country": "AAA"}, {"country": "BBB"}
    for now in ([], [one], [one, other], [other], [other]):
        session["chart"] = session.get("chart", {"selection": {}})
        click = picking.picked("chart", ["from1"], told.append)
        session["chart"] = {"selection": {"from1": now}}
        click()
    assert told == [one, other, one]


def test_a_chart_that_was_away_begins_anew(session):
    told = []
    one = {"country": "AAA"}
    for _ in range(2):
        session.pop("chart", None)
        click = picking.picked("chart", ["from1"], told.append)
        session["chart"] = {"selection": {"from1": [one]}}
        click()
    assert told == [one, one]
