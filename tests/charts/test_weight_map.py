import re

import pytest

from balance_model.analysis.weight_areas import Area
from balance_model.charts.lettering import text_width
from balance_model.charts.weight_map import weight_map

AXES = ("Anti-tank", "Drones")
WHOLE = Area(("SRB",), ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))


def test_areas_are_drawn_where_their_corners_are(look, drawing, layer_rows):
    chart = drawing("weights", look)
    shapes = layer_rows(chart, "point")[0]
    size = chart.to_dict()["width"], chart.to_dict()["height"]
    corners = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+),([\d.]+)", shapes[1]["path"])]
    assert corners == [
        pytest.approx((x * size[0], (1 - y) * size[1]), abs=0.01) for x, y in ((0.6, 0), (1, 0), (0.5, 0.5))
    ]
    assert [row["who"] for row in shapes] == ["Serbia", "Croatia", "Bosnia and Kosovo*"]
    assert shapes[2]["fill"] not in {row["fill"] for row in shapes[:2]}


def test_names_stand_in_large_areas_and_the_key_has_the_rest(look, drawing, words_of):
    chart = drawing("weights", look)
    words = words_of(chart)
    assert {"Serbia first", "Croatia first", "Bosnia and Kosovo* first", "Today's weights"} <= set(words)
    spec = chart.to_dict()
    swatches = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
    assert len(swatches) == 1
    assert len(spec["datasets"][swatches[0]["data"]["name"]]) == 1
    assert {"Anti-tank, share of all weight", "Drones, share"} <= set(words)


@pytest.mark.parametrize("today", [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.33, 0.33), (0.5, 0.5)])
@pytest.mark.parametrize("width", [360, 860])
def test_todays_weights_are_marked_and_their_words_stay_inside_and_off_the_name(look, layer_rows, today, width):
    chart = weight_map([WHOLE], today, AXES, look, "Title", "Subtitle", width)
    spec = chart.to_dict()
    dot = layer_rows(chart, "point")[1]
    assert [(row["a"], row["b"]) for row in dot] == [today]
    texts = {row["words"]: row for rows in layer_rows(chart, "text") for row in rows}
    mark, name = texts["Today's weights"], texts["Serbia first"]
    assert 0 < mark["x"] < spec["width"]
    assert 0 < mark["y"] < spec["height"]
    half = (text_width(mark["words"], 12) + text_width(name["words"], 14, bold=True)) / 2
    assert abs(mark["y"] - name["y"]) > 12 or abs(mark["x"] - name["x"]) > half
    at = today[0] * spec["width"], (1 - today[1]) * spec["height"]
    assert abs(at[1] - name["y"]) > 12 or abs(at[0] - name["x"]) > 40
