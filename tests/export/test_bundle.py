import csv
import io
import json
import shlex
import zipfile

import jsonschema
import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader
from typer.testing import CliRunner

from balance_model.cli import app
from balance_model.core.assess import assess
from balance_model.exhibits import taking
from balance_model.exhibits.briefing import read_briefing
from balance_model.export.bundle import FOLDER, bundle
from balance_model.records.scenarios import altered, load_scenario
from tests.export.briefings import FORMULA, briefing_of, lines


@pytest.fixture(scope="module")
def scenario(world):
    change = {"id": "mine", "name": "Moj, š đ č ć ž ë ç", "year": 2031, "weights": {"drones": 40}}
    return altered(load_scenario("kosovo_surge", world), change, world)


@pytest.fixture(scope="module")
def briefing(world, scenario):
    baseline = load_scenario("baseline", world)
    answer = assess(world, scenario)
    rows = pd.DataFrame({"note": [FORMULA], "source_ids": ["no-such-source"]})
    listed = taking.table("Rows", "Rows", rows, answer, baseline, taking.Place("Data"))
    return briefing_of(world, [lines(world, answer, baseline), listed], scenario, frozen_id="wb-1a2b3c")


@pytest.fixture(scope="module")
def raw(briefing, world):
    return bundle(briefing, world)


@pytest.fixture(scope="module")
def files(raw):
    package = zipfile.ZipFile(io.BytesIO(raw))
    assert package.testzip() is None
    return {name.removeprefix(f"{FOLDER}/"): package.read(name) for name in package.namelist()}


def table(files, name):
    text = files[name].decode("utf-8-sig").split("\r\n\r\n")[0]
    return pd.read_csv(io.StringIO(text))


def test_it_holds_what_it_says_in_order_at_fixed_times(raw, files):
    entries = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    assert {entry.date_time for entry in entries} == {(2026, 11, 22, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert set(files) == {
        "README.txt", *(f"briefing.{form}" for form in ("html", "json", "pdf", "pptx", "xlsx")),
         "scenario.json", "results.csv", "results.json", "ledger.csv", "sources.csv",
        "exhibit.schema.json", "charts/02-rows.csv", "charts/02-rows.json",
        *(f"charts/01-index-over-the-years.{form}" for form in ("png", "svg", "csv", "json")),
    }  # fmt: skip


def test_the_same_briefing_gives_the_same_bytes(raw, briefing, world):
    assert bundle(briefing, world) == raw


def test_briefing_and_scenario_open_again(files, briefing, scenario, world, tmp_path):
    assert read_briefing(files["briefing.json"], "briefing.json") == briefing
    (tmp_path / "scenario.json").write_bytes(files["scenario.json"])
    assert load_scenario(tmp_path / "scenario.json", world) == scenario


def test_results_are_those_of_the_scenario_to_the_last_digit(files, world, tmp_path):
    (tmp_path / "scenario.json").write_bytes(files["scenario.json"])
    again = assess(world, load_scenario(tmp_path / "scenario.json", world))
    found = table(files, "results.csv")
    assert found["index"].tolist() == again.scores["score"].tolist()
    values = again.categories.set_index(["country", "year", "category"])
    for row in found.to_dict("records"):
        for category in world.category_ids:
            expected = values.loc[(row["country"], row["year"], category)]
            assert row[f"value_{category}"] == expected["value"]
            assert row[f"strength_{category}"] == expected["strength"]
    told = json.loads(files["results.json"])
    assert [row["index"] for row in told["rows"]] == found["index"].tolist()
    assert told["stamp"]["scenario_id"] == again.stamp["scenario_id"]


def test_the_ledger_adds_up_to_the_strengths(files):
    ledger, found = table(files, "ledger.csv"), table(files, "results.csv")
    summed = ledger.groupby(["country", "year", "category"])["strength"].sum()
    for row in found[found["year"] == 2031].to_dict("records"):
        for category in ("anti_tank", "drones", "air_defence", "long_range_strike"):
            total = summed.get((row["country"], 2031, category), 0.0)
            assert total == pytest.approx(row[f"strength_{category}"], abs=1e-9)


def test_every_source_of_the_ledger_is_listed(files):
    ledger, listed = table(files, "ledger.csv"), table(files, "sources.csv")
    cited = {name for cell in ledger["source_ids"].dropna() for name in cell.replace(" ", "").split(";")}
    assert len(cited) > 100
    assert set(listed["id"]) == cited
    assert listed["title"].notna().all()


def test_charts_are_pictures_and_data_that_hold_to_their_schema(files):
    picture = Image.open(io.BytesIO(files["charts/01-index-over-the-years.png"]))
    assert picture.size == (1920, 1080)
    svg = files["charts/01-index-over-the-years.svg"].decode()
    assert "Rafale due" in svg and "wb-1a2b3c" in svg
    schema = json.loads(files["exhibit.schema.json"])
    for name in ("charts/01-index-over-the-years.json", "charts/02-rows.json"):
        jsonschema.validate(json.loads(files[name]), schema)


def test_slides_brief_workbook_and_page_are_in_it_and_told_of(files, briefing):
    show = Presentation(io.BytesIO(files["briefing.pptx"]))
    assert briefing.title in {shape.text_frame.text for shape in show.slides[0].shapes if shape.has_text_frame}
    assert "Rows" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files["briefing.pdf"])).pages)
    assert len(load_workbook(io.BytesIO(files["briefing.xlsx"]), read_only=True).sheetnames) > 2
    assert "š đ č ć ž ë ç" in files["briefing.html"].decode()
    told = files["README.txt"].decode()
    assert all(f"  briefing.{form} " in told for form in ("pptx", "pdf", "xlsx", "html"))


def test_text_like_a_formula_is_safe(files):
    rows = list(csv.reader(io.StringIO(files["charts/02-rows.csv"].decode("utf-8-sig"))))
    assert rows[1][0] == "'" + FORMULA


def test_the_readme_tells_versions_scope_and_commands_that_give_the_same_numbers(
    files, world, scenario, tmp_path, monkeypatch
):
    text = files["README.txt"].decode()
    for words in (
        world.fingerprint, scenario.scenario_id, world.facts["scope"], world.facts["kosovo_footnote"], "wb-1a2b3c",
        "š đ č ć ž ë ç", "numpy 2.",
    ):  # fmt: skip
        assert words in text, words
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.json").write_bytes(files["scenario.json"])
    commands = [line.strip() for line in text.splitlines() if line.strip().startswith("python -m balance_model")]
    assert len(commands) == 2
    wanted = table(files, "results.csv").query("year == 2031").set_index("country")["index"]
    for command in commands:
        words = shlex.split(command)[3:]
        if "csv" in words:
            words[words.index("csv")] = "json"
        told = CliRunner().invoke(app, words)
        assert told.exit_code == 0, told.output
        scores = {code: row["score"] for code, row in json.loads(told.stdout)["countries"].items()}
        assert scores == wanted.to_dict()
