"""What the views of the rows say, counted by hand on the small world of the tests."""

from __future__ import annotations

from balance_model.analysis import findings_rows as findings
from balance_model.core.assess import assess
from balance_model.domain.overlay import Overlay, OwnRow


def test_rows_and_countries_are_counted(tiny_world):
    homes = {row.country for row in (*tiny_world.inventory, *tiny_world.deals)}
    assert (len(homes), len(tiny_world.deals)) == (2, 1)
    assert findings.held(tiny_world) == (
        f"The data hold {len(tiny_world.inventory)} holdings and 1 deal of two countries"
    )
    one = tiny_world.model_copy(update={"inventory": tiny_world.inventory[:1], "deals": ()})
    assert findings.held(one) == "The data hold 1 holding and 0 deals of one country"


def test_a_number_in_words_with_the_rows_behind_it(tiny_world, worked):
    """12 launchers of Alpha stand in one row: the sentence names the row, the strength and the value."""
    answer = assess(tiny_world, worked)
    frame = answer.categories
    row = frame[(frame.country == "AAA") & (frame.category == "anti_tank") & (frame.year == 2025)].iloc[0]
    told = findings.behind(answer, "AAA", "anti_tank", 2025)
    assert told.startswith("In 2025 the strength of ")
    assert f"a category value of {row.value:.2f}; it rests on one row, " in told
    empty = tiny_world.model_copy(update={"inventory": (), "deals": ()})
    assert "no row gives" in findings.behind(assess(empty, worked), "AAA", "anti_tank", 2025)


def test_own_rows_are_counted_and_named():
    row = OwnRow(table="deals", cells={"deal_id": "x"})
    assert findings.own(None) == findings.own(Overlay(name="Mine"))
    assert findings.own(Overlay(name="Mine")) == "No own rows are in use: every number rests on the bundled data"
    assert findings.own(Overlay(name="Mine", rows=(row,))) == (
        "1 row of your own, named 'Mine', is laid over the bundled data"
    )


def test_sources_are_told_with_their_first_and_last_year(tiny_world):
    first = tiny_world.sources[0]
    rows = tuple(first.model_copy(update={"date": date}) for date in ("2019-05", "2011", None))
    told = findings.sourced(tiny_world.model_copy(update={"sources": rows}))
    assert told == "The data rest on 3 sources, dated 2011 to 2019"
    assert findings.sourced(tiny_world.model_copy(update={"sources": rows[2:]})) == "The data rest on 1 source"
