"""The library on the command line."""

from __future__ import annotations

import json

import pytest

from balance_model.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Return a function that runs `library ...` on a library of this test's own: exit code, output, faults."""
    monkeypatch.setenv("BALANCE_LIBRARY_URL", f"sqlite:///{tmp_path / 'library.sqlite'}")

    def called(*words):
        code = main(["library", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def saved(run, *words):
    code, out, _ = run("save", *words)
    assert code == 0
    return out.partition(":")[0]


def test_saved_listed_shown_and_assessed(run, tmp_path, capsys):
    name = saved(run, "Čačak plan", "--scenario", "kosovo_surge", "--set", "weights.drones=40", "--tags", "a,b")
    assert run("list", "cacak")[1].strip().endswith("1  Čačak plan  [a, b]")
    assert run("list", "nothing")[1] == ""
    file = tmp_path / "plan.json"
    file.write_text(run("show", name)[1], encoding="utf-8")
    direct = ["assess", "--scenario", "kosovo_surge", "--set", "weights.drones=40", "--format", "json"]
    found = []
    for words in (["assess", "--scenario", str(file), "--format", "json"], direct):
        assert main(words) == 0
        found.append(json.loads(capsys.readouterr().out)["countries"])
    assert found[0] == found[1]


def test_versions_and_a_conflict(run):
    name = saved(run, "Plan")
    assert saved(run, "more drones", "--set", "weights.drones=75", "--onto", name, "--based-on", 1) == name
    code, _, fault = run("save", "late", "--onto", name, "--based-on", 1)
    assert code == 2
    assert "version 2 by now" in fault
    out = run("versions", name)[1].splitlines()
    assert len(out) == 2
    assert "(more drones)" in out[0]
    assert "drones 25 → 50 %" in out[0]
    assert out[1].endswith("the first")


def test_published_opened_from_a_file_without_a_library(run, tmp_path, monkeypatch):
    code, out, _ = run("publish", "As briefed", "--scenario", "kosovo_surge", "--author", "A. Author")
    assert code == 0
    frozen_id = out.partition("published result ")[2][:10]
    file = tmp_path / "result.json"
    assert run("export", frozen_id, "--output", file)[0] == 0
    here = run("open", frozen_id, "--today")[1]
    monkeypatch.setenv("BALANCE_LIBRARY_URL", "sqlite:////nowhere/library.sqlite")
    assert run("open", file, "--today")[1] == here
    assert here.startswith(f"As briefed ({frozen_id})\nIn 2030 Serbia is ahead")
    assert "the same as now" in here
    assert "With today's data no index of 2030 moves by as much as 0.01." in here
    assert "UNSCR 1244" in here
    code, _, fault = run("open", frozen_id)
    assert code == 2
    assert "check that its folder exists" in fault


@pytest.mark.parametrize("library", ["with it", "without", "broken"])
def test_an_export_says_the_id_that_its_scenario_was_published_under(run, tmp_path, library):
    frozen_id = run("publish", "As briefed", "--scenario", "kosovo_surge")[1].partition("published result ")[2][:10]
    if library != "with it":
        for part in tmp_path.glob("library.sqlite*"):
            part.unlink()
    if library == "broken":
        (tmp_path / "library.sqlite").write_bytes(b"not a library " * 1000)
    file = tmp_path / "index.csv"
    assert main(["export", "--scenario", "kosovo_surge", "--views", "index", "--output", str(file)]) == 0
    text = file.read_text(encoding="utf-8-sig")
    assert len(frozen_id) == 10
    assert (f"Frozen result: {frozen_id}" in text) == (library == "with it")
    assert (tmp_path / "library.sqlite").exists() == (library != "without")


def test_a_saved_scenario_is_published_by_its_id(run):
    name = saved(run, "Plan", "--scenario", "kosovo_surge")
    assert "Mine (2" in run("publish", "Mine", "--scenario", name)[1]
    assert "pub  Mine" in run("list")[1]


def test_a_next_version_names_the_one_it_was_made_from(run):
    name = saved(run, "Plan")
    code, out, fault = run("save", "more drones", "--onto", name, "--set", "weights.drones=40")
    assert (code, out) == (2, "")
    assert "--onto needs --based-on" in fault
    assert "the current one of 'Plan' is 1." in fault
    assert run("save", "more drones", "--onto", name, "--based-on", 1)[1] == f"{name}: version 2 of 'Plan'.\n"


def test_a_library_moves_by_file(run, tmp_path, monkeypatch):
    name = saved(run, "Plan")
    run("publish", "As briefed")
    file, one = tmp_path / "all.json", tmp_path / "one.json"
    run("export", "--output", file)
    run("export", name, "--output", one)
    assert run("import", one)[1].endswith("scenarios 0 new, 0 put beside, 1 here already; published results 0 new.\n")
    before = run("list")[1]
    monkeypatch.setenv("BALANCE_LIBRARY_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert run("import", file)[1].endswith("scenarios 1 new, 0 put beside, 0 here already; published results 1 new.\n")
    assert run("list")[1] == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["show", "nosuch"], "holds no scenario 'nosuch'"),
        (["open", "nosuch"], "Nothing was published in this library as 'nosuch'"),
        (["open", "nosuch.json"], "cannot be read"),
        (["import", "nosuch.json"], "cannot be read"),
        (["export", "--output", "/nowhere/x.json"], "cannot be written"),
        (["save", " "], "needs a name"),
        (["save", "A", "--scenario", "basline"], "did you mean 'baseline'"),
    ],
)
def test_faults_are_one_sentence(run, words, named):
    code, out, fault = run(*words)
    assert (code, out) == (2, "")
    assert named in fault
    assert len(fault.strip().splitlines()) == 1
