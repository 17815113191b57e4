"""schema.csv and the classes of the model say the same."""

from __future__ import annotations

from types import NoneType
from typing import Literal, get_args, get_origin

import pytest

from balance_model.records.schema import nouns, read_schema
from balance_model.records.world import STANDARD_FOLDER, check_data

TEXT = (STANDARD_FOLDER / "schema.csv").read_text(encoding="utf-8")
TYPES = {
    int: {"integer", "year"},
    float: {"number"},
    bool: {"yes_no"},
    str: {"text", "date", "url"},
}


def inner(annotation):
    parts = [part for part in get_args(annotation) if part is not NoneType]
    return parts[0] if NoneType in get_args(annotation) else annotation


def declared():
    schema, _ = read_schema(TEXT.encode())
    return [(noun, column) for table, noun in nouns().items() for column in schema[table]]


def test_the_schema_is_sound_and_covers_every_table():
    schema, findings = read_schema(TEXT.encode())
    assert findings == []
    assert set(schema) == set(nouns())
    for table, noun in nouns().items():
        assert {column.name for column in schema[table]} == set(noun.model_fields), table


@pytest.mark.parametrize(("noun", "column"), declared(), ids=lambda each: getattr(each, "name", None))
def test_type_optionality_and_allowed_words_agree_with_the_class(noun, column):
    annotation = noun.model_fields[column.name].annotation
    if get_origin(annotation) is tuple:
        assert column.type == "ids"
        return
    assert column.required == (NoneType not in get_args(annotation))
    kind = inner(annotation)
    if get_origin(kind) is Literal:
        assert column.type == "text"
        assert set(column.words) == set(get_args(kind)) or column.refers_to == ("statuses", "status")
    else:
        assert column.type in TYPES[kind]


def test_every_reference_points_to_the_key_of_a_table():
    schema, _ = read_schema(TEXT.encode())
    keys = {(table, column.name) for table, columns in schema.items() for column in columns if column.key}
    pointed = {column.refers_to for columns in schema.values() for column in columns if column.refers_to}
    assert pointed - keys == set()
    assert ("sources", "source_id") in pointed


def test_every_table_has_a_key():
    schema, _ = read_schema(TEXT.encode())
    assert [table for table, columns in schema.items() if not any(column.key for column in columns)] == []


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("kinds,name,text", "kinds,nam,text", "column", "the model needs this column"),
        ("kinds,name,text", "kinds,name,txt", "type", "unknown type 'txt'"),
        ("kinds,name,text,,yes", "kinds,name,text,,no", "required", "for the model it is required"),
        ("kinds,name,text,,yes", "kinds,name,text,,maybe", "required", "neither yes nor no"),
        ("kinds,name,text,,yes,no,", "kinds,name,text,,yes,no", "table", "too few or too many cells"),
        ("0..1", "0-1", "allowed", "'0-1' is not a range"),
        ("\nkinds,", "\nkindes,", "table", "the model does not know this table"),
        ("table,column", "tabel,column", "header", "the header is not"),
        ("Name shown on screen.", "", "description", "it is empty"),
        ("kinds.kind,", "kinds,", "refers_to", "'kinds' is not a column of a table"),
    ],
)
def test_a_broken_schema_is_told_in_words(tiny, old, new, field, words):
    assert old in TEXT
    tiny.put("schema", TEXT.replace(old, new, 1))
    findings = check_data(tiny.path)
    assert any(each.file == "schema.csv" and each.field == field and words in each.problem for each in findings)


def test_a_folder_may_bring_its_own_schema(tiny):
    tiny.put("schema", TEXT.replace("EUR|USD|BAM|HRK|RSD", "EUR|USD|BAM|HRK|RSD|ALL"))
    tiny.change("deals", 2, value_m="5", currency="ALL")
    assert [each.problem for each in check_data(tiny.path)] == ["no exchange rate leads from ALL to EUR"]
    (tiny.path / "schema.csv").unlink()
    assert [each.problem for each in check_data(tiny.path)] == ["unknown value 'ALL'"]
