import pandas as pd
import pytest

from balance_model.charts.acceptability import rank_shares


def test_bars_are_laid_end_to_end_in_the_order_of_places(look, drawing, layer_rows):
    bars = layer_rows(drawing("places", look), "rect")[-1]
    croatia = [row for row in bars if row["country"] == "HRV"]
    assert [(row["place"], row["start"], row["end"]) for row in croatia] == [
        ("first", 0, pytest.approx(0.3)), ("second", pytest.approx(0.3), pytest.approx(0.94)),
        ("third", pytest.approx(0.94), pytest.approx(1.0)),
    ]  # fmt: skip
    assert all(row["share"] > 0 for row in bars)


def test_the_darkest_part_is_the_first_place(look, drawing, layer_rows):
    bars = layer_rows(drawing("places", look), "rect")[-1]
    assert (
        next(row["fill"] for row in bars if row["country"] == "SRB" and row["rank"] == 1) == look.colour("SRB").upper()
    )
    assert len({row["fill"] for row in bars if row["country"] == "BIH"}) == 3


def test_shares_are_written_where_they_fit_and_the_places_are_in_the_key(look, drawing, words_of):
    words = words_of(drawing("places", look))
    assert {"first", "second", "third", "fourth", "Serbia", "Kosovo*", "70 %", "56 %", "44 %"} <= set(words)
    assert "6 %" in words_of(drawing("places", look, width=1200))
    assert "6 %" not in words_of(drawing("places", look, width=360))


def test_level_countries_all_stand_first(look, words_of):
    level = pd.DataFrame({"country": ["SRB", "HRV"], "rank": 1, "share": 1.0, "words": "100 %"})
    assert words_of(rank_shares(level, look, "Title", "Subtitle")).count("100 %") == 2
