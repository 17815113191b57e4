"""The list of saved scenarios: find, open, choose for Compare, save what is on screen, bring files in and out."""

from __future__ import annotations

import html
from typing import get_args

import streamlit as st

from balance_model.analysis.words import listing, number_word, sentence
from balance_model.library import files
from balance_model.library.entries import LONGEST_NAME, LONGEST_NOTE, entry
from balance_model.library.listing import Sort, listed
from balance_model.library.nouns import Entry
from balance_model.records.plain_text import shortened
from ui import chooser, compute, library, state
from ui.sourced import plain

_SEARCH, _SORT, _ARCHIVED, _SHOWN, ENTRY = (
    "library_search", "library_sort", "library_archived", "library_shown", "library_entry",
)  # fmt: skip
_CHOSEN, _READ = "library_chosen", "library_read_file"
_SORTS = dict(zip(get_args(Sort), ("Last changed", "Newest", "Name", "Most versions"), strict=True))
AT_ONCE = 8
_STYLE = """<style>
[class*="st-key-saved_"] { padding: 0.5rem 0.8rem; }
.saved .tag { font-size: 0.85rem; padding: 0 0.45rem; margin-left: 0.3rem; border-radius: 0.7rem;
  border: 1px solid rgba(128,128,128,0.5); white-space: nowrap; }
.saved .more { font-size: 0.88rem; opacity: 0.85; overflow-wrap: anywhere; }
</style>"""


def say() -> tuple[str, str]:
    """How many are saved, and which last."""
    every = listed(library.shelf(), archived=None)
    here = [each for each in every if not each.archived]
    if not here:
        away = f" {sentence(number_word(len(every)))} {'is' if len(every) == 1 else 'are'} put away." if every else ""
        return "No scenario is saved here yet.", f"A saved scenario keeps its name, a note and every version.{away}"
    last = here[0]
    many = f"{sentence(number_word(len(here)))} {'scenario is' if len(here) == 1 else 'scenarios are'} saved"
    which = f"'{last.name}'" if len(here) == 1 else f"the last is '{last.name}'"
    return f"{many}: {which}, saved {library.day(last.changed)}.", ""


def draw() -> None:
    """Actions, search, and the entries found."""
    st.html(_STYLE)
    every = listed(library.shelf(), archived=None)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _save()
        _file_in()
        if every:
            shelf = library.shelf()
            st.download_button(
                "All as a file", data=lambda: files.library_file(shelf), file_name="library.json",
                mime="application/json", on_click="ignore", key="library_get_all", type="tertiary",
                icon=":material/download:", help="Every scenario with all versions, and every published result",
            )  # fmt: skip
        if (chosen := _chosen()) and st.button(
            f"Compare {number_word(len(chosen))}", key="library_compare", type="tertiary",
            icon=":material/compare:", help="Side by side on the page Compare, the one ticked first as reference",
        ):  # fmt: skip
            state.set_view("compare", "")
            state.choose(chooser.SCENARIOS, [library.PREFIX + each for each in chosen])
            st.switch_page("pages/compare.py")
    if every:
        _found()


def _found() -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        search = st.text_input(
            "Search", placeholder="name, note, tag or id", width=280, max_chars=80,
            **state.bind_choice(_SEARCH, "", lambda words: isinstance(words, str)),
        )  # fmt: skip
        sort = st.selectbox(
            "Sort by", list(_SORTS), format_func=_SORTS.__getitem__, width=170,
            **state.bind_choice(_SORT, "changed", _SORTS.__contains__),
        )  # fmt: skip
        archived = st.toggle("Archived ones", **state.bind_choice(_ARCHIVED, False, lambda on: isinstance(on, bool)))
    found = listed(library.shelf(), search, sort, archived)
    if not found:
        where = "put away" if archived else "saved"
        st.caption(f"Nothing {where} matches '{plain(search)}'." if search else f"Nothing is {where}.")
        return
    most: int = st.session_state.get(_SHOWN, AT_ONCE)
    for each in found[:most]:
        _card(each)
    if len(found) > most:
        st.button(
            f"Show more ({len(found) - most} left)", key="library_more",
            on_click=lambda: st.session_state.update({_SHOWN: most + 2 * AT_ONCE}),
        )  # fmt: skip


