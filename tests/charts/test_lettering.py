import math

import pytest

from balance_model.charts.lettering import (
    change_digits,
    ratio_text,
    score_text,
    shorten,
    signed_text,
    text_width,
    wrap,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0.00"), (0.004, "<0.01"), (0.6049, "0.60"), (1.0, "1.00"), (math.nan, "–")],
)
def test_scores(value, words):
    assert score_text(value) == words


@pytest.mark.parametrize(
    ("delta", "digits", "words"),
    [
        (0.123, 2, "+0.12"),
        (-0.123, 2, "−0.12"),
        (0.001, 2, "+<0.01"),
        (-0.0004, 3, "−<0.001"),
        (-0.0213, 3, "−0.021"),
        (0.0, 3, "0.000"),
    ],
)
def test_changes_have_a_sign_and_a_true_minus(delta, digits, words):
    assert signed_text(delta, digits) == words


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(1.0, "1.0 : 1"), (1.41, "1.4 : 1"), (0.5, "1 : 2.0"), (9.96, "10 : 1"), (37.4, "37 : 1"),
     (1234.0, "1,200 : 1"), (0.98, "1.0 : 1"), (1 / 12, "1 : 12")],
)  # fmt: skip
def test_ratios_have_two_figures(ratio, words):
    assert ratio_text(ratio) == words


def test_small_changes_get_a_third_decimal():
    assert change_digits([0.02, -0.04]) == 3
    assert change_digits([0.02, -0.4]) == 2
    assert change_digits([]) == 3


def test_wrapping_keeps_every_word_and_the_width():
    text = "Long-range strike and everything else that reaches far"
    lines = wrap(text, 120, 13)
    assert " ".join(lines) == text and len(lines) > 1
    assert all(text_width(line, 13) <= 120 for line in lines)
    assert wrap("", 100, 13) == []


def test_a_cut_text_ends_in_an_ellipsis_and_fits():
    cut = shorten("Croatia's SAFE programme in full", 100, 12)
    assert cut.endswith("…") and text_width(cut, 12) <= 100
    assert shorten("Spike", 100, 12) == "Spike"
