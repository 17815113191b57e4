"""The Data page in a session without a browser: how good the data are, and the weakest rows."""

from __future__ import annotations

import re

import pytest

from balance_model.analysis.quality import MEASURES
from tests.app.seen import html, show, takeable
from ui import jobs

PAGE = "pages/evidence.py"


@pytest.fixture
def app(visit):
    return visit().switch_page(PAGE).run()


def opened(app, view, **choices):
    return show(app, "evidence", view, **choices)


@pytest.mark.parametrize("shown", ["classes", *MEASURES])
def test_every_measure_has_a_picture_and_its_table(app, shown):
    opened(app, "", quality_shown=shown)
    assert len(app.get("vega_lite_chart")) == 1
    assert "quality" in takeable(app)


def test_the_weakest_rows_are_listed_with_why_and_cure(app):
    opened(app, "weakest-rows")
    jobs.finish()
    app.run()
    assert not app.exception
    (table,) = [each.value for each in app.dataframe]
    assert len(table) == 20
    assert table["mend"].map(len).min() > 0 and table["why"].map(len).min() > 0
    assert "What would mend it" in html(app)
    (finding,) = re.findall(r'<h1 class="finding">(.+?)</h1>', html(app), flags=re.DOTALL)
    assert str(table["system"].iloc[0]) in finding
    assert "get_weakest-rows" in {each.key for each in app.get("download_button")}


def test_another_year_gives_another_list_without_another_run(app):
    opened(app, "weakest-rows")
    jobs.finish()
    app.run()
    before = app.dataframe[0].value
    scenario = app.session_state["scenario"]
    app.session_state["scenario"] = scenario.model_copy(update={"year": 2020})
    app.run()
    after = app.dataframe[0].value
    assert before["moves"].tolist() != after["moves"].tolist()


@pytest.mark.parametrize("view", ["holdings-and-deals", "behind-a-number", "own-data", "sources"])
def test_the_other_views_stand(app, view):
    opened(app, view)
    assert app.error.len == 0
