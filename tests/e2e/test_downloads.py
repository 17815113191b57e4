"""What a reader takes away: pictures with ink and words, a table that parses, a scenario that opens again."""

from __future__ import annotations

import io
import json
import re

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world
from tests.e2e.waiting import content, download, settle


@pytest.fixture
def taken(page, server):
    """Return a function that opens the first page and gives one download: its name and its bytes."""

    def take(label: str) -> tuple[str, bytes]:
        page.goto(f"{server}/?s=kosovo_surge&y=2033")
        settle(page)
        page.get_by_role("button", name="Download").first.click()
        button = page.get_by_test_id("stDownloadButton").filter(has_text=label).first.get_by_role("button")
        file = download(page, button)
        return file.suggested_filename, content(file)

    return take


def dark(band: np.ndarray) -> int:
    """Number of dark pixels."""
    return int((band < 110).sum())


def test_the_png_holds_a_chart_a_title_and_a_footer(taken):
    name, raw = taken("PNG")
    assert re.fullmatch(r"profile-2033-kosovo_surge-[0-9a-f]{8}\.png", name)
    with Image.open(io.BytesIO(raw)) as picture:
        grey = np.asarray(picture.convert("L"))
        colours = len(set(picture.convert("RGB").resize((400, 300)).get_flattened_data()))
    height, width = grey.shape
    assert width >= 1600
    assert height >= 700
    assert dark(grey[: height // 8]) > 1500
    assert dark(grey[-height // 8 :]) > 1500
    assert colours > 20


def test_the_svg_holds_the_words_and_the_stamp(taken):
    name, raw = taken("SVG")
    assert name.endswith(".svg")
    words = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)<", raw.decode())))
    for part in ("Serbia leads in", "2033", "kosovo_surge-", "Not combat power", "UNSCR 1244"):
        assert part in words


def test_the_csv_parses_and_keeps_its_notes(taken):
    _, raw = taken("CSV")
    text = raw.decode("utf-8-sig")
    assert "UNSCR 1244" in text
    table = pd.read_csv(io.StringIO(re.split(r"\r?\n\r?\n", text)[0]))
    assert len(table) == 16
    assert table["value"].between(0, 1).all()


def test_the_scenario_file_opens_again(page, server):
    page.goto(f"{server}/?s=kosovo_surge&y=2033&w=drones:80")
    settle(page)
    page.get_by_test_id("stSidebar").locator("summary").filter(has_text="open").last.click()
    file = download(page, page.get_by_role("button", name="Download as JSON"))
    scenario = load_scenario(json.loads(content(file)), load_world())
    assert (scenario.year, scenario.weight("drones"), len(scenario.purchases)) == (2033, 80, 4)
    assert scenario.key in file.suggested_filename
