"""Lists of views: names, short files, briefing files; and one sentence for every fault."""

from __future__ import annotations

import json

import pytest

from balance_model.errors import BalanceError
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.cases import case
from balance_model.exhibits.standard import ViewError
from balance_model.exhibits.standard_list import Views, built, parsed, read_views


def of(content):
    """What a file of that content says."""
    return parsed(json.dumps(content).encode(), "v.json")


def test_names_with_commas_are_views():
    assert [entry.view for entry in read_views("index, profile").views] == ["index", "profile"]


def test_a_file_says_more_of_each_view(world, known, tmp_path):
    path = tmp_path / "v.json"
    asked = {"title": "For the 9:30", "subtitle": "Room 4", "views": [
        "index",
        {"view": "pairs", "title": "My own š đ č", "notes": "Say this.",
         "annotations": [{"year": 2028, "label": "PULS"}]},
        {"view": "finding", "scenario": "kosovo_surge"},
    ]}  # fmt: skip
    path.write_text(json.dumps(asked), encoding="utf-8")
    cases = {name: case(world, known[name or "baseline"], presets=known) for name in ("", "kosovo_surge")}
    found, left = built(read_views(str(path)), lambda entry: cases[entry.scenario], "Not used", "https://x.org")
    assert (found.title, found.subtitle, found.base, left) == ("For the 9:30", "Room 4", "https://x.org", [])
    assert [each.name for each in found.exhibits] == ["index", "pairs", "finding"]
    assert found.exhibits[1].title == "My own š đ č"
    assert found.exhibits[1].first_title.startswith("In 2030 Serbia is ahead")
    assert found.exhibits[1].notes == "Say this."
    assert found.exhibits[1].annotations[0].label == "PULS"
    assert found.exhibits[2].stamp.scenario == known["kosovo_surge"].name
    assert found.scenario["id"] == "baseline"


def test_a_bare_list_and_the_same_view_twice(world, known):
    one = case(world, known["baseline"], presets=known)
    found, _ = built(of(["index", {"view": "index"}]), lambda _: one, "T", "https://x.org")
    assert [each.exhibit_id for each in found.exhibits] == ["index", "index-2"]
    assert found.title == "T"


def test_views_without_anything_to_show_are_told(world, known):
    one = case(world, known["baseline"], presets=known)
    found, left = built(of(["causes", "pairs"]), lambda _: one, "T", "https://x.org")
    assert [each.name for each in found.exhibits] == ["pairs"]
    assert left == ["View 'causes' of 'Baseline' is left out: nothing is changed from 'Baseline'."]
    with pytest.raises(ViewError, match="nothing is changed"):
        built(of(["causes"]), lambda _: one, "T", "https://x.org")


def test_a_briefing_file_is_taken_as_it_is(known):
    whole = Briefing(title="As pinned", scenario={"id": "baseline", "name": "Baseline"})
    found = parsed(whole.to_json(), "b.json")
    assert isinstance(found, Briefing)
    assert not isinstance(found, Views)
    assert found == whole


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", ["v.json", "not a JSON file"]),
        (b"\xff\xfe", ["v.json", "not a JSON file"]),
        (b"[" * 100_000, ["v.json", "not a JSON file"]),
        (b"3", ["v.json", "neither a list of views nor a briefing"]),
        (b"[]", ["v.json", "views"]),
        (b"{}", ["v.json", "views", "missing"]),
        (b'["index", "pair"]', ["v.json, entry 2, view: 'pair' is unknown", "'pairs'"]),
        (b'[{"view": "index", "titel": "x"}]', ["v.json, entry 1, titel: is unknown", "'title'"]),
        (b'[{"title": "x"}]', ["v.json, entry 1, view: is missing"]),
        (b'[{"view": "index", "annotations": [{"year": 20280, "label": "x"}]}]',
         ["entry 1, annotations, number 1, year", "20280", "2100 or less"]),
        (b'[{"view": "index", "annotations": [{"year": 2028, "label": ""}]}]', ["entry 1", "label"]),
        (b'[{"view": "index", "many": "perhaps"}]', ["entry 1, many", "'perhaps'", "true or false"]),
        (b'[{"view": "index"}, 7]', ["entry 2", "'7'"]),
        (b'{"views": ["index"], "tittle": "x"}', ["v.json, tittle: is unknown", "'title'"]),
        (b'{"format": "balance briefing 1", "title": ""}', ["v.json"]),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence(raw, words):
    with pytest.raises(BalanceError) as error:
        parsed(raw, "v.json")
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith((".", "?"))
    assert not {"pydantic", "valid dictionary", "instance of", "unable to parse"} & {said}
    for word in words:
        assert word in said, said


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ViewError, match=r"none\.json: cannot be read"):
        read_views(str(tmp_path / "none.json"))
    with pytest.raises(ViewError, match="cannot be read"):
        read_views(str(tmp_path))
