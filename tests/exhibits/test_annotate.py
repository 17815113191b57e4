"""Annotations of a year: where years stand, labels that stay inside and apart. Places are worked out by hand."""

from __future__ import annotations

import copy

import pytest

from balance_model.charts.lettering import text_width
from balance_model.charts.theme import Look
from balance_model.exhibits.annotate import Years, drawn, told, year_axis
from balance_model.exhibits.exhibit import Annotation
from balance_model.export.images import svg
from tests.exhibits.made import exhibit, spec


def marks(*pairs: tuple[int, str], line: bool = True) -> tuple[Annotation, ...]:
    return tuple(Annotation(year=year, label=label, line=line) for year, label in pairs)


def placed(found: dict) -> list[dict]:
    return found["datasets"]["annotations"]


def by_pixels(places: dict[int, float], panels: int = 1) -> dict:
    """A chart that places its marks itself, in panels 100 pixels high whose grid runs from 20 to 90."""
    found = spec()
    pixel = {"field": "x", "type": "quantitative", "scale": None, "axis": None}
    y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    grid = [{"x": 0, "x2": 100, "y": 20.0 + 70 * at} for at in range(2)]
    rows = [{"year": year, "x": x + 300 * panel, "y": 50} for panel in range(panels) for year, x in places.items()]
    found["layer"] = [
        {"mark": {"type": "rule"}, "data": {"name": "rows0"}, "encoding": {"x": pixel, "x2": {"field": "x2"}, "y": y}},
        {"mark": {"type": "line"}, "data": {"name": "rows1"}, "encoding": {"x": pixel, "y": y}},
    ]
    found["datasets"] = {"rows0": grid, "rows1": rows}
    return found


def test_years_on_a_scale_run_over_the_width_of_the_plot():
    years = year_axis(spec(first=2019.5, last=2030.5, wide=550, high=200))
    assert years == Years(2019.5, 2030.5, 0.0, 550.0, 0.0, 200.0)
    assert years.at(2020) == 25.0


def test_years_of_marks_placed_by_pixels_are_read_from_their_rows():
    years = year_axis(by_pixels({2020: 40.0, 2025: 140.0, 2030: 240.0}))
    assert years == Years(2020, 2030, 40.0, 240.0, 20.0, 90.0)
    assert years.at(2027) == 180.0


def test_bars_placed_by_pixels_have_their_year_in_their_middle():
    found = by_pixels({2020: 0.0, 2021: 100.0})
    bars = found["layer"][1]
    bars["encoding"]["x2"] = {"field": "x2"}
    for row in found["datasets"]["rows1"]:
        row["x2"] = row["x"] + 60
    assert year_axis(found) == Years(2020, 2021, 30.0, 130.0, 20.0, 90.0)


@pytest.mark.parametrize(
    "found",
    [by_pixels({2020: 40.0, 2030: 240.0}, panels=2), by_pixels({2020: 40.0}), by_pixels({2020: 0, 2021: 50, 2022: 400}),
     spec(first=0, last=4), spec(first=0, last=2000), {"layer": []}],
    ids=["panels", "one year", "uneven", "steps", "money", "nothing"],
)  # fmt: skip
def test_charts_without_one_axis_of_years_have_none(found):
    assert year_axis(found) is None


def test_an_annotation_is_drawn_at_its_year_and_nothing_else_changes():
    one = exhibit(annotations=marks((2024, "PULS")))
    before = copy.deepcopy(one.specs)
    found = drawn(one, "slide")
    (row,) = placed(found)
    assert (row["x"], row["beside"], row["y"], row["side"], row["label"]) == (200.0, 205.0, 4.0, "left", "PULS")
    assert found["layer"][:1] == before["slide"]["layer"]
    assert found["title"] == before["slide"]["title"]
    assert one.specs == before
    assert told(one) == ()


