"""The outlines: every country of the data, closed, where they belong, with common borders."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from balance_model.errors import DataError
from balance_model.records.regions import MAP_FILE, load_regions
from balance_model.records.world import STANDARD_FOLDER

SQUARE = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.25], "translate": [10, 40]},
    "objects": {"regions": {"type": "GeometryCollection", "geometries": [
        {"type": "MultiPolygon", "id": "AAA", "arcs": [[[0, 1]]]},
        {"type": "MultiPolygon", "id": "BBB", "arcs": [[[~0, 2]]]},
    ]}},
    "arcs": [[[2, 0], [0, 4]], [[2, 4], [-2, 0], [0, -4], [2, 0]], [[2, 0], [2, 0], [0, 4], [-2, 0]]],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / MAP_FILE).write_text(json.dumps(SQUARE))
    return tmp_path


def test_grid_steps_become_degrees(folder):
    """Worked out on paper: two squares of one degree that share the border at 11 degrees east."""
    alpha, beta = load_regions(folder)
    assert alpha.code == "AAA"
    assert alpha.polygons == ((((11, 40), (11, 41), (10, 41), (10, 40), (11, 40)),),)
    assert beta.polygons == ((((11, 41), (11, 40), (12, 40), (12, 41), (11, 41)),),)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda path: path.unlink(), "the file is missing"),
        (lambda path: path.write_text("{"), "not a sound TopoJSON file"),
        (lambda path: path.write_text(json.dumps(SQUARE | {"arcs": []})), "not a sound TopoJSON file"),
    ],
)
def test_a_broken_map_is_told_in_words(folder, spoil, problem):
    spoil(folder / MAP_FILE)
    with pytest.raises(DataError, match=f"{MAP_FILE}.*{problem}.*tools/make_map.py"):
        load_regions(folder)


def test_every_country_of_the_data_has_its_outline(world):
    regions = {region.code: region for region in load_regions()}
    assert {country.code for country in world.countries} < set(regions)
    for region in regions.values():
        assert all(ring[0] == ring[-1] and len(ring) > 3 for polygon in region.polygons for ring in polygon)


@pytest.mark.parametrize(
    ("code", "inside"),
    [
        ("SRB", (20.46, 44.82)), ("HRV", (15.98, 45.81)), ("BIH", (18.41, 43.86)), ("XKX", (21.17, 42.66)),
        ("MNE", (19.26, 42.44)), ("ALB", (19.82, 41.33)), ("MKD", (21.43, 42.0)), ("HUN", (19.04, 47.5)),
    ],
)  # fmt: skip
def test_capitals_lie_in_their_countries_and_nowhere_else(code, inside):
    holders = [
        region.code for region in load_regions() if any(covers(polygon[0], inside) for polygon in region.polygons)
    ]
    assert holders == [code]


def covers(ring, point):
    """Even-odd rule."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def test_the_map_stays_small():
    assert (STANDARD_FOLDER / MAP_FILE).stat().st_size < 40_000
