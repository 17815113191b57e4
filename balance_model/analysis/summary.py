"""Short texts about a scenario: what a link shows, and the answer to a worked question."""

from __future__ import annotations

from balance_model.analysis import findings
from balance_model.analysis.changes import changes
from balance_model.analysis.words import country, index_text, listing, sentence
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.records.scenario import Purchase, Scenario

CHANGES_NAMED = 3
STANDING = {"behind": 0, "level": 1, "ahead": 2}
GAINED = {("behind", "level"): "draws level with", ("behind", "ahead"): "passes", ("level", "ahead"): "moves ahead of"}
LOST = {
    ("ahead", "level"): "is now level with",
    ("ahead", "behind"): "falls behind",
    ("level", "behind"): "falls behind",
}


def summary(world: World, scenario: Scenario, reference: Scenario) -> str:
    """Two sentences: how the four stand in the year shown, and what was changed from the reference."""
    stands = findings.balance(assess(world, scenario), scenario.year)
    return f"{stands} {changed(world, scenario, reference)}"


def changed(world: World, scenario: Scenario, reference: Scenario) -> str:
    """One sentence: the changes from the reference in words, the first few by name."""
    words = [change.words for change in changes(reference, scenario, world)]
    if not words:
        return f"Scenario: {scenario.name}, nothing changed."
    named, more = words[:CHANGES_NAMED], len(words) - CHANGES_NAMED
    tail = f"; and {more} more change{'s' if more > 1 else ''}" if more > 0 else ""
    head = f"Changed from '{reference.name}'"
    if scenario.name != reference.name:
        head = f"Scenario '{scenario.name}' against '{reference.name}'"
    return f"{head}: {'; '.join(named)}{tail}."


def answer(before: Assessment, after: Assessment, year: int, code: str | None, category: str | None) -> str:
    """What became of a country's index, or of its value in a category and its index, and whom it passed.

    Without a country it tells whose index moved most.
    """
    world = before.world
    if code is None:
        return findings.change(before, after, year) + "."
    old, new = _measure(before, year, category), _measure(after, year, category)
    name = country(world, code)
    what = f"In {world.category[category].name.lower()} " if category else ""
    if index_text(old[code]) == index_text(new[code]):
        return sentence(f"{what}{name} stays at {index_text(new[code])} in {year}.")
    verb = "rises" if new[code] > old[code] else "falls"
    moved = f"{what}{name} {verb} from {index_text(old[code])} to {index_text(new[code])} in {year}"
    parts = [
        f"{words} {listing(country(world, other) for other in others)}"
        for words, others in _passed(world, old, new, code).items()
    ]
    told = sentence(f"{moved}{'; it ' if parts else ''}{', and '.join(parts)}.")
    if category is None:
        return told
    was, now = (index_text(_measure(one, year, None)[code]) for one in (before, after))
    return f"{told} Its index {f'goes from {was} to {now}' if was != now else f'stays at {now}'}."


def enough(world: World, before: Scenario, scenario: Scenario, code: str, category: str | None) -> str:
    """One sentence: the smallest purchase that still reaches each country that the scenario's purchase reaches.

    Empty unless the scenario adds exactly one purchase of more than one unit, and it changes a standing.
    """
    bought = [item for item in scenario.purchases if item not in before.purchases]
    if len(bought) != 1 or bought[0].quantity == 1:
        return ""
    year, purchase = scenario.year, bought[0]
    old, new = (_measure(assess(world, one), year, category) for one in (before, scenario))
    reached = [other for others in _passed(world, old, new, code, GAINED).values() for other in others]
    needed = {
        other: _smallest(world, scenario, purchase, other, code, category, _standing(world, old, code, other))
        for other in reached
    }
    parts = [f"{number:,} to reach {country(world, other)}" for other, number in sorted(needed.items(), key=_by_number)]
    return f"Enough would be {listing(parts)}." if parts else ""


def _by_number(item: tuple[str, int]) -> int:
    return item[1]


def _measure(answer: Assessment, year: int, category: str | None) -> dict[str, float]:
    """Index of each country in a year, or its value in a category."""
    world = answer.world
    at = world.years.index(year)
    table = answer.value[:, at, world.category_ids.index(category)] if category else answer.score[:, at]
    return {code: float(number) for code, number in zip(world.country_codes, table, strict=True)}


def _standing(world: World, measure: dict[str, float], code: str, other: str) -> str:
    mine, theirs = measure[code], measure[other]
    high, low = max(mine, theirs), min(mine, theirs)
    if high == low or (low > 0 and findings.verdict(world, high / low)[0] == "level"):
        return "level"
    return "ahead" if mine > theirs else "behind"


def _passed(
    world: World,
    old: dict[str, float],
    new: dict[str, float],
    code: str,
    moves: dict[tuple[str, str], str] | None = None,
) -> dict[str, list[str]]:
    """Countries to which the standing changed, by the words for the change."""
    found: dict[str, list[str]] = {}
    for other in world.country_codes:
        step = _standing(world, old, code, other), _standing(world, new, code, other)
        words = (GAINED | LOST if moves is None else moves).get(step)
        if other != code and words:
            found.setdefault(words, []).append(other)
    return found


def _smallest(
    world: World, scenario: Scenario, purchase: Purchase, other: str, code: str, category: str | None, before: str
) -> int:
    """The smallest quantity with which the standing to another country is still better than before."""
    low, high = 0, purchase.quantity
    while high - low > 1:
        middle = (low + high) // 2
        changed = purchase.model_copy(update={"quantity": middle})
        bought = tuple(changed if item is purchase else item for item in scenario.purchases)
        trial = assess(world, scenario.model_copy(update={"purchases": bought}))
        now = _standing(world, _measure(trial, scenario.year, category), code, other)
        low, high = (low, middle) if STANDING[now] > STANDING[before] else (middle, high)
    return high
