"""A chart with its words and its numbers, ready to be drawn in any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from balance_model.charts.theme import Drawing, Look
from balance_model.exhibits.exhibit import Native
from balance_model.records.scenario import Scenario

Draw = Callable[[Look, int, int], Drawing]


@dataclass(frozen=True)
class Picture:
    """A chart for a look, a width and a height; its words for who cannot see it; its numbers.

    ``made`` says how the numbers were made where the switch between single run and futures does not.
    ``touches`` are the categories whose deals the picture rests on: None for those that carry weight, empty for a
    picture without holdings, such as money or weights. ``opens`` says whether its marks stand for an index or a
    category value and so open the drawer; without it they do where deals touch the picture. ``scenarios`` are those
    that rows with a column scenario_order mean by their number; without them the one on screen. ``compares`` says
    whether they are set against each other, so that the stamp has to name each. ``native`` gives
    the numbers as a chart that slides and spreadsheets draw themselves; None where they have no such chart.
    ``cautions`` are sentences that a reader of the picture has to know wherever it goes.
    """

    draw: Draw
    alt: str
    table: pd.DataFrame
    made: str = ""
    touches: tuple[str, ...] | None = None
    opens: bool | None = None
    scenarios: tuple[Scenario, ...] = ()
    compares: bool = False
    native: Callable[[Look], Native] | None = None
    cautions: tuple[str, ...] = ()

    @property
    def clickable(self) -> bool:
        """Whether the drawer opens from it."""
        return self.touches != () if self.opens is None else self.opens

    @property
    def compared(self) -> tuple[Scenario, ...]:
        """The scenarios that the stamp names in place of the one on screen; none if it shows that one alone."""
        return self.scenarios if self.compares else ()

    @property
    def category(self) -> str | None:
        """The category it is about, if it is about one alone."""
        return self.touches[0] if self.touches is not None and len(self.touches) == 1 else None