def test_without_annotations_the_chart_is_as_it_was():
    assert drawn(exhibit(), "report") == exhibit().specs["report"]


def test_labels_turn_towards_the_middle_so_that_the_first_and_last_year_stay_inside():
    found = placed(drawn(exhibit(annotations=marks((2020, "the start"), (2030, "the end"))), "slide"))
    assert [(row["x"], row["side"]) for row in found] == [(0.0, "left"), (500.0, "right")]
    for row in found:
        wide = text_width(row["label"], 12, bold=True)
        start = row["beside"] if row["side"] == "left" else row["beside"] - wide
        assert start >= 0
        assert start + wide <= 500


def test_labels_at_near_years_step_down_and_far_ones_stay_on_top():
    near = placed(drawn(exhibit(annotations=marks((2020, "one here"), (2021, "two here"), (2030, "far"))), "slide"))
    assert [row["y"] for row in near] == [4.0, 18.0, 4.0]


def test_eight_labels_never_meet():
    many = marks(*[(2021 + at % 4, f"a label of some length {at}") for at in range(8)])
    boxes = []
    for row in placed(drawn(exhibit(annotations=many), "slide")):
        lines = row["label"].split("\n")
        wide = max(text_width(line, 12, bold=True) for line in lines)
        start = row["beside"] if row["side"] == "left" else row["beside"] - wide
        boxes.append((start, start + wide, row["y"], row["y"] + 14 * len(lines)))
    for at, (left, right, top, bottom) in enumerate(boxes):
        for begin, end, high, low in boxes[at + 1 :]:
            assert right <= begin or end <= left or bottom <= high or low <= top


def test_a_long_label_breaks_into_lines_that_fit():
    one = exhibit(annotations=marks((2025, "word " * 15 + "end")))
    (row,) = placed(drawn(one, "slide"))
    lines = row["label"].split("\n")
    assert len(lines) > 1
    assert max(text_width(line, 12, bold=True) for line in lines) <= 500 - 250 - 5


def test_a_label_without_a_line_and_one_with_it():
    found = drawn(exhibit(annotations=(*marks((2022, "a")), *marks((2028, "b"), line=False))), "slide")
    assert [row["line"] for row in placed(found)] == [True, False]
    rule = next(layer for layer in found["layer"] if layer["mark"]["type"] == "rule")
    assert rule["transform"] == [{"filter": "datum.line"}]


def test_years_outside_the_chart_are_told_beneath_it():
    one = exhibit(annotations=marks((2019, "before"), (2025, "inside"), (2031, "after")))
    assert [row["label"] for row in placed(drawn(one, "slide"))] == ["inside"]
    assert told(one) == ("2019: before", "2031: after")


def test_a_chart_without_years_and_an_exhibit_that_is_no_chart_tell_all():
    panels = by_pixels({2020: 40.0, 2030: 240.0}, panels=2)
    assert told(exhibit(specs={"slide": panels}, annotations=marks((2025, "x")))) == ("2025: x",)
    assert told(exhibit(kind="finding", specs={}, annotations=marks((2025, "x")))) == ("2025: x",)


def test_the_readers_own_title_is_broken_for_each_size():
    one = exhibit(
        title="A title of the reader's own that is a good deal longer than one line of the square can hold " * 3 + "!"
    )
    for size, wide in (("slide", 1180), ("square", 760)):
        lines = drawn(one, size)["title"]["text"]
        assert " ".join(lines) == one.title
        assert max(text_width(line, 17, bold=True) for line in lines) <= wide
    assert len(drawn(one, "square")["title"]["text"]) > len(drawn(one, "slide")["title"]["text"]) > 1


def test_the_label_is_in_the_picture(world):
    found = drawn(exhibit(annotations=marks((2024, "PULS arrives š"), (2029, "no line"))), "slide")
    text = svg(found, ("Note",), Look.of(world)).decode()
    assert "PULS arrives š" in text
    assert "no line" in text
