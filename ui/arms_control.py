"""Arms control: holdings against ceilings, over the years, beside declared numbers, and what is not limited."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import ceilings, findings_ceilings, unsized
from balance_model.analysis.ceilings import Count, class_ids
from balance_model.analysis.findings_ceilings import POSSESSION, class_name, held_words, whole
from balance_model.analysis.words import country, sentence
from balance_model.charts.ceiling_years import over_years
from balance_model.charts.ceilings import declared
from balance_model.domain import World
from balance_model.exhibits import natives_ceilings, standard_record
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, live, sourced, state

SUBJECT, DECLARED = "ceiling_subject", "declared_class"
KINDS = {"declared": "declared", "estimate": "estimate", "press": "press"}


def found() -> Count:
    """The count of the scenario on screen."""
    return compute.treaty(state.scenario())


def draw() -> None:
    """All parties and classes against their ceilings, and what to keep in mind."""
    blocks.picture("ceilings", _picture, 380)
    live.block("ceiling_cautions", _cautions)
    cautions("Cautions about ceilings and holdings", ("ceiling", "holding"))
    _context_hint()


def say() -> tuple[str, str]:
    """Who is above or closest to a ceiling in the year, and when plans cross one."""
    count = found()
    return findings_ceilings.headline(count, state.scenario().year) + ".", findings_ceilings.note(count)


def _picture() -> Picture:
    return standard_record.ceiling_use(found(), state.scenario().year)


def _cautions() -> None:
    """Cautions about the numbers that lie near a ceiling or above it."""
    count = found()
    told = standard_record.near_notes(count, state.scenario().year)
    if told:
        sourced.bullets([(each.statement, each.source_ids) for each in told])
    words = findings_ceilings.nonparties(count.world)
    if words:
        st.caption(sourced.plain(words))


def cautions(label: str, topics: tuple[str, ...]) -> None:
    """All cautions of some topics with their sources, folded away until they are asked for."""
    world = compute.world()
    found_notes = ceilings.notes(world, topics)
    with st.expander(f"{label} ({len(found_notes)})", key=f"cautions_{topics[0]}", on_change="rerun") as box:
        if box.open:
            sourced.bullets([(_about(world, each.country, each.category) + each.statement, each.source_ids)
                             for each in found_notes])  # fmt: skip


def _about(world: World, code: str | None, class_id: str | None) -> str:
    parts = [country(world, code)] if code else []
    parts += [class_name(world, class_id)] if class_id else []
    return sentence(", ".join(parts)) + ": " if parts else ""


def _context_hint() -> None:
    """How to bring in a party that is not compared."""
    world = compute.world()
    more = [
        row.country for row in world.treaty_parties
        if row.status == "party" and row.country not in world.country_codes and row.country in world.country
    ]  # fmt: skip
    if more:
        names = " and ".join(country(world, code) for code in more)
        verb = "are parties" if len(more) > 1 else "is a party"
        st.caption(f"{sourced.plain(names)} {verb} too: bring it in at the left, under Sides to compare.")


def draw_years() -> None:
    """One class in every country, or one country in every class, over the years."""
    world = compute.world()
    st.selectbox(
        "Show", [*class_ids(world), *world.country_codes], format_func=lambda key: _subject_name(world, key), width=330,
        **state.bind_choice(SUBJECT, class_ids(world)[0], _is_subject),
    )  # fmt: skip
    blocks.picture("ceiling_years", _years, 380)
    live.block("ceiling_causes", _causes)


def say_years() -> tuple[str, str]:
    """Which ceilings are crossed over the years."""
    count = found()
    return findings_ceilings.plans(count), findings_ceilings.possible(count)


def _subject() -> str:
    chosen: str = state.choice(SUBJECT, class_ids(compute.world())[0], _is_subject)
    return chosen


def _is_subject(key: object) -> bool:
    world = compute.world()
    return key in class_ids(world) or key in world.country_codes


def _subject_name(world: World, key: str) -> str:
    if key in class_ids(world):
        return f"{sentence(class_name(world, key))}: every country"
    return f"{country(world, key)}: every class"


def _years() -> Picture:
    count, subject = found(), _subject()
    world, by_class = count.world, subject in class_ids(count.world)
    rows, told = ceilings.against(count), ceilings.reported(count)
    column = "category" if by_class else "country"
    rows, told = rows[rows[column] == subject], told[told[column] == subject]

    def panel(row: pd.Series) -> str:
        if by_class:
            return country(world, str(row["country"]))
        return sentence(class_name(world, str(row["category"]), short=True))

    rows = rows.assign(panel=[panel(row) for _, row in rows.iterrows()])
    rows["top"] = rows[["high", "ceiling"]].max(axis=1)
    most = rows.groupby("panel")["top"].transform("max") if not by_class else rows["top"].max()
    rows = rows.assign(most=most)
    rows["most"] = (rows["most"] * 1.06).clip(lower=1.0)
    told = told.assign(
        panel=[panel(row) for _, row in told.iterrows()],
        words=[f"{row.holding:,} in {row.year}, {KINDS[row.kind]}" for row in told.itertuples()],
    )
    title = findings_ceilings.over_years_title(count, subject)
    scale = "all on one scale" if by_class else "each on its own scale"
    marks = "Filled diamond: declared; hollow: estimate or press, at the left edge if earlier"
    subtitle = f"Units held by the end of each year, low to high, {scale}. {standard_record.KEY}. {marks}"
    year = state.scenario().year
    return Picture(
        lambda look, width, height: over_years(rows, told, look, year, title, subtitle, width, height),
        f"{title}. Units by year in {rows['panel'].nunique()} panels.",
        rows[["panel", "country", "year", "low", "best", "high", "ceiling", "basis", "headroom", "share"]],
        made=standard_record.ENDS,
        touches=unsized.capped(count.world),
        opens=False,
        native=natives_ceilings.over_years(rows, by_class),
        cautions=standard_record.cautions(world),
    )


def _causes() -> None:
    """Every ceiling that is crossed, in words, at the best and at the high estimate."""
    count = found()
    subject = _subject()
    told = [
        findings_ceilings.crossing_words(count, each)
        for estimate in ("best", "high")
        for each in ceilings.crossings(count, estimate)
        if subject in (each.country, each.category)
    ]
    if told:
        st.markdown("\n".join(f"- {sourced.plain(words)}" for words in told))
    else:
        st.caption("No ceiling is crossed here, neither at the best nor at the high estimate.")


def draw_declared() -> None:
    """Declared and estimated numbers of a class side by side, and why they differ."""
    world = compute.world()
    known = _reported_classes(found())
    if not known:
        blocks.empty("No number of a country shown has become public for any class.")
        return
    st.selectbox(
        "Class", known, format_func=lambda key: sentence(class_name(world, key)), width=330,
        **state.bind_choice(DECLARED, known[0], known.__contains__),
    )  # fmt: skip
    blocks.picture("declared", _declared, 300)
    notes = ceilings.notes(world, ("declared",), class_id=_declared_class())
    sourced.bullets([(_about(world, each.country, None) + each.statement, each.source_ids) for each in notes])


def say_declared() -> tuple[str, str]:
    """How declared and estimated numbers lie to each other."""
    count = found()
    return findings_ceilings.declared_title(count.world, ceilings.reported(count)) + ".", POSSESSION


def _reported_classes(count: Count) -> list[str]:
    known = set(ceilings.reported(count)["category"])
    return [name for name in class_ids(count.world) if name in known]


def _declared_class() -> str:
    known = _reported_classes(found())
    chosen: str = state.choice(DECLARED, known[0], known.__contains__)
    return chosen


def _declared() -> Picture:
    count, class_id = found(), _declared_class()
    world = count.world
    rows = ceilings.reported(count)
    rows = rows[rows["category"] == class_id].sort_values(["country", "year"], kind="stable")
    rows = rows.assign(order=rows["country"].map(list(world.country_codes).index)).sort_values(
        ["order", "year"], kind="stable"
    )
    for name, units in (("share_low", "low"), ("share", "best"), ("share_high", "high"), ("share_told", "holding")):
        rows[name] = rows[units] / rows["ceiling"]
    rows = rows.assign(
        block=[country(world, code) for code in rows["country"]],
        lane=[f"{row.year} {KINDS[row.kind]}" for row in rows.itertuples()],
        words=[f"{row.holding:,} told; {held_words(row.best, row.low, row.high)} here" for row in rows.itertuples()],
        brief=[f"{row.holding:,}; {whole(row.best)} here" for row in rows.itertuples()],
    )
    own = rows[rows["kind"] == "declared"]
    name = sentence(class_name(world, class_id))
    told = findings_ceilings.declared_title(world, rows) if len(own) else "none declared in public"
    title = f"{name}: {told[:1].lower()}{told[1:]}"
    subtitle = (
        "Share of the ceiling. Filled diamond: declared; circle: estimate of others; triangle: press. Dot and bar: "
        f"this data in that year, in {world.years[0]} if it is earlier"
    )
    return Picture(
        lambda look, width, height: declared(rows, look, title, subtitle, width, height),
        f"{title}. {len(rows)} numbers of others beside this data.",
        rows[["country", "year", "kind", "holding", "own_year", "low", "best", "high", "ceiling", "basis", "note"]],
        made=standard_record.ENDS,
        touches=(),
        native=lambda look: natives_ceilings.declared(rows, look),
    )
