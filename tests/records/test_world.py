"""The doors: where the data is found, what is remembered, what the fingerprint names."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

from balance_model.errors import DataError
from balance_model.records.world import STANDARD_FOLDER, check_data, data_folder, fingerprint, load_world


def test_the_fingerprint_changes_with_a_byte_and_comes_back_with_it(tiny):
    first = load_world(tiny.path).fingerprint
    assert len(first) == 12
    assert set(first) <= set("0123456789abcdef")
    tiny.change("inventory", 2, best="11", low="11")
    assert load_world(tiny.path).fingerprint != first
    tiny.change("inventory", 2, best="12", low="12")
    assert load_world(tiny.path).fingerprint == first


def test_the_fingerprint_names_files_and_content_and_nothing_else():
    base = (("a.csv", b"x\ny\n"), ("b.csv", b"z\n"))
    assert fingerprint(base) == fingerprint(tuple(reversed(base)))
    assert fingerprint(base) == fingerprint((("a.csv", b"x\r\ny\r\n"), ("b.csv", b"z\n")))
    different = [
        (("a.csv", b"x\ny"), ("b.csv", b"z\n")),
        (("c.csv", b"x\ny\n"), ("b.csv", b"z\n")),
        (("a.csv", b"x\n"), ("b.csv", b"y\nz\n")),
    ]
    assert len({fingerprint(base), *map(fingerprint, different)}) == 4


def test_scenario_files_do_not_move_the_fingerprint(tiny):
    before = load_world(tiny.path).fingerprint
    (tiny.path / "scenarios" / "other.json").write_text("{}", encoding="utf-8")
    assert load_world(tiny.path).fingerprint == before


def test_an_unchanged_folder_gives_the_same_world_and_an_edited_one_a_new(tiny):
    first = load_world(tiny.path)
    assert load_world(str(tiny.path)) is first
    tiny.change("inventory", 2, best="11", low="11")
    second = load_world(tiny.path)
    assert second != first
    assert second.inventory[0].best == 11
    assert first.inventory[0].best == 12


def test_the_environment_names_the_folder_unless_the_call_does(tiny, monkeypatch):
    monkeypatch.delenv("BALANCE_DATA", raising=False)
    assert data_folder() == STANDARD_FOLDER
    monkeypatch.setenv("BALANCE_DATA", str(tiny.path))
    assert data_folder() == tiny.path
    assert load_world().country_codes == ("AAA", "BBB")
    assert data_folder(STANDARD_FOLDER) == STANDARD_FOLDER


def test_a_folder_that_is_not_there_is_one_finding(tmp_path):
    (found,) = check_data(tmp_path / "nowhere")
    assert found.problem == "there is no such folder"
    with pytest.raises(DataError, match="there is no such folder"):
        load_world(tmp_path / "nowhere")


def test_an_empty_folder_names_every_missing_file_without_an_exception(tmp_path):
    missing = {each.file for each in check_data(tmp_path) if each.problem == "the file is missing"}
    assert missing == {path.name for path in STANDARD_FOLDER.glob("*.csv")} - {"schema.csv"}


def test_the_error_tells_every_error_and_no_warning(tiny):
    tiny.change("inventory", 2, low="99")
    tiny.change("deals", 2, first_year="2023", last_year="2024", supplier=" x")
    (tiny.path / "spare.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_world(tiny.path)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.findings) == 2
    assert all(line.startswith("error: ") for line in lines)


def test_a_file_that_nothing_reads_is_a_warning(tiny):
    (tiny.path / "inventry.csv").write_text("a\n", encoding="utf-8")
    (found,) = check_data(tiny.path)
    assert (found.level, found.file) == ("warning", "inventry.csv")
    assert "did you mean 'inventory.csv'?" in found.cure
    assert load_world(tiny.path).country_codes == ("AAA", "BBB")


def test_the_world_is_frozen_hashable_and_travels(tiny_world):
    assert hash(tiny_world) == hash(pickle.loads(pickle.dumps(tiny_world)))
    assert pickle.loads(pickle.dumps(tiny_world)) == tiny_world
    with pytest.raises(ValidationError):
        tiny_world.inventory[0].best = 3
    with pytest.raises(ValidationError):
        tiny_world.inventory = ()
