"""Worked questions, glossary and sharing, without a browser."""

from __future__ import annotations

import random
import re

import pytest

from balance_model.records.questions import load_question
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from ui.registry import PAGES

WORLD = load_world()
BASE = load_scenario("baseline", WORLD)


@pytest.fixture
def app(visit):
    """Return a new session on the first page."""
    return visit()


def opened(app, menu):
    """Open a menu, as a click on it does."""
    app.session_state[menu] = True
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def words(app):
    """All that stands on the page in HTML blocks, and its captions."""
    return " ".join([block.proto.body for block in app.get("html")] + [caption.value for caption in app.caption])


def finding(app):
    html = [block.proto.body for block in app.get("html")]
    return next(match for text in html for match in re.findall(r'<h1 class="finding">(.+?)</h1>', text))


@pytest.mark.parametrize("row", WORLD.questions, ids=lambda row: row.question_id)
def test_a_question_opens_its_scenario_on_its_page_and_undo_brings_back(app, row):
    mine = altered(BASE, {"weights": {"drones": 80}}, WORLD)
    app.session_state["scenario"] = mine
    opened(app, "questions_open").button(key=f"question_{row.question_id}").click().run()
    assert not app.exception, [error.value for error in app.exception]
    assert app.session_state["scenario"] == load_question(row, WORLD)
    assert not app.session_state["questions_open"]
    assert app.session_state["page"] == row.page
    assert app.session_state["views"].get(row.page, "") == (row.view or "")
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"] == mine


def test_the_answer_stands_under_the_finding_until_something_is_changed(app):
    opened(app, "questions_open").button(key="question_himars").click().run()
    assert "Croatia falls from 0.37 to 0.32 in 2030." in words(app)
    app.session_state["scenario"] = altered(app.session_state["scenario"], {"weights": {"drones": 80}}, WORLD)
    app.run()
    assert "Croatia falls from" not in words(app)
    assert finding(app).startswith("In 2030 ")


def test_the_answer_follows_the_year(app):
    opened(app, "questions_open").button(key="question_himars").click().run()
    app.session_state["scenario"] = app.session_state["scenario"].model_copy(update={"year": 2026})
    app.run()
    assert "Croatia stays at" in words(app)
    assert "in 2026." in words(app)


def test_the_glossary_lists_all_and_finds_one(app):
    opened(app, "help_open")
    assert words(app).count("<dt>") == len(WORLD.glossary) + len(WORLD.categories)
    app.text_input(key="glossary_search").set_value("norm unit").run()
    assert "<dt>Norm unit" in words(app)
    assert words(app).count("<dt>") < 10
    app.text_input(key="glossary_search").set_value("<b>xyzzy").run()
    assert "No word fits '<b>xyzzy'" in words(app)


@pytest.mark.parametrize("page", [spec.file for spec in PAGES])
def test_every_page_can_be_shared(app, page):
    app.switch_page(page)
    opened(app, "share_open")
    assert re.search(r'<p class="share-words">In 2030 .+nothing changed\.</p>', words(app))
    assert "too long" not in words(app)


def test_a_link_too_long_for_a_qr_code_is_said_and_a_file_is_offered(app):
    dice = random.Random(1)
    story, reason = ("".join(dice.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=2000)) for _ in range(2))
    app.session_state["scenario"] = altered(BASE, {"name": "Long", "story": story, "reason": reason}, WORLD)
    opened(app, "share_open")
    assert "characters the link is too long for a QR code" in words(app)
    assert "Download as JSON" in [button.proto.label for button in app.get("download_button")]
