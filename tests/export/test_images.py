import io
import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from balance_model.charts.profile import category_profile
from balance_model.charts.theme import Drawing, Look
from balance_model.export.images import picture, png, svg

FOOTER = (
    "Sources: SIPRI; ministries of defence. Data as of 2026-06-30, fingerprint 3f9a2c71, scenario Baseline.",
    "* This designation is without prejudice to positions on status.",
)


@pytest.fixture(scope="module")
def look(world) -> Look:
    return Look.of(world)


@pytest.fixture(scope="module")
def chart(look) -> Drawing:
    values = pd.DataFrame({
        "country": ["SRB", "HRV"], "category": "drones", "category_name": "Drones", "value": [0.8, 0.7],
        "strength": [80.0, 70.0], "order": 1,
    })  # fmt: skip
    return category_profile(values, look, "Serbia and Croatia are close", "Value in 2030")


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


@cache
def letters(text: str, look: Look) -> np.ndarray:
    mark = {"type": "text", "fontSize": 30}
    spec = {"data": {"values": [{"t": text}]}, "mark": mark, "encoding": {"text": {"field": "t"}}}
    return pixels(png(spec | {"width": 60, "height": 50}, (), look, scale=1))


def test_png_holds_ink_text_and_a_solid_background(chart, look):
    drawn = pixels(png(chart, FOOTER, look))
    assert drawn[0, 0].tolist() == [255, 255, 255]
    silent = chart.to_dict()
    silent["title"] = {"text": ""}
    without = pixels(png(silent, (), look))
    dark = [int((image.sum(axis=2) < 300).sum()) for image in (drawn, without)]
    assert dark[0] > dark[1] + 1000, "title and footer add dark pixels"


def test_scale_doubles_the_pixels(chart, look):
    once, twice = (pixels(png(chart, FOOTER, look, scale=s)).shape for s in (1, 2))
    assert twice[:2] == (2 * once[0], 2 * once[1])


def test_dark_picture_has_the_dark_background(chart, world):
    dark = Look.of(world, dark=True)
    hue = dark.background.lstrip("#")
    assert pixels(png(chart, FOOTER, dark))[0, 0].tolist() == [int(hue[i : i + 2], 16) for i in (0, 2, 4)]


@pytest.mark.parametrize("letter", list("šđčćžëçŠĐČĆŽ–−*…"))
def test_letters_of_the_region_are_drawn(letter, look):
    blank, tofu, drawn = letters(" ", look), letters("\ue123", look), letters(letter, look)
    assert (drawn != blank).any(), "nothing is drawn"
    assert (drawn != tofu).any(), "a box for a missing letter is drawn"


def test_letters_with_marks_differ_from_plain_ones(look):
    for marked, plain in zip("šđčžëç", "sdczec", strict=True):
        assert (letters(marked, look) != letters(plain, look)).any()


def test_svg_holds_the_footer_wrapped_to_the_width(look, chart):
    text = svg(chart, FOOTER, look).decode()
    words = " ".join(re.sub(r"<[^>]+>", "", t) for t in re.findall(r"<text[^>]*>.*?</text>", text, re.S))
    assert "fingerprint 3f9a2c71" in words and "without prejudice" in words
    narrow = chart.to_dict() | {"usermeta": {"width": 200}}
    assert len(picture(narrow, FOOTER, look)["title"]["text"]) > len(picture(chart, FOOTER, look)["title"]["text"])


def test_pictures_name_the_packaged_font_first(look, chart):
    assert picture(chart, FOOTER, look)["config"]["font"].startswith("Source Sans Pro")
    assert "Source Sans Pro" in svg(chart, FOOTER, look).decode()


def test_no_footer_means_no_title_below(look, chart):
    assert "title" not in picture(chart, (), look)


def test_the_chart_itself_is_not_changed(look, chart):
    spec = chart.to_dict()
    before = repr(spec)
    picture(spec, FOOTER, look)
    assert repr(spec) == before
