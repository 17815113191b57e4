"""Briefings: put together, moved about, kept as a file, and opened again; hostile files are named and refused."""

from __future__ import annotations

import json
import re
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.exhibits.briefing import (
    FORMAT,
    LARGEST_FILE,
    MOST_EXHIBITS,
    Briefing,
    BriefingError,
    annotation,
    file_name,
    read_briefing,
)
from balance_model.exhibits.exhibit import Annotation, Exhibit, Native, Series, Table
from tests.exhibits.made import briefing, exhibit


def ids(found: Briefing) -> list[str]:
    return [each.exhibit_id for each in found.exhibits]


def test_an_exhibit_added_again_gets_an_id_of_its_own():
    assert ids(briefing().adding(exhibit()).adding(exhibit())) == ["index", "index-2", "index-3"]


def test_long_ids_stay_within_their_length_and_apart():
    long = exhibit(exhibit_id="x" * 80)
    found = briefing(long).adding(long).adding(long)
    assert len(set(ids(found))) == 3
    assert read_briefing(found.to_json(), "b.json") == found


def test_exhibits_are_taken_out_and_moved_as_far_as_they_go():
    found = briefing(*(exhibit(exhibit_id=name) for name in "abc"))
    assert ids(found.without("b")) == ["a", "c"]
    assert ids(found.moved("c", -1)) == ["a", "c", "b"]
    assert ids(found.moved("a", 99)) == ["b", "c", "a"]
    assert ids(found.moved("b", -99)) == ["b", "a", "c"]
    assert ids(found) == ["a", "b", "c"]


def test_an_edit_replaces_fields_of_one_exhibit_and_is_checked():
    found = briefing().adding(exhibit()).edited("index-2", title="Mine", notes="Say this")
    assert [each.title for each in found.exhibits] == ["A finding", "Mine"]
    assert found.of("index-2").first_title == "A finding"
    with pytest.raises(BriefingError, match=r"^this exhibit, title is ''; write 1 letters at least\.$"):
        found.edited("index", title="")
    with pytest.raises(BriefingError, match="annotations: there are 9; keep 8 at most"):
        found.edited("index", annotations=tuple(annotation(2020 + at, "x") for at in range(9)))


def test_annotations_are_trimmed_and_checked():
    assert annotation(2030, "  PULS  ", False) == Annotation(year=2030, label="PULS", line=False)
    with pytest.raises(BriefingError, match="this annotation, year is 1500; write 1900 or more"):
        annotation(1500, "x")
    with pytest.raises(BriefingError, match=r"label is .*80 letters at most"):
        annotation(2030, "x" * 81)


@pytest.mark.parametrize(
    ("base", "address", "link"),
    [("http://localhost:8501", "balance?y=2030", "http://localhost:8501/balance?y=2030"),
     ("https://x.org/app/", "/?v=index", "https://x.org/app/?v=index")],
)  # fmt: skip
def test_a_link_joins_where_the_explorer_answers_and_what_is_shown(base, address, link):
    found = briefing().model_copy(update={"base": base})
    assert found.link(exhibit(address=address)) == link


@pytest.mark.parametrize(
    ("title", "stem"),
    [("Serbia leads, 1.5 to 1", "serbia-leads-1-5-to-1"),
     ("Plan i odgovor: Čačak i Žepče", "plan-i-odgovor-cacak-i-zepce"), ("Đurđevdan", "durdevdan"), ("—", "briefing"),
     ("../../etc/passwd", "etc-passwd"),
     ("x" * 99, "x" * 60), ("a" * 59 + " b", "a" * 59)],
)  # fmt: skip
def test_a_title_becomes_a_plain_file_name(title, stem):
    assert file_name(title) == stem


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
CELLS = st.booleans() | st.integers() | NUMBERS | TEXTS


@st.composite
def tables(draw) -> Table:
    columns = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    rows = draw(st.lists(st.tuples(*[CELLS] * len(columns)), max_size=5))
    return Table(columns=tuple(columns), rows=tuple(rows))


