"""How far each change goes: bars from nothing to the whole gap, in the order given."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.ways import gap_closed

ROWS = pd.DataFrame(
    [
        ("Kosovo* buys 70 more OMTAS, delivered in 2028", "Purchase", 1.0, True, "EUR 98 m"),
        ("Readiness of active units, Serbia: 0.45 instead of 0.65", "Dial", 0.27, False, "27 %"),
        ("Crews and training, Serbia: 0.7 instead of 0.85", "Dial", 0.0, False, "0 %"),
    ],
    columns=["change", "kind", "closed", "reached", "words"],
)


@pytest.mark.parametrize("width", [860, 340])
def test_every_change_has_its_words_and_its_bar(look, words_of, layer_rows, width):
    chart = gap_closed(ROWS, "XKX", look, "Title", "Subtitle", width)
    words = " ".join(words_of(chart))
    for text in ("EUR 98 m", "27 %", "Crews and training"):
        assert text in words
    (bars,) = layer_rows(chart, "rect")
    assert [bar["x2"] / bars[0]["x2"] for bar in bars] == pytest.approx([1.0, 0.27, 0.0])
    assert bars[0]["y"] < bars[1]["y"] < bars[2]["y"]


def test_only_what_is_enough_has_the_colour_of_the_country(look, layer_rows):
    (bars,) = layer_rows(gap_closed(ROWS, "XKX", look, "Title", "Subtitle"), "rect")
    assert [bar["hue"] == look.colour("XKX") for bar in bars] == [True, False, False]


def test_the_picture_grows_with_its_rows(look):
    few, many = (
        gap_closed(pd.concat([ROWS] * times), "XKX", look, "Title", "Subtitle").to_dict()["height"] for times in (1, 4)
    )
    assert many > 2 * few
