"""From rows to native charts, worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.exhibits.native import BASE, by_key, hung, pivoted, plain, single, step_words, steps

HUES = {"SRB": "#0072B2", "HRV": "#D55E00"}
NAMES = {"SRB": "Serbia", "HRV": "Croatia"}
ROWS = pd.DataFrame(
    [("SRB", 2020, 0.2), ("SRB", 2021, 0.3), ("HRV", 2021, math.inf)], columns=["country", "year", "score"]
)


def test_pivoted_has_a_series_a_key_and_nothing_where_there_is_no_row():
    native = pivoted("line", ROWS, "year", "country", "score", HUES.get, NAMES.get, ("HRV", "XKX", "SRB"), ("SRB",),
                     unit="Index", decimals=1, low=0.0, subtitle="Other words")  # fmt: skip
    assert (native.kind, native.categories) == ("line", ("2020", "2021"))
    assert [(one.name, one.values, one.colour, one.dashed) for one in native.series] == [
        ("Croatia", (None, None), "#D55E00", False), ("Serbia", (0.2, 0.3), "#0072B2", True),
    ]  # fmt: skip
    assert (native.unit, native.decimals, native.low, native.high) == ("Index", 1, 0.0, None)
    assert native.subtitle == "Other words"
    assert not native.series[0].banded


def test_pivoted_takes_bands_where_the_rows_have_all_four():
    banded = ROWS.assign(low80=0.1, low50=0.15, high50=0.25, high80=[0.4, math.nan, 0.5])
    serbia, croatia = pivoted("line", banded, "year", "country", "score", HUES.get).series
    assert (serbia.low80, serbia.high80) == ((0.1, 0.1), (0.4, None))
    assert croatia.high80 == (None, 0.5)
    assert not pivoted("line", banded.drop(columns="low50"), "year", "country", "score", HUES.get).series[0].banded


def test_single_is_one_series_in_one_colour():
    native = single("bar", ["a", "b"], [1, math.nan], "#000000", "Troops", decimals=0)
    assert native.series[0].values == (1.0, None)
    assert (native.categories, native.decimals) == (("a", "b"), 0)


def test_plain_numbers_are_finite_or_none():
    assert plain([1, 2.5, None, math.nan, math.inf, -math.inf, pd.NA]) == (1.0, 2.5, None, None, None, None, None)


def test_by_key_gives_each_bar_the_colour_of_its_key_and_leaves_empty_parts_out():
    native = by_key(
        "stacked_bar", ["Rafale", "Leopard", "MiG"], ["SRB", "HRV", "SRB"], {"": [10, 20, 0], "gifts": [0, 0, 5]},
        lambda code, part: "#AAAAAA" if part else HUES[code], NAMES.get,
    )  # fmt: skip
    assert [(one.name, one.values, one.colour) for one in native.series] == [
        ("Serbia", (10.0, None, 0.0), "#0072B2"), ("Serbia, gifts", (0.0, None, 5.0), "#AAAAAA"),
        ("Croatia", (None, 20.0, None), "#D55E00"),
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [{"": [0.0], "gifts": [0.0]}, {"": [math.nan], "gifts": [math.nan]}])
def test_a_key_of_which_nothing_is_known_keeps_its_main_part(parts):
    assert [one.name for one in by_key("stacked_bar", ["a"], ["SRB"], parts, lambda *_: "#000000").series] == ["SRB"]


def test_hung_bars_stand_on_a_part_that_is_not_painted():
    bars = by_key("stacked_bar", ["a", "b"], ["x", "x"], {"": [2, 3]}, lambda *_: "#000000", unit="Years")
    native = hung(bars, [2026, math.nan])
    assert [(one.name, one.values, one.hidden) for one in native.series] == [
        (BASE, (2026.0, None), True), ("x", (2.0, 3.0), False),
    ]  # fmt: skip
    assert native.unit == "Years"


def test_steps_of_a_waterfall_hang_between_their_ends_and_are_named_by_their_way():
    hues = ["#111111", "#222222", "#333333", "#111111"]
    native = steps(["from", "up", "down", "to"], [0, 2, 5, 0], [2, 5, 4, 4], hues, decimals=1)
    assert [(one.name, one.values, one.colour, one.hidden) for one in native.series] == [
        (BASE, (0.0, 2.0, 4.0, 0.0), "#FFFFFF", True),
        ("Level", (2.0, None, None, 4.0), "#111111", False),
        ("Rises", (None, 3.0, None, None), "#222222", False),
        ("Falls", (None, None, 1.0, None), "#333333", False),
    ]
    assert native.kind == "stacked_bar"
    assert step_words(native) == ["2.0", "+3.0", "−1.0", "4.0"]


def test_only_a_waterfall_has_words_at_its_steps():
    bars = by_key("stacked_bar", ["a"], ["x"], {"": [2]}, lambda *_: "#000000")
    assert step_words(bars) == step_words(hung(bars, [2026])) == []
