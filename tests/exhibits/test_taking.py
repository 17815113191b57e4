"""Taking pictures, tables and findings off a page: what comes along, checked against the rows themselves."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.timeline import index_over_time
from balance_model.core.assess import assess
from balance_model.exhibits import taking
from balance_model.exhibits.exhibit import SIZES
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture
from balance_model.records.scenarios import altered

PLACE = taking.Place("Balance", "Serbia leads.", "balance?y=2030", "python -m balance_model assess")
NO_STEPS = pd.DataFrame(columns=["country", "year", "score", "label", "detail", "delta"]).astype({"score": float})


@pytest.fixture(scope="module")
def surge(world, known):
    return altered(known["baseline"], {"year": 2031, "weights": {"drones": 40}}, world)


@pytest.fixture(scope="module")
def answer(world, surge):
    return assess(world, surge)


def picture(answer, **more) -> Picture:
    parts = {
        "draw": lambda look, wide, high: index_over_time(
            answer.scores, NO_STEPS, look, 2030, "Serbia leads over all years, as it has done since the first of them",
            "Index", wide, high),
        "alt": "Serbia leads. A line a country.",
        "table": answer.scores,
    }  # fmt: skip
    return Picture(**(parts | more))


def test_a_chart_comes_in_all_sizes_with_its_numbers_and_where_it_stood(answer, known, surge):
    native = {"native": lambda look: pivoted("line", answer.scores, "year", "country", "score", look.colour)}
    found = taking.chart("Index, over years!", picture(answer, **native), answer, known["baseline"], PLACE)
    assert (found.exhibit_id, found.kind, found.name) == ("index-over-years", "chart", "Index, over years!")
    assert found.title == found.first_title == "Serbia leads over all years, as it has done since the first of them"
    assert (found.subtitle, found.alt, found.finding) == ("Index", "Serbia leads. A line a country.", "Serbia leads.")
    assert (found.page, found.address, found.command) == (PLACE.page, PLACE.address, PLACE.command)
    assert {size: spec["usermeta"]["width"] for size, spec in found.specs.items()} == {
        size: width for size, (width, _) in SIZES.items()
    }
    assert [row[2] for row in found.table.rows] == answer.scores["score"].tolist()
    assert found.native.series[0].values == tuple(answer.score[0].tolist())
    assert found.scenario == {"id": "baseline", "name": surge.name, "based_on": "baseline", "year": 2031,
                              "weights": {"drones": 40.0}} | {
        key: value for key, value in found.scenario.items() if key in ("story", "reason")}  # fmt: skip
    assert found.stamp.made == "single run at best values, no random draws"


def test_the_colours_of_a_taken_chart_are_those_of_paper(answer, known):
    found = taking.chart("index", picture(answer), answer, known["baseline"], PLACE)
    assert found.specs["slide"]["title"]["color"] == "#0B0C0C"
    assert found.native is None


def test_how_the_numbers_were_made_is_said_by_the_picture_then_by_the_page(answer, known):
    told = picture(answer, made="from the sources")
    assert taking.chart("x", told, answer, known["baseline"], PLACE, "2,000 futures").stamp.made == "from the sources"
    plain = taking.chart("x", picture(answer), answer, known["baseline"], PLACE, "2,000 futures")
    assert plain.stamp.made == "2,000 futures"
    assert plain.stamp.lines[0].endswith("; 2,000 futures.")


def test_the_sources_are_those_of_the_rows_behind_it(answer, known, world):
    found = taking.chart("x", picture(answer, touches=("drones",)), answer, known["baseline"], PLACE)
    rows = answer.ledger()
    rows = rows[(rows["category"] == "drones") & (rows["strength"] != 0)]
    behind = {
        name.strip() for cell in rows["source_ids"] for name in (cell.split(";") if isinstance(cell, str) else cell)
    }
    assert set(found.source_ids) == {name for name in behind if name in world.source}
    assert list(found.source_ids) == sorted(found.source_ids)


def test_a_picture_without_holdings_has_the_sources_of_its_table_alone(answer, known, world):
    one, other = sorted(world.source)[:2]
    table = pd.DataFrame({"value": [1.0, 2.0], "source_ids": [f"{other}; {one}", "no such source"]})
    found = taking.chart("x", picture(answer, touches=(), table=table), answer, known["baseline"], PLACE)
    assert found.source_ids == (one, other)


def test_a_long_table_is_cut_and_says_so(answer, known):
    rows = pd.DataFrame({"number": range(taking.MOST_ROWS + 1)})
    found = taking.table("all", "All numbers", rows, answer, known["baseline"], PLACE)
    assert (found.kind, found.title, found.subtitle) == ("table", "All numbers", "The first 2,000 of 2,001 rows")
    assert [row[0] for row in found.table.rows] == list(range(2000))
    assert "2001 rows" in found.alt
    assert found.specs == {}


def test_a_finding_is_its_sentence(answer, known):
    found = taking.finding("finding", "Serbia leads.", "No weights turn it.", answer, known["baseline"], PLACE)
    assert (found.kind, found.title, found.subtitle, found.table, found.specs) == (
        "finding", "Serbia leads.", "No weights turn it.", None, {},
    )  # fmt: skip
    assert found.source_ids


@pytest.mark.parametrize(("name", "stem"), [("Čšž", "exhibit"), ("__x", "x"), ("A b/C", "a-b-c"), ("9", "9")])
def test_any_name_makes_an_id(answer, known, name, stem):
    assert taking.finding(name, "x", "", answer, known["baseline"], PLACE).exhibit_id == stem


def test_cautions_come_first_and_weights_stand_only_where_they_play_a_part(answer, known):
    plain = taking.chart("index", picture(answer), answer, known["baseline"], PLACE).assumptions
    counted = picture(answer, touches=("drones",), cautions=("It rests on a single source.",))
    found = taking.chart("units", counted, answer, known["baseline"], PLACE).assumptions
    assert plain[0].startswith("Weights: ")
    assert found == ("Caution: It rests on a single source.", *plain[1:])
    money = taking.table("money", "Money", answer.scores, answer, known["baseline"], PLACE, touches=())
    assert money.assumptions == plain[1:]
