"""What the screen reads: colours, facts, words, questions, pairs of sides."""

from __future__ import annotations

from typing import Literal

from balance_model.domain.base import Ids, Row


class Colour(Row):
    concept: str
    key: str
    light: str
    dark: str
    order: int
    why: str


class About(Row):
    """A fact about the data set or a standing sentence."""

    key: str
    value: str
    why: str


class Term(Row):
    """A word that readers meet, explained in one sentence."""

    term: str
    definition: str
    where: str


class Question(Row):
    """A worked question: the scenario that answers it, and where to look."""

    question_id: str
    question: str
    scenario: str
    page: str
    view: str | None
    year: int
    country: str | None
    category: str | None


class Pairing(Row):
    """One pair of sides in a reading of who stands against whom."""

    pairing: str
    name: str
    order: int
    side_a: Ids
    side_b: Ids
    taken: Literal["together", "average"]
    why: str
    source_ids: Ids
