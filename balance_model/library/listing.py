"""Finding saved scenarios."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from sqlalchemy import desc

from balance_model.library.engine import Library
from balance_model.library.entries import entry_of, with_current
from balance_model.library.nouns import Entry
from balance_model.library.tables import ENTRIES
from balance_model.records.plain_text import folded

Sort = Literal["changed", "created", "name", "versions"]
_ORDER: dict[Sort, tuple[Callable[[Entry], Any], bool]] = {
    "changed": (lambda each: each.changed, True),
    "created": (lambda each: each.created, True),
    "name": (lambda each: folded(each.name), False),
    "versions": (lambda each: each.version, True),
}


def listed(
    library: Library, search: str = "", sort: Sort = "changed", archived: bool | None = False
) -> tuple[Entry, ...]:
    """Entries that hold every word of ``search`` in name, note, tags or id, whatever capitals and marks it has.

    ``archived`` chooses those put away, those not, or with None both. Newest first, or by name. Raises
    ``LibraryError``.
    """
    query = with_current().order_by(desc(ENTRIES.c.changed), ENTRIES.c.id)
    if archived is not None:
        query = query.where(ENTRIES.c.archived.is_(archived))
    with library.reading() as connection:
        found = [entry_of(row) for row in connection.execute(query)]
    wanted = folded(search).split()
    found = [each for each in found if all(word in _words(each) for word in wanted)]
    key, backwards = _ORDER[sort]
    return tuple(sorted(found, key=key, reverse=backwards))


def _words(one: Entry) -> str:
    return folded(" ".join((one.name, one.note, *one.tags, one.id, one.scenario_id)))
