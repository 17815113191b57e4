"""What would have to be true, in sentences computed from the answers they tell of."""

from __future__ import annotations

import pandas as pd

from balance_model.analysis.inverse import Answer, Inverse, Miss
from balance_model.analysis.levers import DEAL, DIAL, PURCHASE, WEIGHT
from balance_model.analysis.standing import Aim, Commitments, measure_name
from balance_model.analysis.words import country, index_text, listing, quantity_text
from balance_model.domain import World

KIND_WORDS = {PURCHASE: "Purchase", DIAL: "Dial", WEIGHT: "Weight", DEAL: "Deal"}
ORDER = (
    "Smallest first: a purchase as a share of the buyer's money for new equipment until then, a dial as a share of "
    "its range, a weight in shares of the whole, units of a deal as a share of it, a delay as a share of ten years."
)


def side_name(world: World, side: Commitments) -> str:
    """The countries of a side, with their commitment where it is not whole."""
    return listing(
        country(world, code) + ("" if share == 1 else f" at {100 * share:.0f} %") for code, share in side if share > 0
    )


def goal(world: World, aim: Aim, verb: str = "") -> str:
    """What shall come about: ``Kosovo* at least equal to Serbia in anti-tank in 2030``."""
    own, where = f"{side_name(world, aim.own)} {verb}", f"in {measure_name(world, aim.measure)} in {aim.year}"
    if isinstance(aim.other, float):
        return f"{own}at {index_text(aim.other * aim.times)} or more {where}"
    other = side_name(world, aim.other)
    return f"{own}at {'least equal to' if aim.times == 1 else f'{100 * aim.times:.0f} % or more of'} {other} {where}"


def apart(own: float, needed: float, between: str = "against") -> str:
    """Two levels that differ, with as many decimals as it takes to see it."""
    if index_text(own) != index_text(needed):
        return f"{index_text(own)} {between} {index_text(needed)}"
    if f"{own:.3f}" != f"{needed:.3f}":
        return f"{own:.3f} {between} {needed:.3f}"
    return f"{index_text(own)} {between} a little more" if own < needed else f"{index_text(own)} for both"


def money(value: float) -> str:
    """Million EUR for a sentence: whole from ten up, else two figures."""
    return quantity_text(round(value)) if value >= 10 else f"{value:.2g}"


def price_words(cost: tuple[float, float, float], assumed: bool = False) -> str:
    """A best price with its range, ``about EUR 98 m (56 to 154 m)``."""
    low, best, high = map(money, cost)
    return f"about EUR {best} m ({low} to {high} m{'; an assumed price' if assumed else ''})"


def answer_words(world: World, answer: Answer) -> str:
    """A change with its price."""
    if not answer.cost:
        return answer.words
    bought = answer.scenario.purchases[-1].option_id
    return f"{answer.words}, {price_words(answer.cost, world.option[str(bought)].evidence == 'assumed')}"


def stands(found: Inverse, own: float, needed: float) -> str:
    """Two readings against each other: levels, or shares of the draws."""
    if found.sure is None:
        return apart(own, needed)
    return f"in {share_words(own)} of the draws, {share_words(needed)} asked for"


def _gives(found: Inverse, miss: Miss) -> str:
    """What the best step of a lever does."""
    return f"{'gives' if found.sure is None else 'is enough'} {stands(found, miss.own, miss.needed)}"


def share_words(share: float) -> str:
    """A share of draws in whole per cents, none and all told apart from nearly so."""
    if 0 < share < 0.01:
        return "less than 1 %"
    return "more than 99 %" if 0.99 < share < 1 else f"{100 * share:.0f} %"


def headline(world: World, found: Inverse) -> str:
    """The smallest change, or that there is none."""
    sure = "" if found.sure is None else f" with {share_words(found.sure)} confidence"
    what = goal(world, found.aim, "to be ") + sure
    if found.already:
        return f"Nothing needs to change for {what}: it is so already, {stands(found, found.own, found.needed)}"
    if found.answers:
        return f"One change is enough for {what}: {answer_words(world, found.answers[0])}"
    if found.misses:
        nearest = found.misses[0]
        gives = _gives(found, nearest)
        none = "None of the single changes tried" if found.untried else "No single change"
        return f"{none} is enough for {what}; the nearest: {nearest.words}, which {gives}"
    return f"No single change moves anything towards {goal(world, found.aim)}"


def note(found: Inverse) -> str:
    """Where the two stand now, and how many other ways there are."""
    if found.already:
        return ""
    now = f"As it stands: {stands(found, found.own, found.needed)}."
    others = len(found.answers) - 1
    tried, rest = _of_those_tried(found), _untried_words(found)
    if others < 0:
        return f"{now} {len(found.misses)} single changes{tried} bring the two nearer; none closes the gap.{rest}"
    if not others:
        return f"{now} No other single change{tried} would do.{rest}"
    return f"{now} {others} other single change{'s' if others > 1 else ''}{tried} would do.{rest}"


def count_title(found: Inverse) -> str:
    """How many changes close the whole gap, of those tried where not all were."""
    count, tried = len(found.answers), _of_those_tried(found)
    if not count:
        return f"No single change{tried} closes the gap"
    return f"{count} single change{'s' if count != 1 else ''}{tried} close{'s' if count == 1 else ''} the whole gap"


def _of_those_tried(found: Inverse) -> str:
    """Words that limit a count to what was tried; none where everything was."""
    return " of those tried" if found.untried else ""


def _untried_words(found: Inverse) -> str:
    if not found.untried:
        return ""
    verb = "dial or deal that helps less was" if found.untried == 1 else "dials and deals that help less were"
    return f" {found.untried} more {verb} not tried in the draws."


def why_not(found: Inverse, miss: Miss) -> str:
    """Why a lever does not reach the aim: what its most gives, and what it would take."""
    gives = _gives(found, miss)
    if miss.kind == PURCHASE:
        head = f"The most one country could buy. It {gives}"
        if miss.would_take is None:
            return f"{head}; no number of them would do"
        return f"{head}; it would take {miss.would_take:,}"
    end = {DIAL: "The end of its range", WEIGHT: "As far as it helps", DEAL: "As far as it goes"}[miss.kind]
    return f"{end}. It {gives}"


def misses_table(found: Inverse) -> pd.DataFrame:
    """Misses, the nearest first: change, kind, why."""
    rows = [(miss.words, KIND_WORDS[miss.kind], why_not(found, miss)) for miss in found.misses]
    return pd.DataFrame(rows, columns=["change", "kind", "why"])


def ways(found: Inverse, most: int = 12) -> pd.DataFrame:
    """How far each change closes the gap: change, kind, closed (0 to 1), reached, words (beside the bar).

    Answers first, in their order, then the nearest misses, ``most`` rows in all.
    """
    gap = found.needed - found.own
    rows = [
        (answer.words, KIND_WORDS[answer.kind], 1.0, True, _short(answer)) for answer in found.answers[:most]
    ]  # fmt: skip
    for miss in found.misses[: most - len(rows)]:
        closed = min(max(1 - (miss.needed - miss.own) / gap, 0.0), 1.0) if gap > 0 else 1.0
        part = f"{100 * closed:.0f} %" if closed < 0.995 else "not quite"
        rows.append((miss.words, KIND_WORDS[miss.kind], closed, False, part))
    return pd.DataFrame(rows, columns=["change", "kind", "closed", "reached", "words"])


def _short(answer: Answer) -> str:
    return f"EUR {quantity_text(round(answer.cost[1]))} m" if answer.cost else "enough"
