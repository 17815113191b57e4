"""The library as the app sees it: one open for the process, and which saved scenario is on screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from balance_model.library import entries, place, publications
from balance_model.library.drafts import Fitted, draft, fitted
from balance_model.library.engine import Library, open_library
from balance_model.library.faults import Conflict, LibraryError
from balance_model.library.listing import listed
from balance_model.library.nouns import Draft, Entry
from balance_model.records.scenario import Scenario
from ui import compute, saving, state

_ON_SCREEN, _CONFLICT = "library_on_screen", "library_conflict"
PREFIX = "saved:"
"""Before the id of a saved scenario where it stands beside presets."""
KEPT_APART = "kept apart"


def shelf() -> Library:
    """The library of this process, opened when it is first asked for. Raises ``LibraryError``."""
    return _opened(place.address().render_as_string(hide_password=False))


@lru_cache(maxsize=4)
def _opened(url: str) -> Library:
    return open_library(url, clock=lambda: datetime.now(UTC))


def there() -> bool:
    """Whether there is a library already: asking alone makes none. Raises ``LibraryError``."""
    return place.made(place.address())


def doing(action: Callable[[], None]) -> None:
    """Do something with the library; if it cannot be done, say why."""
    state.touch()
    try:
        action()
    except LibraryError as error:
        state.notice(str(error))


def on_screen() -> tuple[str, int] | None:
    """Entry and version that the scenario on screen was opened from or saved as; None if it came from elsewhere."""
    kept: tuple[str, int, Scenario] | None = st.session_state.get(_ON_SCREEN)
    if kept is None:
        return None
    opened = state.opened()
    return kept[:2] if kept[2].model_copy(update={"year": opened.year}) == opened else None


def of_entry(entry: Entry, number: int | None = None) -> Fitted:
    """A saved scenario with today's data. Raises ``LibraryError``."""
    version = entries.version(shelf(), entry.id, number)
    return fitted(version.content, compute.data(), entry.name)


def open_entry(entry_id: str, number: int | None = None) -> None:
    """Put a saved scenario on screen, and say what of it no longer fits. Raises ``LibraryError``."""
    entry = entries.entry(shelf(), entry_id)
    found = of_entry(entry, number)
    _shown(entry, number or entry.version, found.scenario)
    if found.problems:
        parts = "; ".join(each.rstrip(".?") for each in found.problems)
        state.notice(f"'{entry.name}' was opened without what no longer fits today's data: {parts}.")


def save(name: str, note: str, tags: str) -> Entry:
    """Save the scenario on screen under a new entry; from here on it is the one on screen. Raises ``LibraryError``."""
    entry = entries.save(shelf(), name, _draft(name), note, tags.split(","))
    _kept(entry)
    return entry


def keep() -> None:
    """Save the scenario on screen: as the next version of the entry it came from, or under a new one."""
    known, name = on_screen(), state.scenario().name
    if known is not None:
        doing(lambda: save_version(*known, ""))
        return

    def new() -> None:
        save(name, "", "")
        state.notice(f"Saved '{name}' in the library: menu Briefing, page Library.")

    doing(new)


def save_version(entry_id: str, based_on: int, note: str) -> None:
    """Save the scenario on screen as the next version of an entry; in a conflict keep it beside.

    Raises ``LibraryError``.
    """
    entry = entries.entry(shelf(), entry_id)
    mine = _draft(entry.name)
    try:
        saved = entries.save_version(shelf(), entry_id, mine, based_on, note)
    except Conflict as conflict:
        name = f"{entry.name[: entries.LONGEST_NAME - len(KEPT_APART) - 2]}, {KEPT_APART}"
        words = f"Made from version {based_on} of '{entry.name}', which had version {conflict.theirs.number} by then"
        copy = entries.save(shelf(), name, mine, note or words, entry.tags)
        _kept(copy)
        st.session_state[_CONFLICT] = (entry_id, conflict.theirs.number, copy.id)
        return
    _kept(saved)
    state.notice(f"Saved as version {saved.version} of '{saved.name}'.")


def conflict() -> tuple[Entry, int, Entry] | None:
    """A conflict that waits for a word: the entry, the version of the others, and the entry that keeps one's own."""
    kept: tuple[str, int, str] | None = st.session_state.get(_CONFLICT)
    if kept is None:
        return None
    return entries.entry(shelf(), kept[0]), kept[1], entries.entry(shelf(), kept[2])


def forget_conflict() -> None:
    """Both stay as they are."""
    state.touch()
    st.session_state.pop(_CONFLICT, None)


def put_on_top() -> None:
    """Make the version that was kept apart the next of its entry, and put the copy away. Raises ``LibraryError``."""
    entry_id, theirs, copy_id = st.session_state[_CONFLICT]
    mine = entries.version(shelf(), copy_id)
    try:
        entry = entries.save_version(shelf(), entry_id, mine.draft, theirs, mine.note)
    except Conflict as newer:  # somebody saved once more: say so, and offer the next number
        st.session_state[_CONFLICT] = (entry_id, newer.theirs.number, copy_id)
        return
    entries.archive(shelf(), copy_id)
    forget_conflict()
    open_entry(entry_id)
    state.notice(f"Yours is version {entry.version} of '{entry.name}' now; version {theirs} stands under it.")


def _draft(name: str) -> Draft:
    return draft(state.scenario(), compute.data(), entries.checked_name(name))


def _kept(entry: Entry) -> None:
    """What was saved is on screen under its name."""
    _shown(entry, entry.version, of_entry(entry).scenario)


def _shown(entry: Entry, number: int, scenario: Scenario) -> None:
    state.open_scenario(scenario)
    saving.saved()
    st.session_state[_ON_SCREEN] = (entry.id, number, scenario)


def names() -> dict[str, str]:
    """Names of the saved scenarios by key, for choices beside presets; none if the library cannot be read."""
    try:
        return {PREFIX + each.id: each.name for each in listed(shelf())} if there() else {}
    except LibraryError:
        return {}


def scenario(key: str) -> Scenario | None:
    """The saved scenario of a key of ``names``; None if it is not here."""
    try:
        found = of_entry(entries.entry(shelf(), key.removeprefix(PREFIX)))
    except LibraryError:
        return None
    return found.scenario


def published_id(scenario: Scenario) -> str:
    """Id of the published result that a scenario equals, with the data and model of now; else empty."""
    return publications.known_id(shelf, scenario, compute.data())


def zone() -> tzinfo:
    """The reader's time zone."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def day(moment: datetime) -> str:
    """The day of a moment as the reader sees it: today, yesterday, or on its date."""
    when, now = moment.astimezone(zone()), datetime.now(zone())
    days = (now.date() - when.date()).days
    return {0: "today", 1: "yesterday"}.get(days, f"on {when.day} {when:%b %Y}")


def moment(when: datetime) -> str:
    """Day and time of a moment as the reader sees it."""
    return f"{day(when).removeprefix('on ')}, {when.astimezone(zone()):%H:%M}"
