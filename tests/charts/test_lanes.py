from itertools import pairwise

import pytest

from balance_model.charts.lanes import block_names, lay_out


@pytest.mark.parametrize("headed", [False, True])
def test_lanes_are_even_within_a_block_and_blocks_stand_apart(headed):
    lanes = lay_out(["a", "a", "a", "b", "b"], 300, headed=headed)
    steps = [b - a for a, b in pairwise(lanes.middles)]
    assert steps[0] == pytest.approx(steps[1]) == pytest.approx(steps[3])
    assert steps[2] > steps[0]
    assert [name for name, _, _ in lanes.blocks] == ["a", "b"]
    assert lanes.blocks[0][2] == pytest.approx(lanes.blocks[1][1])


def test_height_grows_when_lanes_would_be_too_thin():
    assert lay_out(["a"] * 40, 200).height >= 40 * 15
    assert lay_out(["a"], 500).height < 60


def test_a_long_block_name_breaks_into_lines_around_the_middle_of_its_block(look):
    lanes = lay_out(["a", "a"], 100)
    (row,) = block_names(lanes, {"a": "Long-range strike and rockets"}, look, 120, {}).data.to_dict("records")
    assert row["words"] == "Long-range strike\nand rockets"
    middle = sum(lanes.middles) / 2
    assert row["y"] == pytest.approx(middle - 7.5)
