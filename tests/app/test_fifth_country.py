"""A country needs no Python: a fictional fifth one, added by rows of files alone, on every page and view."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from balance_model.cli import main
from balance_model.core.assess import assess
from balance_model.export.images import png, svg
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import STANDARD_FOLDER, check_data, load_world
from ui import compute
from ui.registry import PAGES

CODE, NAME = "NOV", "Novaria"
LIKE = "HRV"
NAMED_BY = {"countries": "code", "ceilings": "party", "reported_holdings": "party"}
TABLES = (
    "countries", "sustainment", "inventory", "deals", "retirements", "munitions", "spending", "macro",
    "treaty_parties", "ceilings", "reported_holdings",
)  # fmt: skip
"""Tables in which the new country gets rows: those of Croatia under its own name, numbers and all."""


def added(text: str, table: str) -> str:
    """The text of a table with the rows of the new country after the others."""
    rows = list(csv.reader(io.StringIO(text)))
    header = rows[0]
    place = header.index(NAMED_BY.get(table, "country"))
    copies = []
    for row in rows[1:]:
        if row[place] == LIKE:
            copy = row.copy()
            copy[place] = CODE
            if table == "countries":
                copy[header.index("name")], copy[header.index("short")] = f"Republic of {NAME}", NAME
            if table == "deals":
                copy[header.index("deal_id")] = "nov" + copy[header.index("deal_id")].removeprefix("hrv")
            copies.append(copy)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(copies)
    return text.rstrip("\n") + "\n" + out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a data folder with five countries."""
    path = tmp_path_factory.mktemp("five") / "data"
    shutil.copytree(STANDARD_FOLDER, path)
    for table in TABLES:
        file = path / f"{table}.csv"
        file.write_text(added(file.read_text(encoding="utf-8"), table), encoding="utf-8")
    palette = path / "palette.csv"
    colours = f"country,{CODE},#5F6B00,#C3CF5A,201,new\nlabel,{CODE},#4A5400,#D5DF80,202,new\n"
    palette.write_text(palette.read_text(encoding="utf-8").rstrip("\n") + "\n" + colours, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def five(folder):
    return load_world(folder)


@pytest.fixture(scope="module")
def app(visit, folder):
    """Return the app on the data with five countries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BALANCE_DATA", str(folder))
        compute.data.cache_clear()
        yield visit()
    compute.data.cache_clear()


def views(app, page: str) -> list[str]:
    """Names of the views of a page as its link writes them."""
    app.session_state["views"] = {}
    app.switch_page(page).run()
    return [tab.label.lower().replace(" ", "-").replace("'", "") for tab in app.tabs] or [""]


def test_the_data_with_five_countries_pass_every_check(folder):
    assert [str(finding) for finding in check_data(folder)] == []


def test_the_fifth_has_the_numbers_of_the_country_it_copies_and_the_others_keep_theirs(five, world):
    baseline = load_scenario("baseline", world)
    before, after = assess(world, baseline), assess(five, load_scenario("baseline", five))
    assert five.country_codes == (*world.country_codes, CODE)
    assert after.score[:4].tobytes() == before.score.tobytes()
    assert after.score[4] == pytest.approx(before.score[world.country_codes.index(LIKE)], rel=1e-12)


@pytest.mark.parametrize("page", PAGES, ids=lambda spec: spec.url_path)
def test_every_view_of_every_page_works_with_five_countries(app, page):
    for name in views(app, page.file):
        app.session_state["views"] = {page.url_path: name}
        app.switch_page(page.file).run()
        assert not app.exception, (name, [error.value for error in app.exception])
        assert [box.value for box in app.error] == [], name
        html = " ".join(block.proto.body for block in app.get("html"))
        assert len(re.findall(r'<h1 class="finding">', html)) == 1, name


def test_the_balance_page_names_the_fifth_and_counts_five(app):
    app.session_state["views"] = {}
    app.switch_page("pages/balance.py").run()
    html = " ".join(block.proto.body for block in app.get("html"))
    assert NAME in html
    assert "the five" in html
    assert "the four" not in html


def test_pictures_and_tables_leave_with_the_fifth(five):
    from balance_model.analysis.tables import category_values
    from balance_model.charts.profile import category_profile
    from balance_model.charts.theme import Look

    look = Look.of(five)
    answer = assess(five, load_scenario("baseline", five))
    drawing = category_profile(category_values(answer, 2030), look, "Title", "Subtitle")
    assert NAME.encode() in svg(drawing, ("Note",), look)
    assert png(drawing, ("Note",), look).startswith(b"\x89PNG")


def test_the_command_line_prints_the_fifth(folder, capsys):
    assert main(["assess", "--data", str(folder), "--format", "csv"]) == 0
    assert CODE in capsys.readouterr().out
