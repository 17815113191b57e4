"""A published result: bound by its id, the same again for the same thing, refused when anything in it was changed."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime

import pytest

from balance_model.core.assess import assess
from balance_model.library.drafts import fitted
from balance_model.library.faults import LibraryError
from balance_model.library.frozen import freeze, from_json, to_json
from balance_model.records.scenarios import altered, load_scenario
from tests.conftest import TESTS

WHEN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def answer(tiny_world):
    return assess(tiny_world, load_scenario("baseline", tiny_world, folder=TESTS / "tiny"))


def test_the_same_thing_has_the_same_id_and_anything_else_another(answer, tiny_world, frozen):
    assert freeze(answer, "As it was", "A. Ä.").id == frozen.id
    others = [
        freeze(answer, "As it  was not", "A. Ä."),
        freeze(answer, "As it was", "B."),
        freeze(answer, "As it was", "A. Ä.", "note"),
        freeze(assess(tiny_world, altered(answer.scenario, {"year": 2026}, tiny_world)), "As it was", "A. Ä."),
    ]
    assert len({frozen.id, *(each.id for each in others)}) == 5


def test_the_id_is_the_hash_of_its_file_by_the_stated_rule(frozen):
    """Sorted keys, no blanks, UTF-8; sha256; base32; ten letters."""
    body = json.loads(to_json(frozen, WHEN))["content"]
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()
    assert frozen.id == digest[:10]
    assert frozen.id.isalnum()


def test_it_holds_the_worked_example(frozen):
    assert frozen.countries == (("AAA", "Alpha"), ("BBB", "Beta"))
    shown = frozen.table.set_index("country").round(4)
    assert shown["index"].to_dict() == {"Alpha": 0.4492, "Beta": 0.3467}
    assert shown.loc["Alpha"].tolist() == [0.4492, 0.375, 0.5, 0.6, 0.3333]
    assert [each.half for each in frozen.categories] == [20, 20, 40, 20]
    assert [each.weight for each in frozen.categories] == [0.3, 0.3, 0.2, 0.2]
    ledger = frozen.ledger.set_index(["country", "system_id"])
    assert ledger["quantity"].to_dict()["AAA", "tank"] == 60
    assert ledger["strength"].groupby("country").sum().to_dict() == {"AAA": 102.0, "BBB": 60.0}
    assert frozen.scores.query("country == 'AAA' and year == 2025").score.item() == pytest.approx(0.4492, abs=5e-5)
    assert "Worked example" in frozen.stamp[0]


def test_its_inputs_open_again(frozen, tiny_world, answer):
    found = fitted(frozen.scenario, tiny_world)
    assert found.problems == ()
    assert found.scenario == answer.scenario


def test_every_category_of_a_system_has_its_units(tiny_world, answer):
    """The ledger lists units once; a launcher that also counts half against tanks stands in both with all its units."""
    row = next(each for each in tiny_world.worth if each.kind == "sam_medium")
    both = (*tiny_world.worth, row.model_copy(update={"category": "anti_tank", "share": 0.5}))
    found = freeze(assess(tiny_world.model_copy(update={"worth": both}), answer.scenario), "Both")
    rows = found.ledger.query("country == 'AAA' and system_id == 'sam'").set_index("category")
    assert rows["quantity"].to_dict() == {"air_defence": 20.0, "anti_tank": 20.0}
    assert rows["strength"].to_dict() == {"air_defence": 20.0, "anti_tank": 10.0}


def test_the_real_data_make_a_small_file(world):
    assert len(to_json(freeze(assess(world, load_scenario("baseline", world)), "Real"), WHEN)) < 120_000


def test_a_file_comes_back_whole(frozen):
    found, when = from_json(to_json(frozen, WHEN), "x.json")
    assert found == frozen
    assert when == WHEN


def changed(raw: bytes, how: str) -> bytes:
    content = json.loads(raw)
    body = content["content"]
    if how == "a number":
        body["score"][0][0] += 0.01
    elif how == "a title":
        body["title"] = "Another"
    elif how == "the data":
        body["data"] = "000000000000"
    elif how == "the id":
        content["id"] = "aaaaaaaaaa"
    elif how == "an input":
        body["scenario"]["year"] = 2030
    elif how == "a row":
        body["rows"][0][6] *= 2
    return json.dumps(content).encode()


@pytest.mark.parametrize("how", ["a number", "a title", "the data", "the id", "an input", "a row"])
def test_what_was_changed_is_refused(frozen, how):
    with pytest.raises(LibraryError, match="changed after it was published") as error:
        from_json(changed(to_json(frozen, WHEN), how), "x.json")
    assert str(error.value).startswith("x.json: ")


BAD = {
    "no JSON": (b"hello", "not a JSON file"),
    "no UTF-8": ("š".encode("utf-16"), "not a JSON file"),
    "a list": (b"[]", "not a published result"),
    "a scenario": (b'{"id": "a", "name": "A"}', "not a published result"),
    "no time": (b'{"id": "a", "content": {"format": "balance frozen result 1"}}', "time of publication"),
    "empty": (
        b'{"id": "a", "published": "2026-11-22T09:30:00+00:00", "content": {"format": "balance frozen result 1"}}',
        "Field required",
    ),
    "deep": (b"[" * 100_000, "not a JSON file"),
}


@pytest.mark.parametrize(("raw", "named"), BAD.values(), ids=BAD.keys())
def test_what_is_no_result_is_named(raw, named):
    with pytest.raises(LibraryError, match=named) as error:
        from_json(raw, "x.json")
    assert str(error.value).startswith("x.json")


def test_numbers_that_do_not_fit_are_named(frozen):
    content = json.loads(to_json(frozen, WHEN))
    content["content"]["score"] = content["content"]["score"][:1]
    with pytest.raises(LibraryError, match="do not fit"):
        from_json(content, "x.json")


def test_a_result_needs_a_title(answer):
    with pytest.raises(LibraryError, match="title"):
        freeze(answer, "  ")


def test_own_rows_are_inputs_and_the_fingerprint_is_that_of_the_bundled_data(world):
    cells = {
        "country": "XKX", "system_id": "m-84", "low": "1", "best": "2", "high": "3", "as_of": "2026",
        "held": "active", "evidence": "assumed", "source_ids": "judgement", "confidence": "low",
    }  # fmt: skip
    own = {"own_rows": {"name": "Mine", "rows": [{"table": "inventory", "cells": cells}]}}
    scenario = altered(load_scenario("baseline", world), own, world)
    found = freeze(assess(world, scenario), "With own rows")
    assert found.data == world.fingerprint
    again = fitted(found.scenario, world)
    assert again.problems == ()
    assert again.scenario.own_rows == scenario.own_rows
    assert freeze(assess(world, again.scenario), "With own rows").id == found.id
    assert "with own rows 'Mine'" in found.stamp[0]
