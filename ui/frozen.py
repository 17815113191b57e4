"""Published results: shown as they were, cited, and run again with today's data."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from balance_model.analysis.words import index_text, listing, sentence
from balance_model.charts.theme import Look, quickly
from balance_model.charts.timeline import index_over_time
from balance_model.charts.waterfall import NOTHING, waterfall
from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.export.tables import csv_bytes
from balance_model.library import causes, citing
from balance_model.library.causes import CAUSES, Causes
from balance_model.library.drafts import Fitted, fitted
from balance_model.library.frozen import Frozen, to_json
from balance_model.library.publications import Published
from ui import address, blocks, compute, library, live, saving, state, viewport
from ui.sourced import plain

_AGAIN, _COUNTRY = "frozen_again", "frozen_country"
HEIGHT, MOST_ROWS = 300, 10


def shown_id() -> str:
    """Id of the published result that the scenario on screen equals, with the data and model of now; else empty."""
    return "" if live.held() else library.published_id(state.scenario())


def say(shown: Published) -> tuple[str, str]:
    """The finding as it was, and how old it is."""
    frozen, day = shown.frozen, citing.day_words(shown.published.astimezone(library.zone()))
    by = f" by {frozen.author}" if frozen.author else ""
    note = f" {frozen.note}" if frozen.note else ""
    return frozen.finding, f"'{frozen.title}', published{by} on {day} as {frozen.id}.{note}"


def draw(shown: Published) -> None:
    """The result as it was, and beside it that of today if it was asked for."""
    frozen = shown.frozen
    _banner(shown)
    if _again():
        _today(frozen)
    codes = [code for code, _ in frozen.countries]
    if set(codes) <= set(compute.data().country) and len(frozen.years) > 1:
        blocks.chart(_over_years(shown, _look(codes)), "frozen_years", f"Index by year as published. {frozen.finding}")
    st.table(_readable(frozen.table), hide_index=True)
    _cite(shown)
    blocks.stamp([*frozen.stamp, f"Published result {frozen.id}. {citing.age(frozen, compute.data())}"])


def _banner(shown: Published) -> None:
    frozen, data = shown.frozen, compute.data()
    told = f"This is the result as it was published; it does not move with the dials. {citing.age(frozen, data)}"
    if state.scenario().key != frozen.scenario_key:
        told += " The dials at the left are those of another scenario, which is on screen."
    (st.info if citing.current(frozen, data) else st.warning)(plain(told), icon=":material/verified:")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Run with today's data", key="frozen_run", type="primary", disabled=_again(), on_click=_run, args=(frozen,),
            help="Puts the scenario on screen and shows what differs, by cause",
        )  # fmt: skip
        st.download_button(
            "File", data=lambda: to_json(frozen, shown.published), file_name=f"published-{frozen.id}.json",
            mime="application/json", on_click="ignore", key="frozen_get", type="tertiary", icon=":material/download:",
            help="The whole result; it opens in any explorer and on the command line",
        )  # fmt: skip
        st.download_button(
            "CSV", data=lambda: _csv(shown), file_name=f"published-{frozen.id}.csv", mime="text/csv", on_click="ignore",
            key="frozen_csv", type="tertiary", icon=":material/download:", help="Index of every country and year",
        )  # fmt: skip
        st.button("Close this result", key="frozen_leave", type="tertiary", icon=":material/close:", on_click=_leave)


def _csv(shown: Published) -> bytes:
    frozen = shown.frozen
    table = frozen.scores.assign(country=frozen.scores["country"].map(dict(frozen.countries)))
    return csv_bytes(table, [*frozen.stamp, citing.citation(shown, address.frozen_link(frozen.id))])


def _cite(shown: Published) -> None:
    with st.expander("Cite", key="frozen_cite", expanded=True):
        link = address.frozen_link(shown.frozen.id)
        st.code(citing.citation(shown, link), language=None, wrap_lines=True)
        st.code(citing.bibtex(shown, link), language=None, wrap_lines=True)


def _leave() -> None:
    address.show_frozen("")
    state.choose(_AGAIN, False)


def _again() -> bool:
    return bool(state.choice(_AGAIN, False, lambda on: isinstance(on, bool)))


def _run(frozen: Frozen) -> None:
    """Put the scenario on screen as it runs today."""
    state.open_scenario(_difference(frozen)[0].scenario)
    saving.saved()
    state.choose(_AGAIN, True)


def _today(frozen: Frozen) -> None:
    """What the same scenario gives today, and why it differs."""
    found, differs = _difference(frozen)
    names = dict(frozen.countries)
    with st.container(key="frozen_today"):
        st.markdown(f"**{plain(causes.words(differs, names, frozen.year))}**")
        for problem in found.problems:
            st.caption(f"Does not fit today's data and was left out: {plain(problem)}")
        if differs.missing:
            st.caption(f"Only then or only now: {plain(listing(differs.missing))}.")
        st.table(_causes_table(differs, names), hide_index=True)
        st.caption(plain(causes.HOW))
        moved = differs.table.assign(delta=differs.table["now"] - differs.table["then"])
        moved = moved[moved[list(CAUSES)].abs().max(axis=1) > NOTHING]
        if moved.empty:
            return
        codes = [str(code) for code in moved.loc[moved["delta"].abs().sort_values(ascending=False).index, "country"]]
        code = st.pills(
            "Country", codes, format_func=names.__getitem__, required=True, label_visibility="collapsed",
            **state.bind_choice(_COUNTRY, codes[0], codes.__contains__),
        )  # fmt: skip
        blocks.chart(_waterfall(frozen, differs, code or codes[0]), "frozen_causes", "The effect of each cause")
        _rows(frozen, differs, code or codes[0])


def _difference(frozen: Frozen) -> tuple[Fitted, Causes]:
    """The scenario with today's data, and the difference by cause; kept for the next page run."""
    key, data = ("frozen_difference", frozen.id, compute.data().fingerprint), compute.data()
    kept: tuple[tuple[str, str, str], Fitted, Causes] | None = st.session_state.get("frozen_difference")
    if kept is None or kept[0] != key:
        found = fitted(frozen.scenario, data)
        kept = key, found, causes.causes(frozen, assess(data, found.scenario))
        st.session_state["frozen_difference"] = kept
    return kept[1], kept[2]


