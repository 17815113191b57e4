"""Panels of readings: one scale, parity in the middle, what is left out is hollow."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.reading_panels import panels
from balance_model.charts.theme import Look

WIDTHS = (860, 390)
TITLE, SUBTITLE = "Serbia is closest to a ceiling", "Share of the ceiling, 2030"


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def tone(request, world):
    return Look.of(world, request.param)


def reading_rows():
    return pd.DataFrame(
        [
            {"panel": panel, "label": label, "ratio": ratio, "low": ratio, "high": ratio, "own": own,
             "side_a": "Serbia", "side_b": "Kosovo*", "words": "1 to 2", "when": "2030"}
            for panel, label, ratio, own in (
                ("One", "Index", 2.0, True), ("One", "Armour", 0.5, False), ("One", "Guns", float("inf"), True),
                ("Two", "Index", 8.0, True), ("Two", "Armour", 1.0, True), ("Two", "Guns", float("nan"), True),
            )
        ]
    )  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_panels_share_a_scale_with_parity_in_the_middle(tone, width, layer_rows, words_of):
    """2 : 1 and 1 : 2 are equally far from parity, and 8 : 1 three times as far, in either panel."""
    chart = panels(reading_rows(), tone, TITLE, SUBTITLE, width)
    spots = {(row["panel"], row["label"]): row["x"] for rows in layer_rows(chart, "circle") for row in rows}
    parity = spots["Two", "Armour"]
    step = spots["Two", "Index"] - parity
    if width > 560:
        first = {label: x for (panel, label), x in spots.items() if panel == "One"}
        middle = (first["Index"] + first["Armour"]) / 2
        assert first["Index"] - middle == pytest.approx(middle - first["Armour"])
        assert first["Index"] - middle == pytest.approx(step / 3)
    else:
        assert spots["One", "Index"] - parity == pytest.approx(step / 3)
    words = words_of(chart)
    assert {"2.0 to 1", "1.0 to 1", "8.0 to 1", "Kosovo*: none", "no number for both"} <= set(words)


def test_a_comparison_left_out_is_hollow_and_the_design_is_marked(tone, layer_rows):
    rows = reading_rows().assign(designed=2.5)
    chart = panels(rows, tone, TITLE, SUBTITLE)
    own, other = (marks for marks in layer_rows(chart, "circle"))
    assert all(row["own"] for row in own)
    assert [row["label"] for row in other] == ["Armour"]
    (marks,) = [found for found in layer_rows(chart, "rule") if "x_designed" in found[0] and "y1" in found[0]]
    assert len(marks) == 6
    plain = panels(reading_rows(), tone, TITLE, SUBTITLE)
    assert not [found for found in layer_rows(plain, "rule") if found and "y1" in found[0] and "x_designed" in found[0]]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_side_alone_stands_at_the_end_of_the_side_that_has_more(tone, width, layer_rows):
    """An infinite ratio at the right, where the first side has more; zero at the left."""
    rows = reading_rows().assign(a=1.0, b=1.0)
    rows.loc[rows["label"] == "Armour", "ratio"] = 0.0
    chart = panels(rows, tone, TITLE, SUBTITLE, width)
    where = {
        (row["panel"], row["words"]): (row["aside"], row["at_end"])
        for found in layer_rows(chart, "text") for row in found if "aside" in row and row["words"].endswith("none")
    }  # fmt: skip
    left, right = where["One", "Serbia: none"], where["One", "Kosovo*: none"]
    assert (left[1], right[1]) == (False, True)
    assert right[0] - left[0] > 100


@pytest.mark.parametrize("width", WIDTHS)
def test_long_sides_break_into_lines_and_are_not_cut(tone, width, words_of):
    names = "Croatia, Kosovo*, Montenegro and North Macedonia"
    words = words_of(panels(reading_rows().assign(side_b=names), tone, TITLE, SUBTITLE, width))
    assert f"◂ {names}".replace(" ", "") in "".join(words).replace("\n", "").replace(" ", "")
    assert not any("…" in each for each in words)


def test_a_ratio_is_not_written_over_the_design(tone, layer_rows):
    """The mark of the design lies just right of the dot of 2 : 1, where its words would stand."""
    chart = panels(reading_rows().assign(designed=2.2), tone, TITLE, SUBTITLE)
    rows = [row for found in layer_rows(chart, "text") for row in found if row.get("words") == "2.0 to 1"]
    assert rows
    for row in rows:
        start, end = (row["word_x"], row["word_x"] + 50) if row["right"] else (row["word_x"] - 50, row["word_x"])
        assert not start < row["x_designed"] < end
