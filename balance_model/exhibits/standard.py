"""The standard views by name: the same pictures as on the pages, made without a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from balance_model.domain import World
from balance_model.errors import BalanceError, nearest
from balance_model.exhibits import reproduce, standard_front, standard_made, standard_notes, standard_record, taking
from balance_model.exhibits.cases import Case, case
from balance_model.exhibits.exhibit import Exhibit
from balance_model.exhibits.picture import Picture
from balance_model.exhibits.stamps import SINGLE_RUN
from balance_model.exhibits.standard_made import Nothing, Rows, Said, Shown
from balance_model.records import links
from balance_model.records.scenario import Scenario


class ViewError(BalanceError):
    """A standard view that is unknown, or has nothing to show; the sentence says which, and what to do."""


@dataclass(frozen=True)
class View:
    """A standard view: what it is called, what it answers, how it is made, and where it stands in the explorer.

    ``page``, ``tab`` and ``choices`` are those of the address that leads back; ``drawn`` says that it shows futures
    where they are wanted.
    """

    name: str
    label: str
    answers: str
    make: Callable[[Case], Shown]
    page: str
    where: str
    tab: str = ""
    choices: Callable[[Case], Mapping[str, str]] = lambda one: {}
    drawn: bool = False


STANDARD: dict[str, View] = {
    view.name: view
    for view in (
        View("finding", "The finding", "Who is ahead, and what no weights can change",
             standard_made.finding, "", "Balance", drawn=True),
        View("profile", "By category", "Who leads in which category",
             standard_made.profile, "", "Balance", "by-category", drawn=True),
        View("index", "Over the years", "How the index of each country moves from year to year",
             standard_made.index, "", "Balance", "over-the-years", drawn=True),
        View("pairs", "Pair by pair", "How many times one index is another",
             standard_made.pairs, "", "Balance", "pair-by-pair", drawn=True),
        View("scenarios", "Side by side", "What the scenario changes against its base",
             standard_made.scenarios, "compare", "Compare", "side-by-side", drawn=True),
        View("causes", "Why they differ", "Which change does how much, for the country that moves most",
             standard_made.causes, "compare", "Compare", "why-they-differ",
             lambda one: {} if one.few else {"cause_way": "In this order"}),
        View("changes", "Changes", "What was changed, and what each change does to every country",
             standard_made.changes, "scenario", "Scenario", "what-each-change-did"),
        View("deliveries", "Deliveries", "What is still to come and counts, by year",
             standard_made.deliveries, "scenario", "Scenario", "deliveries",
             lambda one: standard_record.due_choices(one.world, one.scenario)),
        View("weightings", "All weightings", "How often each country is first when the weights are open",
             standard_made.weightings, "how_sure", "How sure", "all-weightings", drawn=True),
        View("drivers", "What drives it", "Which assumptions move the ratio of the two that lead most",
             standard_made.drivers, "how_sure", "How sure", "what-drives-it", lambda one: {"watched": "ratio"}),
        View("reverse", "What would reverse it", "The smallest move of weights, or one assumption, that turns the lead",
             standard_made.reverse, "how_sure", "How sure", "all-weightings"),
        View("ceilings", "Against the ceilings", "Who is close to a ceiling of the arms control agreement",
             standard_made.ceilings, "arms_control", "Arms control", "against-the-ceilings"),
        View("spending", "Spending", "What the countries spend on their military",
             standard_made.spending, "money", "Money", "spending"),
        View("sources", "Sources", "Which sources stand behind the numbers",
             standard_made.sources, "evidence", "Data", "sources"),
    )
}  # fmt: skip


def made(
    world: World,
    scenario: Scenario,
    view: str,
    many: bool = False,
    draws: int | None = None,
    seed: int | None = None,
    presets: Mapping[str, Scenario] | None = None,
) -> Exhibit:
    """A standard view of a scenario.

    Parameters
    ----------
    many : with futures, ``draws`` of them from ``seed``; those of about.csv if left out.
    presets : all presets by id; the bundled ones if left out.

    Raises
    ------
    ViewError
        If the view is unknown, or has nothing to show for this scenario.
    """
    return exhibit(case(world, scenario, None, many, draws=draws, seed=seed, presets=presets), view)


def exhibit(one: Case, view: str) -> Exhibit:
    """A standard view of a case, with address, command and speaker notes. Raises ``ViewError`` as ``made`` does."""
    spec = known(view)
    shown = spec.make(one)
    if isinstance(shown, Nothing):
        raise ViewError(f"View '{view}' of '{one.scenario.name}' is left out: {shown.why}.")
    single = isinstance(shown, Picture) and shown.made == SINGLE_RUN
    drawn = spec.drawn and one.many is not None and not single
    choices = {**spec.choices(one), **(reproduce.UNCERTAIN if drawn else {})}
    more = ({"v": spec.tab} if spec.tab else {}) | ({"c": links.pack(choices)} if choices else {})
    futures = (one.many.draws, one.many.seed) if drawn and one.many is not None else None
    form = "json" if isinstance(shown, Said) else "csv"
    place = taking.Place(
        spec.where,
        standard_front.finding(one.shown, one.many, one.year)[0],
        f"{spec.page}{links.query(one.scenario, one.presets, more)}",
        reproduce.export_command(one.scenario, one.presets, view, form, futures),
    )
    made_words = one.made if drawn else ""
    if isinstance(shown, Picture):
        found = taking.chart(view, shown, one.single, one.baseline, place, made_words)
    elif isinstance(shown, Rows):
        found = taking.table(view, shown.title, shown.table, one.single, one.baseline, place, made_words, shown.touches)
    else:
        found = taking.finding(view, shown.sentence, shown.note, one.single, one.baseline, place, made_words)
    under = shown.subtitle if isinstance(shown, Rows) and not found.subtitle else found.subtitle
    return found.model_copy(update={"subtitle": under, "notes": standard_notes.notes(one, view)})


def known(view: str) -> View:
    """A view by its name; raises ``ViewError`` with the nearest name."""
    if view not in STANDARD:
        raise ViewError(f"View '{view}' is unknown; {nearest(view, STANDARD)}")
    return STANDARD[view]
