"""``export``: every format opens, the stated command gives the stated numbers, and nothing half is left behind."""

from __future__ import annotations

import io
import json
import shlex
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pypdf import PdfReader

from balance_model.analysis import tornado
from balance_model.analysis.assumptions import assumptions
from balance_model.core.assess import assess
from balance_model.exhibits.cases import case
from balance_model.exhibits.standard import STANDARD, ViewError, exhibit
from balance_model.exhibits.two_minutes import two_minutes
from balance_model.export import formats
from balance_model.export.formats import FORMATS
from balance_model.records.scenarios import altered, presets
from balance_model.records.world import load_world
from tests.commands import refused
from tests.exhibits.conftest import cases

TINY = Path(__file__).parent / "tiny"


@pytest.fixture(scope="module")
def known(world):
    """Return the presets by id."""
    return presets(world)


@pytest.fixture(scope="module")
def changed(world, known):
    """Return scenarios by the kind of their change."""
    return {name: altered(known[base], change, world) for name, (base, change) in cases(world).items()}


@pytest.fixture(autouse=True)
def _few_assumptions(monkeypatch):
    """Ten assumptions are tried instead of all, here and by the command: what each does has tests of its own."""
    monkeypatch.setattr(tornado, "assumptions", lambda world, scenario: assumptions(world, scenario)[:10])


@pytest.fixture
def run(run, monkeypatch, world):
    """Return ``run`` on data that are read once."""
    monkeypatch.setattr("balance_model.cli.load_world", lambda folder: load_world(folder) if folder else world)
    return run


def rows_of(raw: bytes) -> pd.DataFrame:
    """The rows of a CSV file without its notes."""
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").split("\n\n")[0]
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""], dtype=object)


def cells(frame: pd.DataFrame) -> list[list[str]]:
    """Every cell as text, numbers to the last digit; text that was made safe for spreadsheets as it was."""

    def plain(cell: object) -> str:
        if cell is None or cell != cell:
            return ""
        text = str(cell)
        text = text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text
        try:
            return repr(float(text))
        except ValueError:
            return text

    return [[plain(cell) for cell in row] for row in frame.to_numpy(dtype=object)]


