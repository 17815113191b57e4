"""Citation, BibTeX and age of a published result."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from balance_model.library.citing import age, as_of_words, bibtex, citation, current
from balance_model.library.publications import Published

LINK = "https://example.org/library?f=abc"


@pytest.fixture
def published(frozen):
    return Published(frozen, datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


def test_the_citation_is_one_line(published, frozen):
    assert citation(published, LINK) == (
        f"A. Ä. (2026). As it was. Worked example, published result {frozen.id}, 2 March 2026; data as of 31 December "
        f"2025, fingerprint {frozen.data}; model 0.1.0. {LINK}"
    )


def test_without_an_author_the_title_comes_first(published, frozen):
    nobody = Published(frozen.model_copy(update={"author": ""}), published.published)
    assert citation(nobody, LINK).startswith("As it was (2026). Worked example, ")
    assert "author" not in bibtex(nobody, LINK)


def test_bibtex_is_whole_and_safe(published, frozen):
    odd = Published(frozen.model_copy(update={"title": "50 % & {more} _ # $ ~ ^ \\"}), published.published)
    lines = bibtex(odd, LINK).splitlines()
    assert lines[0] == f"@misc{{balance-{odd.frozen.id},"
    assert lines[-1] == "}"
    assert r"  title = {{50 \% \& \{more\} \_ \# \$ \textasciitilde{} \textasciicircum{} \textbackslash{}}}," in lines
    assert "  month = mar," in lines
    assert "  year = {2026}," in lines
    assert f"  url = {{{LINK}}}," in lines


def test_the_age_is_told_beside_now(frozen, tiny_world):
    assert age(frozen, tiny_world) == "Data of 31 December 2025, the same as now; model 0.1.0, the same as now."
    assert current(frozen, tiny_world)


@pytest.mark.parametrize(
    ("as_of", "kind"), [("2025-06-30", "Older data: of 30 June 2025"), ("2026-01-31", "Other data: of 31 January 2026")]
)
def test_other_data_are_told_with_both_fingerprints(frozen, tiny_world, as_of, kind):
    other = frozen.model_copy(update={"data": "123456789abc", "as_of": as_of, "model": "0.0.9"})
    assert age(other, tiny_world) == (
        f"{kind}, fingerprint 123456789abc; now of 31 December 2025, {tiny_world.fingerprint}; model 0.0.9, now 0.1.0."
    )
    assert not current(other, tiny_world)


def test_a_date_that_is_none_stays_as_it_stands():
    assert as_of_words("spring 2026") == "spring 2026"
