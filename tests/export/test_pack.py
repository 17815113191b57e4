"""The page that holds everything: read again as a file, with no browser."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import json
import re
import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import font_source_sans_pro
import pytest

from balance_model.core.assess import assess
from balance_model.export.pack import pack
from balance_model.export.pack_exhibit import shown, web
from balance_model.export.pack_font import woff
from balance_model.records.scenarios import load_scenario
from tests.export.briefings import FORMULA, HOSTILE, briefing_of, everything, lines


class Reader(HTMLParser):
    """Tags with attributes in order, text by the tag it stands in, and the content of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.text = ""
        self.open = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open = tag
        if tag == "script":
            self.scripts.append((dict(attributes), ""))

    def handle_endtag(self, tag):
        self.open = ""

    def handle_data(self, data):
        if self.open == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data
        elif self.open != "style":
            self.text += data

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def briefing(world):
    return everything(world)


@pytest.fixture(scope="module")
def raw(world, briefing):
    return pack(briefing, world)


@pytest.fixture(scope="module")
def page(raw):
    return Reader(raw.decode())


def test_the_same_briefing_gives_the_same_bytes(world, briefing, raw):
    assert pack(briefing, world) == raw


def test_nothing_in_the_page_fetches_anything(page):
    """The only addresses are links that a reader follows by hand, and data inside the page."""
    for tag, attributes in page.tags:
        assert "src" not in attributes, tag
        assert "srcset" not in attributes, tag
        assert tag not in {"link", "iframe", "img", "object", "embed", "form", "base"}
        assert not [name for name in attributes if name.startswith("on")], tag
        if "href" in attributes:
            assert tag == "a"
            assert re.match(r"#|https?://|data:text/csv;charset=utf-8;base64,", attributes["href"])


def test_the_policy_lets_only_the_scripts_of_the_page_run_and_no_connection(page):
    rules = dict(
        rule.strip().split(" ", 1) for rule in next(each["content"] for each in page.of("meta") if "content" in each
                                                    and each.get("http-equiv")).split(";")
    )  # fmt: skip
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    run = [text for attributes, text in page.scripts if attributes.get("type") != "application/json"]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in run}
    assert len(run) == 2
    assert set(rules["script-src"].split()) == hashes


def test_hostile_words_stay_words(raw, page):
    assert b"<script>alert" not in raw
    assert len(page.scripts) == 3
    assert HOSTILE in page.text
    assert FORMULA in page.text


def test_every_exhibit_stands_with_title_stamp_link_and_command(page, briefing):
    assert [each["id"] for each in page.of("section")] == [
        *(f"exhibit-{number}" for number in range(1, 12)), "sources", "about",
    ]  # fmt: skip
    for exhibit in briefing.exhibits:
        assert exhibit.title in page.text
        assert briefing.link(exhibit) in page.text
        assert exhibit.command in page.text
    for line in briefing.exhibits[0].stamp.lines:
        assert page.text.count(line) == 12
    assert "Told beneath" in page.text
    assert "wb-1a2b3c" in page.text
    assert "First note." in page.text


def test_headings_follow_each_other_and_the_language_is_named(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert page.of("html")[0]["lang"] == "en"


def test_charts_stand_in_two_sizes_with_the_readers_marks(page, briefing):
    charts = json.loads(next(text for attributes, text in page.scripts if attributes.get("id") == "charts"))
    assert len(charts) == sum(each.kind == "chart" for each in briefing.exhibits) == 9
    assert set(charts["exhibit-1"]) == {"slide", "report"}
    marks = charts["exhibit-1"]["slide"]["datasets"]["annotations"]
    assert [row["label"] for row in marks] == ["Rafale due", "A label without a line"]
    assert "usermeta" not in charts["exhibit-1"]["slide"]  # options of the drawing program could stand there


def test_every_source_cited_is_listed_once_and_can_be_reached(page, briefing, world):
    cited = {name for exhibit in briefing.exhibits for name in exhibit.source_ids}
    ids = [each["id"] for each in page.of("li") if "id" in each]
    assert sorted(ids) == sorted(f"source-{name}" for name in cited)
    targets = {each["href"][1:] for each in page.of("a") if each.get("href", "").startswith("#source-")}
    assert targets == set(ids)
    addresses = {each.get("href") for each in page.of("a")}
    assert {world.source[name].url for name in cited if world.source[name].url} <= addresses


def test_the_numbers_can_be_taken_as_csv_and_are_safe_in_a_spreadsheet(page, briefing):
    taken = [each for each in page.of("a") if "download" in each]
    assert len(taken) == len(briefing.exhibits)
    text = base64.b64decode(taken[0]["href"].partition("base64,")[2]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["country", "year", "score", "share", "rank"]
    assert [float(rows[1 + at][2]) for at in range(64)] == [row[2] for row in briefing.exhibits[0].table.rows]
    text = base64.b64decode(taken[2]["href"].partition("base64,")[2]).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["note"] == "'" + FORMULA


def test_a_page_of_another_base_never_becomes_a_script(world):
    baseline = load_scenario("baseline", world)
    bad = briefing_of(world, [lines(world, assess(world, baseline), baseline)])
    page = Reader(pack(bad.model_copy(update={"base": "javascript:alert(1)//"}), world).decode())
    assert not [each for each in page.of("a") if each.get("href", "").startswith("javascript")]


def test_a_briefing_without_exhibits_still_says_what_it_rests_on(world):
    page = Reader(pack(briefing_of(world, []), world).decode())
    assert world.facts["kosovo_footnote"] in page.text


@pytest.mark.parametrize(
    ("cell", "words"),
    [(None, "–"), (True, "yes"), (2030, "2030"), (0.0, "0"), (1234.5, "1,234.5"), (0.56449, "0.564"),
     (0.0001, "1.0e-04"), (-2.0, "-2"), ("x", "x")],
)  # fmt: skip
def test_cells_in_words(cell, words):
    assert shown(cell) == words


def test_only_addresses_of_the_web_become_links():
    assert web("https://example.org/?a=1&b=2", "<x>") == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">&lt;x&gt;</a>'
    )
    assert web("javascript:alert(1)") == "javascript:alert(1)"


def test_a_packed_font_holds_the_tables_of_the_font_it_was_made_from():
    """Read back after the W3C format: directory, lengths, compression."""
    font = (Path(font_source_sans_pro.font_directory) / "SourceSansPro-Bold.ttf").read_bytes()
    packed = woff(font)
    signature, _, length, number = struct.unpack_from(">4sIIH", packed)
    assert (signature, length) == (b"wOFF", len(packed))
    tables = {}
    for at in range(number):
        tag, offset, short, whole, checksum = struct.unpack_from(">4sIIII", packed, 44 + 20 * at)
        block = packed[offset : offset + short]
        tables[tag] = (checksum, zlib.decompress(block) if short < whole else block)
        assert len(tables[tag][1]) == whole
    for at in range(struct.unpack_from(">H", font, 4)[0]):
        tag, checksum, offset, whole = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        assert tables.pop(tag) == (checksum, font[offset : offset + whole])
    assert not tables
    assert len(packed) < len(font) / 2
