"""What counts under the arms control agreement, and the kinds of weapons that escape it."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from balance_model.analysis import ceilings, findings_ceilings
from balance_model.analysis.findings_ceilings import BASIS, class_name, held_words, units_of, whole
from balance_model.analysis.uncapped import uncapped
from balance_model.analysis.words import country, number_word, sentence
from balance_model.charts.uncapped import cells
from balance_model.domain import Ceiling, World
from balance_model.exhibits.picture import Picture
from ui import arms_control, blocks, compute, sourced, state

GROUP, EVERY = "escape_group", "every"
_STYLE = """<style>
.treaty { display: grid; grid-template-columns: repeat(auto-fit, minmax(255px, 1fr)); gap: 0.6rem; }
.treaty div { border-left: 5px solid #6B7480; padding: 0.25rem 0.7rem; background: rgba(128,128,128,0.08);
 font-size: 0.92rem; line-height: 1.35; }
.treaty h3 { font-size: 1rem; font-weight: 650; margin: 0; padding: 0; }
.treaty p { margin: 0.2rem 0 0 0; }
</style>"""


def draw_counts() -> None:
    """Each class with what counts and what does not, the ceilings with their basis, and who is a party."""
    world = compute.world()
    cards = []
    for row in sorted(world.treaty_classes, key=lambda row: row.order):
        systems = [each.name for each in world.systems if each.ceiling_class == row.class_id]
        cards.append(
            f"<div><h3>{html.escape(row.name)}</h3><p><b>Counts:</b> {html.escape(row.counts)}</p>"
            f"<p><b>Does not:</b> {html.escape(row.leaves_out)}</p>"
            f"<p><b>How sure:</b> {html.escape(row.note or '–')}</p><p>{len(systems)} systems of this data.</p></div>"
        )
    st.html(f'{_STYLE}<div class="treaty">{"".join(cards)}</div>')
    st.markdown(f"**Ceilings of all parties that hold in {state.scenario().year}**")
    table = _limits(world)
    st.dataframe(
        table, hide_index=True, key="ceiling_table",
        column_config={"Link": st.column_config.LinkColumn("Link", display_text="open")},
    )  # fmt: skip
    blocks.table_actions("ceilings", "What counts against the ceilings", table)
    st.markdown("**Who is a party**")
    sourced.bullets([(f"{country(world, row.country)}: {row.words}", row.source_ids) for row in world.treaty_parties])
    arms_control.cautions("Cautions about ceilings and holdings", ("ceiling", "holding"))


def say_counts() -> tuple[str, str]:
    """How many of the ceilings of all parties are treaty numbers."""
    world, year = compute.world(), state.scenario().year
    rows = _in_force(world)
    parts = [f"{sum(row.basis == basis for row in rows)} {basis}" for basis in BASIS]
    words = f"{number_word(len(world.treaty_classes))} classes of heavy weapons are limited"
    return (
        f"{sentence(words)}; of the {len(rows)} ceilings of all parties that hold in {year}, "
        f"{parts[0].replace(' treaty', ' are in the treaty')}, "
        f"{parts[1]} and {parts[2]}."
    ), findings_ceilings.POSSESSION


def _in_force(world: World) -> list[Ceiling]:
    """Ceilings of all parties that hold at the end of the year of the scenario."""
    year = state.scenario().year
    return [row for row in world.ceilings if ceilings.ceiling_of(world, row.party, row.category, year) == row]


def _limits(world: World) -> pd.DataFrame:
    """Ceilings that hold in the year with basis and source."""
    order = {name: at for at, name in enumerate(ceilings.class_ids(world))}
    rows = sorted(_in_force(world), key=lambda row: order[row.category])
    return pd.DataFrame(
        {
            "Class": [sentence(class_name(world, row.category)) for row in rows],
            "Party": [country(world, row.party) for row in rows],
            "Ceiling": [row.ceiling for row in rows],
            "Basis": [BASIS[row.basis] for row in rows],
            "From": [row.in_force_from for row in rows],
            "Note": [row.note or "" for row in rows],
            "Link": [sourced.first_link(row.source_ids) for row in rows],
        }
    )


def draw() -> None:
    """Units that no ceiling limits, by kind and country."""
    world = compute.world()
    names = {EVERY: "All groups"} | {
        row.group_id: row.name for row in sorted(world.uncapped, key=lambda row: row.order)
    }
    st.selectbox(
        "Group", list(names), format_func=names.__getitem__, width=330,
        **state.bind_choice(GROUP, EVERY, names.__contains__),
    )  # fmt: skip
    if _rows().empty:
        blocks.empty("Nobody holds any of this group; choose another one.")
        return
    blocks.picture("escapes", _picture, 420)
    sourced.bullets(
        [
            (f"{row.name}: {row.why}", row.source_ids)
            for row in sorted(world.uncapped, key=lambda row: row.order)
            if _group() in (EVERY, row.group_id)
        ]
    )


def say() -> tuple[str, str]:
    """How many kinds escape, and who holds most of most."""
    year = state.scenario().year
    rows = uncapped(arms_control.found(), year)
    words = findings_ceilings.escapes_headline(compute.world(), rows, year)
    return words + ".", "Numbers are compared along a row; different kinds do not add up."


def _group() -> str:
    known = [EVERY, *(row.group_id for row in compute.world().uncapped)]
    chosen: str = state.choice(GROUP, EVERY, known.__contains__)
    return chosen


def _rows() -> pd.DataFrame:
    rows = uncapped(arms_control.found(), state.scenario().year)
    return rows if _group() == EVERY else rows[rows["group"] == _group()]


def _categories(rows: pd.DataFrame) -> tuple[str, ...]:
    """Categories of the systems of the kinds shown that no class counts."""
    world, kinds = compute.world(), set(rows["kind"])
    held = {row.category for row in world.systems if row.kind in kinds and not row.ceiling_class}
    return tuple(name for name in world.category_ids if name in held)


def _picture() -> Picture:
    year, rows = state.scenario().year, _rows()
    words = [
        f"{held_words(row.best, row.low, row.high)} ({units_of(row.best, row.unit).partition(' ')[2]})"
        for row in rows.itertuples()
    ]
    rows = rows.assign(words=words)
    title = findings_ceilings.escapes_title(compute.world(), rows, year)
    subtitle = (
        "Units held in the year, best estimate; each row has its own scale. 0?: none at best, some at the high end"
    )
    return Picture(
        lambda look, width, height: cells(rows, look, title, subtitle, width, height),
        f"{title}. Units of {rows['kind'].nunique()} kinds in {rows['country'].nunique()} countries.",
        rows[["group_name", "kind_name", "unit", "country", "low", "best", "high"]].assign(
            **{name: rows[name].map(whole) for name in ("low", "best", "high")}
        ),
        made="single run; low and high take every range at one end",
        touches=_categories(rows),
        opens=False,
    )
