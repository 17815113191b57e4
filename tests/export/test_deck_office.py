"""What LibreOffice makes of a deck: pages, words, ink, and nothing that runs over."""

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native, Series, Table
from balance_model.export.deck import deck
from tests.export.briefings import briefing_of, everything, natives
from tests.export.office import convert

LONG = "Serbia widens its lead in šđčćžëç while Croatia and Kosovo* follow "
SIZE = (960, 540)


@pytest.fixture(scope="module")
def briefing(world):
    """Every kind of exhibit, and the edges: long words, a table of 60 rows, many columns, many bars."""
    found = everything(world)
    first = found.exhibits[0]
    rows = tuple((f"row {at}", at / 3, "XKX") for at in range(60))
    bars = tuple(f"Assumption {at} with a long name" for at in range(30))
    edges = (
        {"title": (LONG * 5)[:300], "subtitle": LONG * 4, "native": natives(Look.of(world))["four fans"]},
        {"kind": "table", "title": "Sixty rows", "table": Table(columns=("name", "number", "country"), rows=rows)},
        {"kind": "table", "title": "Many columns",
         "table": Table(columns=tuple(f"column number {n}" for n in range(30)), rows=(tuple(range(30)),))},
        {"title": "Thirty bars", "native": Native(kind="bar", categories=bars, decimals=0, series=(
            Series(name="Swing", values=tuple(float(v) for v in range(30)), colour="#0072B2"),))},
        {"kind": "finding", "title": (LONG * 5)[:300], "subtitle": LONG * 4, "table": None},
    )  # fmt: skip
    more = [first.model_copy(update=change) for change in edges]
    return briefing_of(world, [*found.exhibits, *more]).model_copy(update={"frozen_id": "wb-1a2b3c"})


@pytest.fixture(scope="module")
def folder(briefing, world, tmp_path_factory):
    place = tmp_path_factory.mktemp("deck")
    (place / "deck.pptx").write_bytes(deck(briefing, world))
    return place


@pytest.fixture(scope="module")
def pages(folder):
    """Words of each page by their height in points from the bottom."""
    found = []
    for page in PdfReader(convert(folder / "deck.pptx", "pdf", folder / "pdf")).pages:
        placed = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, placed=placed: placed.append((tm[4], tm[5], size, text))
        )
        assert [round(float(side)) for side in page.mediabox[2:]] == list(SIZE)
        found.append((" ".join(page.extract_text().split()), placed))
    return found


def test_one_page_for_each_slide(pages, briefing):
    further = 2 + 2  # sixty rows and thirty bars go on over two more slides each
    assert len(pages) == 1 + len(briefing.exhibits) + further + 2


def test_letters_of_the_region_are_there(pages):
    assert "Four countries, š đ č ć ž ë ç" in pages[0][0]
    assert sum("šđčćžëç" in text for text, _ in pages) == 2


def test_titles_and_labels_of_native_charts_are_drawn(pages, briefing):
    text = pages[1][0]
    assert briefing.exhibits[0].title in text
    for part in ("Serbia", "Croatia", "Bosnia", "Kosovo*", "2020", "2035", "Rafale due", "A label without a line"):
        assert part in text
    waterfall = next(text for text, _ in pages if "SAFE" in text)
    assert "not painted" not in waterfall


def test_the_foot_is_on_every_page(pages, world):
    for number, (text, _) in enumerate(pages, start=1):
        assert world.fingerprint in text
        assert text.endswith(str(number)) or f" {number} " in text
    assert all("UNSCR 1244/1999" in text for text, _ in pages if "Kosovo" in text)


def test_no_prompt_of_an_empty_placeholder_is_seen(pages):
    every = " ".join(text for text, _ in pages)
    for prompt in ("Click to", "The finding, as a sentence", "Measure, unit", "How to read it", "Open this Open"):
        assert prompt not in every


def test_long_words_stay_in_their_place(pages, briefing):
    at = next(n for n, (text, _) in enumerate(pages) if n > 1 and (LONG * 5)[:60] in text)
    words = [(y, text.strip()) for _, y, _, text in pages[at][1] if text.strip()]
    assert (LONG * 5)[:300].split()[-2] in pages[at][0]
    assert max(y for y, _ in words) < 540 - 10, "nothing above the slide"
    axis = [y for y, text in words if text == "2020"]
    lines = [y for y, text in words if "widens" in text or "follow" in text]
    assert min(lines) > 540 - 1.85 * 72, "title and subtitle end above the chart"
    assert max(axis) < min(lines)


def test_tables_end_above_what_is_said_of_them(pages):
    for title in ("Sixty rows", "Many columns"):
        for text, placed in pages:
            if text.startswith(title):
                told = [y for _, y, _, t in placed if "Rows " in t or "Columns not" in t]
                cells = [y for _, y, _, t in placed if t.strip().startswith("row ") or t.strip() == "0"]
                assert told
                assert min(cells) > max(told)


def test_all_bars_have_their_names(pages):
    every = " ".join(text for text, _ in pages)
    assert all(f"Assumption {at} with a long name" in every for at in range(30))


def test_the_first_page_has_ink_and_the_code(folder):
    drawn = np.asarray(Image.open(convert(folder / "deck.pptx", "png", folder / "png")).convert("L")).astype(int)
    high, wide = drawn.shape
    assert wide / high == pytest.approx(16 / 9, rel=0.01)
    assert drawn[:5].min() > 250, "a white margin"
    code = drawn[int(high * 0.15) : int(high * 0.5), int(wide * 0.76) : int(wide * 0.95)]
    assert 0.2 < (code < 100).mean() < 0.8
