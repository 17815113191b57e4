"""axe-core on every page, light and dark: no fault but those that are Streamlit's own, listed with the reason."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from tests.e2e.waiting import settle, until
from ui.registry import HOME, PAGES

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
STREAMLITS_OWN: dict[str, tuple[str, str]] = {}
"""Rule to (part of the faulty element, reason); an element that does not hold the part counts as ours."""


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.url_path)
def test_no_page_has_a_fault_of_ours(page, server, spec):
    page.emulate_media(color_scheme="light")
    page.goto(f"{server}/{'' if spec == HOME else spec.url_path}")
    settle(page)
    page.add_script_tag(path=str(AXE))
    paper = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    before = ""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        until(page, f"(before) => {paper} !== before", before)
        settle(page)
        before = page.evaluate(paper)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        ours = [
            f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for fault in found
            for node in fault["nodes"]
            if fault["id"] not in STREAMLITS_OWN or STREAMLITS_OWN[fault["id"]][0] not in node["html"]
        ]
        assert ours == [], scheme
