"""The map over two weights: its areas cover all shares, and the right country is first in each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from balance_model.analysis import weight_areas
from balance_model.analysis.weight_areas import rest_shares, weight_map
from tests.analysis.test_weightings import WORLD, field_of, leaders, unit


class TestMap:
    @given(
        arrays(float, (4, 4), elements=unit), arrays(float, 4, elements=st.floats(0, 1)).filter(lambda w: w.sum() > 0.1)
    )
    def test_areas_cover_the_triangle_with_the_right_leader(self, rows, weights):
        field = field_of(WORLD, rows, weights)
        areas = weight_map(field, *field.categories[:2])
        sizes = [weight_areas._size(area.corners) for area in areas]
        assert sum(sizes) == pytest.approx(0.5, abs=1e-6)
        rest = rest_shares(field, *field.categories[:2])
        for area in areas:
            x, y = np.mean(area.corners, axis=0)
            mixed = (1 - x - y) * rest
            mixed[0], mixed[1] = x, y
            assert set(area.codes) <= leaders(field, mixed)

    def test_the_rest_is_shared_as_today_or_alike(self, world):
        pair = world.category_ids[:2]
        assert rest_shares(field_of(world, np.eye(4), [4, 2, 3, 1]), *pair) == pytest.approx([0, 0, 0.75, 0.25])
        assert rest_shares(field_of(world, np.eye(4), [4, 2, 0, 0]), *pair) == pytest.approx([0, 0, 0.5, 0.5])

    def test_three_champions_meet_in_the_middle(self, world):
        field = field_of(world, [*np.eye(3), np.zeros(3)], [1, 1, 1])
        areas = weight_map(field, *field.categories[:2])
        assert [area.codes for area in areas] == [(code,) for code in field.codes[:3]]
        for area in areas:
            assert any(corner == pytest.approx((1 / 3, 1 / 3)) for corner in area.corners)

    def test_equal_countries_share_one_area(self, world):
        areas = weight_map(field_of(world, np.full((4, 3), 0.3), [1, 1, 1]), *world.category_ids[:2])
        assert len(areas) == 1
        assert areas[0].codes == world.country_codes
