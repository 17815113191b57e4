import io
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from balance_model.export.qr import MOST_IN_A_CODE, fits, live_link, qr_png, qr_svg
from balance_model.records.scenarios import load_scenario, sparse
from tests.export.briefings import briefing_of

FINDER = np.array([[int(c) for c in row] for row in
                   ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")])  # fmt: skip


def modules(png):
    dark = np.asarray(Image.open(io.BytesIO(png)).convert("L")) < 128
    return dark[4::8, 4::8].astype(int)


@pytest.mark.parametrize("length", [20, 600, MOST_IN_A_CODE])
def test_a_code_has_its_finder_patterns_inside_a_quiet_zone(length):
    code = modules(qr_png("https://example.org/?x=".ljust(length, "a")))
    assert code.shape[0] == code.shape[1]
    assert (code.shape[0] - 8 - 17) % 4 == 0, "the sizes that the standard knows"
    ring = np.ones_like(code, dtype=bool)
    ring[4:-4, 4:-4] = False
    assert not code[ring].any()
    for rows, columns in ((slice(4, 11), slice(4, 11)), (slice(4, 11), slice(-11, -4)), (slice(-11, -4), slice(4, 11))):
        assert (code[rows, columns] == FINDER).all()


def test_a_longer_address_makes_another_code():
    assert qr_png("http://a/") == qr_png("http://a/")
    assert (modules(qr_png("http://a/")) != modules(qr_png("http://b/"))).any()


def test_svg_is_a_picture_without_a_size():
    root = ElementTree.fromstring(qr_svg("http://a/"))
    assert root.tag.endswith("svg")
    assert root.get("width") is None
    assert root.get("viewBox")


@pytest.mark.parametrize("address", ["", "x" * (MOST_IN_A_CODE + 1)])
def test_what_does_not_fit_is_refused(address):
    assert not fits(address)
    with pytest.raises(ValueError, match="is not drawn"):
        qr_png(address)


def test_the_live_link_opens_the_scenario_of_the_briefing(world):
    baseline = load_scenario("baseline", world)
    assert live_link(briefing_of(world, []), world) == "http://localhost:8501/"
    surge = load_scenario("kosovo_surge", world).model_copy(update={"year": 2031})
    found = briefing_of(world, [], surge).model_copy(update={"base": "https://balance.example.org/tool/"})
    assert found.scenario == sparse(surge, baseline)
    assert live_link(found, world) == "https://balance.example.org/tool/?s=kosovo_surge&y=2031"
    gone = found.model_copy(update={"scenario": {"id": "x", "name": "X", "deals": {"no-such-deal": {"delay": 1}}}})
    assert live_link(gone, world) == "https://balance.example.org/tool/"