@st.composite
def natives(draw) -> Native:
    labels = draw(st.lists(TEXTS, min_size=1, max_size=4))
    values = st.tuples(*[NUMBERS] * len(labels))
    bands = {name: draw(values) for name in ("low80", "low50", "high50", "high80")} if draw(st.booleans()) else {}
    one = Series(name=draw(TEXTS), values=draw(values), colour="#0072b2", dashed=draw(st.booleans()), **bands)
    kind = draw(st.sampled_from(["bar", "line", "stacked_column"]))
    return Native(kind=kind, categories=tuple(labels), series=(one,), low=draw(NUMBERS), unit=draw(TEXTS))


@st.composite
def exhibits(draw) -> Exhibit:
    marks = st.builds(Annotation, year=st.integers(1900, 2100), label=TEXTS.filter(bool), line=st.booleans())
    return exhibit(
        title=draw(TEXTS.filter(bool)), notes=draw(TEXTS), table=draw(st.none() | tables()),
        native=draw(st.none() | natives()), annotations=tuple(draw(st.lists(marks, max_size=8))),
        scenario=draw(st.dictionaries(TEXTS, NUMBERS | TEXTS, max_size=3)),
    )  # fmt: skip


@settings(max_examples=60)
@given(st.lists(exhibits(), max_size=3), TEXTS.filter(bool))
def test_what_is_saved_opens_as_it_was(found, title):
    made = Briefing(title=title, scenario={"id": "x", "name": "x"})
    for each in found:
        made = made.adding(each)
    again = read_briefing(made.to_json(), "b.json")
    assert again == made
    assert again.to_json() == made.to_json()


def test_a_file_with_a_mark_of_byte_order_and_one_parsed_already_open_too():
    raw = briefing().to_json()
    assert read_briefing(b"\xef\xbb\xbf" + raw, "b.json") == briefing()
    assert read_briefing(raw.decode(), "b.json") == briefing()
    assert read_briefing(json.loads(raw), "b.json") == briefing()


def changed(path: tuple, value: object) -> bytes:
    """The file of a briefing of two exhibits with one value replaced."""
    content = json.loads(briefing(exhibit(), exhibit(exhibit_id="two", title="Second finding")).to_json())
    part = content
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return json.dumps(content).encode()