@pytest.mark.parametrize("name", ["kosovo_surge", "deals", "joined", "own rows"])
def test_the_command_of_an_exhibit_gives_its_table(run, world, known, changed, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    one = case(world, (known | changed)[name], presets=known)
    tried = 0
    for view in ("index", "changes") if name != "kosovo_surge" else STANDARD:
        try:
            expected = exhibit(one, view)
        except ViewError:
            continue
        words = shlex.split(expected.command)
        assert words[:4] == ["python", "-m", "balance_model", "export"]
        code, _, err = run(*words[3:])
        assert (code, err) == (0, "")
        raw = Path(words[-1]).read_bytes()
        if expected.kind == "finding":
            assert json.loads(raw)["title"] == expected.title
        else:
            found = rows_of(raw)
            assert list(found.columns) == list(expected.table.columns)
            assert cells(found) == cells(expected.table.frame)
        tried += 1
    assert tried >= (len(STANDARD) - 1 if name == "kosovo_surge" else 1)


def test_the_command_with_futures_gives_its_bands(run, world, known, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = case(world, known["baseline"], None, True, draws=24, seed=7, presets=known)
    expected = exhibit(one, "index")
    assert run(*shlex.split(expected.command)[3:])[0] == 0
    assert cells(rows_of(Path("index.csv").read_bytes())) == cells(expected.table.frame)


def test_the_index_is_that_of_assess(run, world, known, tmp_path):
    target = tmp_path / "index.csv"
    code, out, _ = run("export", "--scenario", "?s=kosovo_surge&y=2031", "--views", "index", "--output", target)
    assert code == 0
    scores = assess(world, known["kosovo_surge"].model_copy(update={"year": 2031})).scores
    assert rows_of(target.read_bytes())["score"].astype(float).tolist() == scores["score"].tolist()
    assert out.startswith(f"{target}: 1 file, ")
    assert world.fingerprint in out
    assert "kosovo_surge-" in out


def test_the_two_minute_brief_is_what_comes_without_views(run, tmp_path):
    code, out, err = run(
        "export", "--scenario", "serbia_plans", "--title", "Za jutro š đ č", "--output", tmp_path / "b.pptx"
    )
    assert (code, err) == (0, ""), err
    assert "8 exhibits" in out
    assert len(Presentation(tmp_path / "b.pptx").slides) >= 8


def test_the_other_formats_of_a_whole(run, tmp_path):
    for suffix in (".pdf", ".xlsx", ".zip", ".html"):
        code, out, err = run("export", "--views", "finding,index", "--output", tmp_path / f"b{suffix}")
        assert (code, err) == (0, ""), err
        assert "2 exhibits" in out
    assert len(PdfReader(tmp_path / "b.pdf").pages) >= 2
    assert len(openpyxl.load_workbook(tmp_path / "b.xlsx", read_only=True).sheetnames) >= 8
    names = zipfile.ZipFile(tmp_path / "b.zip").namelist()
    assert any(name.endswith("scenario.json") for name in names)
    assert b"<html" in (tmp_path / "b.html").read_bytes()[:500]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.html", "b.pdf", "b.xlsx", "b.zip"]


def test_charts_go_into_a_folder_or_a_zip_and_tables_stay_out(run, tmp_path):
    views = "index,profile,deliveries"
    code, out, _ = run("export", "--views", views, "--format", "svg", "--output", tmp_path / "charts")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "charts").iterdir()) == ["1-index.svg", "2-profile.svg"]
    assert "1 exhibit without a picture left out" in out
    code, _, _ = run("export", "--views", views, "--format", "csv", "--output", tmp_path / "numbers.zip")
    assert code == 0
    names = zipfile.ZipFile(tmp_path / "numbers.zip").namelist()
    assert [Path(name).name for name in names] == ["1-index.csv", "2-profile.csv", "3-deliveries.csv"]
    assert {Path(name).parts[0] for name in names} == {"numbers"}


@pytest.mark.parametrize(("size", "shape"), [("slide", (1920, 1080)), ("square", (1080, 1080))])
def test_a_chart_alone_has_the_size_asked_for(run, tmp_path, size, shape):
    target = tmp_path / "index.png"
    assert run("export", "--views", "index", "--size", size, "--output", target)[0] == 0
    raw = target.read_bytes()
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")) == shape


def test_a_chart_alone_as_pdf(run, tmp_path):
    target = tmp_path / "index.pdf"
    assert run("export", "--views", "index", "--format", "chart-pdf", "--output", target)[0] == 0
    pages = PdfReader(target).pages
    assert len(pages) == 1
    assert "Serbia" in pages[0].extract_text()


def test_a_views_file_with_scenarios_of_its_own(run, tmp_path):
    views = tmp_path / "v.json"
    views.write_text(json.dumps({"title": "T", "views": [
        "index",
        {"view": "index", "scenario": "kosovo_surge", "title": "Mine", "annotations": [{"year": 2028, "label": "x"}]},
    ]}), encoding="utf-8")  # fmt: skip
    code, _, err = run("export", "--views", views, "--year", "2029", "--format", "json", "--output", tmp_path / "out")
    assert (code, err) == (0, "")
    first, second = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((tmp_path / "out").iterdir()))
    assert (first["stamp"]["scenario"], first["stamp"]["year"]) == ("Baseline", 2029)
    assert second["stamp"]["scenario_id"].startswith("kosovo_surge-")
    assert (second["title"], second["stamp"]["year"]) == ("Mine", 2029)
    assert second["annotations"] == [{"year": 2028, "label": "x", "line": True}]


