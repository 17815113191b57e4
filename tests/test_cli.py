"""The command line: every command, its exit code, one plain sentence for every bad input."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario, scenario_ids
from tests.commands import refused

ROOT = Path(__file__).parents[1]
TINY = Path(__file__).parent / "tiny"


def test_json_has_the_documented_form(run, world):
    code, out, err = run("assess", "--format", "json", "--year", 2031)
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert list(answer) == ["scenario", "year", "countries", "ratios", "stamp"]
    assert (answer["scenario"], answer["year"]) == ("baseline", 2031)
    assert list(answer["countries"]) == ["SRB", "HRV", "BIH", "XKX"]
    assert set(answer["stamp"]) == {"data", "model", "scenario_id"}
    assert answer["stamp"]["data"] == world.fingerprint
    assert len(answer["ratios"]) == 12
    for country in answer["countries"].values():
        assert list(country) == ["score", "share", "categories"]
        assert list(country["categories"]) == list(world.category_ids)
        for category in country["categories"].values():
            assert list(category) == ["strength", "value", "weight"]
        added = sum(c["value"] * c["weight"] for c in country["categories"].values())
        assert country["score"] == pytest.approx(added)
    scores = {code: row["score"] for code, row in answer["countries"].items()}
    assert sum(row["share"] for row in answer["countries"].values()) == pytest.approx(1)
    assert answer["ratios"]["SRB/HRV"] == pytest.approx(scores["SRB"] / scores["HRV"])
    assert answer["ratios"]["HRV/SRB"] == pytest.approx(scores["HRV"] / scores["SRB"])


def test_the_command_line_gives_what_python_gives(run, world):
    _, out, _ = run("assess", "--scenario", "kosovo_surge", "--format", "json")
    answer = assess(world, load_scenario("kosovo_surge", world))
    rows = answer.scores[answer.scores.year == answer.scenario.year].set_index("country")
    printed = json.loads(out)
    assert {code: row["score"] for code, row in printed["countries"].items()} == rows.score.to_dict()
    assert printed["stamp"] == answer.stamp


def test_the_worked_example(run):
    _, out, _ = run("assess", "--data", TINY, "--format", "json")
    answer = json.loads(out)
    assert round(answer["ratios"]["AAA/BBB"], 4) == 1.2957
    _, out, _ = run("assess", "--data", TINY, "--format", "json", "--set", "options.counters=true")
    assert round(json.loads(out)["ratios"]["AAA/BBB"], 4) == 1.2094


def test_what_is_infinite_or_unknown_is_null_in_json(run):
    settings = [f"weights.{name}=0" for name in ("anti_tank", "air_defence", "armour")]
    arguments = [part for setting in settings for part in ("--set", setting)]
    _, out, _ = run("assess", "--data", TINY, "--format", "json", *arguments)
    answer = json.loads(out, parse_constant=pytest.fail)
    assert answer["ratios"] == {"AAA/BBB": None, "BBB/AAA": 0.0}
    assert answer["countries"]["BBB"]["score"] == 0


def test_csv(run, world):
    code, out, _ = run("assess", "--format", "csv", "--set", "year=2035")
    frame = pd.read_csv(StringIO(out))
    assert code == 0
    assert len(frame) == 4 * len(world.category_ids)
    assert set(frame.year) == {2035}
    assert {
        "country",
        "category",
        "strength",
        "value",
        "weight",
        "score",
        "share",
        "scenario_id",
        "data",
    } <= set(frame)


def test_table_carries_scope_footnote_and_stamp(run, world):
    code, out, _ = run("assess")
    assert code == 0
    for words in (
        world.facts["scope"],
        world.facts["kosovo_footnote"],
        world.fingerprint,
        "Kosovo",
        "Anti-tank",
    ):
        assert words in out


def test_settings_reach_every_part_of_a_scenario(run):
    changes = {
        "evidence": "derived",
        "statuses": "contracted, approved",
        "weights.drones": 40,
        "dials.slip_years@SRB": 1.5,
        "options.form": "linear",
        "deals.hrv-leopard2a8-2025.delay": 2,
        "sides.b.members.BIH": 0.5,
        "name": "A test",
    }
    arguments = [part for key, value in changes.items() for part in ("--set", f"{key}={value}")]
    code, out, err = run("assess", "--format", "json", *arguments)
    assert (code, err) == (0, "")
    weights = {name: row["weight"] for name, row in json.loads(out)["countries"]["SRB"]["categories"].items()}
    assert weights["drones"] == pytest.approx(40 / 115)


def test_output_goes_to_a_file(run, tmp_path):
    target = tmp_path / "answer.json"
    code, out, err = run("assess", "--format", "json", "--output", target)
    assert (code, out, err) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["scenario"] == "baseline"


def test_a_scenario_file(run, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"id": "mine", "name": "Mine", "dials": {"slip_years": 3}}', encoding="utf-8")
    code, out, _ = run("assess", "--scenario", path, "--format", "json")
    assert code == 0
    assert json.loads(out)["scenario"] == "mine"


def test_check_finds_nothing_in_the_real_data(run):
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert "no findings" in out or "0 errors" in out


def test_scenarios_lists_every_preset(run):
    code, out, _ = run("scenarios")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(scenario_ids())


def test_schema_is_json_schema(run):
    code, out, _ = run("schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["type"] == "object"
    assert {"id", "name"} <= set(schema["required"])
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("arguments", [["--help"], ["assess", "--help"], ["check", "--help"]])
def test_help(run, arguments):
    code, out, _ = run(*arguments)
    assert code == 0
    assert "Usage" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["assess", "--scenario", "baselin"], ["'baselin'", "baseline"]),
        (["assess", "--scenario", "/no/such.json"], ["such.json", "cannot be read"]),
        (["assess", "--set", "wieghts.drones=1"], ["'wieghts'", "'weights'"]),
        (["assess", "--set", "weights.dron=1"], ["'dron'", "'drones'"]),
        (["assess", "--set", "dials.half.dron=1"], ["'half.dron'", "'half.drones'"]),
        (["assess", "--set", "dials.rho=3"], ["rho is 3", "from -1 to 1"]),
        (["assess", "--set", "options.countrs=true"], ["countrs", "'counters'"]),
        (["assess", "--set", "deals.no-such.delay=1"], ["'no-such'"]),
        (["assess", "--set", "deals.srb-hq9-2026.includ=true"], ["includ", "'include'"]),
        (["assess", "--set", "evidence=gossip"], ["'gossip'", "published"]),
        (["assess", "--set", "statuses=contracted,aproved"], ["'aproved'", "'approved'"]),
        (["assess", "--set", "weights=headlne"], ["'headlne'", "'headline'"]),
        (["assess", "--set", "weights.drones=-1"], ["drones is -1"]),
        (["assess", "--set", "weights.drones=many"], ["many"]),
        (["assess", "--set", "sides.b.members.SRB=1"], ["SRB stands on both sides"]),
        (["assess", "--set", "dials.half.drones@SRB=20"], ["same for all countries"]),
        (["assess", "--set", "weights"], ["KEY=VALUE"]),
        (["assess", "--set", "=1"], ["KEY=VALUE"]),
        (["assess", "--set", "purchases=[{}]"], ["purchases.0"]),
        (["assess", "--year", "2050"], ["2050", "2020 to 2035"]),
        (["assess", "--year", "soon"], ["--year"]),
        (["assess", "--format", "xml"], ["xml"]),
        (["assess", "--nonsense"], ["--nonsense"]),
        (["assess", "extra"], ["extra"]),
        (["assess", "--scenario"], ["--scenario"]),
        (["asses"], ["asses"]),
        (["assess", "--output", "/no/such/folder/x.csv"], ["cannot be written"]),
        (["assess", "--data", "/no/such/folder"], ["no such folder"]),
        (["scenarios", "--data", "/no/such/folder"], ["no such folder"]),
    ],
)
def test_bad_input_is_one_sentence(run, arguments, words):
    refused(run(*arguments), *words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", ["not valid JSON"]),
        (b"", ["not valid JSON"]),
        (b"[]", ["one object"]),
        (b'"text"', ["one object"]),
        (b"\xff\xfe\x00", ["UTF-8"]),
        (b"[" * 100_000, ["not valid JSON"]),
        (b'{"id": "x"}', ["name"]),
        (b'{"id": "X y", "name": "x"}', ["id is 'X y'"]),
        (b'{"id": "x", "name": "x", "base": "baseline"}', ["'base'", "'based_on'"]),
        (b'{"id": "x", "name": "x", "based_on": "nobody"}', ["'nobody'"]),
        (b'{"id": "x", "name": "x", "weights": {"drones": NaN}}', ["weights"]),
        (
            b'{"id": "x", "name": "x", "weights": {"drones": 0, "anti_tank": 0, "air_defence": 0, '
            b'"long_range_strike": 0}}',
            ["all weights are zero"],
        ),
        (b'{"id": "x", "name": "x", "sides": {"a": {"members": {}}}}', ["sides.a.members"]),
        (
            b'{"id": "x", "name": "x", "purchases": [{"country": "SRB", "quantity": 1, '
            b'"system_id": "rafal-f4", '
            b'"first_year": 2030, "last_year": 2030}]}',
            ["'rafal-f4'", "rafale-f4"],
        ),
    ],
)
def test_a_bad_scenario_file_is_one_sentence(run, tmp_path, content, words):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    refused(run("assess", "--scenario", path), *words)


def test_a_folder_is_no_scenario_and_no_output(run, tmp_path):
    folder = tmp_path / "folder.json"
    folder.mkdir()
    refused(run("assess", "--scenario", folder), "folder.json", "cannot be read")
    refused(run("assess", "--scenario", tmp_path))
    refused(run("assess", "--output", folder), "folder.json", "cannot be written")


def test_broken_data_are_named(run, tmp_path):
    broken = tmp_path / "data"
    shutil.copytree(TINY, broken)
    path = broken / "inventory.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("AAA,tank,60", "AAA,tnk,60"), encoding="utf-8")
    refused(run("assess", "--data", broken), "inventory.csv", "tnk")


def test_as_a_program():
    """One real process: the module runs, and a bad word ends it with 2 and no traceback."""
    command = [sys.executable, "-m", "balance_model", "assess", "--scenario", "nobody"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("scenario 'nobody' is unknown")
    assert done.stderr.count("\n") == 1


def test_check_ends_with_1_when_there_are_errors(run, tmp_path):
    code, out, _ = run("check", "--data", tmp_path)
    assert code == 1
    assert "errors" in out.splitlines()[-1]


def test_no_arguments_show_the_help(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "assess" in out


def test_a_name_that_looks_like_markup_is_printed_as_it_is(run):
    code, out, _ = run("assess", "--set", "name=[/red]")
    assert code == 0
    assert "[/red]" in out


@pytest.mark.parametrize("change", ["year=" + "1" * 5000, "purchases=" + "[" * 100_000])
def test_absurd_values_get_one_sentence(run, change):
    refused(run("assess", "--set", change))


def test_a_huge_number_in_a_file_gets_one_sentence(run, tmp_path):
    path = tmp_path / "huge.json"
    path.write_text('{"id": "a", "name": "b", "year": ' + "1" * 5000 + "}", encoding="utf-8")
    refused(run("assess", "--scenario", path), "huge.json", "JSON")


def test_one_set_takes_several_changes(run):
    both = run("assess", "--set", "weights.drones=40", "year=2031", "--format", "json")
    apart = run("assess", "--set", "weights.drones=40", "--set", "year=2031", "--format", "json")
    assert both == apart
    assert json.loads(both[1])["year"] == 2031


def test_the_whole_data_set_is_written(run, tmp_path, world):
    code, out, err = run("data", "--output", tmp_path / "all.zip")
    assert (code, err) == (0, "")
    assert world.fingerprint in out
    assert (tmp_path / "all.zip").stat().st_size > 100_000
    refused(run("data", "--output", tmp_path), str(tmp_path), "not empty")