FIRST, SECOND = "exhibit 1 ('A finding')", "exhibit 2 ('Second finding')"
NOT_JSON = "b.json: not a JSON file in UTF-8; choose a briefing saved here."
NOT_ONE = "b.json: not a briefing file; choose one saved on the page Builder."
HOSTILE = {
    "empty": (b"", NOT_JSON),
    "not UTF-8": (b"\xff\xfe{", NOT_JSON),
    "a picture": (b"\x89PNG\r\n", NOT_JSON),
    "cut off": (briefing().to_json()[:-5], NOT_JSON),
    "deep lists": (b"[" * 100_000, NOT_JSON),
    "a list": (b"[]", NOT_ONE),
    "a number": (b"7", NOT_ONE),
    "another file of ours": (b'{"id": "baseline", "name": "Baseline"}', NOT_ONE),
    "a later format": (b'{"format": "balance briefing 2"}', NOT_ONE),
    "huge": (b" " * (LARGEST_FILE + 1), "b.json: larger than 30 MB; pin fewer charts."),
    "no title": (f'{{"format": "{FORMAT}"}}'.encode(), "b.json, title is missing; save the file anew."),
    "a title that is no text": (changed(("title",), 7), "b.json, title is 7; write text."),
    "exhibits that are none": (
        changed(("exhibits",), "x"), "b.json, exhibits is 'x'; write a list in square brackets."),
    "an exhibit that is none": (
        changed(("exhibits", 0), 1), "b.json, exhibit 1 is 1; write names and values in braces."),
    "too many": (
        changed(("exhibits",), [json.loads(exhibit().model_dump_json())] * (MOST_EXHIBITS + 1)),
        "b.json, exhibits: there are 41; keep 40 at most."),
    "unknown kind": (
        changed(("exhibits", 1, "kind"), "chrt"),
        f"b.json, {SECOND}, kind is 'chrt'; write one of 'chart', 'table' or 'finding'."),
    "long title": (
        changed(("exhibits", 1, "title"), "y" * 301),
        f"b.json, exhibit 2 ('{'y' * 57}...'), title is '{'y' * 56}...; write 300 letters at most."),
    "unknown field": (
        changed(("exhibits", 0, "autorun"), True),
        f"b.json, {FIRST}, autorun is unknown; take it out, or save the file anew."),
    "stamp gone": (
        changed(("exhibits", 0, "stamp"), {}), f"b.json, {FIRST}, stamp, scenario is missing; save the file anew."),
    "a colour that is none": (
        changed(("exhibits", 0, "native", "series", 0, "colour"), "red"),
        f"b.json, {FIRST}, native, series 1, colour is 'red'; write a colour such as #0072B2."),
    "text for a number": (
        changed(("exhibits", 0, "native", "series", 0, "values", 1), "x"),
        f"b.json, {FIRST}, native, series 1, value 2 is 'x'; write a number."),
    "a series that does not fit": (
        changed(("exhibits", 0, "native", "series", 0, "values"), [1]),
        f"b.json, {FIRST}, native: series 'Serbia' does not have one value for each category; correct it, or save the "
        "file anew."),
    "a list for a cell": (
        changed(("exhibits", 0, "table", "rows", 1, 2), [1]),
        f"b.json, {FIRST}, table, row 2, cell 3 is [1]; write a number, text in quotes, true, false or null."),
    "a year out of range": (
        changed(("exhibits", 1, "annotations"), [{"year": 3000, "label": "x"}]),
        f"b.json, {SECOND}, annotation 1, year is 3000; write 2100 or less."),
    "an id twice": (
        changed(("exhibits", 1, "exhibit_id"), "index"),
        "b.json, exhibits: 'index' stands twice; give each exhibit an id of its own."),
    "an id that is a path": (
        changed(("exhibits", 0, "exhibit_id"), "../x"),
        f"b.json, {FIRST}, exhibit_id is '../x'; write small letters, digits, - and _ only, sixty at most."),
    "data from elsewhere": (
        changed(("exhibits", 1, "specs", "slide", "data"), {"url": "file:///etc/passwd"}),
        "b.json, exhibit 2, specs: 'url' reaches outside the file; pin it anew."),
    "a link in a mark": (
        changed(("exhibits", 0, "specs", "square", "layer", 0, "encoding", "href"), {"value": "http://x.org"}),
        "b.json, exhibit 1, specs: 'href' reaches outside the file; pin it anew."),
    "options of the viewer": (
        changed(("exhibits", 0, "specs", "report", "usermeta", "embedOptions"), {"patch": "x"}),
        "b.json, exhibit 1, specs: 'embedOptions' reaches outside the file; pin it anew."),
    "a scenario as deep as a well": (
        changed(("scenario", "a"), json.loads("[" * 500 + "]" * 500)),
        "b.json: holds parts nested too deep, or letters no file keeps; save it anew."),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_does_not_fit_gets_one_sentence_with_place_and_cure(name):
    raw, sentence = HOSTILE[name]
    with pytest.raises(BriefingError) as caught:
        read_briefing(raw, "b.json")
    assert str(caught.value) == sentence
    assert not re.search(r"pydantic|validation|Input should|type=", sentence)


def test_a_column_may_be_called_url():
    slide = deepcopy(exhibit().specs["slide"])
    slide["datasets"]["rows0"] = [{"year": 2020, "url": "x"}]
    found = briefing(exhibit(specs={"slide": slide}))
    assert read_briefing(found.to_json(), "b.json") == found