def _causes_table(differs: Causes, names: dict[str, str]) -> pd.DataFrame:
    """Then, now and each cause that moves anything as rows, a column a country, for the eye."""
    table = differs.table.assign(change=differs.table["now"] - differs.table["then"])
    told = [cause for cause in CAUSES if table[cause].abs().max() > NOTHING]
    rows = [("As published", "then", index_text), ("Today", "now", index_text), ("Change", "change", _small)]
    rows += [(cause, cause, _small) for cause in told]
    return pd.DataFrame(
        [
            {"Index": label} | {names[row["country"]]: shown(row[column]) for row in table.to_dict("records")}
            for label, column, shown in rows
        ]
    )


def _small(value: float) -> str:
    """A difference in three decimals, since causes add up."""
    shown = f"{value:+.3f}".replace("-", "−")
    return "0" if abs(value) < NOTHING else "<0.001" if shown in {"+0.000", "−0.000"} else shown


def _waterfall(frozen: Frozen, differs: Causes, code: str) -> dict[str, object]:
    row = differs.table.set_index("country").loc[code]
    parts = pd.DataFrame({"cause": CAUSES, "country": code, "delta": [float(row[cause]) for cause in CAUSES]})
    name, then, now = dict(frozen.countries)[code], float(row["then"]), float(row["now"])
    title = f"{name}: {index_text(then)} as published, {index_text(now)} today"
    subtitle = f"Index in {frozen.year}, 0 to 1; one step a cause, in index points"
    with quickly():
        return waterfall(
            parts, ("As published", then), ("Today", now), code, _look([each for each, _ in frozen.countries]), title,
            subtitle, min(viewport.width(), blocks.WIDEST), 220,
        ).to_dict()  # fmt: skip


def _rows(frozen: Frozen, differs: Causes, code: str) -> None:
    """The rows that moved most."""
    rows = differs.rows[(differs.rows["country"] == code) & (differs.rows["delta"].abs() > NOTHING)].head(MOST_ROWS)
    if rows.empty:
        return
    known = {each.system_id: each.name for each in compute.data().systems} | frozen.systems
    categories = {each.id: each.name for each in frozen.categories}
    shown = pd.DataFrame(
        {
            "What": rows["system_id"].map(lambda name: known.get(name, name)),
            "Category": rows["category"].map(lambda name: categories.get(name, name)),
            "From": rows["origin"].str.replace("deal:", "deal ", regex=False),
            "Cause": rows["cause"],
            "Index points": rows["delta"].map(_small),
        }
    )
    with st.expander("Rows that moved most", key="frozen_rows"):
        st.table(shown, hide_index=True)


def _look(codes: list[str]) -> Look:
    return _drawn(compute.data().joining(codes), st.context.theme.type == "dark")


@lru_cache(maxsize=8)
def _drawn(data: World, dark: bool) -> Look:
    return Look.of(data, dark)


def _over_years(shown: Published, look: Look) -> dict[str, object]:
    frozen = shown.frozen
    steps = pd.DataFrame(columns=["country", "year", "score", "label", "detail", "delta"])
    steps = steps.astype({"year": "int64", "score": "float64", "delta": "float64"})
    title = f"Holdings index as published on {citing.day_words(shown.published.astimezone(library.zone()))}"
    subtitle = f"Index, 0 to 1, {frozen.years[0]} to {frozen.years[-1]}; the dashed rule marks {frozen.year}"
    with quickly():
        return index_over_time(
            frozen.scores, steps, look, frozen.year, title, subtitle, min(viewport.width(), blocks.WIDEST), HEIGHT
        ).to_dict()


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    shown = table.copy()
    for column in shown.columns[1:]:
        shown[column] = shown[column].map(index_text)
    return shown.rename(columns=lambda name: sentence(str(name)))
