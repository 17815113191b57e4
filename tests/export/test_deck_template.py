import io
import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from tools import deck_template

TEMPLATE = Path(__file__).parents[2] / "balance_model" / "export" / "template.pptx"
LAYOUTS = ("Title", "Chart", "Picture", "Table", "Finding", "Text")


@pytest.fixture(scope="module")
def show():
    return Presentation(io.BytesIO(TEMPLATE.read_bytes()))


def test_the_committed_template_is_what_its_maker_makes():
    with zipfile.ZipFile(TEMPLATE) as found:
        assert {name: found.read(name).decode() for name in found.namelist()} == deck_template.parts()


def test_the_maker_gives_the_same_bytes(monkeypatch, tmp_path):
    monkeypatch.setattr(deck_template, "OUTPUT", tmp_path / "again.pptx")
    deck_template.main()
    assert (tmp_path / "again.pptx").read_bytes() == TEMPLATE.read_bytes()


def test_slides_are_sixteen_to_nine(show):
    assert (show.slide_width, show.slide_height) == (12192000, 6858000)
    assert show.slide_width * 9 == show.slide_height * 16
    assert tuple(layout.name for layout in show.slide_layouts) == LAYOUTS
    assert len(show.slides) == 0


@pytest.mark.parametrize("name", LAYOUTS)
def test_placeholders_stand_on_the_slide_and_not_on_each_other(show, name):
    places = list(show.slide_layouts.get_by_name(name).placeholders)
    assert {each.placeholder_format.type.name for each in places} >= {"FOOTER", "SLIDE_NUMBER"}
    for each in places:
        assert each.left >= 457000
        assert each.top >= 0
        assert each.left + each.width <= 12192000 - 400000
        assert each.top + each.height <= 6858000
    for one, other in combinations(places, 2):
        across = one.left < other.left + other.width and other.left < one.left + one.width
        down = one.top < other.top + other.height and other.top < one.top + one.height
        assert not (across and down), (one.name, other.name)


def test_charts_and_tables_have_placeholders_of_their_kind(show):
    kinds = {
        layout.name: {p.placeholder_format.type.name for p in layout.placeholders} for layout in show.slide_layouts
    }
    assert "CHART" in kinds["Chart"]
    assert "TABLE" in kinds["Table"]
    assert "PICTURE" in kinds["Picture"]


def test_colours_and_fonts_are_ours():
    with zipfile.ZipFile(TEMPLATE) as found:
        theme = etree.fromstring(found.read("ppt/theme/theme1.xml"))
    hues = [theme.find(f".//{{*}}accent{n}/{{*}}srgbClr").get("val") for n in (1, 2, 3, 4)]
    assert hues == ["0072B2", "D55E00", "009E73", "CC79A7"]
    fonts = {each.get("typeface") for each in theme.iter("{*}latin")}
    assert fonts == {"Source Sans Pro"}


def test_the_notes_page_shows_a_wide_slide(show):
    picture = next(p for p in show.notes_master.placeholders if p.placeholder_format.type.name == "SLIDE_IMAGE")
    assert picture.width * 9 == pytest.approx(picture.height * 16, rel=1e-6)
