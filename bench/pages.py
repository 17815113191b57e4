"""Script time of each page after a weight has moved, against the smallest app of its kind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from bench.timing import Line, medians_ms, seconds
from ui.registry import PAGES

ROOT = Path(__file__).parents[1]
LONGEST_RUN = 60
REPEATS = 5
_script_seconds: list[float] = []


class _TimedRunner(LocalScriptRunner):
    """Times the page script alone, without what the test bench builds around each run."""

    def _run_script(self, rerun_data: Any) -> None:
        _script_seconds.append(seconds(lambda: super(_TimedRunner, self)._run_script(rerun_data)))


class _WarmPages(PagesManager):
    """A server that has seen `st.navigation` before: pages are drawn within the frame of app.py."""


def _prepare() -> None:
    # AppTest forgets before each run that the app has a navigation; on a real server only the first run does.
    PagesManager.uses_pages_directory = False
    app_test.PagesManager = _WarmPages
    app_test.LocalScriptRunner = _TimedRunner


def _measure(app: AppTest, move: Callable[[AppTest, int], None]) -> Callable[[], float]:
    """A measure: make a change that was not made before, and return the seconds of the page script."""
    places = iter(range(1, 100))

    def measure() -> float:
        move(app, next(places))
        _script_seconds.clear()
        app.run(timeout=LONGEST_RUN)
        if app.exception:
            raise RuntimeError(f"a page failed while it was timed: {app.exception[0].message}")
        return sum(_script_seconds)

    return measure


def _slide(app: AppTest, place: int) -> None:
    app.slider(key="units").set_value(place)


def _reweight(app: AppTest, place: int) -> None:
    scenario = app.session_state["scenario"]
    weights = tuple((name, float(place) if name == "anti_tank" else weight) for name, weight in scenario.weights)
    app.session_state["scenario"] = scenario.model_copy(update={"weights": weights})


def lines() -> list[Line]:
    """One line a page. Each rerun has a scenario of its own, so that no answer is remembered."""
    os.chdir(ROOT)
    _prepare()
    peer = AppTest.from_file(str(ROOT / "bench" / "minimal_app.py")).run(timeout=LONGEST_RUN)
    measures = [_measure(peer, _slide)]
    for page in PAGES:
        app = AppTest.from_file(str(ROOT / "app.py")).run(timeout=LONGEST_RUN)
        app.switch_page(page.file).run(timeout=LONGEST_RUN)
        measures.append(_measure(app, _reweight))
    peer_ms, *ours = medians_ms(measures, REPEATS)
    return [
        Line(f"page script, {page.title}, a weight moved", "one slider, one chart", ms, peer_ms)
        for page, ms in zip(PAGES, ours, strict=True)
    ]
