import math
from itertools import pairwise

from balance_model.charts.profile import category_profile


def test_numbers_stand_at_the_dots_and_names_in_the_first_block(look, drawing, words_of):
    words = words_of(drawing("profile", look))
    for label in ("0.60 Serbia", "0.61 Croatia", "0.58 Bosnia", "0.38 Kosovo*", "0.80", "0.76", "0.15"):
        assert label in words
    assert words.count("0.60") == 1, "Serbia in long-range strike"
    assert words.count("0.00") == 2, "the axis and Kosovo* in long-range strike"


def test_ticks_are_printed_exactly(look, drawing, words_of):
    words = words_of(drawing("profile", look))
    assert all(tick in words for tick in ("0.00", "0.25", "0.50", "0.75", "1.00"))


def test_unknown_is_a_dash_without_a_dot(look, samples, layer_rows, words_of):
    values = samples.values.copy()
    values.loc[values["country"] == "BIH", "value"] = math.nan
    chart = category_profile(values, look, "Title", "Subtitle")
    assert "–" in words_of(chart)
    (dots,) = layer_rows(chart, "circle")
    assert {row["country"] for row in dots} == {"SRB", "HRV", "XKX"}


def test_lanes_are_at_least_14_pixels_apart_even_with_ten_categories(look, samples, layer_rows):
    many = samples.values
    for i in range(1, 4):
        again = samples.values.assign(
            category=samples.values["category"] + str(i), order=samples.values["order"] + 10 * i
        )
        many = type(many)(list(many.to_dict("records")) + list(again.to_dict("records")))
    (dots,) = layer_rows(category_profile(many, look, "Title", "Subtitle"), "circle")
    heights = sorted(row["y"] for row in dots)
    assert len(heights) == 64
    assert min(b - a for a, b in pairwise(heights)) >= 14