def test_a_briefing_file_brings_its_own_scenario(run, world, known, tmp_path):
    path = tmp_path / "b.json"
    path.write_bytes(two_minutes(case(world, known["kosovo_surge"], presets=known)).to_json())
    base = "https://balance.example.org"
    code, out, _ = run("export", "--views", path, "--base-url", base, "--format", "json", "--output", tmp_path / "out")
    assert code == 0
    assert "kosovo_surge-" in out
    one = json.loads(next((tmp_path / "out").glob("*-index.json")).read_text(encoding="utf-8"))
    assert one["link"].startswith(f"{base}/?s=kosovo_surge")
    refused(
        run("export", "--views", path, "--year", "2031", "--output", tmp_path / "x.pptx"), "brings its own scenarios"
    )


def test_the_worked_example(run, tmp_path):
    target = tmp_path / "pairs.csv"
    assert run("export", "--data", TINY, "--views", "pairs", "--output", target)[0] == 0
    assert rows_of(target.read_bytes())["ratio"].astype(float).round(4).tolist() == [1.2957]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--output", "x"], ["does not say the format", "--format"]),
        (["--output", "x.docx"], ["x.docx", "does not say the format"]),
        (["--format", "pttx", "--output", "x.pptx"], ["'pttx'", "'pptx'"]),
        (["--format", "pptx", "--output", "x.pdf"], ["x.pdf", ".pptx"]),
        (["--views", "index,pairs", "--output", "x.png"], ["2 files do not fit into one", ".zip"]),
        (["--views", "reverse", "--output", "x.png"], ["holds no chart"]),
        (["--views", "causes", "--output", "x.png"], ["nothing is changed from 'Baseline'"]),
        (["--views", "indx", "--output", "x.png"], ["--views, entry 1, view", "'index'"]),
        (["--views", "index", "--size", "huge", "--output", "x.png"], ["huge"]),
        (["--draws", "0", "--uncertainty", "--output", "x.pptx"], ["--draws 0"]),
        (["--base-url", "balance.org", "--output", "x.pptx"], ["--base-url", "http"]),
        (["--title", "", "--output", "x.pptx"], ["--title"]),
        (["--output", "none/x.pptx"], ["none", "cannot be written"]),
        (["--scenario", "?e=gossip", "--output", "x.pptx"], ["gossip"]),
        (["--set", "weights.dron=1", "--output", "x.pptx"], ["'dron'"]),
        ([], ["--output"]),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(run, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    refused(run("export", *arguments), *words)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_is_left_alone(run, tmp_path):
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    refused(run("export", "--views", "index", "--format", "png", "--output", tmp_path), "not empty")
    refused(run("export", "--format", "pptx", "--output", tmp_path), ".pptx")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_an_old_file_stays_whole_when_the_work_fails(run, tmp_path, monkeypatch):
    target = tmp_path / "old.pptx"
    target.write_bytes(b"old")
    from balance_model.export.formats import BriefingError

    def broken(*_: object) -> bytes:
        raise BriefingError("The exporter fails here.")

    monkeypatch.setattr(formats, "_whole", lambda form: broken)
    refused(run("export", "--output", target), "The exporter fails here.")
    monkeypatch.setattr(formats, "_whole", lambda form: lambda briefing, world: b"new")
    monkeypatch.setattr(
        Path, "replace", lambda self, other: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    refused(run("export", "--output", target), "No space left on device")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("old.pptx", b"old")]


def test_an_empty_folder_is_filled(run, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    assert run("export", "--views", "index", "--format", "csv", "--output", folder)[0] == 0
    assert [path.name for path in folder.iterdir()] == ["index.csv"]


def test_every_format_is_in_the_help(run):
    code, out, _ = run("export", "--help")
    assert code == 0
    assert all(name in out for name in ("pptx", "--views", "--uncertainty", "--base-url"))
    code, out, _ = run("views")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(STANDARD)
    assert {form.suffix for form in FORMATS.values()} >= {
        ".pptx",
        ".pdf",
        ".xlsx",
        ".html",
        ".png",
        ".svg",
        ".csv",
        ".json",
        ".zip",
    }
