"""Background jobs: shared, kept, stopped only when nobody waits, never lost in silence. Readers are made up."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from ui import jobs


@pytest.fixture
def readers(monkeypatch):
    """Return a function that makes one of several readers the one who looks at the page."""
    sessions: dict[str, dict] = {}
    now = {"name": "one"}

    class State:
        def __getattr__(self, name):
            return getattr(sessions.setdefault(now["name"], {}), name)

        def __contains__(self, key):
            return key in sessions.setdefault(now["name"], {})

        def __setitem__(self, key, value):
            sessions.setdefault(now["name"], {})[key] = value

    monkeypatch.setattr(jobs.st, "session_state", State())
    monkeypatch.setattr(jobs, "_reader", lambda: now["name"])
    jobs._jobs.clear()
    yield lambda name: now.update(name=name)
    jobs.finish()
    jobs._jobs.clear()


def page(*asked):
    """One page run: begins, asks for jobs, and looks at what it no longer waits for."""
    jobs.begin()
    found = [jobs.outcome(key, make, key) for key, make in asked]
    waiting = jobs.st.session_state.get("jobs_waiting", {})
    for key in jobs.st.session_state.get("jobs_before", ()):
        if key not in waiting:
            jobs._leave(key)
    return found


def until(true) -> None:
    """Wait until something holds, at most a minute."""
    for _ in range(6000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never came true")


def held(go: threading.Event, calls: list):
    """A job that waits for ``go`` and then tells its progress once."""

    def make(tell):
        calls.append(1)
        go.wait(30)
        tell(1, 2)
        return "answer"

    return make


def test_two_readers_share_one_answer(readers):
    go, calls = threading.Event(), []
    for name in ("one", "other"):
        readers(name)
        assert page(("key", held(go, calls))) == [None]
    go.set()
    jobs.finish()
    for name in ("one", "other"):
        readers(name)
        assert page(("key", held(go, calls))) == ["answer"]
    assert calls == [1]


def test_a_job_goes_on_while_one_reader_waits_and_stops_when_none_does(readers):
    go, calls = threading.Event(), []
    for name in ("one", "other"):
        readers(name)
        page(("key", held(go, calls)))
    readers("one")
    page()
    assert not jobs._jobs["key"].stop.is_set()
    job = jobs._jobs["key"]
    readers("other")
    page()
    assert job.stop.is_set()
    assert "key" not in jobs._jobs
    go.set()


def test_cancel_of_one_reader_leaves_the_other_the_answer(readers):
    go, calls = threading.Event(), []
    for name in ("one", "other"):
        readers(name)
        page(("key", held(go, calls)))
    readers("one")
    jobs._give_up("key")
    go.set()
    jobs.finish()
    readers("other")
    assert page(("key", held(go, calls))) == ["answer"]


def test_a_stopped_job_starts_again_only_when_asked(readers):
    go, calls = threading.Event(), []
    page(("key", held(go, calls)))
    until(lambda: calls == [1])
    jobs._give_up("key")
    go.set()
    jobs.finish()
    assert page(("key", held(go, calls))) == [None]
    assert calls == [1]
    jobs._again("key")
    page(("key", held(go, calls)))
    jobs.finish()
    assert page(("key", held(go, calls))) == ["answer"]
    assert calls == [1, 1]


def test_a_failure_is_logged_and_another_reader_may_try(readers, caplog):
    def broken(tell):
        raise RuntimeError("out of luck")

    with caplog.at_level(logging.ERROR):
        page(("key", broken))
        jobs.finish()
        until(lambda: "out of luck" in caplog.text)
    assert jobs._ended("Futures", jobs._jobs["key"]) == "Futures: did not work."
    readers("other")
    page(("key", lambda tell: "fine"))
    jobs.finish()
    assert page(("key", lambda tell: "fine")) == ["fine"]


def test_only_the_last_results_are_kept(readers):
    for number in range(jobs.MOST_KEPT + 5):
        page((f"key{number}", lambda tell: 1))
        jobs.finish()
    assert len(jobs._jobs) <= jobs.MOST_KEPT + 1
    assert f"key{jobs.MOST_KEPT + 4}" in jobs._jobs
