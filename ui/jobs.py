"""Work that takes longer than a page run: made in the background, kept, shown with its progress, and stopped.

A job is a function of its key, so readers who ask the same question share one answer.
"""

from __future__ import annotations

import html
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from balance_model.errors import BalanceError
from ui import live

T = TypeVar("T")
Tell = Callable[[int, int], None]
MOST_KEPT = 12
SECONDS_BETWEEN_LOOKS = 0.5
_WAITING, _BEFORE, _STOPPED = "jobs_waiting", "jobs_before", "jobs_stopped"
_STYLE = """<style>
.st-key-jobs { position: fixed; right: 1rem; bottom: 1rem; width: min(22rem, calc(100vw - 2rem)); z-index: 999980;
  padding: 0.5rem 0.8rem; border-radius: 0.5rem; border: 1px solid rgba(128,128,128,0.4);
  background: Canvas; box-shadow: 0 2px 10px rgba(0,0,0,0.2); }
.st-key-jobs [data-testid="stVerticalBlock"] { gap: 0.3rem; }
</style>"""


@dataclass
class _Job:
    future: Future[Any]
    stop: threading.Event
    done: int = 0
    total: int = 0
    watchers: set[str] = field(default_factory=set)


_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
_jobs: OrderedDict[Hashable, _Job] = OrderedDict()
_lock = threading.Lock()


def outcome(key: Hashable, make: Callable[[Tell], T], words: str) -> T | None:
    """The result of a job, or None while it is being made or after it was stopped.

    Parameters
    ----------
    key
        Everything the result depends on. A job that the next page run no longer asks for is stopped, unless
        another reader waits for it.
    make
        Called in the background with ``tell(done, total)``, which it calls between pieces of work.
    words
        What is being worked out, as the reader sees it.
    """
    with _lock:
        job = _jobs.get(key)
        if job is not None and _failed(job) and key not in _given_up():
            job = None  # it failed for another reader, or was stopped there: try anew
        if job is None and key not in _given_up():
            if live.held():
                return None  # started when the dial is let go
            job = _start(key, make)
        if job is not None:
            _jobs.move_to_end(key)
            if job.future.done() and not _failed(job):
                result: T = job.future.result()
                return result
            if key not in _given_up():
                job.watchers.add(_reader())
    waiting: dict[Hashable, str] = st.session_state.setdefault(_WAITING, {})
    waiting[key] = words
    return None


def begin() -> None:
    """A page run begins: it waits for nothing yet."""
    earlier = {*st.session_state.get(_BEFORE, ()), *st.session_state.get(_WAITING, ())}
    st.session_state[_BEFORE] = tuple(earlier)
    st.session_state[_WAITING] = {}


def watch() -> None:
    """Progress of the jobs this page waits for, each with a button to stop it; redraws the page when one is done."""
    waiting: dict[Hashable, str] = st.session_state.get(_WAITING, {})
    for key in st.session_state.get(_BEFORE, ()):
        if key not in waiting:
            _leave(key)
    st.session_state[_BEFORE] = ()
    if not waiting:
        return
    open_still = any(key not in _given_up() for key in waiting)
    st.html(_STYLE)
    looks: list[int] = []

    def look() -> None:
        _show(waiting, painted=bool(looks))
        looks.append(1)

    with st.container(key="jobs"):
        st.fragment(look, run_every=SECONDS_BETWEEN_LOOKS if open_still else None)()


def finish(seconds: float = 120) -> None:
    """Wait until nothing is being worked out; for programs that do not look at the screen."""
    with _lock:
        futures = [job.future for job in _jobs.values()]
    wait(futures, timeout=seconds)


def _start(key: Hashable, make: Callable[[Tell], T]) -> _Job:
    stop = threading.Event()

    def tell(done: int, total: int) -> None:
        job.done, job.total = done, total
        if stop.is_set():
            raise CancelledError

    job = _Job(Future(), stop)
    job.future = _pool.submit(make, tell)
    job.future.add_done_callback(_noted)
    _jobs[key] = job
    for old in [name for name, one in _jobs.items() if one.future.done()][: max(len(_jobs) - MOST_KEPT, 0)]:
        del _jobs[old]
    return job


def _noted(future: Future[Any]) -> None:
    """Leave a trace of what went wrong in the background."""
    error = None if future.cancelled() else future.exception()
    if error is not None and not isinstance(error, CancelledError):
        logging.getLogger(__name__).error("A job in the background failed.", exc_info=error)


def _failed(job: _Job) -> bool:
    """Whether a job ended without a result."""
    return job.future.done() and (job.future.cancelled() or job.future.exception() is not None)


def _leave(key: Hashable) -> None:
    """Wait for a job no longer; it stops when nobody waits for it."""
    with _lock:
        job = _jobs.get(key)
        if job is None:
            return
        job.watchers.discard(_reader())
        if not job.future.done() and not job.watchers:
            job.stop.set()
            job.future.cancel()
            del _jobs[key]


def _given_up() -> set[Hashable]:
    """Jobs this reader stopped, or saw fail."""
    found: set[Hashable] = st.session_state.setdefault(_STOPPED, set())
    return found


def _give_up(key: Hashable) -> None:
    _given_up().add(key)
    _leave(key)


def _again(key: Hashable) -> None:
    _given_up().discard(key)
    with _lock:
        if key in _jobs and _failed(_jobs[key]):
            del _jobs[key]


def _show(waiting: dict[Hashable, str], painted: bool) -> None:
    """Progress of each job. The page is drawn anew when one is done, but never before it was painted once.

    A run that ends before the browser has its controls makes these report that nothing is chosen.
    """
    for at, (key, words) in enumerate(waiting.items()):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            job = _jobs.get(key)
            if job is not None and _failed(job):
                _given_up().add(key)
            if key in _given_up():
                st.html(f"<span>{html.escape(_ended(words, job))}</span>")
                if st.button("Try again", key=f"job_again_{at}", type="tertiary"):
                    _again(key)
                    st.rerun()
            elif painted and (job is None or job.future.done()):
                st.rerun()
            else:
                part = job.done / job.total if job is not None and job.total else 0.0
                st.progress(part, text=words)
                st.button("Cancel", key=f"job_stop_{at}", type="tertiary", on_click=_give_up, args=(key,))


def _ended(words: str, job: _Job | None) -> str:
    """How a job ended that gave no result."""
    error = job.future.exception() if job is not None and job.future.done() and not job.future.cancelled() else None
    if error is None or isinstance(error, CancelledError):
        return f"{words}: stopped."
    return f"{words}: {error}" if isinstance(error, BalanceError) else f"{words}: did not work."


def _reader() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
