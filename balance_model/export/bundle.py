"""A briefing as one zip: every format of it, scenario, results, ledger, sources, versions, and how to make it again."""

from __future__ import annotations

import json
from importlib.metadata import version
from platform import python_version
from typing import Any

import pandas as pd

from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Exhibit, Table
from balance_model.exhibits.reproduce import of_briefing
from balance_model.exhibits.stamps import stamp
from balance_model.export.brief import brief
from balance_model.export.charts import as_png, sheet
from balance_model.export.dataset import archive, citation
from balance_model.export.deck import deck
from balance_model.export.exhibit_data import data_csv, data_json, schema, sources, ways_back
from balance_model.export.pack import pack
from balance_model.export.sheets import sheets
from balance_model.export.tables import csv_bytes
from balance_model.records.scenarios import load_scenario
from balance_model.version import __version__

FOLDER = "western-balkans-balance-briefing"
PACKAGES = (
    "altair", "numpy", "pandas", "pydantic", "python-pptx", "scipy", "typst", "vl-convert-python", "xlsxwriter",
)  # fmt: skip
_ABOUT = """{head}

What is in here

  briefing.pptx     slides: charts that can be edited, speaker notes
  briefing.pdf      the brief, two to six pages
  briefing.xlsx     all data, and a sheet that recalculates when a weight is changed
  briefing.html     one interactive page that needs no network
  briefing.json     the briefing; opens again on the page Builder
  scenario.json     its scenario; opens again in the explorer and on the command line
  results.csv       index, share, rank, and value and strength in each category, by country and year, all digits
  results.json      the same
  ledger.csv        every contribution to every strength, with its sources
  sources.csv       every source of the ledger and of the exhibits
  charts/           each exhibit in order: picture (PNG, SVG) and numbers (CSV, JSON)
  exhibit.schema.json   what the JSON files in charts/ hold
{single}
How to make the numbers again, in the folder of the explorer

  {command}
  {from_file}
  {link}

Versions

  Data {data}, model {model}, Python {python}
  {packages}

What it rests on

{stamp}

{cited}
"""

_SINGLE = """
  Results and ledger are those of a single run at best values; the charts say which of them show futures.
"""


def bundle(briefing: Briefing, world: World) -> bytes:
    """The zip of a briefing. The same briefing, data and packages give the same bytes.

    Raises
    ------
    ScenarioError
        If the scenario of the briefing does not fit the data.
    """
    return archive(contents(briefing, world), world, FOLDER)


def contents(briefing: Briefing, world: World) -> dict[str, bytes]:
    """Names and bytes of everything in the zip, in order of name."""
    answer = assess(world, load_scenario(briefing.scenario, world))
    lines = stamp(answer).lines
    ledger = answer.ledger()
    cited = {name for cell in ledger["source_ids"].unique() for name in cell}
    cited.update(name for exhibit in briefing.exhibits for name in exhibit.source_ids)
    rows = [each.model_dump() for each in sources(tuple(sorted(cited)), answer.world)]
    table = results(answer)
    found = {
        "briefing.pptx": deck(briefing, world),
        "briefing.pdf": brief(briefing, world),
        "briefing.xlsx": sheets(briefing, world),
        "briefing.html": pack(briefing, world),
        "briefing.json": briefing.to_json(),
        "scenario.json": _json(briefing.scenario),
        "results.csv": csv_bytes(table, lines),
        "results.json": _json({"stamp": stamp(answer).model_dump(), "rows": _records(table)}),
        "ledger.csv": csv_bytes(ledger.assign(source_ids=ledger["source_ids"].map(";".join)), lines),
        "sources.csv": csv_bytes(pd.DataFrame(rows, columns=["id", "publisher", "title", "date", "url"]), lines),
        "exhibit.schema.json": _json(schema()),
        "README.txt": _about(briefing, world, answer).encode(),
    }
    for number, exhibit in enumerate(briefing.exhibits, start=1):
        found |= _files(f"charts/{number:02}-{exhibit.exhibit_id}", exhibit, briefing, answer.world)
    return dict(sorted(found.items()))


def results(answer: Assessment) -> pd.DataFrame:
    """A row for each country and year: index, share, rank, then ``value_`` and ``strength_`` of each category."""
    world, found = answer.world, answer.scores.rename(columns={"score": "index"})
    for what, numbers in (("value", answer.value), ("strength", answer.strength)):
        for at, category in enumerate(world.category_ids):
            found[f"{what}_{category}"] = numbers[:, :, at].ravel()
    return found


def _files(stem: str, exhibit: Exhibit, briefing: Briefing, world: World) -> dict[str, bytes]:
    found = {f"{stem}.csv": data_csv(exhibit, briefing), f"{stem}.json": data_json(exhibit, briefing, world)}
    if exhibit.kind == "chart":
        drawn = sheet(exhibit, world, "slide", ways_back(briefing, exhibit))
        found |= {f"{stem}.svg": drawn.svg.encode(), f"{stem}.png": as_png(drawn)}
    return found


def _about(briefing: Briefing, world: World, answer: Assessment) -> str:
    back = of_briefing(briefing, world)
    frozen = f"Frozen result: {briefing.frozen_id}" if briefing.frozen_id else ""
    return _ABOUT.format(
        head="\n".join(line for line in (briefing.title, briefing.subtitle, frozen) if line),
        single="" if back.futures is None else _SINGLE,
        command=back.command,
        from_file=back.from_file,
        link=back.link,
        data=answer.stamp["data"],
        model=__version__,
        python=python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in PACKAGES),
        stamp="\n".join(stamp(answer, back.made).lines),
        cited=citation(world),
    )


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows with all digits; what is not known is null."""
    table = Table.of(frame)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
