"""The cheapest package: what it takes at least, what each budget buys, and the package behind each point."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_packages, procurement
from balance_model.analysis.findings_inverse import apart, goal, money, price_words, share_words, side_name
from balance_model.analysis.packages import Plan, plan
from balance_model.analysis.packages_case import Package
from balance_model.analysis.readings import odds
from balance_model.analysis.words import index_text
from balance_model.charts.front import PICK, cost_and_level
from balance_model.charts.theme import NARROW, Look
from balance_model.domain import World
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import plain
from balance_model.exhibits.picture import Picture
from ui import actions, blocks, ceiling_notes, compute, dials, jobs, live, shop, state, viewport
from ui.aims import Blank, likely
from ui.dials import Dial

ASKED = Blank("pack", whole=True, times=True)
BUDGET, AGAINST, CHART = "pack_budget", "pack_against", "pack_chart"
NOTHING = -1
DRAWS = 256
GROUP = "pack"


def draw() -> None:
    """The sentence, the limits, the front with its budget dial, and the package behind the chosen point."""
    ASKED.draw("The cheapest purchases with which", lambda: shop.limits_menu(ASKED.aim()))
    made = _plan()
    if made is None:
        blocks.empty("Packages are being worked out for twenty budgets; they appear here by themselves.")
    elif not made.front.points:
        blocks.empty("No package keeps the limits. Lower a least value, or allow more of the list.")
    else:
        _answer(made)
    shop.options_list(ASKED.aim())


def _answer(made: Plan) -> None:
    dials.panel("pack_budget_dial", lambda: [_dial(made)], _chosen_budget, group=GROUP)
    _front(made)
    live.block("pack_package", lambda: _package(made), group=GROUP)
    _compare(made)


def say() -> tuple[str, str]:
    """What the aim costs at least."""
    made, world = _plan(), compute.world()
    if made is None:
        return f"Looking for the cheapest package for {goal(world, ASKED.aim(), 'to be ')}.", ""
    words = findings_packages.headline(world, ASKED.aim(), made.cheapest)
    return words + ".", findings_packages.note(world, made.cheapest)


def _plan() -> Plan | None:
    world, scenario, aim, limits = compute.world(), state.scenario(), ASKED.aim(), shop.limits()
    return jobs.outcome(
        ("packages", scenario, aim, limits, world.fingerprint),
        lambda tell: plan(world, scenario, aim, limits, tell),
        "Working out packages",
    )


def _step(made: Plan) -> float:
    budgets = made.front.budgets
    return budgets[1] - budgets[0] if len(budgets) > 1 else max(budgets[0], 1.0)


def _usual(made: Plan) -> int:
    """The first point that reaches the level, else the last."""
    enough = (number for number, point in enumerate(made.front.points) if point.own >= point.needed)
    return next(enough, len(made.front.points) - 1)


def _number(made: Plan) -> int:
    """The point of the chosen budget: the dearest that it pays for."""
    budget = state.choice(BUDGET, None, lambda value: value >= 0)
    if budget is None:
        return _usual(made)
    paid = [number for number, own in enumerate(made.front.budgets) if own <= budget + 1e-6]
    return paid[-1] if paid else 0


def _dial(made: Plan) -> Dial:
    budgets = made.front.budgets
    return Dial(
        BUDGET, "Budget", "million EUR", budgets[_number(made)], budgets[_usual(made)], budgets[0], budgets[-1],
        _step(made), help="The best package for this money is shown below; the mark is the first that is enough.",
    )  # fmt: skip


def _chosen_budget(moved: Mapping[str, float]) -> None:
    state.choose(BUDGET, moved[BUDGET])


def _front(made: Plan) -> None:
    """The front as a chart whose points can be clicked; it follows the budget."""

    def drawn() -> None:
        shown = _picture(made)
        spec = blocks.specification(shown, compute.look(), viewport.width(), 360)
        blocks.chart(spec, _chart_key(made), shown.alt, on_select=lambda: _selected(made), selection_mode=PICK)

    live.block("chart_front", drawn, group=GROUP)
    actions.row("front", _picture(made), 360)
    st.caption("Click a point to see its package.")


def _picture(made: Plan) -> Picture:
    world, aim = compute.world(), ASKED.aim()
    chances = _chances(made)
    rows = findings_packages.front_table(made, chances)
    number, against = _number(made), _against(made)
    needed = float(rows.loc[rows["number"] == number, "needed"].iloc[0])
    whom = "asked for" if isinstance(aim.other, float) else side_name(world, aim.other)
    words = (
        f"{whom} {index_text(needed)}" if aim.times == 1 else f"{100 * aim.times:.0f} % of {whom} {index_text(needed)}"
    )
    title = findings_packages.front_title(world, aim, rows, likely())
    subtitle = f"Best package for each budget; {goal(world, aim)}"
    return Picture(
        lambda look, width, height: cost_and_level(
            rows, number, against, (needed, words), aim.own[0][0], look, title, subtitle, width, height
        ),
        f"{title}. Price and level of {len(rows)} packages.",
        rows.drop(columns="number"),
        native=lambda look: _lines(rows, look.colour(aim.own[0][0]), look, subtitle.partition(". Click")[0]),
    )


def _lines(rows: pd.DataFrame, hue: str, look: Look, subtitle: str) -> Native:
    """The level along the budgets, that which is asked for, and the part of the draws that reach it, once known."""
    sure = (Series(name="Part of the draws that reach it", values=plain(rows["chance"]), colour=look.accent),)
    return Native(
        kind="line",
        categories=tuple(money(budget) for budget in rows["budget"]),
        series=(
            Series(name="Level reached", values=plain(rows["own"]), colour=hue),
            Series(name="Level asked for", values=plain(rows["needed"]), colour=look.baseline, dashed=True),
            *(sure if rows["chance"].notna().any() else ()),
        ),
        unit="0 to 1",
        low=0.0,
        subtitle=f"{subtitle}. Along the foot: the budget in million EUR",
    )


def _chances(made: Plan) -> tuple[float, ...] | None:
    """Share of the draws in which each package reaches the level; None while it is worked out."""
    world, aim = compute.world(), ASKED.aim()
    scenarios = tuple(point.scenario for point in made.front.points)
    return jobs.outcome(
        ("odds of packages", scenarios, aim, world.fingerprint),
        lambda tell: odds(world, scenarios, aim, DRAWS, tell),
        "Working out how sure each package is",
    )


def _picked(made: Plan) -> int | None:
    held = st.session_state.get(f"chart_front_{st.session_state.get(CHART, 0)}")
    rows = held["selection"].get(PICK, []) if held else []
    return int(rows[0]["number"]) if rows else None


def _chart_key(made: Plan) -> str:
    """Key of the chart; a new one when the budget was set elsewhere, so that its points can be clicked again."""
    if _picked(made) not in (None, _number(made)):
        st.session_state[CHART] = st.session_state.get(CHART, 0) + 1
    return f"chart_front_{st.session_state.get(CHART, 0)}"


def _selected(made: Plan) -> None:
    number = _picked(made)
    if number is not None and number < len(made.front.budgets):
        state.choose(BUDGET, made.front.budgets[number])
    st.rerun()


def _point(made: Plan) -> Package:
    return made.front.points[_number(made)]


def _package(made: Plan) -> None:
    """What is in the package of the chosen point, what it rests on, and a button that loads it."""
    world, package = compute.world(), _point(made)
    budget = made.front.budgets[_number(made)]
    _loaders(made, package)
    if not package.purchases:
        st.caption(f"For EUR {money(budget)} m nothing is bought.")
        return
    words = f"**The package for EUR {money(budget)} m**: {price_words(package.cost)}, "
    chances = _chances(made)
    share = (
        "" if chances is None else f"; it reaches the level in {share_words(chances[_number(made)])} of {DRAWS} draws"
    )
    st.markdown(f"{words}level {apart(package.own, package.needed)}{share}.")
    parts = _readable(findings_packages.package_table(world, package, _gains(package, world)))
    blocks.table("cheapest-parts", "What the package holds", parts)
    over = ceiling_notes.would(state.scenario(), package.scenario)
    if over:
        st.warning(over, icon=":material/balance:")
    warned = findings_packages.assumed_words(world, package)
    st.caption(
        " ".join(filter(None, [warned, findings_packages.PRICES, findings_packages.certain_words(DRAWS)])).replace(
            "*", r"\*"
        )
    )


def _loaders(made: Plan, package: Package) -> None:
    """Buttons that put a package into the scenario: that of the chosen point, and the cheapest that is enough."""
    least = made.cheapest
    with st.container(horizontal=True, gap="small"):
        if st.button(
            "Load this package", type="primary", key="pack_load", icon=":material/input:",
            disabled=not package.purchases, help="Adds its purchases to the scenario; Undo takes them back.",
        ):  # fmt: skip
            _load(package)
        if isinstance(least, Package) and least.purchases and st.button(
            f"Load the cheapest that is enough (EUR {money(least.cost[1])} m)", key="pack_load_least",
            icon=":material/input:", help="The package of the sentence on top: the level is just reached.",
        ):  # fmt: skip
            _load(least)


def _load(package: Package) -> None:
    """Put a package into the scenario and draw the whole page, not this block alone."""
    state.show(package.scenario)
    st.rerun()


@lru_cache(maxsize=32)
def _gains(package: Package, world: World) -> pd.DataFrame:
    return procurement.buys(world, package.scenario, package.scenario.year)


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    """The parts of a package for the eye."""
    shown = pd.DataFrame(
        {
            "Count": table["count"],
            "Option": table["option"],
            "EUR m": [money(value) for value in table["cost_best"]],
            "Low to high": [
                f"{money(low)} to {money(high)}"
                for low, high in zip(table["cost_low"], table["cost_high"], strict=True)
            ],
            "Delivered": table["year"].astype(str),
            "Index points": [f"{gain:+.3f}".replace("-", "−") for gain in table["gain"]],
            "Price is": table["evidence"],
        }
    )
    return shown.drop(columns=["Low to high", "Price is"]) if viewport.width() < NARROW else shown


def _against(made: Plan) -> int | None:
    number = state.choice(AGAINST, NOTHING, lambda value: isinstance(value, int) and value >= NOTHING)
    return number if 0 <= number < len(made.front.points) else None


def _compare(made: Plan) -> None:
    """The difference between the chosen point and another."""
    offers = {NOTHING: "nothing"} | {
        number: f"the package for EUR {money(budget)} m" for number, budget in enumerate(made.front.budgets)
    }
    if state.choice(AGAINST, NOTHING, offers.__contains__) not in offers:
        state.choose(AGAINST, NOTHING)
    st.selectbox(
        "Compare with", list(offers), format_func=offers.__getitem__, width=300,
        **state.bind_choice(AGAINST, NOTHING, offers.__contains__),
    )  # fmt: skip
    live.block("pack_difference", lambda: _difference(made), group=GROUP)


def _difference(made: Plan) -> None:
    other = _against(made)
    if other is None:
        return
    world, before, after = compute.world(), made.front.points[other], _point(made)
    st.markdown(findings_packages.difference_words(before, after))
    table = findings_packages.difference(world, before, after)
    if not table.empty:
        table["change"] = [f"{number:+,}".replace("-", "−") for number in table["change"]]
        st.table(table.rename(columns=str.capitalize), hide_index=True)
