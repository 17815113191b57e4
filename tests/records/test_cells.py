"""One cell: what is refused, with which words, and what value a sound cell has."""

from __future__ import annotations

import pytest

from balance_model.records.cells import fault, value
from balance_model.records.schema import Column


def column(
    kind: str, *, required: bool = False, allowed: str = "", refers: tuple[str, ...] = (), unit: str = ""
) -> Column:
    return Column("table", "name", kind, unit, required, False, allowed, refers, "What it holds.")


@pytest.mark.parametrize(
    ("text", "kind", "allowed", "words"),
    [
        (" 4", "integer", "", "begins or ends with a blank"),
        ("4\t", "text", "", "begins or ends with a blank"),
        ("4.5", "integer", "", "'4.5' is not a whole number"),
        ("1,000", "integer", "", "'1,000' is not a whole number"),
        ("٤", "integer", "", "not a whole number"),
        ("-3", "integer", "0..", "-3 is negative"),
        ("-0.1", "number", "0..1", "-0.1 is negative"),
        ("1.2", "number", "0..1", "1.2 is out of range"),
        ("0", "integer", "1..", "0 is out of range"),
        ("nan", "number", "", "'nan' is not a number"),
        ("inf", "number", "", "'inf' is not a number"),
        ("1e999", "number", "", "'1e999' is not a number"),
        ("1_000", "number", "", "'1_000' is not a number"),
        ("24", "year", "", "'24' is not a year"),
        ("1899", "year", "", "the year 1899 is out of range"),
        ("2061", "year", "", "the year 2061 is out of range"),
        ("12.5.2024", "date", "", "'12.5.2024' is not a date"),
        ("2024-5", "date", "", "'2024-5' is not a date"),
        ("2024-13", "date", "", "'2024-13' has no such month"),
        ("2023-02-29", "date", "", "'2023-02-29' has no such day"),
        ("2024-04-00", "date", "", "'2024-04-00' has no such day"),
        ("0024-04", "date", "", "the year 0024 is out of range"),
        ("true", "yes_no", "", "'true' is neither yes nor no"),
        ("www.example.org", "url", "", "is not a web address"),
        ("activ", "text", "active|stored", "unknown value 'activ'"),
    ],
)
def test_a_faulty_cell_is_refused_in_words(text, kind, allowed, words):
    problem, cure = fault(text, column(kind, allowed=allowed))
    assert words in problem
    assert cure.endswith((".", "?"))


def test_an_unknown_word_is_answered_with_the_nearest():
    assert fault("activ", column("text", allowed="active|stored"))[1] == "Did you mean 'active'?"


def test_an_empty_cell_is_a_fault_only_where_one_is_required():
    assert fault("", column("text")) is None
    assert fault("", column("text", required=True)) == ("the cell is empty", "Fill it in: what it holds.")
    assert "quantity is empty" in fault("", column("integer", required=True, unit="units"))[0]
    assert "no source" in fault("", column("ids", required=True, refers=("sources", "source_id")))[0]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("", "text", None),
        ("", "number", None),
        ("", "ids", ""),
        ("a;b", "ids", "a;b"),
        ("-12", "integer", -12),
        ("1.5e3", "number", 1500.0),
        ("1900", "year", 1900),
        ("2060", "year", 2060),
        ("2024-02-29", "date", "2024-02-29"),
        ("1996-06", "date", "1996-06"),
        ("yes", "yes_no", True),
        ("no", "yes_no", False),
        ("https://example.org/a?b=1", "url", "https://example.org/a?b=1"),
    ],
)
def test_a_sound_cell_has_its_value(text, kind, expected):
    assert fault(text, column(kind)) is None
    got = value(text, column(kind))
    assert got == expected
    assert type(got) is type(expected)
