import io
from datetime import date

import pandas as pd
import pypdf
import pytest

from balance_model.core.assess import assess
from balance_model.exhibits import taking
from balance_model.exhibits.briefing import annotation
from balance_model.exhibits.reproduce import export_command
from balance_model.exhibits.stamps import assumptions
from balance_model.export.brief import LAYOUTS, brief
from balance_model.export.brief_blocks import words
from balance_model.export.brief_content import content
from balance_model.records.scenarios import altered, load_scenario, presets
from tests.export.briefings import briefing_of, lines, mapped

HOSTILE = "#let x = 1 *bold* _it_ $x^2$ <b> &amp; \"q\" 's' \\ @ref `raw` [a] {b} = h"
LETTERS = "Žuti šaran, đak, ćup, čvor, shqipëri çaj"


@pytest.fixture(scope="module")
def scenario(world):
    return altered(load_scenario("kosovo_surge", world), {"year": 2030}, world)


@pytest.fixture(scope="module")
def answer(world, scenario):
    return assess(world, scenario)


@pytest.fixture(scope="module")
def chart(world, answer):
    return lines(world, answer, load_scenario("baseline", world))


@pytest.fixture(scope="module")
def table(world, answer):
    rows = answer.scores[answer.scores["year"] >= 2030]
    place = taking.Place("Balance", "", "?y=2030", "python -m balance_model export --views rows")
    return taking.table("Rows", "Indices from 2030", rows, answer, load_scenario("baseline", world), place)


def said(world, answer, name, sentence, note=""):
    place = taking.Place("Balance", "", "?y=2030", "python -m balance_model assess --year 2030")
    return taking.finding(name, sentence, note, answer, load_scenario("baseline", world), place)


def opened(raw):
    return pypdf.PdfReader(io.BytesIO(raw))


def text(page):
    return " ".join(page.extract_text().replace("\xa0", " ").split())


def whole(reader):
    return " ".join(text(page) for page in reader.pages)


def links(reader):
    found = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return {note["/A"]["/URI"] for note in found if "/URI" in note.get("/A", {})}


@pytest.fixture(scope="module")
def seven(world, scenario, answer, chart, table):
    """Seven pins: a finding, two charts, a map, a table, what would reverse it, and a chart of another scenario."""
    other = load_scenario("baseline", world)
    pins = [
        chart.model_copy(update={"title": LETTERS, "notes": "A note of the reader."}),
        said(world, answer, "finding", "Serbia leads, and by how much", "No weights reverse it."),
        mapped(world, answer, other),
        table,
        chart.model_copy(update={"title": "The second chart"}),
        said(world, answer, "reverse", "Croatia leads once anti-tank carries 96 %", "Nothing else does."),
        lines(world, assess(world, other), other, "The plain baseline"),
    ]
    return briefing_of(world, pins, scenario, frozen_id="wb-1a2b3c")


@pytest.fixture(scope="module")
def reader(seven, world):
    return opened(brief(seven, world))


@pytest.fixture(scope="module")
def pages(reader):
    return [text(page) for page in reader.pages]


@pytest.fixture(scope="module")
def found(pages):
    return " ".join(pages)


