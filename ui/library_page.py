"""The page Library: a published result if the link names one, one saved scenario, or the lists of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from balance_model.library import citing, entries, publications
from balance_model.library.drafts import difference
from balance_model.library.faults import LibraryError
from ui import address, blocks, compute, frozen, library, library_entry, library_list, publishing, state
from ui.library_list import ENTRY
from ui.sourced import plain

MOST_WORDS = 6
SCENARIOS, PUBLISHED = "Scenarios", "Published results"
NOT_HERE = "What was asked for cannot be shown; the rest of the library is below."


def draw() -> None:
    """Whatever the link asks for; a library that cannot be used is said here, and only here."""
    headline = st.empty()
    try:
        _draw(headline)
    except LibraryError as error:
        with headline.container():
            blocks.finding("The library cannot be used just now; everything else works.", str(error))
        st.button("Try again", key="library_again", icon=":material/refresh:")


def _draw(headline: DeltaGenerator) -> None:
    library.shelf()
    if not address.frozen():
        _conflict()
    try:
        wanted = _wanted()
    except LibraryError as error:
        wanted, said = None, (NOT_HERE, str(error))
    else:
        said = wanted[0] if wanted else library_list.say()
    with headline.container():
        blocks.finding(*said)
    if wanted:
        wanted[1]()
        return
    with blocks.view("library", [SCENARIOS, PUBLISHED]) as view:
        (library_list.draw if view == SCENARIOS else _published)()


def _wanted() -> tuple[tuple[str, str], Callable[[], None]] | None:
    """What is said and what draws it, of the one that the link or a click names; None where neither names any."""
    if address.frozen():
        shown = publications.get(library.shelf(), address.frozen())
        return frozen.say(shown), partial(frozen.draw, shown)
    if entry_id := state.choice(ENTRY, "", lambda name: isinstance(name, str)):
        one = entries.entry(library.shelf(), entry_id)
        return library_entry.say(one), partial(library_entry.draw, one)
    return None


def _conflict() -> None:
    """Two saved at once: what happened, where both are, and what can be done about it."""
    found = library.conflict()
    if found is None:
        return
    entry, theirs, mine = found
    other = entries.version(library.shelf(), entry.id, theirs)
    words = difference(other, entries.version(library.shelf(), mine.id), compute.data())
    with st.container(border=True, key="library_conflict_box"):
        st.warning(
            plain(
                f"While you worked, version {theirs} of '{entry.name}' was saved ({library.moment(other.saved)}). "
                f"Nothing is lost: that one is still the current one, and yours is kept as '{mine.name}'."
            )
        )
        if words:
            st.caption(
                plain(f"Yours differs from version {theirs}: {'; '.join(words[:6])}{' …' if len(words) > 6 else ''}")
            )
        with st.container(horizontal=True, gap="small"):
            st.button(
                f"Make mine version {theirs + 1} of it", key="conflict_on_top", on_click=library.doing,
                args=(library.put_on_top,),
            )  # fmt: skip
            st.button("Leave both as they are", key="conflict_leave", on_click=library.forget_conflict)


def _published() -> None:
    publishing.popover("publish_screen", state.scenario, state.scenario().name, "Publish what is on screen")
    found = publications.listed(library.shelf())
    if not found:
        st.caption("Nothing is published yet. A published result stays as it is and can be cited by its short id.")
        return
    now = compute.data().fingerprint
    for each in found:
        with st.container(key=f"published_{each.id}", border=True, horizontal=True, vertical_alignment="center"):
            day = citing.day_words(each.published.astimezone(library.zone()))
            data = "today's data" if each.data == now else "other data than today's"
            st.markdown(
                f"**{plain(each.title)}**  \n{each.id} · {day} · {data}, model {plain(each.model)}", width="stretch"
            )
            st.button("See it", key=f"see_{each.id}", on_click=address.show_frozen, args=(each.id,))
