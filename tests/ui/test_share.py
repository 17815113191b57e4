"""The QR code and the file of a scenario."""

from __future__ import annotations

import json
import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from ui import share

ADDRESS = "https://example.org/?s=kosovo_surge&y=2033&w=drones:80"


def modules(svg):
    """The code as rows of 0 and 1, read from the path of the picture."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    grid = [[0] * side for _ in range(side)]
    x = y = 0.0
    path = re.search(r'class="qrline"[^>]* d="([^"]+)"', svg)[1]
    for command, first, second in re.findall(r"([Mmhv])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second or 0)
        else:
            for step in range(int(first)):
                grid[int(y)][int(x) + step] = 1
            x += float(first)
    return grid


def test_the_code_has_its_three_corners_and_a_quiet_zone_of_four():
    grid = modules(share.qr_code(ADDRESS))
    side = len(grid)
    assert (side - 8 - 17) % 4 == 0
    margin = [row[:4] + row[-4:] for row in grid] + [grid[at] for at in (0, 1, 2, 3, -1, -2, -3, -4)]
    assert not any(any(row) for row in margin)
    eye = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for top, left in ((4, 4), (4, side - 11), (side - 11, 4)):
        assert ["".join(map(str, row[left : left + 7])) for row in grid[top : top + 7]] == eye


def test_the_picture_is_dark_on_white_and_named():
    svg = share.qr_code(ADDRESS)
    assert 'role="img" aria-label="QR code' in svg
    assert 'fill="#fff"' in svg
    assert 'stroke="#000"' in svg


def test_the_longest_link_that_is_offered_fits():
    assert modules(share.qr_code("https://example.org/?x=" + "aB3_" * ((share.MOST_IN_A_QR_CODE - 23) // 4)))


@pytest.mark.parametrize("name", ["kosovo_surge", "croatia_safe"])
def test_the_file_opens_again(world, name):
    base = load_scenario(name, world)
    changed = altered(base, {"weights": {"drones": 80}, "year": 2033}, world)
    content = json.loads(share.scenario_file(changed, base))
    assert load_scenario(content, world).key == changed.key
