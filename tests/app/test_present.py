"""Present mode without a browser: the deck, the link, and the way out."""

from __future__ import annotations

import pytest

from balance_model.records.world import load_world
from tests.app.turning import players, show_year
from ui import present
from ui.registry import PAGES

WORLD = load_world()


@pytest.fixture
def app(visit):
    """Return a session opened by a link in present mode."""
    return visit({"p": "1", "s": "kosovo_surge", "y": "2033"})


def place(app):
    """Page and view on screen, as the deck names them; a link leaves the first view of a page unsaid."""
    page = app.session_state["page"]
    first = next(name for name in present.DECK if name.startswith(f"{page}:"))
    view = app.session_state["views"].get(page, "")
    return f"{page}:{view}" if view else first


def test_the_link_opens_large_without_the_rail_and_with_name_and_footnote(app):
    assert not app.sidebar.children
    text = " ".join(block.proto.body for block in app.get("html"))
    for part in ("present-words", "Kosovo: anti-tank, drones, 2033", "kosovo_surge-", "UNSCR 1244", "Not combat power"):
        assert part in text
    assert app.query_params["p"] == "1"


def test_next_goes_through_the_deck_and_round(app):
    seen = []
    for _ in present.USUAL:
        app.button(key="present_next").click().run()
        assert not app.exception, [error.value for error in app.exception]
        seen.append(place(app))
    assert seen == [*present.USUAL[1:], present.USUAL[0]]
    app.button(key="present_back").click().run()
    assert place(app) == present.USUAL[-1]
    assert app.session_state["scenario"].year == 2033


@pytest.mark.parametrize("name", present.DECK)
def test_every_view_of_the_deck_is_a_view_of_its_page(app, name):
    page, view = name.split(":")
    app.session_state["views"] = {page: view}
    app.switch_page(next(spec.file for spec in PAGES if spec.url_path == page)).run()
    assert not app.exception, [error.value for error in app.exception]
    assert place(app) == name


def test_a_chosen_deck_is_kept_by_the_link(app, visit):
    app.session_state["present_views"] = True
    app.run()
    app.multiselect(key="deck").set_value(["compare:map", "balance:pair-by-pair"]).run()
    again = visit(dict(app.query_params))
    again.button(key="present_next").click().run()
    assert place(again) == "compare:map"
    again.button(key="present_next").click().run()
    assert place(again) == "balance:pair-by-pair"


@pytest.mark.parametrize("name", ["balance:by-category", "compare:map"])
def test_every_view_has_one_player(app, name):
    page, view = name.split(":")
    app.session_state["views"] = {page: view}
    app.switch_page(next(spec.file for spec in PAGES if spec.url_path == page)).run()
    assert [player["year"] for player in players(app)] == [2033]


def test_years_that_run_end_with_the_view(app):
    show_year(app, "present_years", 2034, held=True).run()
    assert "before_drag" in app.session_state
    app.button(key="present_next").click().run()
    assert "before_drag" not in app.session_state


def test_years_that_played_can_be_undone_after_leaving(app):
    show_year(app, "present_years", 2034, held=True)
    show_year(app, "present_years", 2035, held=True).run()
    app.button(key="present_off").click().run()
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"].year == 2033


def test_leaving_brings_the_rail_back(app):
    app.button(key="present_off").click().run()
    assert app.button(key="rail_undo").disabled
    assert "p" not in app.query_params
