import csv
import io
import json

import jsonschema
import pandas as pd
import pytest

from balance_model.core.assess import assess
from balance_model.exhibits import taking
from balance_model.export.exhibit_data import data_csv, data_json, schema, sources
from balance_model.records.scenarios import load_scenario
from tests.export.briefings import FORMULA, HOSTILE, briefing_of, lines


@pytest.fixture(scope="module")
def briefing(world):
    baseline = load_scenario("baseline", world)
    answer = assess(world, baseline)
    place = taking.Place("Data", "", "data?v=x", "python -m balance_model assess --year 2031")
    rows = pd.DataFrame({
        "country": ["XKX", "SRB"], FORMULA: [FORMULA, HOSTILE], "value": [-0.1 - 0.2, None],
        "year": pd.Series([2030, None], dtype=object),
    })  # fmt: skip
    found = [
        lines(world, answer, baseline),
        taking.table("Rows", "Rows: š đ č ć ž ë ç", rows, answer, baseline, place),
        taking.finding("Said", "Serbia is ahead.", "No weights reverse it.", answer, baseline, place),
    ]
    return briefing_of(world, found, frozen_id="wb-1a2b3c")


@pytest.mark.parametrize("at", range(3))
def test_json_holds_to_its_schema(briefing, world, at):
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    found = json.loads(data_json(briefing.exhibits[at], briefing, world))
    validator.validate(found)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**found, "rows": "none"})
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**found, "more": 1})


def test_json_tells_all_that_the_numbers_rest_on(briefing, world):
    exhibit = briefing.exhibits[0]
    found = json.loads(data_json(exhibit, briefing, world))
    assert found["columns"] == ["country", "year", "score", "share", "rank"]
    answer = assess(world, load_scenario(found["scenario"], world))
    rows = pd.DataFrame(found["rows"], columns=found["columns"])
    pd.testing.assert_frame_equal(rows, answer.scores, check_exact=True)
    assert found["link"] == "http://localhost:8501/?y=2030"
    assert found["command"] == "python -m balance_model assess --year 2030"
    assert found["frozen_id"] == "wb-1a2b3c"
    assert found["stamp"]["lines"][-1] == world.facts["kosovo_footnote"]
    assert [note["label"] for note in found["annotations"]] == ["Rafale due", "A label without a line"]
    first = found["sources"][0]
    row = next(row for row in world.sources if row.source_id == first["id"])
    assert (first["publisher"], first["title"], first["url"]) == (row.publisher, row.title, row.url)
    assert len(found["sources"]) == len(exhibit.source_ids) > 50


def test_a_source_that_the_data_do_not_know_stands_as_its_id(world):
    assert [each.id for each in sources(("no-such-source",), world)] == ["no-such-source"]


def test_csv_is_safe_and_carries_stamp_link_and_command(briefing):
    text = data_csv(briefing.exhibits[1], briefing).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["country", "'" + FORMULA, "value", "year"]
    assert rows[1] == ["XKX", "'" + FORMULA, "-0.30000000000000004", "2030"]
    assert rows[2] == ["SRB", HOSTILE, "", ""]
    notes = [row[0] for row in rows[4:]]
    assert all(note.startswith("# ") for note in notes)
    assert notes[0] == "# Rows: š đ č ć ž ë ç"
    assert any("without prejudice" in note for note in notes)
    assert notes[-3:] == [
        "# Frozen result: wb-1a2b3c", "# Link: http://localhost:8501/data?v=x",
        "# Command: python -m balance_model assess --year 2031",
    ]  # fmt: skip


def test_annotations_stand_in_the_notes_of_the_csv(briefing):
    text = data_csv(briefing.exhibits[0], briefing).decode("utf-8-sig")
    assert "# 2028: Rafale due\r\n" in text


def test_a_finding_has_its_sentence_as_its_only_row(briefing, world):
    rows = list(csv.reader(io.StringIO(data_csv(briefing.exhibits[2], briefing).decode("utf-8-sig"))))
    assert rows[:2] == [["finding", "note"], ["Serbia is ahead.", "No weights reverse it."]]
    assert json.loads(data_json(briefing.exhibits[2], briefing, world))["rows"] == [rows[1]]
