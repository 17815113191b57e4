"""The formats a briefing can be taken away in, and the one door to their exporters.

Exporters are imported when they are asked for, so that starting stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from balance_model.domain import World
from balance_model.errors import nearest
from balance_model.exhibits.briefing import Briefing, BriefingError, file_name
from balance_model.exhibits.exhibit import SIZES, Exhibit, Size

Export = Callable[[Briefing, World], bytes]


@dataclass(frozen=True)
class Form:
    """A format: its name, the end of its files, its media type, what it is.

    ``each`` says that every exhibit is a file of its own, ``charts`` that only charts are.
    """

    name: str
    suffix: str
    mime: str
    about: str
    each: bool = False
    charts: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: Mapping[str, Form] = {
    "pptx": Form("Slides", ".pptx", f"{_OFFICE}presentationml.presentation",
                 "PowerPoint, 16:9, charts that can be edited, speaker notes"),
    "pdf": Form("PDF brief", ".pdf", "application/pdf", "Two to six pages, finding first, all sources"),
    "xlsx": Form("Workbook", ".xlsx", f"{_OFFICE}spreadsheetml.sheet",
                 "Excel, all data, and a live sheet where weights can be changed"),
    "html": Form("Web page", ".html", "text/html", "One interactive file that needs no network"),
    "zip": Form("Everything", ".zip", "application/zip",
                "Slides, PDF, workbook, web page, charts, scenario, results and sources in a zip"),
    "png": Form("Charts, PNG", ".png", "image/png", "Each chart as a picture", each=True, charts=True),
    "svg": Form("Charts, SVG", ".svg", "image/svg+xml", "Each chart as a drawing", each=True, charts=True),
    "chart-pdf": Form("Charts, PDF", ".pdf", "application/pdf", "Each chart as a page", each=True, charts=True),
    "csv": Form("Numbers, CSV", ".csv", "text/csv", "The numbers of each exhibit as a table", each=True),
    "json": Form("Numbers, JSON", ".json", "application/json", "The numbers of each exhibit, with sources", each=True),
}  # fmt: skip


def written(briefing: Briefing, world: World, format: str, size: Size = "slide") -> bytes:
    """A briefing in a format.

    Formats of which each exhibit is a file give that file for one exhibit, and a zip of them for several.

    Raises
    ------
    BriefingError
        If the format or size is unknown, or the briefing holds nothing that the format can show.
    """
    form = known(format)
    if not form.each:
        return _whole(format)(briefing, world)
    made = files(briefing, world, format, size)
    if len(made) == 1:
        return next(iter(made.values()))
    from balance_model.export.dataset import archive

    return archive(made, world, file_name(briefing.title))


def files(briefing: Briefing, world: World, format: str, size: Size = "slide") -> dict[str, bytes]:
    """One file for each exhibit, by its name, in order; formats for charts leave tables and findings out.

    Raises ``BriefingError`` as ``written`` does.
    """
    form = known(format)
    if size not in SIZES:
        raise BriefingError(f"Size '{size}' is unknown; {nearest(size, SIZES)}")
    shown = fitting(briefing, format)
    if not shown:
        what = "chart" if form.charts else "exhibit"
        raise BriefingError(
            f"'{briefing.title}' holds no {what} to be written as {format}; choose another format or view."
        )
    digits = len(str(len(shown)))
    return {
        (f"{number:0{digits}}-" if len(shown) > 1 else "") + f"{each.exhibit_id}{form.suffix}": _one(
            each, briefing, world, format, size
        )
        for number, each in enumerate(shown, start=1)
    }


def fitting(briefing: Briefing, format: str) -> tuple[Exhibit, ...]:
    """The exhibits that a format can show."""
    charts = known(format).charts
    return tuple(each for each in briefing.exhibits if each.kind == "chart" or not charts)


def known(format: str) -> Form:
    """A format by its name. Raises ``BriefingError`` with the nearest name."""
    if format not in FORMATS:
        raise BriefingError(f"Format '{format}' is unknown; {nearest(format, FORMATS)}")
    return FORMATS[format]


def _whole(format: str) -> Export:
    """The exporter of a whole briefing."""
    if format == "pptx":
        from balance_model.export.deck import deck

        return deck
    if format == "pdf":
        from balance_model.export.brief import brief

        return brief
    if format == "xlsx":
        from balance_model.export.sheets import sheets

        return sheets
    if format == "html":
        from balance_model.export.pack import pack

        return pack
    from balance_model.export.bundle import bundle

    return bundle


def _one(exhibit: Exhibit, briefing: Briefing, world: World, format: str, size: Size) -> bytes:
    """One exhibit as a file."""
    from balance_model.export.exhibit_data import data_csv, data_json, ways_back

    if format == "csv":
        return data_csv(exhibit, briefing)
    if format == "json":
        return data_json(exhibit, briefing, world)
    from balance_model.export.charts import chart_file

    back = ways_back(briefing, exhibit)
    if format == "chart-pdf":
        return chart_file(exhibit, world, "pdf", size, back)
    return chart_file(exhibit, world, "png" if format == "png" else "svg", size, back)
