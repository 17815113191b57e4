"""Published results on screen: as they were, with their age, and what today's data make of them."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from balance_model.core.assess import assess
from balance_model.library import publications
from balance_model.library.frozen import freeze
from balance_model.records.scenarios import load_scenario
from tests.app.seen import finding, html, text

PAGE = "pages/library.py"
NOT_HERE = "What was asked for cannot be shown; the rest of the library is below."


@pytest.fixture
def older(world):
    """Return the data as they were in spring, with fewer units in every Croatian deal."""

    def fewer(row):
        return row.model_copy(update={name: max(getattr(row, name) // 2, row.delivered, 1) for name in ("low", "best")})

    deals = tuple(fewer(row) if row.country == "HRV" else row for row in world.deals)
    about = tuple(
        row.model_copy(update={"value": "2026-05-04"}) if row.key == "data_as_of" else row for row in world.about
    )
    return world.model_copy(update={"deals": deals, "about": about})


@pytest.fixture
def publish(shelf, world):
    """Return a function that publishes a preset, with the data of now if none are given."""

    def published(data=None, preset="kosovo_surge", title="As briefed"):
        data = data or world
        answer = assess(data, load_scenario(preset, data))
        return publications.publish(shelf, freeze(answer, title, "A. Author", "a note")).frozen

    return published


@pytest.fixture
def arrive(visit, shelf):
    """Return a function that follows a link to a published result."""

    def opened(frozen_id):
        app = visit({"f": frozen_id})
        assert not app.exception, [error.value for error in app.exception]
        return app

    return opened


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def test_a_link_opens_the_result_as_it_was(arrive, publish, older):
    then = publish(older)
    app = arrive(then.id)
    assert finding(app) == then.finding
    shown = app.table[0].value
    assert shown.set_index("Country")["Index"].to_dict() == {
        name: f"{line[then.at]:.2f}" for (_, name), line in zip(then.countries, then.score, strict=True)
    }
    said = " ".join(each.value for each in app.warning).replace("\\", "")
    assert "Older data: of 4 May 2026" in said
    assert f"fingerprint {then.data}" in said
    assert "does not move with the dials" in said
    assert "The dials at the left are those of another scenario" in said
    assert app.session_state["scenario"].id == "baseline"
    (stamp,) = re.findall('<div class="stamp">(.*?)</div>', html(app))
    assert then.stamp[0].split(",")[0] in stamp
    assert "baseline-" not in stamp, "the scenario on screen is another"
    codes = [each.value for each in app.code]
    assert any(f"published result {then.id}" in each and "A. Author (2" in each for each in codes)
    assert any(each.startswith(f"@misc{{balance-{then.id},") for each in codes)
    assert dict(app.query_params)["f"] == then.id


def test_data_of_now_are_told_without_a_warning(arrive, publish):
    app = arrive(publish().id)
    assert app.warning.len == 0
    assert "the same as now; model 0.1.0, the same as now" in app.info[0].value


def test_it_is_run_with_today_s_data_and_the_difference_told_by_cause(arrive, publish, older):
    then = publish(older)
    app = press(arrive(then.id), "frozen_run")
    assert app.session_state["scenario"].id == "kosovo_surge"
    assert finding(app) == then.finding
    assert "With today's data in 2030 Croatia rises from" in text(app).replace("\\", "")
    table = app.table[0].value.set_index("Index")
    assert table.loc["As published", "Croatia"] == f"{then.score[1][then.at]:.2f}"
    assert "Deals and when they arrive" in table.index
    assert "Half-requirement" not in table.index
    assert table.loc["Change", "Croatia"] == table.loc["Deals and when they arrive", "Croatia"]
    assert table.loc["Change", "Bosnia"] == "0"
    assert "HIMARS" in " ".join(each.value.to_string() for each in app.table)
    assert len(app.get("vega_lite_chart")) == 2


def test_the_same_data_make_no_difference(arrive, publish):
    app = press(arrive(publish().id), "frozen_run")
    assert "another scenario" not in app.info[0].value
    assert "With today's data no index of 2030 moves by as much as 0.01." in text(app).replace("\\", "")
    assert len(app.get("vega_lite_chart")) == 1


def test_leaving_it_shows_the_library_again(arrive, publish):
    app = press(arrive(publish().id), "frozen_leave")
    assert finding(app) == "No scenario is saved here yet."
    assert "f" not in app.query_params


@pytest.mark.parametrize("frozen_id", ["unknown123", "<b>x</b>", "x" * 300])
def test_an_unknown_id_is_said_and_the_page_is_there(arrive, frozen_id):
    app = arrive(frozen_id)
    assert finding(app) == NOT_HERE
    assert "Nothing was published in this library as" in html(app)


def test_a_result_that_was_tampered_with_is_not_shown(arrive, publish, shelf):
    from sqlalchemy import text as sql

    then = publish()
    with shelf.writing() as connection:
        connection.execute(sql("UPDATE library_frozen SET body = replace(body, 'As briefed', 'As dreamt')"))
    app = arrive(then.id)
    assert finding(app) == NOT_HERE
    assert "changed after it was published" in html(app)


def test_what_is_on_screen_is_published_and_shown(visit, shelf):
    app = visit().switch_page(PAGE).run()
    app.session_state["views"] = {"library": "published-results"}
    app.session_state["publish_screen"] = True
    app.run()
    app.text_input(key="publish_screen_title").set_value("From the screen")
    press(app, "publish_screen_do")
    (one,) = publications.listed(shelf)
    assert one.title == "From the screen"
    assert dict(app.query_params)["f"] == one.id
    assert any(f"Published as {one.id}." in each.value for each in app.warning)
    press(app, "frozen_leave")
    press(app, f"see_{one.id}")
    assert dict(app.query_params)["f"] == one.id


def _says_its_id():
    import streamlit as st

    from ui import frozen

    st.text(f"id:{frozen.shown_id()}")


@pytest.fixture
def id_of(world):
    """Return a function that gives the id which exports of a preset carry."""

    def found(preset):
        app = AppTest.from_function(_says_its_id, default_timeout=60)
        app.session_state["scenario"] = load_scenario(preset, world)
        return app.run().text[0].value.removeprefix("id:")

    return found


def test_the_id_of_what_is_on_screen_is_known_to_exports(id_of, publish):
    then = publish(preset="baseline")
    assert id_of("baseline") == then.id
    assert id_of("kosovo_surge") == ""


def test_without_a_library_there_is_no_id(id_of, monkeypatch):
    monkeypatch.setenv("BALANCE_LIBRARY_URL", "sqlite:////nowhere/at/all.sqlite")
    assert id_of("baseline") == ""
