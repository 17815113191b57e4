import hashlib
import io
import re
import zipfile
from datetime import datetime

import pandas as pd
import pytest
from pptx import Presentation

from balance_model.charts.lettering import text_width
from balance_model.cli import main
from balance_model.core.assess import assess
from balance_model.exhibits import taking
from balance_model.exhibits.briefing import MOST_EXHIBITS, annotation
from balance_model.exhibits.exhibit import Native, Series, Table
from balance_model.export.deck import deck
from balance_model.records.scenarios import load_scenario
from tests.export.briefings import HOSTILE, briefing_of, everything, lines

UNBROKEN = "\u00a0"


@pytest.fixture(scope="module")
def briefing(world):
    return everything(world)


@pytest.fixture(scope="module")
def raw(briefing, world):
    return deck(briefing, world)


@pytest.fixture(scope="module")
def show(raw):
    return opened(raw)


@pytest.fixture(scope="module")
def one(world):
    """An exhibit to change."""
    baseline = load_scenario("baseline", world)
    return lines(world, assess(world, baseline), baseline)


def test_a_title_that_the_next_slide_says_is_not_said_twice(briefing, world, one):
    finding = one.model_copy(update={"title": "Serbia leads."})
    about = {"title": "Serbia leads", "subtitle": "Baseline, 2030", "exhibits": (finding,)}
    made = opened(deck(briefing.model_copy(update=about), world))
    first, second = (
        {shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame}
        for slide in list(made.slides)[:2]
    )
    assert {"Baseline, 2030", world.facts["title"]} <= first
    assert "Serbia leads" not in first
    assert any(text.startswith("Serbia leads.") for text in second)


@pytest.fixture
def slides_of(one, world):
    """Slides between the title and the two at the end, of exhibits that differ from one in the fields given."""

    def made(*changes, **about):
        exhibits = [one.model_copy(update={"exhibit_id": f"e{at}", **change}) for at, change in enumerate(changes)]
        found = briefing_of(world, exhibits).model_copy(update=about)
        return list(opened(deck(found, world)).slides)[1:-2]

    return made


def opened(raw):
    return Presentation(io.BytesIO(raw))


def held(slide, idx):
    return next((p for p in slide.placeholders if p.placeholder_format.idx == idx), None)


def words(slide, idx):
    place = held(slide, idx)
    return place.text_frame.text.replace(UNBROKEN, " ") if place is not None else ""


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def test_one_slide_for_each_exhibit_in_order(show, briefing):
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[0] == "Four countries, š đ č ć ž ë ç"
    assert titles[1:-2] == [exhibit.title for exhibit in briefing.exhibits]
    assert titles[-2:] == [
        "How the numbers are made, and what they do not say",
        "Where the numbers come from, and how to make them anew",
    ]


def test_the_title_slide_says_what_it_rests_on(show, world):
    slide = show.slides[0]
    text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Scenario: Baseline (baseline-5fa6e9d5), 2030" in text
    assert "Frozen as wb-1a2b3c" in text
    assert f"Data as of {world.facts['data_as_of']}" in text
    assert "Not combat power" in text
    assert "UNSCR 1244/1999" in text
    assert "For a test" in text
    code = [shape for shape in slide.shapes if shape.shape_type is not None and "http" in alt(shape)]
    assert [alt(shape) for shape in code] == ["QR code of http://localhost:8501/"]


