"""The whole data set: what is in it, byte by byte, and that the same data give the same archive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from balance_model.errors import ScenarioError
from balance_model.export import dataset

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "tiny"


def opened(raw):
    """The files of an archive by name, without the folder they stand in."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert package.testzip() is None
        return {name.split("/", 1)[1]: package.read(name) for name in package.namelist()}


def test_every_file_of_the_data_is_in_it_byte_by_byte(world):
    found = opened(dataset.archive(dataset.contents(world), world))
    files = sorted((ROOT / "data").glob("*.csv"))
    assert len(files) > 40
    for path in [*files, ROOT / "data" / "README.md", *(ROOT / "data" / "scenarios").glob("*.json")]:
        assert found[f"data/{path.relative_to(ROOT / 'data').as_posix()}"] == path.read_bytes()
    assert "data/schema.csv" in found
    for name in ("LICENSE-DATA", "CITATION.cff"):
        assert found[name] == (ROOT / name).read_bytes()


def test_the_same_data_give_the_same_bytes(world):
    one, other = (dataset.archive(dataset.contents(world), world) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert package.namelist() == sorted(package.namelist())


def test_the_citation_names_date_fingerprint_and_licence(world):
    text = dataset.contents(world)["CITATION.txt"].decode()
    for words in (world.facts["data_as_of"], world.fingerprint, "CC BY 4.0", "UNSCR 1244"):
        assert words in text


def test_every_source_is_listed_once(world):
    lines = dataset.contents(world)["SOURCES.txt"].decode().splitlines()
    assert len(lines) == len(world.sources)
    assert {line.rpartition("[")[2].rstrip("]") for line in lines} == {row.source_id for row in world.sources}


def test_another_data_folder_is_taken_as_it_is(tiny_world):
    found = dataset.contents(tiny_world, TINY)
    assert found["data/deals.csv"] == (TINY / "deals.csv").read_bytes()
    assert found["LICENSE-DATA"] == (ROOT / "LICENSE-DATA").read_bytes()


def test_it_is_written_as_an_archive_or_into_a_folder(tiny_world, tmp_path):
    files = dataset.contents(tiny_world, TINY)
    dataset.write(files, tiny_world, tmp_path / "all.zip")
    assert opened((tmp_path / "all.zip").read_bytes()) == files
    dataset.write(files, tiny_world, tmp_path / "all")
    assert (tmp_path / "all" / "data" / "deals.csv").read_bytes() == files["data/deals.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all", "all.zip"]


def test_a_folder_that_holds_something_is_left_alone(tiny_world, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ScenarioError, match="not empty"):
        dataset.write({"a": b""}, tiny_world, tmp_path)
    with pytest.raises(ScenarioError, match="cannot be written"):
        dataset.write({"a": b""}, tiny_world, tmp_path / "none" / "all.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
