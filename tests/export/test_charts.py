import io
import xml.etree.ElementTree as ElementTree

import numpy as np
import pypdf
import pytest
from PIL import Image

from balance_model.core.assess import assess
from balance_model.exhibits.briefing import BriefingError
from balance_model.export.charts import FRAMES, Frame, chart_file, sheet, svg_size
from balance_model.records.scenarios import load_scenario
from tests.export.briefings import lines, mapped

LETTERS = "Žuti šaran, đak, ćup, čvor, shqipëri çaj"
HOSTILE = 'Title #let x = 1 *bold* $x$ <b>&amp; "q" \\ @ref'


@pytest.fixture(scope="module")
def answer(world):
    return assess(world, load_scenario("baseline", world))


@pytest.fixture(scope="module")
def chart(world, answer):
    return lines(world, answer, load_scenario("baseline", world)).model_copy(update={"title": LETTERS})


def pixels(raw: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(raw)).convert("RGB")).astype(int)


def texts(raw: bytes) -> str:
    root = ElementTree.fromstring(raw)
    return " ".join("".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize(("size", "width", "height"), [("slide", 1920, 1080), ("square", 1080, 1080)])
def test_a_png_has_exactly_the_size_of_its_frame_and_holds_ink_up_to_no_edge(chart, world, size, width, height):
    drawn = pixels(chart_file(chart, world, "png", size))
    assert drawn.shape == (height, width, 3)
    inked = np.argwhere((drawn < 200).any(axis=2))
    assert len(inked) > 5000
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    assert top > 10 and left > 10 and bottom < height - 10 and right < width - 10, "something is cut"
    assert abs(top - (height - bottom)) < 0.05 * height, "not in the middle"


def test_a_report_column_is_as_wide_as_the_text_of_a_page_and_as_high_as_its_chart(chart, world):
    raw = chart_file(chart, world, "pdf", "report")
    box = pypdf.PdfReader(io.BytesIO(raw)).pages[0].mediabox
    assert float(box.width) / 72 * 25.4 == pytest.approx(170, abs=1)
    assert 200 < float(box.height) < 500
    assert Image.open(io.BytesIO(chart_file(chart, world, "png", "report"))).width == 3 * 644


def test_what_grows_taller_than_its_frame_is_made_smaller(chart, world):
    tall = {size: {**spec, "height": 2500} for size, spec in chart.specs.items()}
    drawn = pixels(chart_file(chart.model_copy(update={"specs": tall}), world, "png", "slide"))
    inked = np.argwhere((drawn < 200).any(axis=2))
    assert drawn.shape[:2] == (1080, 1920)
    assert inked[:, 0].max() < 1070 and inked[:, 1].max() - inked[:, 1].min() < 960


def test_an_svg_holds_title_annotations_stamp_and_ways_back_as_text(chart, world):
    found = texts(chart_file(chart, world, "svg", "slide", ("Link: http://localhost:8501/?y=2030",)))
    for words in (LETTERS, "Rafale due", "A label without a line", "Data as of", "without prejudice", "?y=2030"):
        assert words in found, words
    assert chart.stamp.scenario_id in found


def test_an_annotation_without_a_place_stands_under_the_chart(world, answer):
    found = texts(chart_file(mapped(world, answer, load_scenario("baseline", world)), world, "svg", "square"))
    assert "2029: Told beneath" in found


def test_a_link_longer_than_a_line_is_left_out_of_the_picture(chart, world):
    long = "Link: http://localhost:8501/?x=" + "A" * 400
    assert "AAAA" not in texts(chart_file(chart, world, "svg", "slide", (long,)))


@pytest.mark.parametrize("size", FRAMES)
def test_a_pdf_has_embedded_fonts_letters_that_survive_and_words_for_the_picture(chart, world, size):
    reader = pypdf.PdfReader(io.BytesIO(chart_file(chart, world, "pdf", size)))
    (page,) = reader.pages
    fonts = [
        font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font) for font in fonts)
    assert all("SourceSansPro" in font["/FontName"] for font in fonts)
    found = " ".join(page.extract_text().split())
    assert LETTERS in found and "Rafale due" in found and "without prejudice" in found
    assert reader.metadata.title == LETTERS
    assert reader.metadata.author == world.facts["title"]
    assert reader.metadata.creation_date.date().isoformat() == world.facts["data_as_of"]


def test_a_slide_in_pdf_is_sixteen_to_nine_as_slides_are(chart, world):
    box = pypdf.PdfReader(io.BytesIO(chart_file(chart, world, "pdf", "slide"))).pages[0].mediabox
    assert (float(box.width) / 72, float(box.height) / 72) == (pytest.approx(13.333, abs=0.01), 7.5)


def test_markup_in_a_title_comes_out_as_itself(chart, world):
    hostile = chart.model_copy(update={"title": HOSTILE, "alt": HOSTILE})
    assert HOSTILE in texts(chart_file(hostile, world, "svg", "slide"))
    reader = pypdf.PdfReader(io.BytesIO(chart_file(hostile, world, "pdf", "slide")))
    assert HOSTILE in " ".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_the_same_chart_gives_the_same_bytes(chart, world, form):
    once, twice = (chart_file(chart, world, form, "square") for _ in range(2))
    assert once == twice


def test_a_table_has_no_picture(chart, world):
    table = chart.model_copy(update={"kind": "table", "specs": {}})
    with pytest.raises(BriefingError, match=r"is a table and has no picture; take its CSV or JSON"):
        chart_file(table, world, "png", "slide")


def test_the_size_of_a_picture_is_read_from_its_first_tag(chart, world):
    made = sheet(chart, world, "square")
    assert svg_size(made.svg) == (864.0, 864.0)
    assert made.frame == Frame(864, 864, 12, 1.25)
    with pytest.raises(ValueError, match="without width and height"):
        svg_size('<svg viewBox="0 0 1 1"/>')
