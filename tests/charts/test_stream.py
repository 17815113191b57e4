"""Stacked shares of ranks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from balance_model.charts.stream import rank_stream


def areas(chart, layer_rows):
    return layer_rows(chart, "area")[0]


def test_the_bands_of_a_year_fill_the_panel(look, drawing, layer_rows):
    rows = [row for row in areas(drawing("stream", look), layer_rows) if (row["country"], row["year"]) == ("SRB", 2025)]
    assert [row["rank"] for row in rows] == [1, 2, 3, 4]
    assert all(above["y2"] == pytest.approx(below["y"]) for above, below in pairwise(rows))
    tall = rows[-1]["y2"] - rows[0]["y"]
    assert [(row["y2"] - row["y"]) / tall for row in rows] == pytest.approx([0.6, 0.3, 0.1, 0.0])


def test_the_first_rank_is_full_and_the_last_faint(look, drawing, layer_rows):
    shades = {row["rank"]: row["opacity"] for row in areas(drawing("stream", look), layer_rows)}
    assert shades[1] == 1
    assert sorted(shades.values(), reverse=True) == [shades[rank] for rank in (1, 2, 3, 4)]
    assert shades[4] > 0.1


@pytest.mark.parametrize(("width", "columns"), [(860, 2), (350, 1)])
def test_each_country_has_a_panel_and_its_bands_are_named(look, samples, layer_rows, words_of, width, columns):
    chart = rank_stream(samples.ranks, look, 2030, "Title", "Subtitle", width)
    rows = areas(chart, layer_rows)
    assert len({round(row["x"]) for row in rows if row["year"] == 2020}) == columns
    words = words_of(chart)
    assert {"Serbia", "Croatia", "Bosnia", "Kosovo*", "first", "second"} <= set(words)
    assert max(row["x"] for row in rows) <= width


def test_a_fifth_country_needs_no_code(look, samples):
    """Any number of countries stands in rows of two."""
    three = samples.ranks[samples.ranks["country"] != "BIH"]
    assert rank_stream(three, look, 2030, "Title", "Subtitle").to_dict()["layer"]


def test_one_year_alone(look, samples):
    alone = samples.ranks[samples.ranks["year"] == 2020]
    assert rank_stream(alone, look, 2020, "Title", "Subtitle").to_dict()["layer"]