def test_it_is_a4_of_two_to_six_pages_with_stamp_footnote_and_number_on_each(reader, pages, world, scenario):
    assert 2 <= len(reader.pages) <= 6
    for number, (page, found) in enumerate(zip(reader.pages, pages, strict=True), start=1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (
            pytest.approx(595.28, abs=0.1), pytest.approx(841.89, abs=0.1)
        )  # fmt: skip
        assert world.facts["kosovo_footnote"] in found
        assert f"{number} / {len(reader.pages)}" in found
        assert scenario.scenario_id in found and world.fingerprint in found and "wb-1a2b3c" in found


def test_the_finding_stands_first_and_key_numbers_follow(pages, answer):
    first = pages[0]
    finding = first.index("Serbia leads, and by how much")
    assert finding < first.index("No weights reverse it.") < first.index("Figure 1")
    now = answer.scores[answer.scores["year"] == 2030]
    for score in now["score"]:
        assert finding < first.index(f"{score:.2f}") < first.index("Figure 1")


def test_charts_stand_in_order_with_letters_annotations_and_notes(found):
    places = [found.index(words) for words in (
        f"Figure 1 {LETTERS}", "Figure 2 The four on a map", "Table 1 Indices from 2030", "Figure 3 The second chart",
        "Figure 4 The plain baseline", "What is changed", "What would reverse it", "Croatia leads once",
        "How the numbers are made", "What the numbers do not say", "Make the numbers again", "Sources (",
    )]  # fmt: skip
    assert places == sorted(places)
    for label in ("Rafale due", "A label without a line", "2029: Told beneath", "A note of the reader."):
        assert label in found, label


def test_changes_are_those_of_the_scenario(found, world, scenario):
    told = [each for each in assumptions(world, scenario, load_scenario("baseline", world)) if "Changed from" in each]
    assert len(told) >= 4
    for each in told:
        assert each.partition(": ")[2] in found
    assert "Baseline (baseline-5fa6e9d5): nothing is changed" in found


def test_every_source_is_named_and_linked(reader, found, seven, world):
    cited = {name for pin in seven.exhibits for name in pin.source_ids}
    assert len(cited) > 100
    back = found.partition("Sources (")[2].replace("- ", "").replace(" ", "").replace("-", "")
    assert back.startswith(f"{len(cited)})")
    named = sum(world.source[name].title.replace(" ", "").replace("-", "") in back for name in cited)
    assert named >= 0.9 * len(cited), "titles that a page break divides are the only ones not found whole"
    addresses = {world.source[name].url for name in cited if world.source[name].url}
    assert addresses <= links(reader)


def test_link_and_commands_lead_back(reader, found):
    assert {"http://localhost:8501/?y=2030", "http://localhost:8501/?s=kosovo_surge"} <= {
        link.replace("&y=2030", "") for link in links(reader)
    }
    assert "python -m balance_model assess --scenario kosovo_surge" in found
    assert "python -m balance_model export --views rows" in found


def test_it_has_embedded_fonts_metadata_of_the_data_and_tags(reader, seven, world):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
    assert reader.metadata.title == seven.title
    assert reader.metadata.author == world.facts["title"]
    assert reader.metadata.creation_date.date() == date.fromisoformat(world.facts["data_as_of"])
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    pictures = [pin.alt for pin in seven.exhibits if pin.kind == "chart"]
    assert sorted(_alternatives(reader)) == sorted([*pictures, "QR code of the link"])


def _alternatives(reader):
    """The words of all pictures, from the tree that screen readers walk."""
    waiting, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += [child for child in node if not isinstance(child, int)]
        elif isinstance(node, dict):
            found += [node["/Alt"]] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node and not isinstance(node["/K"], int) else []
    return found


def test_the_same_briefing_gives_the_same_bytes(seven, world):
    shown = seven.model_copy(update={"exhibits": seven.exhibits[:2]})
    assert brief(shown, world) == brief(shown, world)


def test_one_pin_without_sources_still_fills_two_pages(world, scenario, chart):
    found = opened(brief(briefing_of(world, [chart.model_copy(update={"source_ids": ()})], scenario), world))
    assert 2 <= len(found.pages) <= 3
    assert "The pins name no sources of their own." in whole(found)
    assert "Serbia is ahead." in text(found.pages[0]), "the sentence of the page leads where no finding is pinned"


def test_an_empty_briefing_has_finding_numbers_and_sources(world, scenario):
    found = opened(brief(briefing_of(world, [], scenario), world))
    assert len(found.pages) >= 2
    assert "In 2030 Serbia is" in text(found.pages[0])
    assert "Sources (" in whole(found)


def test_with_forty_pins_those_without_room_are_named(world, scenario, chart, table):
    pins = [
        (chart if number % 4 else table).model_copy(update={"title": f"Pin number {number}"}) for number in range(40)
    ]
    found = opened(brief(briefing_of(world, pins, scenario), world))
    assert len(found.pages) == 6
    everything = whole(found)
    for number in range(40):
        assert f"Pin number {number}" in everything
    drawn = sum(f"Figure {number} " in everything or f"Table {number} " in everything for number in range(1, 41))
    assert drawn >= 10
    assert "of the 40 pins have no room in six pages." in everything


def test_markup_comes_out_as_itself_and_only_the_web_is_linked(world, scenario, chart):
    pin = chart.model_copy(update={
        "title": HOSTILE, "subtitle": HOSTILE, "notes": HOSTILE, "alt": HOSTILE, "address": "x",
        "annotations": (annotation(2028, "#let *a* $b$ <c> š"),), "command": "python #x *y* $z$",
    })  # fmt: skip
    shown = briefing_of(world, [pin], scenario).model_copy(
        update={"title": f"{HOSTILE}\nnext", "subtitle": HOSTILE, "base": "javascript:alert(1)"}
    )
    found = opened(brief(shown, world))
    everything = whole(found)
    assert everything.count(HOSTILE) >= 5
    assert "#let *a* $b$ <c> š" in everything
    assert "python #x *y* $z$" in everything
    assert all(link.startswith("http") for link in links(found))
    assert content(shown, world)["again"]["code"] == ""


@pytest.mark.parametrize(("letters", "coded"), [(250, True), (2500, False)])
def test_a_long_link_is_told_whole_or_not_at_all_and_a_very_long_one_gets_no_code(
    world, scenario, chart, letters, coded
):
    shown = briefing_of(world, [chart], scenario)
    named = shown.model_copy(update={"base": "http://host/" + "a" * letters})
    found = content(named, world)["again"]
    assert found["address"].startswith("The link is long: it opens from here, and stands in README.txt")
    assert content(named.model_copy(update={"base": "x" * 250}), world)["again"]["address"].startswith(
        "The link is long: it stands in README.txt"
    )
    assert bool(found["code"]) is coded
    assert found["link"].startswith("http://host/" + "a" * letters)


def test_no_printed_command_is_cut(world, scenario, chart):
    weights = {name: 1 / number for number, name in enumerate(world.category_ids, start=3)}
    names = {"name": "Mine", "story": "A long story " * 60, "weights": weights}
    long = altered(scenario, names, world)
    answer, known = assess(world, long), presets(world)
    own = taking.finding("a", "A", "", answer, known["baseline"], taking.Place(
        "Balance", command=export_command(long, known, "index", "csv", (40, 7))))  # fmt: skip
    other = chart.model_copy(update={"command": f"python -m balance_model export --title '{'x ' * 300}'"})
    broken = chart.model_copy(update={"command": "' " * 301})
    assert len(own.command) > 400
    lead = own.model_copy(update={"command": ""})
    shown = briefing_of(world, [lead, own, other, broken], long)
    again = content(shown, world)["again"]
    assert again["command"] == "python -m balance_model assess --scenario scenario.json --format json"
    assert again["commands"]["rows"] == [
        "python -m balance_model export --scenario scenario.json --uncertainty --draws 40 --seed 7 --views index "
        "--format csv --output index.csv"
    ]
    everything = whole(opened(brief(shown, world)))
    assert "The file scenario.json is in the zip of this briefing." in everything
    assert "Longer commands stand in the zip" in everything
    assert "…" not in everything.partition("Make the numbers again")[2].partition("Sources (")[0]
    assert not any(words.endswith("…") for words in (again["command"], again["address"], *again["commands"]["rows"]))


def test_key_numbers_are_those_of_the_futures_where_a_pin_holds_them(world, scenario, chart):
    rows = [("SRB", 2029, 0.1, 0.2, 0.3), ("SRB", 2030, 0.5, 0.57, 0.64), ("HRV", 2030, 0.3, 0.39, 0.45)]
    many = chart.table.model_copy(
        update={"columns": ("country", "year", "low80", "middle", "high80"), "rows": tuple(rows)}
    )
    pin = chart.model_copy(update={"name": "index", "table": many})
    tiles = content(briefing_of(world, [pin], scenario), world)["tiles"]
    assert [(cell["name"], cell["index"], cell["under"]) for cell in tiles["cells"]] == [
        ("Serbia", "0.57", "0.50–0.64 in 80 % of futures"), ("Croatia", "0.39", "0.30–0.45 in 80 % of futures"),
    ]  # fmt: skip


@pytest.mark.parametrize(("cell", "column", "shown"), [
    (None, "note", "–"), ("", "note", "–"), (True, "counted", "yes"), (2030, "year", "2030"),
    (12345, "units", "12,345"), (-3, "units", "−3"), (0.0, "value", "0.00"), (0.004, "value", "<0.01"),
    (-0.001, "delta", "−<0.01"),
    (-0.256, "delta", "−0.26"), (4780.4, "million", "4,780"), ("XKX", "country", "Kosovo*"),
    ("a" * 80, "x", "a" * 69 + "…"),
])  # fmt: skip
def test_cells_read_as_readers_expect(cell, column, shown):
    assert words(cell, column, {"XKX": "Kosovo*"}) == shown


def test_layouts_go_from_roomy_to_dense():
    assert [layout.small for layout in LAYOUTS[1:]] == sorted((layout.small for layout in LAYOUTS[1:]), reverse=True)
    assert LAYOUTS[-1].most_pages == 6


def test_cautions_and_rounding_stand_under_a_pin_and_years_are_all_there(world, answer, chart):
    caution = "Caution: The ceiling rests on a single source."
    place, baseline = taking.Place("Balance"), load_scenario("baseline", world)
    years = taking.table("Years", "Index by year", answer.scores, answer, baseline, place)
    effects = pd.DataFrame({"change": ["More drones", "All changes together"], "Serbia": [0.0842, 0.0842]})
    changes = taking.table("Effects", "Effects", effects, answer, baseline, place)
    pins = [chart.model_copy(update={"assumptions": (caution, *chart.assumptions)}), years, changes]
    found, by_year, rounded = content(briefing_of(world, pins), world)["blocks"]
    assert caution in found["notes"]
    assert not any(words.startswith("Weights") for words in found["notes"])
    assert by_year["columns"] == ["Year", *(world.short_name(code) for code in world.country_codes)]
    assert [row[0] for row in by_year["rows"]] == [str(year) for year in world.years]
    first = answer.scores[answer.scores["year"] == world.years[0]].set_index("country")["score"]
    assert by_year["rows"][0][1] == f"{first[world.country_codes[0]]:.2f}"
    assert by_year["notes"] == ["Shown: Index. The other columns (share, rank) are in the workbook."]
    assert "may differ from their sum by 0.001" in rounded["notes"][0]
