"""Every word a reader meets, in one sentence: for the "?" of a control, and as a list that can be searched."""

from __future__ import annotations

import html
from functools import lru_cache

import streamlit as st

from balance_model.domain import World
from balance_model.errors import nearest
from ui import compute

_STYLE = """<style>
.words { max-height: 46vh; overflow-y: auto; max-width: 34rem; }
.words dl { margin: 0 !important; padding: 0; }
.words dt { font-weight: 600; margin-top: 0.5rem; }
.words dd { margin: 0; font-size: 0.93rem; }
.words .met { font-weight: 400; font-size: 0.8rem; opacity: 0.8; }
</style>"""


def help_for(term: str) -> str:
    """The definition of a term, for the ``help`` of a control. Raises ``KeyError`` with the nearest term."""
    known = _by_name(compute.world())
    try:
        return known[term.casefold()][1]
    except KeyError:
        raise KeyError(f"'{term}' is not in glossary.csv; {nearest(term.casefold(), known)}") from None


def entries() -> list[tuple[str, str, str]]:
    """Term, definition and where it is met, by term; the categories explain themselves in their own file."""
    return list(_by_name(compute.world()).values())


def found(search: str) -> list[tuple[str, str, str]]:
    """Entries with all words of the search, those with them in the term first."""
    words = search.casefold().split()
    hits = [entry for entry in entries() if all(word in f"{entry[0]} {entry[1]}".casefold() for word in words)]
    return sorted(hits, key=lambda entry: not all(word in entry[0].casefold() for word in words))


@lru_cache(maxsize=4)
def _by_name(world: World) -> dict[str, tuple[str, str, str]]:
    listed = [(row.term, row.definition, row.where) for row in world.glossary]
    listed += [
        (row.name, f"Category. {row.description} Measured in: {row.norm_unit}.", "Rail") for row in world.categories
    ]
    return {entry[0].casefold(): entry for entry in sorted(listed, key=lambda entry: entry[0].casefold())}


@st.fragment
def draw() -> None:
    """A search box and the list. A search draws this list again and nothing else."""
    search = st.text_input(
        "Find a word", key="glossary_search", placeholder="for example readiness", icon=":material/search:"
    )
    hits = found(search)
    if not hits:
        st.caption(f"No word fits '{search}'. Try a shorter one.")
        return
    rows = "".join(
        f'<dt>{html.escape(term)} <span class="met">{html.escape(where)}</span></dt><dd>{html.escape(words)}</dd>'
        for term, words, where in hits
    )
    st.html(f'{_STYLE}<div class="words" tabindex="0" role="region" aria-label="Glossary"><dl>{rows}</dl></div>')
