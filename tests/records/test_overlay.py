"""Own rows laid over the data: what they replace, what they move, what they are refused for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from balance_model.core.assess import assess
from balance_model.domain.overlay import MOST_ROWS, OWN_TABLES, Overlay, OwnRow
from balance_model.errors import ScenarioError
from balance_model.records.checks import CHECKS
from balance_model.records.overlay import faults, findings, given, identity, laid_over, own_row
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import altered, content_of, load_scenario, sparse
from balance_model.records.schema import schema_of

TINY = Path(__file__).parents[1] / "tiny"
LAUNCHERS = {
    "country": "AAA", "system_id": "launcher", "low": "20", "best": "20", "high": "20", "as_of": "2020",
    "held": "active", "evidence": "published", "source_ids": "worked-example", "confidence": "high",
}  # fmt: skip


def rows(*cells, table="inventory", name="Mine"):
    """An overlay with rows of one table."""
    return Overlay(name=name, rows=tuple(OwnRow(table=table, cells=each) for each in cells))


def said(world, overlay):
    """Every fault of an overlay in the words of the screen."""
    return [finding.told for finding in faults(world, overlay)]


@pytest.fixture
def baseline(tiny_world):
    return load_scenario("baseline", tiny_world, folder=TINY)


def test_a_row_with_a_known_key_takes_the_place_of_the_bundled_one(tiny_world, baseline):
    """The worked example with 20 launchers in the place of 12.

    Anti-tank of AAA is 20 / (20 + 20) = 1/2 and was 12 / (12 + 20) = 3/8; with weight 0.3 the index rises by
    0.3 x 1/8 = 0.0375 from 0.449167 to 0.486667. BBB stays at 0.346667.
    """
    scenario = altered(baseline, {"own_rows": rows(LAUNCHERS).model_dump()}, tiny_world)
    found = assess(tiny_world, scenario).scores.query("year == 2025").score.tolist()
    assert found == pytest.approx([0.486667, 0.346667], abs=5e-7)
    assert assess(tiny_world, baseline).scores.query("year == 2025").score.tolist()[0] == pytest.approx(
        0.449167, abs=5e-7
    )


def test_a_row_with_a_new_key_is_added_last(tiny_world):
    stored = LAUNCHERS | {"held": "stored", "low": "0", "best": "5", "high": "9"}
    seen = laid_over(tiny_world, rows(stored))
    assert [row.best for row in seen.inventory][-1] == 5
    assert seen.inventory[:-1] == tiny_world.inventory
    assert seen.deals == tiny_world.deals


def test_own_sources_and_systems_serve_own_rows(tiny_world):
    source = {"source_id": "field-notes", "publisher": "Us", "title": "Notes", "kind": "judgement"}
    system = {
        "system_id": "new-gun", "name": "New gun", "kind": "tank", "category": "armour", "counted_unit": "vehicle",
        "source_ids": "field-notes",
    }  # fmt: skip
    holding = LAUNCHERS | {"system_id": "new-gun", "source_ids": "field-notes"}
    overlay = Overlay(
        name="Mine",
        rows=(
            OwnRow(table="inventory", cells=holding),
            OwnRow(table="systems", cells=system),
            OwnRow(table="sources", cells=source),
        ),
    )
    assert [row.table for row in overlay.rows] == ["sources", "systems", "inventory"]
    assert said(tiny_world, overlay) == []
    seen = laid_over(tiny_world, overlay)
    assert seen.source["field-notes"].publisher == "Us"


def test_the_fingerprint_names_data_rows_and_name_and_the_stamp_says_so(tiny_world, baseline):
    seen = [laid_over(tiny_world, rows(LAUNCHERS, name=name)) for name in ("Mine", "Yours")]
    seen.append(laid_over(tiny_world, rows(LAUNCHERS | {"best": "19", "low": "19"})))
    prints = {tiny_world.fingerprint, *(world.fingerprint for world in seen)}
    assert len(prints) == 4
    assert all(len(each) == 12 for each in prints)
    stamp = assess(tiny_world, baseline.model_copy(update={"own_rows": rows(LAUNCHERS)})).stamp
    assert stamp["own_rows"] == "own rows 'Mine' (1 row)"
    assert stamp["data"] == seen[0].fingerprint
    assert "own_rows" not in assess(tiny_world, baseline).stamp


def test_a_world_with_own_rows_keeps_them_and_both_sides_see_the_same(tiny_world, baseline):
    mine = baseline.model_copy(update={"own_rows": rows(LAUNCHERS)})
    seen = world_for(tiny_world, baseline, mine)
    assert seen.own_rows == mine.own_rows
    assert world_for(seen, baseline) == seen
    assert assess(seen, baseline).score == pytest.approx(assess(tiny_world, mine).score)


def test_the_key_counts_rows_not_names_and_older_keys_stay(tiny_world, baseline):
    mine, same = (baseline.model_copy(update={"own_rows": rows(LAUNCHERS, name=name)}) for name in ("Mine", "Yours"))
    assert mine.key == same.key != baseline.key
    dumped = baseline.model_dump(mode="json")
    assert "own_rows" not in dumped
    assert "own_rows" not in sparse(baseline, baseline)


def test_a_file_keeps_own_rows_and_an_empty_list_takes_them_back(tiny_world, baseline):
    mine = altered(baseline, {"own_rows": rows(LAUNCHERS).model_dump()}, tiny_world)
    text = json.dumps(sparse(mine, baseline))
    again = load_scenario(json.loads(text), tiny_world, folder=TINY)
    assert again.own_rows == mine.own_rows
    assert again.key == mine.key
    bare = altered(mine, json.loads(json.dumps(sparse(baseline, mine))) | {"based_on": None}, tiny_world)
    assert bare.own_rows is None
    assert content_of(bare)["own_rows"] is None


def test_numbers_written_by_hand_in_a_file_count_as_digits(tiny_world, baseline):
    content = {"name": "Mine", "rows": [{"table": "inventory", "cells": LAUNCHERS | {"best": 20, "note": None}}]}
    assert altered(baseline, {"own_rows": content}, tiny_world).own_rows == rows(LAUNCHERS)


BAD = {
    "not a number": ({"best": "many"}, "inventory 1 (AAA, launcher, active), best: 'many' is not a whole number"),
    "negative": ({"best": "-3"}, "-3 is negative"),
    "empty": ({"best": ""}, "the quantity is empty"),
    "low above best": ({"low": "21"}, "do not rise"),
    "unknown country": ({"country": "ZZZ"}, "'ZZZ' is not a code of countries.csv"),
    "unknown system": ({"system_id": "lawncher"}, "did you mean 'launcher'?"),
    "unknown source": ({"source_ids": "nobody"}, "'nobody' is not a source_id"),
    "no source": ({"source_ids": ""}, "no source is named"),
    "unknown word": ({"evidence": "certain"}, "unknown value 'certain'"),
    "unknown column": ({"bset": "4"}, "did you mean 'best'?"),
    "formula": ({"note": '=HYPERLINK("http://a.b","c")'}, "begins with =, as a formula does"),
    "plus": ({"note": "+cmd|x"}, "begins with +"),
    "hidden start": ({"note": " @SUM(A1)"}, "begins with @"),
    "HTML in a note": ({"note": "<script>alert(1)</script>"}, "could be read as HTML"),
    "HTML in an id": ({"system_id": "<img src=x>"}, "could be read as HTML"),
    "line break": ({"note": "one\ntwo"}, "a line break or tab"),
    "turned text": ({"note": "abc\u202edef"}, "cannot be seen (U+202E)"),
    "terminal codes": ({"note": "a\x1b[31m"}, "cannot be seen (U+001B)"),
    "endless text": ({"note": "a" * 1001}, "the text has 1,001 letters"),
    "an error": ({"note": "#REF!"}, "holds the error #REF!"),
    "a wrong year": ({"as_of": "3020"}, "out of range"),
}


@pytest.mark.parametrize(("cells", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_cell_is_named_with_row_field_and_cure(tiny_world, baseline, cells, words):
    overlay = rows(LAUNCHERS | cells)
    found = said(tiny_world, overlay)
    assert any(words in each for each in found), found
    assert all(each.startswith(("own rows 'Mine', inventory 1", "retirements.csv", "inventory.csv")) for each in found)
    assert not any("<" in each.split(":", 1)[0] for each in found)
    with pytest.raises(ScenarioError, match="own rows 'Mine'"):
        altered(baseline, {"own_rows": overlay.model_dump()}, tiny_world)


def test_two_rows_with_one_key_are_refused(tiny_world):
    found = said(tiny_world, rows(LAUNCHERS, LAUNCHERS | {"best": "19", "low": "18"}))
    assert len(found) == 1
    assert "inventory 2 (AAA, launcher, active), country: the key country + system_id + held" in found[0]
    assert "already used in inventory 1" in found[0]


@pytest.mark.parametrize("table", ["about", "dials", "countries", "weights", "no_such", "<b>"])
def test_other_tables_take_no_own_rows(tiny_world, table):
    found = said(tiny_world, rows({"key": "scope", "value": "x"}, table=table))
    assert len(found) == 1
    assert "takes no own rows" in found[0]
    assert "<" not in found[0]


@pytest.mark.parametrize("name", ["<b>x</b>", "=1+1", "a\x07b", "\u202eabc"])
def test_a_name_that_could_run_or_hide_is_refused(tiny_world, name):
    assert len(said(tiny_world, rows(LAUNCHERS, name=name))) == 1


def test_what_own_rows_break_elsewhere_is_told(tiny_world):
    """The bundled deal would bring what the own row says is there already, and from the same source."""
    held = LAUNCHERS | {"country": "BBB", "system_id": "sam", "best": "10", "low": "10", "high": "10", "as_of": "2025"}
    told = [finding.told for finding in findings(tiny_world, given(tiny_world, rows(held)))]
    assert any("deals.csv, bundled row (bbb-sam-2025), delivered: units look counted twice" in each for each in told)


def test_the_bundled_rows_alone_are_no_fault_of_own_rows(tiny_world):
    assert faults(tiny_world, Overlay(name="Mine")) == ()
    again = [own_row(tiny_world, table, row) for table in OWN_TABLES for row in getattr(tiny_world, table)]
    assert faults(tiny_world, Overlay(name="Mine", rows=tuple(again))) == ()


def test_a_source_may_come_before_its_rows_and_one_may_lose_them(tiny_world):
    source = {"source_id": "later", "publisher": "Us", "title": "Notes", "kind": "judgement"}
    assert faults(tiny_world, rows(source, table="sources")) == ()
    assert any(check.__name__ == "check_unused_sources" for check in CHECKS)


def test_too_many_rows_are_refused(tiny_world, baseline):
    content = {"name": "Mine", "rows": [{"table": "inventory", "cells": LAUNCHERS}] * (MOST_ROWS + 1)}
    with pytest.raises(ScenarioError, match=rf"own_rows\.rows .* at most {MOST_ROWS}"):
        altered(baseline, {"own_rows": content}, tiny_world)


@pytest.mark.parametrize("content", [5, "x", [], {"rows": []}, {"name": "a", "rows": 5}, {"name": "a", "rows": [5]},
                                     {"name": "a", "rows": [{"table": 5, "cells": {}}]},
                                     {"name": "a", "rows": [{"table": "inventory", "cells": 5}]},
                                     {"name": "a", "rows": [{"table": "inventory", "cells": {"best": [1]}}]},
                                     {"name": "a", "rows": [{"table": "inventory", "cells": [[1]]}]}])  # fmt: skip
def test_own_rows_of_a_wrong_shape_are_one_plain_sentence(tiny_world, baseline, content):
    with pytest.raises(ScenarioError) as caught:
        altered(baseline, {"own_rows": content}, tiny_world)
    assert "own_rows" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_table_has_an_identity_that_its_schema_declares(world):
    for table in OWN_TABLES:
        assert identity(schema_of(world)[table]), table


def test_a_joined_country_may_have_own_rows_before_it_joins(world):
    code = world.context_codes[0]
    row = next(row for row in world.whole.inventory if row.country == code)
    own = own_row(world, "inventory", row).texts | {"low": "0", "best": "77", "high": "999"}
    seen = laid_over(world, rows(own))
    assert all(held.country != code for held in seen.inventory)
    joined = seen.joining([code])
    assert joined.own_rows is not None
    assert 77 in {held.best for held in joined.inventory if held.country == code}
