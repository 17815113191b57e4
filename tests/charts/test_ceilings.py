"""Charts of ceilings: marks stand where the numbers say, and every number is written."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.ceilings import declared, shares
from balance_model.charts.theme import Look

WIDTHS = (860, 390)
TITLE, SUBTITLE = "Serbia is closest to a ceiling", "Share of the ceiling, 2030"
SHARES = pd.DataFrame(
    [
        ("Tanks", "SRB", 0.41, 0.33, 0.59, "treaty", "393 of 948", "393 of 948"),
        ("Tanks", "XKX", float("nan"), float("nan"), float("nan"), "", "none, no ceiling: not a party", "none"),
        ("Vehicles", "SRB", 1.2, 0.9, 5.0, "inferred", "943 of 786 (inferred)", "943 of 786"),
        ("Vehicles", "HRV", 0.5, 0.5, 0.5, "derived", "170 of 340 (derived)", "170 of 340"),
    ],
    columns=["block", "country", "share", "share_low", "share_high", "basis", "words", "brief"],
)


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def tone(request, world):
    return Look.of(world, request.param)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_share_is_written_and_no_ceiling_is_said(tone, width, words_of):
    words = words_of(shares(SHARES, tone, TITLE, SUBTITLE, width))
    column = "words" if width > 560 else "brief"
    assert set(SHARES[column]) <= set(words)
    assert {"Tanks", "Vehicles", "Serbia", "Kosovo*", "Croatia"} <= set(words)


def test_the_line_of_a_ceiling_tells_its_basis(tone):
    """One line in each lane with a ceiling: solid in the treaty, dashed derived, dotted inferred."""
    spec = shares(SHARES, tone, TITLE, SUBTITLE).to_dict()
    dashes = [
        (spec["datasets"][layer["data"]["name"]][0]["basis"], layer["mark"]["strokeDash"])
        for layer in spec["layer"]
        if layer["mark"].get("strokeDash") and layer["encoding"].get("x", {}).get("field") == "at"
    ]
    assert dashes == [("treaty", [1, 0]), ("derived", [6, 3]), ("inferred", [2, 3])]


def test_what_lies_far_above_a_ceiling_is_cut_at_the_end_of_the_scale(tone, layer_rows):
    (bars,) = [rows for rows in layer_rows(shares(SHARES, tone, TITLE, SUBTITLE), "rule") if "share_high" in rows[0]
               and len(rows) == 3]  # fmt: skip
    assert max(row["share_high"] for row in bars) == 2.0
    assert {row["share"] for row in bars} == {0.41, 1.2, 0.5}


@pytest.mark.parametrize("width", WIDTHS)
def test_declared_numbers_stand_at_their_share(tone, width, layer_rows, words_of):
    rows = pd.DataFrame(
        [("Serbia", f"2019 {kind}", "SRB", kind, 0.3, 0.4, 0.6, told, "treaty", f"{told} told", f"{told}")
         for kind, told in (("declared", 0.5), ("estimate", 0.2), ("press", 0.25))],
        columns=["block", "lane", "country", "kind", "share_low", "share", "share_high", "share_told", "basis", "words",
                 "brief"],
    )  # fmt: skip
    chart = declared(rows, tone, TITLE, SUBTITLE, width)
    told = {row["kind"]: row["share_told"] for marks in layer_rows(chart, "point") for row in marks}
    assert told == {"declared": 0.5, "estimate": 0.2, "press": 0.25}
    assert {"2019 declared", "2019 estimate", "2019 press"} <= set(words_of(chart))