def alt(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")


def test_every_chart_table_and_picture_has_words_for_who_cannot_see_it(show):
    seen = 0
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape._element.tag.endswith("}pic"):
                assert alt(shape).strip(), (slide.shapes.title.text_frame.text, shape.name)
                seen += 1
    assert seen > 2 * 10


def test_no_placeholder_is_left_empty(show):
    for slide in show.slides:
        for place in slide.placeholders:
            if place.has_text_frame and not place._element.tag.endswith(("}graphicFrame", "}pic")):
                assert place.text_frame.text.strip(), place.name
            else:
                assert place._element.tag.endswith(("}graphicFrame", "}pic")), place.name


def test_stamp_and_number_stand_on_every_slide(show, briefing):
    for slide, exhibit in zip(list(show.slides)[1:-2], briefing.exhibits, strict=True):
        stamp = exhibit.stamp
        for part in (stamp.scenario_id, stamp.data, stamp.model, stamp.data_as_of):
            assert part in words(slide, 20)
    for slide in show.slides:
        assert 'type="slidenum"' in slide.part.blob.decode()


def test_the_footnote_stands_where_kosovo_is_named_and_only_there(slides_of, world):
    finding = {"kind": "finding", "specs": {}, "native": None, "table": None, "subtitle": "", "annotations": ()}
    chart = {"native": Native(kind="bar", categories=("Kosovo*", "Serbia"),
                              series=(Series(name="Index", values=(1, 2), colour="#0072B2"),))}  # fmt: skip
    coded = {"kind": "table", "native": None, "table": Table(columns=("country",), rows=(("XKX",),)), "specs": {}}
    plain, title, bars, table = slides_of(
        {**finding, "title": "Serbia leads"}, {**finding, "title": "Kosovo* leads"}, {**chart, "title": "Two"},
        {**coded, "title": "One row"},
    )  # fmt: skip
    assert "UNSCR" not in words(plain, 20)
    for slide in (title, bars, table):
        assert world.facts["kosovo_footnote"] in words(slide, 20)


def test_notes_hold_the_readers_words_first_and_then_all_it_rests_on(show, briefing, world):
    slide, exhibit = show.slides[1], briefing.exhibits[0]
    said = notes(slide)
    assert said.startswith("First note.\nSecond note.")
    order = ["First note.", "Finding: Serbia is ahead.", "What has to be granted:", exhibit.assumptions[0],
             "How the numbers were made: single run", "Sources (", "Scenario: Baseline (baseline-5fa6e9d5)",
             "Frozen as wb-1a2b3c", "Link: http://localhost:8501/?y=2030",
             "To make it anew: python -m balance_model assess --year 2030", *exhibit.stamp.lines]  # fmt: skip
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    named = re.findall(r"^- (.+): .+ \(.+\)$", said, re.M)
    assert len(named) == 12
    assert f"and {len(exhibit.source_ids) - 12} more: the full list is in the workbook" in said
    first = world.source[exhibit.source_ids[0]]
    assert f"- {first.publisher}: {first.title} ({first.date or 'no date'})" in said


def test_a_title_of_the_readers_own_leaves_the_computed_one_in_the_notes(slides_of, one):
    (slide,) = slides_of({"title": "My own words", "source_ids": ()})
    assert slide.shapes.title.text_frame.text == "My own words"
    assert f"Title as computed: {one.first_title}" in notes(slide)
    assert "Sources: none is named for this." in notes(slide)


def test_a_link_is_a_code_where_it_is_short_and_a_click_where_it_is_not_huge(slides_of):
    short, longer, huge = slides_of(
        {"address": "?y=2031"}, {"address": "?x=" + "a" * 1000}, {"address": "?x=" + "a" * 3000}
    )
    assert alt(held(short, 15)) == "QR code of http://localhost:8501/?y=2031"
    runs = held(short, 14).text_frame.paragraphs[0].runs
    assert [(run.text, run.hyperlink.address) for run in runs] == [("Open this view", "http://localhost:8501/?y=2031")]
    assert held(longer, 15) is None
    assert held(longer, 14).text_frame.paragraphs[0].runs[0].hyperlink.address.endswith("a" * 1000)
    assert held(huge, 15) is None
    assert held(huge, 14) is None
    assert "too long for a code" in notes(huge)
    assert "a" * 3000 in notes(huge)


def test_a_picture_stands_where_no_native_chart_can(show, briefing):
    at = [exhibit.title for exhibit in briefing.exhibits].index("The four on a map")
    slide = show.slides[at + 1]
    assert slide.slide_layout.name == "Picture"
    picture = held(slide, 11)
    assert alt(picture) == "A map of the four."
    assert picture.image.size[0] > 1500, "sharp on a large screen"
    wide, high = picture.image.size
    assert picture.width / picture.height == pytest.approx(wide / high, rel=0.01)
    assert "2029: Told beneath" in words(slide, 12)


def test_a_sentence_stands_large(show, briefing):
    at = [exhibit.kind for exhibit in briefing.exhibits].index("finding")
    slide = show.slides[at + 1]
    assert slide.slide_layout.name == "Finding"
    assert slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt == 40
    assert words(slide, 10) == "And no weights reverse it."


def test_a_chart_without_numbers_or_picture_becomes_its_table_or_its_sentence(slides_of):
    bare = {"native": None, "specs": {}}
    table, sentence = slides_of({**bare, "table": Table(columns=("a",), rows=((1,),))}, {**bare, "table": None})
    assert table.slide_layout.name == "Table"
    assert sentence.slide_layout.name == "Finding"


@pytest.mark.parametrize("title", ["x " * 150, "Ž" * 300, "Long words " * 27 + "end"])
def test_a_title_of_three_hundred_letters_is_smaller_and_whole(slides_of, title):
    (slide,) = slides_of({"title": title[:300].strip()})
    place = slide.shapes.title
    run = place.text_frame.paragraphs[0].runs[0]
    assert run.text == title[:300].strip()
    assert 14 <= run.font.size.pt < 28
    letters = {"x": 0.5, "Ž": 0.62}.get(title[0], 0.55)
    across = len(run.text) * letters * run.font.size.pt
    rows = across / (place.width / 12700)
    assert rows * run.font.size.pt * 1.2 <= place.height / 12700 * 1.05


def test_data_cannot_break_a_slide(slides_of):
    bad = "a\x00b\x0b<&>\x1f\ud800 \uffff]]>"
    (slide,) = slides_of({
        "title": bad, "subtitle": bad, "alt": bad, "notes": bad, "finding": bad,
        "native": Native(kind="bar", categories=(bad, ""), series=(Series(name=bad, values=(1, 2), colour="#0072B2"),)),
    })  # fmt: skip
    assert slide.shapes.title.text_frame.text == "ab<&> ]]>"
    assert next(iter(held(slide, 11).chart.plots[0].categories)) == "ab<&> ]]>"
    assert notes(slide).startswith("ab<&> ]]>")


def test_hostile_words_stay_words(show, briefing):
    at = [exhibit.title for exhibit in briefing.exhibits].index(HOSTILE)
    cells = [cell.text for row in held(show.slides[at + 1], 11).table.rows for cell in row.cells]
    assert "=HYPERLINK" in " ".join(cells)
    assert any(cell.startswith("</script>") for cell in cells)


def test_an_empty_briefing_is_a_title_and_an_end(world):
    empty = briefing_of(world, [])
    show = opened(deck(empty, world))
    assert [slide.slide_layout.name for slide in show.slides] == ["Title", "Text", "Text"]
    assert "No source is named" in words(show.slides[2], 11)
    assert "Baseline (baseline-5fa6e9d5)" in words(show.slides[0], 16)


def test_a_scenario_that_is_not_known_here_is_told_by_its_stamp(world, one):
    found = briefing_of(world, [one]).model_copy(update={"scenario": {"id": "x", "name": "X", "deals": {"gone": {}}}})
    slide = opened(deck(found, world)).slides[0]
    assert "Scenario: Baseline (baseline-5fa6e9d5), 2030" in words(slide, 16)


def test_forty_exhibits_give_forty_slides(slides_of):
    kinds = [{"kind": "finding", "native": None}, {"address": ""}]
    assert len(slides_of(*[kinds[at % 8 == 0] for at in range(MOST_EXHIBITS)])) == MOST_EXHIBITS


def test_the_end_counts_sources_and_says_how_to_make_it_anew(show, briefing):
    every = {name for exhibit in briefing.exhibits for name in exhibit.source_ids}
    text = words(show.slides[len(show.slides) - 1], 11)
    assert f"{len(every)} sources stand behind these slides" in text
    assert "--views four-countries-s-d-c-c-z-e-c.briefing.json --format pptx" in text
    method = words(show.slides[len(show.slides) - 2], 11)
    for part in ("Usable weapons", "a value from 0 to 1", "Not combat power", "not a chance of winning"):
        assert part in method


def test_the_command_at_the_end_makes_slides(raw, show, tmp_path, monkeypatch):
    text = words(show.slides[len(show.slides) - 1], 11).replace(UNBROKEN, " ")
    run = text.partition("The views of this scenario: ")[2].partition(". For these")[0]
    assert run == "python -m balance_model export --scenario baseline --format pptx --output slides.pptx"
    monkeypatch.chdir(tmp_path)
    assert main(run.split()[3:]) == 0
    assert (tmp_path / "slides.pptx").read_bytes()[:2] == b"PK"


def test_the_same_briefing_gives_the_same_bytes(raw, briefing, world):
    assert hashlib.sha256(deck(briefing, world)).digest() == hashlib.sha256(raw).digest()


def test_no_clock_is_in_the_file(raw, show, world):
    day = datetime.fromisoformat(world.facts["data_as_of"])
    assert (show.core_properties.created, show.core_properties.modified) == (day, day)
    assert show.core_properties.title == "Four countries, š đ č ć ž ë ç"
    with zipfile.ZipFile(io.BytesIO(raw)) as found:
        assert {entry.date_time for entry in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [name for name in found.namelist() if name.endswith(".xlsx")]
        assert sheets
        for name in sheets:
            with zipfile.ZipFile(io.BytesIO(found.read(name))) as sheet:
                assert world.facts["data_as_of"].encode() in sheet.read("docProps/core.xml")


def test_long_words_about_the_deck_do_not_stop_it(world, one):
    found = briefing_of(world, [one]).model_copy(update={"title": "t" * 200, "subtitle": "s " * 150})
    assert opened(deck(found, world)).core_properties.subject == ("s " * 150)[:255].strip()


def test_slides_of_a_table_taken_from_a_page(world):
    baseline = load_scenario("baseline", world)
    rows = pd.DataFrame({"country": ["SRB"], "year": [2030], "amount": [1234567.5], "known": [True], "gap": [None]})
    exhibit = taking.table("Rows", "A table", rows, assess(world, baseline), baseline, taking.Place("Data"))
    slide = opened(deck(briefing_of(world, [exhibit]), world)).slides[1]
    cells = [[cell.text for cell in row.cells] for row in held(slide, 11).table.rows]
    assert cells == [["Country", "Year", "Amount", "Known", "Gap"], ["Serbia", "2030", "1,234,568", "yes", "–"]]


def test_the_unit_is_told_where_the_subtitle_does_not_tell_it(slides_of):
    bars = Native(
        kind="bar", categories=("A",), series=(Series(name="S", values=(1,), colour="#0072B2"),), unit="Share, %"
    )
    other = bars.model_copy(update={"subtitle": "Of the native chart alone"})
    told, in_it, alone, own = slides_of(
        {"native": bars, "subtitle": "Something"}, {"native": bars, "subtitle": "Share of all, in %"},
        {"native": bars, "subtitle": ""}, {"native": other, "subtitle": "Of the screen"},
    )  # fmt: skip
    assert "Axis: Share, %." in words(told, 12)
    assert "Axis" not in words(in_it, 12)
    assert words(alone, 10) == "Share, %"
    assert words(own, 10) == "Of the native chart alone"


@pytest.mark.parametrize("number", [10, 20, 30, 40])
def test_a_long_title_has_room_for_wider_letters_of_other_machines(slides_of, number):
    (slide,) = slides_of({"title": " ".join(["Serbia"] * number)})
    title = slide.shapes.title
    run = title.text_frame.paragraphs[0].runs[0]
    size, wide, high = run.font.size.pt, 12.333 * 72, 72.0
    in_line = int((wide + text_width(" ", size, True) * 1.25) // (text_width("Serbia ", size, True) * 1.25))
    count = -(-len(run.text.split()) // in_line)
    assert run.text.startswith("Serbia Serbia")
    assert count * size * 1.25 <= high


def test_the_year_of_the_scenario_is_marked_along_lines(slides_of, one):
    (marked, own) = slides_of({"annotations": ()}, {"annotations": (annotation(one.stamp.year, "Elections"),)})

    def told(slide):
        chart = next(shape.chart for shape in slide.placeholders if getattr(shape, "has_chart", False))
        return [part.text for part in chart._chartSpace.findall(".//{*}dLbl//{*}t")]

    assert told(marked) == [str(one.stamp.year)]
    assert told(own) == ["Elections"]
