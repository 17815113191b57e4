import io

import numpy as np
import pandas as pd
import pytest

from balance_model.export.tables import csv_bytes, safe_text

FRAME = pd.DataFrame({
    "country": ["Srbija", "Kosovo*"], "note": ["čćžšđ ë ç – 410", 'a "quoted", text'], "delta": [-0.5, 1.25],
})  # fmt: skip


def test_round_trip():
    data = csv_bytes(FRAME, ("Data as of 2026-06-30",))
    again = pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", nrows=2)
    pd.testing.assert_frame_equal(again, FRAME)


def test_layout_is_rows_then_blank_then_footer():
    text = csv_bytes(FRAME, ("Data as of 2026, model 0.1.0", "* footnote")).decode("utf-8")
    assert text.startswith("\ufeffcountry,note,delta\r\n")
    assert text.split("\r\n")[2:] == [
        'Kosovo*,"a ""quoted"", text",1.25', "", '"# Data as of 2026, model 0.1.0"', "# * footnote", ""
    ]  # fmt: skip


def test_without_footer_nothing_follows_the_rows():
    assert csv_bytes(FRAME, ()).endswith(b"1.25\r\n")


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =A1", "\tx", "=", "-"])
def test_text_like_a_formula_is_made_safe(cell):
    assert safe_text(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-1.5", "+3", "Serbia", "2020-2035", "–", "−0.02", -1.5, None, ""])
def test_numbers_and_plain_text_stay(cell):
    assert safe_text(cell) == cell


def test_formulas_in_headers_and_cells_are_safe_and_gaps_stay_empty():
    frame = pd.DataFrame({"=x": ["=HYPERLINK()", "ok"], "n": [np.nan, 2.0]})
    assert csv_bytes(frame, ()).decode("utf-8-sig").split("\r\n")[:3] == ["'=x,n", "'=HYPERLINK(),", "ok,2.0"]
