"""The nouns of what is taken away: they hold what they are given to the last bit, and refuse what does not fit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from balance_model.exhibits.exhibit import Annotation, Native, Series, Table
from tests.exhibits.made import exhibit


def test_a_table_keeps_plain_cells_and_writes_unknown_as_none():
    frame = pd.DataFrame({
        "whole": np.array([1, 2**53 + 1]),
        "part": [0.1 + 0.2, np.inf],
        "words": ["š", None],
        "list": [("a", "b"), ()],
        "yes": [True, False],
        "maybe": pd.array([7, pd.NA], dtype="Int64"),
        "day": [pd.Timestamp("2026-03-01"), pd.NaT],
    })  # fmt: skip
    table = Table.of(frame)
    assert table.columns == ("whole", "part", "words", "list", "yes", "maybe", "day")
    assert table.rows == (
        (1, 0.30000000000000004, "š", "a;b", True, 7, "2026-03-01 00:00:00"),
        (9007199254740993, None, None, "", False, None, None),
    )
    assert [type(cell) for cell in table.rows[0]] == [int, float, str, str, bool, int, str]


def test_a_table_gives_its_frame_back():
    frame = pd.DataFrame({"country": ["SRB", "HRV"], "value": [0.5, 0.25]})
    pd.testing.assert_frame_equal(Table.of(frame).frame, frame)


def test_a_table_without_rows_keeps_its_columns():
    table = Table.of(pd.DataFrame({"a": [], "b": []}))
    assert (table.columns, table.rows) == (("a", "b"), ())
    assert list(table.frame.columns) == ["a", "b"]


def test_rows_of_uneven_length_are_refused():
    with pytest.raises(ValidationError, match="more or fewer cells"):
        Table(columns=("a", "b"), rows=((1, 2), (1,)))


@pytest.mark.parametrize(
    "part", [{"values": (1.0,)}, {"low80": (1.0,)}, {"high50": (1.0, 2.0, 3.0)}, {"values": (float("nan"), 1.0)}]
)
def test_a_series_that_does_not_fit_its_categories_is_refused(part):
    whole = {"name": "a", "values": (1.0, 2.0), "colour": "#000000"} | part
    with pytest.raises(ValidationError):
        Native(kind="bar", categories=("x", "y"), series=(whole,))


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345G", "0072B2"])
def test_only_written_out_colours_are_taken(colour):
    with pytest.raises(ValidationError, match="pattern"):
        Series(name="a", values=(), colour=colour)


def test_a_series_has_bands_when_it_is_given_some():
    line = Series(name="a", values=(1.0,), colour="#000000")
    assert not line.banded
    assert line.model_copy(update={"low80": (0.5,)}).banded


@pytest.mark.parametrize("change", [{"year": 1899}, {"year": 2101}, {"label": ""}, {"label": "x" * 81}])
def test_an_annotation_has_a_year_and_a_short_label(change):
    with pytest.raises(ValidationError):
        Annotation(**({"year": 2030, "label": "PULS"} | change))


@pytest.mark.parametrize(
    "change",
    [{"exhibit_id": "Index"}, {"exhibit_id": "../x"}, {"exhibit_id": ""}, {"title": ""}, {"title": "x" * 301},
     {"notes": "x" * 8001}, {"kind": "picture"}, {"colour": "red"}, {"specs": {"poster": {}}},
     {"annotations": [{"year": 2030, "label": "x"}] * 9}],
)  # fmt: skip
def test_an_exhibit_refuses_what_does_not_fit(change):
    with pytest.raises(ValidationError):
        exhibit(**change)


def test_an_exhibit_is_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        exhibit().title = "Another"
