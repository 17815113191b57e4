"""The two-minute brief: what can be said of any scenario in two minutes, in order, with words to say."""

from __future__ import annotations

from balance_model.analysis.ceilings import crossings
from balance_model.analysis.changes import moving
from balance_model.exhibits import standard, standard_notes
from balance_model.exhibits.briefing import SHELF, Briefing
from balance_model.exhibits.cases import Case
from balance_model.exhibits.standard_front import finding
from balance_model.records.scenarios import sparse

MOST_SENTENCES = 2
LONGEST_TITLE = 200
PLAIN = ("finding", "profile", "index", "pairs", "weightings", "drivers", "reverse")
CHANGED = ("finding", "causes", "changes", "profile", "index", "weightings", "reverse")


def two_minutes(one: Case, base: str = SHELF) -> Briefing:
    """A briefing of six to eight exhibits: the finding, what it rests on, how sure it is, and what to watch.

    ``base`` is the address of the explorer.
    """
    found = Briefing(
        title=title(one), subtitle=subtitle(one), base=base, scenario=sparse(one.scenario, one.baseline)
    )  # fmt: skip
    for view in views(one):
        try:
            exhibit = standard.exhibit(one, view)
        except standard.ViewError:
            continue  # nothing to show of it: one exhibit fewer
        found = found.adding(exhibit.model_copy(update={"notes": standard_notes.notes(one, view, MOST_SENTENCES)}))
    return found


def views(one: Case) -> tuple[str, ...]:
    """Which standard views are told, in order; the last is a ceiling that is crossed, or what is due next."""
    last = "ceilings" if crossings(one.treaty) else "deliveries"
    return (*(CHANGED if one.changed else PLAIN), last)


def title(one: Case) -> str:
    """The finding; its first part where it is long."""
    said = finding(one.shown, one.many, one.year)[0].rstrip(".")
    return said if len(said) <= LONGEST_TITLE else said.split(";")[0][:LONGEST_TITLE]


def subtitle(one: Case) -> str:
    """Scenario, year, and how much is changed."""
    count = len(moving(one.base, one.scenario, one.world))
    number = "nothing" if count == 0 else f"{count} thing{'s' if count > 1 else ''}"
    return f"{one.scenario.name}, {one.year}: {number} changed from '{one.base.name}'"
