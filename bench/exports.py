"""Time, size and memory of the exports, beside the bare libraries doing the same: ``python -m bench.exports``.

The briefing is the two-minute brief of a preset. Each peer makes a file of the same content with its library alone and
the least code: python-pptx the same charts on its default slides, typst the same drawings and words on plain pages,
xlsxwriter the same cells, vl-convert the same pictures, or one of the charts as a page by itself; for the zip
all of these at once, while data files lie ready. ``--short`` leaves
the memory out: a hundred exports, the formats in turn, and the resident memory after each twenty.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the Makefile

import font_source_sans_pro
import typst
import vl_convert
import xlsxwriter
from openpyxl import load_workbook
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from balance_model.exhibits.annotate import drawn
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.cases import case
from balance_model.exhibits.two_minutes import two_minutes
from balance_model.export.formats import written
from balance_model.export.images import register_fonts
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world
from bench.timing import medians_ms, seconds

PRESET, RUNS = "announced_plans", 3
FORMATS = ("pptx", "pdf", "xlsx", "html", "zip", "png")
EXPORTS, STEP = 100, 20
_PLAIN = """#set page("a4")
#for each in json(bytes(sys.inputs.at("data"))) [
  = #each.title
  #if "svg" in each { image(bytes(each.svg), format: "svg", width: 100%) }
  #each.words
]"""


def specs(briefing: Briefing) -> list[dict[str, Any]]:
    """The specification of every chart."""
    return [drawn(each, "report") for each in briefing.exhibits if each.kind == "chart"]


def bare_pptx(briefing: Briefing) -> bytes:
    """A slide an exhibit: title, chart of the same numbers, notes."""
    deck = Presentation()
    for each in briefing.exhibits:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = each.title
        slide.notes_slide.notes_text_frame.text = "\n".join(each.stamp.lines)
        if each.native is not None:
            data = CategoryChartData()
            data.categories = each.native.categories
            for series in each.native.series:
                data.add_series(series.name, series.values)
            kind = XL_CHART_TYPE.LINE if each.native.kind == "line" else XL_CHART_TYPE.BAR_CLUSTERED
            slide.shapes.add_chart(kind, Inches(1), Inches(1.5), Inches(8), Inches(5), data)
    packed = io.BytesIO()
    deck.save(packed)
    return packed.getvalue()


def bare_pdf(briefing: Briefing) -> bytes:
    """The same drawings and stamps on plain pages."""
    parts = []
    for each in briefing.exhibits:
        part = {"title": each.title, "words": " ".join((*each.stamp.lines, *each.assumptions))}
        if each.kind == "chart":
            part["svg"] = vl_convert.vegalite_to_svg(drawn(each, "report"))
        parts.append(part)
    return typst.compile(
        _PLAIN.encode(), sys_inputs={"data": json.dumps(parts)}, font_paths=[font_source_sans_pro.font_directory]
    )


def bare_xlsx(cells: list[list[tuple[Any, ...]]]) -> bytes:
    """The same cells without any form."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": True})
    for sheet in cells:
        page = book.add_worksheet()
        for at, row in enumerate(sheet):
            page.write_row(at, 0, ["" if cell is None else cell for cell in row])
    book.close()
    return packed.getvalue()


def bare_html(briefing: Briefing) -> bytes:
    """One chart as a page of its own; the library knows no page of several."""
    return vl_convert.vegalite_to_html(specs(briefing)[0], bundle=True).encode()


def bare_png(briefing: Briefing) -> bytes:
    """Every chart without footer or frame, in a zip."""
    return _zipped({f"{n}.png": vl_convert.vegalite_to_png(one, scale=2) for n, one in enumerate(specs(briefing))})


def bare_zip(files: dict[str, bytes], cells: list[list[tuple[Any, ...]]], briefing: Briefing) -> bytes:
    """The pictures drawn and the four papers made as the other peers make them; all other files packed as they are."""
    papers = {"pptx": bare_pptx(briefing), "pdf": bare_pdf(briefing), "xlsx": bare_xlsx(cells),
              "html": bare_html(briefing)}  # fmt: skip
    pictures = {f"{n}.png": vl_convert.vegalite_to_png(one, scale=2) for n, one in enumerate(specs(briefing))}
    drawings = {f"{n}.svg": vl_convert.vegalite_to_svg(one).encode() for n, one in enumerate(specs(briefing))}
    rest = {name: raw for name, raw in files.items() if not name.endswith((".png", ".svg", *papers))}
    return _zipped({**rest, **pictures, **drawings, **{f"briefing.{name}": raw for name, raw in papers.items()}})


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return packed.getvalue()


def resident_mb() -> float:
    """Resident memory of this process, in MB; Linux."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(arguments: list[str]) -> None:
    """Print one line a format, then the memory."""
    world = load_world()
    briefing = two_minutes(case(world, load_scenario(PRESET, world)))
    register_fonts()
    ours: dict[str, Callable[[], bytes]] = {name: partial(written, briefing, world, name) for name in FORMATS}
    first = {name: make() for name, make in ours.items()}
    book = load_workbook(io.BytesIO(first["xlsx"]))
    cells = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    with zipfile.ZipFile(io.BytesIO(first["zip"])) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    peers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "pptx": ("python-pptx, same charts", partial(bare_pptx, briefing)),
        "pdf": ("vl-convert and typst, plain pages", partial(bare_pdf, briefing)),
        "xlsx": ("xlsxwriter, same cells, no charts", partial(bare_xlsx, cells)),
        "html": ("vl-convert, one chart only", partial(bare_html, briefing)),
        "zip": ("all peers above and zip, data files ready", partial(bare_zip, files, cells, briefing)),
        "png": ("vl-convert, no frame or footer", partial(bare_png, briefing)),
    }
    charts = sum(each.kind == "chart" for each in briefing.exhibits)
    print(f"Two-minute brief of '{PRESET}': {len(briefing.exhibits)} exhibits, {charts} of them charts")
    print(
        f"{'format':7} {'ours, ms':>9} {'peer, ms':>9} {'ratio':>6} {'ours, kB':>9} {'peer, kB':>9} {'ratio':>6}  peer"
    )
    for name, make in ours.items():
        peer, bare = peers[name]
        mine, theirs = medians_ms([partial(seconds, make), partial(seconds, bare)], RUNS)
        big, small = len(first[name]) / 1000, len(bare()) / 1000
        line = f"{name:7} {mine:9.0f} {theirs:9.0f} {mine / theirs:6.1f} {big:9.0f} {small:9.0f} {big / small:6.1f}"
        print(f"{line}  {peer}", flush=True)
    if "--short" not in arguments:
        memory(list(ours.values()))


def memory(makes: list[Callable[[], bytes]]) -> None:
    """Resident memory while a hundred files are made, all formats in turn."""
    print(f"{'exports':>8} {'resident, MB':>13}")
    for number in range(1, EXPORTS + 1):
        makes[number % len(makes)]()
        if number % STEP == 0:
            gc.collect()
            print(f"{number:8} {resident_mb():13.0f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
