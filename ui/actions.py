"""The row under a picture: pin it, take it away, see its table, ask where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from balance_model.exhibits.exhibit import Size
from balance_model.exhibits.picture import Picture
from balance_model.exhibits.stamps import stamp
from balance_model.exhibits.taking import table_alt
from balance_model.export.charts import CHART_FORMATS, ChartFormat, chart_file
from balance_model.export.exhibit_data import data_csv, data_json, ways_back
from balance_model.export.images import png, svg
from balance_model.export.tables import csv_bytes
from balance_model.records.scenario import Scenario
from ui import compute, drawer, futures, pins, saving, sizing, state

PICTURE_WIDTH = 860
SCREEN = "screen"
SIZE_NAMES = {SCREEN: "As on screen", "slide": "Slide", "report": "Report column", "square": "Square"}
MIME = {
    "PNG": "image/png", "SVG": "image/svg+xml", "PDF": "application/pdf", "CSV": "text/csv", "JSON": "application/json",
}  # fmt: skip
_MADE, _SIZE = "picture_made", "picture_size"


def row(name: str, shown: Picture, height: int) -> None:
    """Everything that can be done with a picture of that name."""
    st.session_state[_MADE] = shown.made, shown.compared  # for the foot of the page
    with st.container(horizontal=True, gap="small", key=f"actions_{name}"):
        pin(f"pin_{name}", pins.pinned(name, shown.alt, shown.made), partial(pins.chart, name, shown))
        take = st.popover(
            "Download", type="tertiary", icon=":material/download:", key=f"take_{name}", on_change="rerun",
            help="This picture and its numbers as files, with their sources",
        )  # fmt: skip
        if take.open:
            with take:
                _downloads(name, shown, height)
        twin = st.popover("Table", type="tertiary", icon=":material/table:", key=f"table_{name}", on_change="rerun")
        if twin.open:
            with twin:
                _table(name, shown)
        if shown.clickable:
            st.button(
                "Where from", key=f"from_{name}", type="tertiary", icon=":material/manage_search:", on_click=_where,
                args=(shown.category,), help="The rows behind any number here",
            )  # fmt: skip
        if shown.touches != ():
            sizing.menu(name, shown.touches)


def pin(key: str, done: bool, act: Callable[[], None], what: str = "this chart") -> None:
    """A button that puts something into the briefing."""
    st.button(
        "Pinned" if done else "Pin", key=key, type="tertiary", icon=":material/keep:", on_click=act,
        help=f"{'Take ' + what + ' out of' if done else 'Add ' + what + ' to'} the briefing (Briefing, Builder)",
    )  # fmt: skip


def _downloads(name: str, shown: Picture, height: int) -> None:
    """A size, and a file in each format."""
    if st.session_state.get(_SIZE) not in SIZE_NAMES:
        st.session_state[_SIZE] = SCREEN
    size = st.segmented_control(
        "Size", list(SIZE_NAMES), format_func=SIZE_NAMES.__getitem__, required=True, key=f"size_of_{name}",
        default=st.session_state[_SIZE],
    )  # fmt: skip
    st.session_state[_SIZE] = size or SCREEN
    scenario = state.scenario()
    file = f"{name}-{scenario.year}-{scenario.scenario_id}"
    made = _on_screen(shown, height) if size == SCREEN else _in_size(name, shown, size)
    with st.container(horizontal=True, gap="small"):
        for label, make in (made | _numbers(name, shown)).items():
            st.download_button(
                label, data=make, file_name=f"{file}.{label.lower()}", mime=MIME[label], on_click="ignore",
                key=f"get_{name}_{label}", icon=":material/download:",
            )  # fmt: skip


def _on_screen(shown: Picture, height: int) -> dict[str, Callable[[], bytes]]:
    """Pictures as they look on screen, light or dark."""
    look, notes = compute.look(), stamp_lines(shown.made, shown.compared)

    def drawn(make: Callable[..., bytes]) -> Callable[[], bytes]:
        return lambda: make(shown.draw(look, PICTURE_WIDTH, height), notes, look)

    return {"PNG": drawn(png), "SVG": drawn(svg)}


def _in_size(name: str, shown: Picture, size: Size) -> dict[str, Callable[[], bytes]]:
    """Light pictures of an exact size, as they stand in exports."""
    take, world, alone = pins.taker(name, shown), compute.world(), pins.alone()

    def drawn(form: ChartFormat) -> Callable[[], bytes]:
        def make() -> bytes:
            taken = take()
            return chart_file(taken, world, form, size, ways_back(alone, taken))

        return make

    return {form.upper(): drawn(form) for form in CHART_FORMATS}


def _numbers(name: str, shown: Picture) -> dict[str, Callable[[], bytes]]:
    """The numbers with all digits, and what they rest on."""
    take, world, alone = pins.taker(name, shown), compute.world(), pins.alone()
    return {"CSV": lambda: data_csv(take(), alone), "JSON": lambda: data_json(take(), alone, world)}


def _table(name: str, shown: Picture) -> None:
    """The numbers of a picture, to read and to pin."""
    title = f"Numbers of '{shown.alt.split('. ')[0]}'"
    act = partial(pins.table, f"{name}-table", title, named(shown.table), shown.touches, shown.made, shown.compared)
    done = pins.pinned(f"{name}-table", table_alt(title, shown.table), shown.made)
    pin(f"pin_{name}_table", done, act, "this table")
    st.table(readable(shown.table), hide_index=True)


def _where(category: str | None) -> None:
    drawer.ask(drawer.usual(category))


def for_table(
    name: str, title: str, table: pd.DataFrame, touches: tuple[str, ...] | None = None,
    compared: Sequence[Scenario] = (),
) -> None:  # fmt: skip
    """Take a table away as CSV with the stamp, or pin it; ``touches`` and ``compared`` as in ``Picture``."""
    notes = stamp_lines(compared=compared)
    with st.container(horizontal=True, gap="small", key=f"actions_{name}"):
        act = partial(pins.table, name, title, named(table), touches, "", compared)
        pin(f"pin_{name}", pins.pinned(name, table_alt(title, table)), act, "this table")
        st.download_button(
            "CSV", data=lambda: csv_bytes(table, notes), file_name=f"{name}.csv", mime="text/csv", on_click="ignore",
            key=f"get_{name}", type="tertiary", icon=":material/download:", help="Download this table with its sources",
        )  # fmt: skip


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """A table for the eye: country names, two decimals, en dash for unknown."""
    shown = named(table)
    for column in shown.columns:
        if pd.api.types.is_float_dtype(shown[column]):
            shown[column] = shown[column].map(lambda value: "–" if pd.isna(value) else f"{value:,.2f}")
        elif column != "year":
            shown[column] = shown[column].map(lambda value: "–" if value is None or value is pd.NA else value)
    return shown


def named(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the names of countries for their codes, and plain words on top; numbers keep all digits."""
    names = dict(compute.look().names)
    shown = table.copy()
    for column in shown.columns:
        if column in {"country", "a", "b"}:
            shown[column] = shown[column].map(lambda code: names.get(code, code))
    return shown.rename(columns=lambda name: str(name).replace("_", " "))


def made() -> tuple[str, Sequence[Scenario]]:
    """How the numbers of the last picture drawn were made and what it compares, once; empty if it does not say."""
    found: tuple[str, Sequence[Scenario]] = st.session_state.pop(_MADE, ("", ()))
    return found


def stamp_lines(made: str = "", compared: Sequence[Scenario] = ()) -> list[str]:
    """What stands under every chart and in every picture and table taken away."""
    scenario = saving.called()
    return list(stamp(compute.assessment(scenario), made or futures.made_of(scenario), compared).lines)
