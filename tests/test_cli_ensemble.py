"""``ensemble`` on the command line: files that can be read again, and one plain sentence for bad input."""

from __future__ import annotations

from io import StringIO

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from balance_model.analysis.ensembles import assess_many
from balance_model.cli import ensemble, main
from balance_model.records.scenarios import load_scenario


def test_parquet_holds_the_futures_and_what_they_rest_on(tmp_path, world, capsys):
    path = tmp_path / "futures.parquet"
    assert main(["ensemble", "--scenario", "kosovo_surge", "--draws", "40", "--seed", "9", "--output", str(path)]) == 0
    assert f"{40 * len(world.country_codes) * len(world.years):,} rows" in capsys.readouterr().out
    table = pd.read_parquet(path)
    futures = assess_many(world, load_scenario("kosovo_surge", world), 40, 9)
    assert list(table) == ["draw", "country", "year", "score"]
    assert np.array_equal(table["score"].to_numpy().reshape(futures.score.shape), futures.score)
    row = table[(table["draw"] == 39) & (table["country"] == "XKX") & (table["year"] == 2031)]
    assert row["score"].item() == futures.score[39, world.country_codes.index("XKX"), 11]
    kept = {name.decode(): text.decode() for name, text in pq.read_schema(path).metadata.items()}
    assert (kept["seed"], kept["draws"], kept["data"]) == ("9", "40", world.fingerprint)
    assert "1244" in kept["note"]


def test_csv_reads_again_with_values_and_notes(tmp_path, world):
    path = tmp_path / "futures.csv"
    arguments = ["--set", "weights.drones=60", "--draws", "12", "--values", "--output", str(path)]
    assert main(["ensemble", *arguments]) == 0
    text = path.read_text(encoding="utf-8")
    table = pd.read_csv(StringIO(text), comment="#")
    assert list(table) == ["draw", "country", "year", "score", *world.category_ids]
    assert len(table) == 12 * len(world.country_codes) * len(world.years)
    assert "# seed: 2026" in text
    assert f"# data: {world.fingerprint}" in text
    assert "# model: " in text


def test_large_tables_are_written_in_parts(tmp_path, world, monkeypatch):
    monkeypatch.setattr(ensemble, "ROWS_AT_ONCE", 5)
    path = tmp_path / "parts.csv"
    assert main(["ensemble", "--draws", "12", "--output", str(path)]) == 0
    table = pd.read_csv(path, comment="#")
    assert table["draw"].drop_duplicates().tolist() == list(range(12))


def test_without_a_file_the_bands_are_printed(capsys):
    assert main(["ensemble", "--draws", "30"]) == 0
    said = capsys.readouterr().out
    for part in ("30 futures", "Serbia", "Kosovo*", "80 %", "seed 2026"):
        assert part in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--draws", "0"], "choose 1 to 1000000"),
        (["--draws", "many"], "'--draws'"),
        (["--output", "futures.xlsx"], "ends with .parquet or .csv"),
        (["--draws", "2", "--output", "nowhere/futures.csv"], "cannot be written"),
        (["--set", "weights.navy=3"], "navy"),
    ],
)
def test_bad_input_gets_one_sentence(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["ensemble", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_run_leaves_no_file(tmp_path, capsys, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(ensemble, "assess_many", stop)
    assert main(["ensemble", "--draws", "9", "--output", str(tmp_path / "x.csv")]) == 130
    assert "nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
