"""One saved scenario: its versions with what differs, its name, note and tags, and what can be done with it."""

from __future__ import annotations

import html

import streamlit as st

from balance_model.analysis.words import number_word, sentence
from balance_model.exhibits.briefing import file_name
from balance_model.library import entries, files
from balance_model.library.drafts import difference
from balance_model.library.nouns import Entry, Version
from ui import blocks, compute, library, publishing, state
from ui.library_list import ENTRY, cut, data_words, facts
from ui.sourced import plain

MOST_WORDS, MOST_VERSIONS = 6, 20


def say(one: Entry) -> tuple[str, str]:
    """What the entry is."""
    versions = f"{number_word(one.version)} version{'s' if one.version > 1 else ''}"
    last = "the last " if one.version > 1 else ""
    away = " It is put away." if one.archived else ""
    return f"'{one.name}' has {versions}, {last}saved {library.day(one.changed)}.{away}", one.note


def draw(one: Entry) -> None:
    """Actions, name and note, versions."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("All scenarios", key="entry_back", type="tertiary", icon=":material/arrow_back:",
                  on_click=state.choose, args=(ENTRY, ""))  # fmt: skip
        _open(one, None, "Open", primary=True)
        _save_here(one)
        publishing.popover("entry_publish", lambda: library.of_entry(one).scenario, one.name)
        _act("Duplicate", "content_copy", lambda: _duplicate(one))
        if one.archived:
            _act("Restore", "unarchive", lambda: _archive(one, False))
        else:
            _act("Archive", "archive", lambda: _archive(one, True))
        shelf = library.shelf()
        st.download_button(
            "JSON", data=lambda: files.entry_file(shelf, one.id), file_name=f"{file_name(one.name)}.json",
            mime="application/json", on_click="ignore", key="entry_get", type="tertiary", icon=":material/download:",
            help="This scenario with all its versions",
        )  # fmt: skip
    st.caption(" · ".join([*facts(one), f"id {one.id}"]))
    with st.expander("Name, note and tags", key="entry_words", on_change="rerun") as box:
        if box.open:
            _words(one)
    _versions(one, entries.versions(library.shelf(), one.id))


def _act(label: str, icon: str, action: object) -> None:
    st.button(
        label, key=f"entry_{label.lower()}", type="tertiary", icon=f":material/{icon}:", on_click=library.doing,
        args=(action,),
    )  # fmt: skip


def _open(one: Entry, number: int | None, label: str, primary: bool = False) -> None:
    key = f"entry_open_{number or 'now'}"
    if st.button(label, key=key, type="primary" if primary else "tertiary", help="Put it on screen and see its answer"):
        library.doing(lambda: library.open_entry(one.id, number))
        st.switch_page("pages/balance.py")


def _save_here(one: Entry) -> None:
    """What is on screen as the next version, based on the version it came from, or on the one that is shown here."""
    now = library.on_screen()
    based_on = now[1] if now and now[0] == one.id else one.version
    box = st.popover("Save as version", type="tertiary", icon=":material/save:", key="entry_save", on_change="rerun")
    if not box.open:
        return
    with box, st.form("entry_version", border=False):
        scenario = state.scenario()
        st.caption(f"What is on screen, '{plain(cut(scenario.name, 60))}', becomes the next version.")
        st.text_input("What is new in it", max_chars=entries.LONGEST_NOTE, key="entry_version_note")
        st.form_submit_button(
            "Save as the next version", type="primary", key="entry_save_version", on_click=library.doing,
            args=(lambda: _saved(one, based_on),),
        )  # fmt: skip


def _saved(one: Entry, based_on: int) -> None:
    library.save_version(one.id, based_on, st.session_state.get("entry_version_note", ""))
    st.session_state["entry_save"] = False


def _duplicate(one: Entry) -> None:
    copy = entries.duplicate(library.shelf(), one.id)
    state.choose(ENTRY, copy.id)
    state.notice(f"'{copy.name}' is a scenario of its own now; give it another name below.")


def _archive(one: Entry, away: bool) -> None:
    entries.archive(library.shelf(), one.id, away)
    state.notice(f"'{one.name}' is {'put away; Archived ones in the list shows it' if away else 'back in the list'}.")


def _words(one: Entry) -> None:
    with st.form("entry_form", border=False):
        st.text_input("Name", value=one.name, max_chars=entries.LONGEST_NAME, key=f"entry_name_{one.id}")
        st.text_area("Note", value=one.note, max_chars=entries.LONGEST_NOTE, key=f"entry_note_{one.id}", height=80)
        st.text_input("Tags, with commas between", value=", ".join(one.tags), key=f"entry_tags_{one.id}")
        st.form_submit_button(
            "Keep these", on_click=library.doing, args=(lambda: _edited(one),), key="entry_keep", type="primary"
        )


def _edited(one: Entry) -> None:
    name, note, tags = (st.session_state[f"entry_{field}_{one.id}"] for field in ("name", "note", "tags"))
    entries.edit(library.shelf(), one.id, name=name, note=note, tags=tags.split(","))


def _versions(one: Entry, every: tuple[Version, ...]) -> None:
    """Each version, newest first, with what it changed; and the difference between any two."""
    st.markdown("**Versions**")
    shown = every[:MOST_VERSIONS]
    for at, each in enumerate(shown):
        before = every[at + 1] if at + 1 < len(every) else None
        with st.container(key=f"version_{each.number}", horizontal=True, gap="small", vertical_alignment="center"):
            head = f"**{each.number}** · {library.moment(each.saved)} · {data_words(each.data, each.as_of)}"
            note = f" · {plain(each.note)}" if each.note else ""
            st.markdown(f"{head}, model {plain(each.model)}{note}<br>{_changed(before, each)}".replace("<br>", "  \n"),
                        width="stretch")  # fmt: skip
            _open(one, each.number, "Open")
            if each.number != one.version:
                st.button(
                    "Make current", key=f"entry_back_{each.number}", type="tertiary", on_click=library.doing,
                    args=(lambda number=each.number: _bring_back(one, number),),
                    help="Saves it again as the newest version; nothing is lost",
                )  # fmt: skip
    if len(every) > MOST_VERSIONS:
        st.caption(f"And {len(every) - MOST_VERSIONS} older ones; choose any below.")
    if len(every) > 1:
        _any_two(every)


def _changed(before: Version | None, after: Version) -> str:
    """What a version changed, in words for markdown."""
    if before is None:
        return "the first"
    words = difference(before, after, compute.data())
    if not words:
        return "the same scenario as before"
    more = f"; and {number_word(len(words) - MOST_WORDS)} more" if len(words) > MOST_WORDS else ""
    return plain("; ".join(words[:MOST_WORDS])) + more


def _bring_back(one: Entry, number: int) -> None:
    new = entries.bring_back(library.shelf(), one.id, number)
    state.notice(f"Version {number} is the current one again, as version {new.version}.")


def _any_two(every: tuple[Version, ...]) -> None:
    numbers = [each.number for each in every]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        older = st.selectbox(
            "What differs, from version", numbers, width=200,
            **state.bind_choice("entry_older", numbers[-1], numbers.__contains__),
        )  # fmt: skip
        newer = st.selectbox(
            "to version", numbers, width=140, **state.bind_choice("entry_newer", numbers[0], numbers.__contains__)
        )
    by_number = {each.number: each for each in every}
    words = difference(by_number[older], by_number[newer], compute.data())
    if not words:
        blocks.empty(f"Versions {older} and {newer} hold the same scenario.")
        return
    st.html("<ul>" + "".join(f"<li>{html.escape(sentence(each))}</li>" for each in words) + "</ul>")
