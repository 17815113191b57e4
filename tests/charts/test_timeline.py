import math
from itertools import pairwise

import pytest

from balance_model.charts.timeline import ceiling, index_over_time


def end_labels(chart, layer_rows):
    return next(rows for rows in layer_rows(chart, "text") if rows and rows[0]["words"].startswith("Serbia"))


@pytest.mark.parametrize("width", [860, 350])
def test_end_labels_are_14_pixels_apart(width, look, drawing, layer_rows):
    labels = end_labels(drawing("timeline", look, width), layer_rows)
    heights = sorted(row["y"] for row in labels)
    assert len(heights) == 4
    assert min(b - a for a, b in pairwise(heights)) >= 14


def test_end_labels_carry_name_and_last_score(look, drawing, layer_rows):
    labels = end_labels(drawing("timeline", look), layer_rows)
    assert [row["words"] for row in labels] == ["Serbia 0.63", "Croatia 0.45", "Bosnia 0.22", "Kosovo* 0.25"]


def test_the_chosen_year_and_the_steps_are_named(look, drawing, words_of):
    words = words_of(drawing("timeline", look))
    assert "Rafale" in words
    assert words.count("2030") == 2, "on the axis and at the rule"


def test_reference_is_dashed_and_may_be_missing(look, samples, drawing):
    def dashed(chart):
        return [x for x in chart.to_dict()["layer"] if x["mark"]["type"] == "line" and "strokeDash" in x["mark"]]

    assert len(dashed(drawing("timeline", look))) == 1
    plain = index_over_time(samples.scores, samples.steps, look, 2030, "Title", "Subtitle")
    assert dashed(plain) == []


@pytest.mark.parametrize("year", [2020, 2035])
def test_first_and_last_year_without_steps(year, look, samples, words_of):
    chart = index_over_time(samples.scores, samples.steps.iloc[:0], look, year, "Title", "Subtitle")
    assert words_of(chart).count(str(year)) == 2


@pytest.mark.parametrize(
    ("score", "top"),
    [(0.63, 0.8), (0.8, 0.8), (0.81, 1.0), (0.33, 0.4), (0.07, 0.08), (0.0, 1.0), (2.3, 2.5)],
)
def test_the_axis_ends_at_the_next_tick(score, top):
    assert ceiling(score) == pytest.approx(top)


def test_an_unknown_highest_score_still_has_an_axis():
    assert ceiling(math.nan) == 1.0
