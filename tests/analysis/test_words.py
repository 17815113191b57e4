"""Numbers and lists in words."""

import math

import pytest

from balance_model.analysis.words import (
    index_text,
    listing,
    number_word,
    quantity_text,
    ratio_text,
    signed,
    the_countries,
    years_text,
)


@pytest.mark.parametrize(("value", "text"), [(0.5, "0.50"), (0.0, "0.00"), (math.nan, "–")])
def test_an_index_has_two_decimals_and_unknown_is_a_dash(value, text):
    assert index_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.123, "+0.12"), (-0.2, "−0.20"), (0.004, "±0.00"), (-0.004, "±0.00"), (0.0, "±0.00")]
)
def test_a_difference_carries_its_sign(value, text):
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.2957, "1.3 to 1"),
        (0.754, "0.75 to 1"),
        (12.4, "12 to 1"),
        (math.inf, "the other holds nothing"),
        (math.nan, "neither holds anything"),
    ],
)
def test_a_ratio_has_two_figures_or_plain_words(value, text):
    assert ratio_text(value) == text


def test_units_have_separators_and_a_decimal_only_in_the_year_of_delivery():
    assert [quantity_text(value) for value in (5000, 12.0, 2.5)] == ["5,000", "12", "2.5"]


def test_lists_and_spans():
    assert [listing("a"), listing("ab"), listing("abc"), listing("abc", "or")] == [
        "a",
        "a and b",
        "a, b and c",
        "a, b or c",
    ]
    assert [years_text(2028, 2028), years_text(2028, 2030)] == ["2028", "2028–2030"]


@pytest.mark.parametrize(("number", "word"), [(0, "no"), (1, "one"), (4, "four"), (12, "twelve"), (13, "13")])
def test_small_numbers_are_words(number, word):
    assert number_word(number) == word


def test_the_countries_are_counted(world, tiny_world):
    assert the_countries(world) == "the four"
    assert the_countries(tiny_world) == "the two"
