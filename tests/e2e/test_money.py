"""The Money page in a real browser: a measure is changed, headline and picture follow, the file is stamped."""

from __future__ import annotations

import io
import re

import pandas as pd

from tests.e2e.waiting import content, download, reads, settle

HEADLINE, TITLE = "h1.finding", "p.chartsub"


def test_a_measure_is_changed_and_all_follows(page, server):
    page.goto(f"{server}/money")
    settle(page)
    reads(page, HEADLINE, "Serbia spent most: USD")
    page.get_by_role("combobox", name=re.compile("^Measure|Measure$")).first.click()
    page.get_by_role("option", name="Share of GDP").click()
    reads(page, HEADLINE, "spent the largest part of its GDP")
    reads(page, TITLE, "per cent of GDP")
    settle(page)
    page.get_by_role("button", name="Download").first.click()
    button = page.get_by_test_id("stDownloadButton").filter(has_text="CSV").first.get_by_role("button")
    text = content(download(page, button)).decode("utf-8-sig")
    assert "spending as published, no random draws" in text
    assert "UNSCR 1244" in text
    table = pd.read_csv(io.StringIO(re.split(r"\r?\n\r?\n", text)[0]))
    assert set(table["unit"]) == {"per cent of GDP"}
    serbia = table[(table["country"] == "SRB") & (table["year"] == 2025) & (table["series"] == "SIPRI main")]
    assert serbia["value"].tolist() == [2.755]
    assert "money" in page.url
    page.reload()
    settle(page)
    reads(page, HEADLINE, "spent the largest part of its GDP")
