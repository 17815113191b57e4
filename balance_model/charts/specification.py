"""From a chart to its specification, the quick way: for pages, which build one on every move of a slider."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd


def plain_values(data: Any) -> Any:
    """Rows of a frame as plain values; other data as they are."""
    if isinstance(data, pd.DataFrame):
        return {"values": json.loads(data.to_json(orient="records", double_precision=12))}
    return data


alt.data_transformers.register("plain_values", plain_values)


def specification(draw: Callable[[], alt.LayerChart]) -> dict[str, Any]:
    """The specification of the chart that ``draw`` makes.

    Leaves out the checks against the Vega-Lite schema and the guesses about column types: the tests
    make them for every chart, a page need not make them again.
    """
    with alt.utils.schemapi.debug_mode(False), alt.data_transformers.enable("plain_values"):
        return draw().to_dict(validate=False)
