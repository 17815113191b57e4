"""A scenario file with own rows on the command line: the same number as in the app, and its stamp."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from balance_model.cli import main
from balance_model.core.assess import assess
from balance_model.domain.overlay import Overlay, OwnRow
from balance_model.records.scenarios import altered, load_scenario, sparse
from tests.records.test_overlay import LAUNCHERS, TINY

MINE = Overlay(name="Mine", rows=(OwnRow(table="inventory", cells=LAUNCHERS),))
STAMP = "own rows 'Mine' (1 row)"


@pytest.fixture
def file(tiny_world, tmp_path):
    """A scenario file as the app saves it."""
    base = load_scenario("baseline", tiny_world, folder=TINY)
    scenario = altered(base, {"own_rows": MINE.model_dump()}, tiny_world)
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(sparse(scenario, base) | {"id": "mine"}), encoding="utf-8")
    return path


def run(*arguments):
    return main([str(each) for each in (*arguments, "--data", TINY)])


def test_a_file_gives_the_number_worked_out_by_hand(file, tiny_world, capsys):
    """20 launchers in the place of 12: 0.486667 (tests/records/test_overlay.py)."""
    assert run("assess", "--scenario", file, "--format", "json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["countries"]["AAA"]["score"] == pytest.approx(0.486667, abs=5e-7)
    assert printed["stamp"]["own_rows"] == STAMP
    again = assess(tiny_world, load_scenario(file, tiny_world, folder=TINY))
    assert printed["stamp"] == again.stamp
    assert printed["stamp"]["data"] != tiny_world.fingerprint


def test_every_form_of_output_names_the_rows(file, tmp_path, capsys):
    assert run("assess", "--scenario", file) == 0
    assert f"with {STAMP}" in capsys.readouterr().out
    assert run("assess", "--scenario", file, "--format", "csv") == 0
    assert set(pd.read_csv(io.StringIO(capsys.readouterr().out))["own_rows"]) == {STAMP}
    assert run("ensemble", "--scenario", file, "--draws", 3) == 0
    assert STAMP in capsys.readouterr().out
    assert run("ensemble", "--scenario", file, "--draws", 3, "--output", tmp_path / "f.csv") == 0
    assert STAMP in capsys.readouterr().out
    assert STAMP in (tmp_path / "f.csv").read_text(encoding="utf-8")


def test_own_rows_that_do_not_fit_are_one_sentence(file, capsys):
    content = json.loads(file.read_text(encoding="utf-8"))
    content["own_rows"]["rows"][0]["cells"]["system_id"] = "nothing"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert run("assess", "--scenario", file) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "own rows 'Mine', inventory 1 (AAA, nothing, active), system_id: 'nothing' is not a system_id" in said