def _card(one: Entry) -> None:
    chosen, now = _chosen(), library.on_screen()
    with st.container(key=f"saved_{one.id}", border=True):
        left, right = st.columns([5, 3], vertical_alignment="center", gap="small")
        with left:
            here = ["on screen"] if now and now[0] == one.id else []
            tags = "".join(f'<span class="tag">{html.escape(tag)}</span>' for tag in (*here, *one.tags))
            more = html.escape(" · ".join([*facts(one), *([cut(one.note, 160)] if one.note else [])]))
            st.html(f'<div class="saved"><b>{html.escape(one.name)}</b>{tags}<div class="more">{more}</div></div>')
        with right, st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
            st.checkbox(
                "Compare", key=f"compare_{one.id}", disabled=one.id not in chosen and len(chosen) >= chooser.MOST,
                value=one.id in chosen, on_change=_choose, args=(one.id,),
            )  # fmt: skip
            st.button("Details", key=f"details_{one.id}", type="tertiary", on_click=state.choose, args=(ENTRY, one.id))
            if st.button("Open", key=f"open_{one.id}", help="Put it on screen and see its answer"):
                library.doing(lambda: library.open_entry(one.id))
                st.switch_page("pages/balance.py")


def cut(words: str, most: int) -> str:
    """Words in one line, cut short."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def facts(one: Entry) -> list[str]:
    """Versions, last change and age of the data of an entry, each in a few words."""
    versions = f"{one.version} version" + ("s" if one.version > 1 else "")
    return [versions, f"changed {library.moment(one.changed)}", data_words(one.data, one.as_of)]


def data_words(data: str, as_of: str) -> str:
    """Whether data are those of now."""
    return "saved with today's data" if data == compute.data().fingerprint else f"saved with data of {as_of}"


def _chosen() -> list[str]:
    """Ids ticked for Compare, in order."""
    found: list[str] = st.session_state.get(_CHOSEN, [])
    return found


def _choose(entry_id: str) -> None:
    kept = [each for each in _chosen() if each != entry_id]
    st.session_state[_CHOSEN] = [*kept, entry_id] if st.session_state[f"compare_{entry_id}"] else kept


def _save() -> None:
    """A place to name what is on screen; as the next version where it was opened from here."""
    box = st.popover(
        "Save what is on screen", type="primary", icon=":material/bookmark_add:", key="library_save", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        now = library.on_screen()
        if now is not None:
            one = entry(library.shelf(), now[0])
            _version_form(one, now[1])
            st.caption("Or as a new scenario:")
        scenario = state.scenario()
        usual = "" if scenario.id in state.presets() and scenario == state.opened() else scenario.name
        with st.form("library_new", border=False):
            st.text_input("Name", value=usual, max_chars=LONGEST_NAME, key="library_name")
            st.text_area("Note", max_chars=LONGEST_NOTE, key="library_note", height=80)
            st.text_input("Tags, with commas between", key="library_tags", placeholder="drones, 2030")
            st.form_submit_button(
                "Save", on_click=library.doing, args=(_saved,), type="primary", key="library_save_new"
            )


def _saved() -> None:
    one = library.save(*(st.session_state[f"library_{field}"] for field in ("name", "note", "tags")))
    st.session_state["library_save"] = False
    state.notice(f"Saved as '{one.name}'.")


def _version_form(one: Entry, based_on: int) -> None:
    """The scenario on screen as the next version of an entry."""
    with st.form("library_version", border=False):
        st.text_input("What is new in it", max_chars=LONGEST_NOTE, key="library_version_note")
        st.form_submit_button(
            f"Save as next version of '{plain(cut(one.name, 40))}'", type="primary", key="library_save_version",
            on_click=library.doing, args=(lambda: _version_saved(one.id, based_on),),
        )  # fmt: skip


def _version_saved(entry_id: str, based_on: int) -> None:
    library.save_version(entry_id, based_on, st.session_state.get("library_version_note", ""))
    st.session_state["library_save"] = False


def _file_in() -> None:
    box = st.popover("From a file", type="tertiary", icon=":material/upload:", key="library_in", on_change="rerun")
    if not box.open:
        return
    with box:
        uploaded = st.file_uploader(
            "A file of scenarios or of a published result", type=["json"], key="library_file",
            max_upload_size=files.LARGEST_FILE // 1_000_000,
        )  # fmt: skip
        st.caption("Nothing here is overwritten.")
        if uploaded is not None and st.session_state.get(_READ) != uploaded.file_id:
            st.session_state[_READ] = uploaded.file_id
            library.doing(lambda: _bring_in(uploaded.name, uploaded.getvalue()))
            st.rerun()


def _bring_in(name: str, raw: bytes) -> None:
    found = files.bring_in(library.shelf(), raw, shortened(name, 60))
    names = listing(f"'{each.name}'" for each in found.beside)
    parts: list[tuple[int, str]] = [
        (len(found.added), "new"),
        (len(found.beside), f"beside another of the same id, as {names}"),
        (len(found.already), "here already"),
    ]
    told = [f"{number_word(number)} {words}" for number, words in parts if number]
    scenarios = f"scenarios: {', '.join(told)}" if told else ""
    results = f"published results: {number_word(found.published)} new" if found.published or not told else ""
    state.notice(f"Read from {shortened(name, 60)}: {'; '.join(filter(None, (scenarios, results)))}.")
