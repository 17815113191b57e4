"""Words and sources of the data on screen: escaped, starred, and with their links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from balance_model.analysis.words import starred
from ui import compute

_MARKS = "\\`*_$[]<>#~:|"


def plain(text: str) -> str:
    """Text as it stands, without markdown taking its marks."""
    return "".join("\\" + letter if letter in _MARKS else letter for letter in text)


def told(text: str) -> str:
    """A text of the data for markdown, with the asterisk of a country that has a footnote."""
    return plain(starred(compute.world(), text))


def links(ids: Sequence[str]) -> list[dict[str, Any]]:
    """Sources by id as rows of publisher, title, date and address."""
    known = compute.world().source
    return [
        {"publisher": s.publisher, "title": s.title, "date": s.date or "–", "link": s.url or ""}
        for s in (known[name] for name in ids if name in known)
    ]


def first_link(ids: Sequence[str]) -> str | None:
    """Address of the first source that has one."""
    return next((row["link"] for row in links(ids) if row["link"]), None)


def cited(ids: Sequence[str]) -> str:
    """Sources by id as links with the publisher and the date, for markdown."""
    names = []
    for row in links(ids):
        words = plain(row["publisher"]) + (f", {row['date']}" if row["date"] != "–" else "")
        names.append(_linked(words, row["link"]))
    return "; ".join(names)


def bullets(rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Statements with their sources, one line each."""
    st.markdown("\n".join(f"- {told(words)} ({cited(ids)})" for words, ids in rows))


def listed(ids: Sequence[str]) -> None:
    """Sources as a list of links, each by publisher, title and date."""
    for row in links(ids):
        words = f"{plain(row['publisher'])}: {plain(row['title'])}, {row['date']}"
        st.markdown(f"- {_linked(words, row['link'])}" + ("" if row["link"] else " (address not known)"))


def _linked(words: str, link: str) -> str:
    return f"[{words}]({link.replace(')', '%29')})" if link else words
