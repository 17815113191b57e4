import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.charts.labels import Box, place, spread

places = st.lists(st.floats(0, 300), min_size=1, max_size=8)


@given(places)
def test_labels_stand_apart_within_the_room_and_in_order(wanted):
    placed = spread(wanted, 15, 0, 300)
    ordered = np.sort(placed)
    assert np.all(np.diff(ordered) >= 15 - 1e-6)
    assert ordered[0] >= -1e-6 and ordered[-1] <= 300 + 1e-6
    assert np.array_equal(np.argsort(wanted, kind="stable"), np.argsort(placed, kind="stable"))


def test_labels_that_do_not_meet_stay_where_they_are():
    assert spread([200, 50, 120], 15, 0, 300) == pytest.approx([200, 50, 120])


def test_two_labels_that_meet_give_way_equally():
    assert spread([100, 104], 14, 0, 300) == pytest.approx([95, 109])


def test_too_many_labels_share_the_room():
    assert spread([10, 10, 10], 15, 0, 20) == pytest.approx([0, 10, 20])
    assert spread([], 15, 0, 20) == []


def test_a_label_is_put_above_its_point_when_nothing_is_in_the_way():
    (spot,) = place([(100, 100)], [(40, 14)], np.empty((0, 2)), Box(0, 0, 200, 200))
    assert spot[0] == 100 and spot[1] < 100 - 7


def test_a_label_avoids_a_line_above():
    line = np.column_stack([np.arange(0, 200, 3.0), np.full(67, 86.0)])
    (spot,) = place([(100, 100)], [(40, 14)], line, Box(0, 0, 200, 200))
    assert not Box(spot[0] - 20, spot[1] - 7, spot[0] + 20, spot[1] + 7).holds(line)


def test_labels_never_cover_each_other():
    anchors = [(100, 100), (110, 102), (104, 98), (96, 101)]
    spots = place(anchors, [(50, 14)] * 4, np.empty((0, 2)), Box(0, 0, 300, 300), reach=(0, 1, 2, 3))
    boxes = [Box(x - 25, y - 7, x + 25, y + 7) for x, y in spots]
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_label_without_room_is_left_out_unless_it_must_stand():
    everywhere = np.array([(x, y) for x in range(0, 200, 3) for y in range(0, 200, 3)], dtype=float)
    room = Box(0, 0, 200, 200)
    assert place([(100, 100)], [(40, 14)], everywhere, room) == [None]
    assert place([(100, 100)], [(40, 14)], everywhere, room, always=True) != [None]
