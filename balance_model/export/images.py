"""Charts as pictures: PNG and SVG with the footer drawn in, made without network or screen."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from typing import Any

import font_source_sans_pro
import vl_convert

from balance_model.charts.lettering import wrap
from balance_model.charts.theme import Drawing, Look

PICTURE_FONT = "Source Sans Pro, sans-serif"
"""The first family is registered below: vl-convert drops all text when it does not know the first one."""
FOOTER_SIZE = 11


def picture(chart: Drawing | dict[str, Any], footer: Sequence[str], look: Look) -> dict[str, Any]:
    """Put a chart on a solid background with the footer under it.

    Parameters
    ----------
    chart : a chart of `balance_model.charts`, or its specification.
    footer : paragraphs: sources, date of the data, fingerprint, scenario, scope, footnotes. Each is
        broken into lines that fit the width of the chart.

    Returns
    -------
    A Vega-Lite specification.
    """
    inner = copy.deepcopy(chart) if isinstance(chart, dict) else chart.to_dict()
    width = int(inner.get("usermeta", {}).get("width", 640))
    lines = [line for paragraph in footer for line in wrap(paragraph, width, FOOTER_SIZE)]
    outer: dict[str, Any] = {"$schema": inner.pop("$schema", None)}
    if "datasets" in inner:
        outer["datasets"] = inner.pop("datasets")
    config = inner.pop("config", {})
    for key in ("autosize", "padding", "background", "usermeta"):
        inner.pop(key, None)
    outer |= {
        "vconcat": [inner],
        "config": config | {"font": PICTURE_FONT},
        "background": look.background,
        "padding": 20,
    }
    if lines:
        outer["title"] = {
            "text": lines,
            "orient": "bottom",
            "anchor": "start",
            "offset": 14,
            "fontSize": FOOTER_SIZE,
            "fontWeight": "normal",
            "lineHeight": FOOTER_SIZE + 4,
            "color": look.muted,
        }
    return {key: value for key, value in outer.items() if value is not None}


def png(chart: Drawing | dict[str, Any], footer: Sequence[str], look: Look, scale: float = 2) -> bytes:
    """Draw a chart with its footer as PNG; ``scale`` 2 doubles the pixels."""
    register_fonts()
    return vl_convert.vegalite_to_png(picture(chart, footer, look), scale=scale)


def svg(chart: Drawing | dict[str, Any], footer: Sequence[str], look: Look) -> bytes:
    """Draw a chart with its footer as SVG, UTF-8; text stays text."""
    register_fonts()
    return vl_convert.vegalite_to_svg(picture(chart, footer, look)).encode()


@cache
def register_fonts() -> None:
    """Make the packaged Source Sans Pro known to vl-convert, once per process."""
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)
