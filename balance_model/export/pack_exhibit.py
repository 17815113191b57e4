"""One exhibit as a section of a web page; every word from elsewhere is escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape

from balance_model.domain import World
from balance_model.exhibits.annotate import told
from balance_model.exhibits.briefing import Briefing, file_name
from balance_model.exhibits.exhibit import Cell, Exhibit, Table
from balance_model.export.exhibit_data import data_csv, sources

DIGITS = 3


def name_of(number: int) -> str:
    """Name by which the page finds an exhibit."""
    return f"exhibit-{number}"


def section(briefing: Briefing, exhibit: Exhibit, number: int, world: World) -> str:
    """Title, chart, table, notes, assumptions, sources and stamp of an exhibit."""
    name = name_of(number)
    parts = [
        f'<section class="exhibit of-{exhibit.kind}" id="{name}" tabindex="-1" aria-labelledby="{name}-title">',
        f'<h2 id="{name}-title">{escape(exhibit.title)}</h2>',
    ]
    if exhibit.subtitle:
        parts.append(f'<p class="muted">{escape(exhibit.subtitle)}</p>')
    if exhibit.kind == "chart":
        alt = escape(exhibit.alt or exhibit.title)
        parts.append(
            f'<div class="paper" role="region" tabindex="0" aria-label="Chart {number}">'
            f'<div class="chart" data-words="{alt}"></div></div><p class="sideways">Scroll the chart sideways.</p>'
        )
    beneath = (
        told(exhibit) if exhibit.kind == "chart" else [f"{each.year}: {each.label}" for each in exhibit.annotations]
    )
    parts += [f"<p>{escape(words)}</p>" for words in beneath]
    if exhibit.finding and exhibit.finding != exhibit.title:
        parts.append(f'<p class="aside muted">On top of its page: {escape(exhibit.finding)}</p>')
    parts += [f'<p class="aside">{escape(line)}</p>' for line in exhibit.notes.split("\n") if line.strip()]
    parts += [_tools(briefing, exhibit), _table(exhibit)]
    if exhibit.assumptions:
        parts.append(
            _folded("Assumptions", f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in exhibit.assumptions)}</ul>")
        )
    parts += [_sources(exhibit, world), _under(briefing, exhibit), "</section>"]
    return "\n".join(part for part in parts if part)


def web(address: str, words: str = "") -> str:
    """A link if the address is one of the web, else its words."""
    if not address.startswith(("http://", "https://")):
        return escape(words or address)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(words or address)}</a>'


def listed(lines: Iterable[str], kind: str) -> str:
    """Paragraphs in a box of a kind."""
    return f'<div class="{kind}">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>'


def _tools(briefing: Briefing, exhibit: Exhibit) -> str:
    """Downloads that are part of the page."""
    raw = base64.b64encode(data_csv(exhibit, briefing)).decode()
    name = f"{file_name(exhibit.title)}.csv"
    return (
        f'<p class="tools"><a class="button" download="{name}" href="data:text/csv;charset=utf-8;base64,{raw}">'
        f'Take the numbers (CSV)</a></p>'
    )  # fmt: skip


def _table(exhibit: Exhibit) -> str:
    """The numbers as shown: open for a table, folded away under a chart."""
    if exhibit.table is None:
        return ""
    table = exhibit.table
    numeric = [any(isinstance(row[at], int | float) for row in table.rows) for at in range(len(table.columns))]
    head = "".join(
        f'<th scope="col"{" class=n" if right else ""}>{escape(name)}</th>'
        for name, right in zip(table.columns, numeric, strict=True)
    )
    body = f'<div class="wide" role="region" tabindex="0" aria-label="Table: {escape(exhibit.title)}">'
    body += f"<table><thead><tr>{head}</tr></thead><tbody>{_rows(table, numeric)}</tbody></table></div>"
    return _folded(f"Table: {len(table.rows):,} rows", body, opened=exhibit.kind == "table")


def _rows(table: Table, numeric: list[bool]) -> str:
    marks = [" class=n" if right else "" for right in numeric]
    return "".join(
        f"<tr>{''.join(f'<td{mark}>{escape(shown(cell))}</td>' for mark, cell in zip(marks, row, strict=True))}</tr>"
        for row in table.rows
    )


def shown(cell: Cell) -> str:
    """A cell in words: three decimals at most, an en dash for what is not known."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        short = f"{cell:,.{DIGITS}f}".rstrip("0").rstrip(".")
        return f"{cell:.1e}" if cell and short in {"0", "-0"} else short
    return str(cell)


def _folded(summary: str, body: str, opened: bool = False) -> str:
    kind = "rows" if summary.startswith("Table") else "printed"
    return f'<details class="{kind}"{" open" if opened else ""}><summary>{escape(summary)}</summary>{body}</details>'


def _sources(exhibit: Exhibit, world: World) -> str:
    """Publisher and date of each source, leading to its line in the list at the end of the page."""
    rows = sources(exhibit.source_ids, world)
    if not rows:
        return ""
    named = ((row.id, ", ".join(filter(None, (row.publisher or row.id, row.date)))) for row in rows)
    links = "; ".join(f'<a href="#source-{escape(name)}">{escape(words)}</a>' for name, words in named)
    return _folded(f"Sources: {len(rows)}", f"<p>{links}</p>")


def sources_list(briefing: Briefing, world: World) -> str:
    """Every source that an exhibit cites: publisher, title with its link, date."""
    ids = dict.fromkeys(name for exhibit in briefing.exhibits for name in exhibit.source_ids)
    rows = sorted(sources(tuple(ids), world), key=lambda row: (row.publisher.casefold(), row.id))
    return "\n".join(
        f'<li id="source-{escape(row.id)}">{escape(row.publisher)}: {web(row.url or "", row.title or row.id)}, '
        f'{escape(row.date or "no date")} <span class="muted">[{escape(row.id)}]</span></li>'
        for row in rows
    )


def _under(briefing: Briefing, exhibit: Exhibit) -> str:
    """Stamp, frozen id, link and command of an exhibit."""
    lines = [f"<p>{escape(line)}</p>" for line in exhibit.stamp.lines]
    if briefing.frozen_id:
        lines.append(f"<p>Frozen result: {escape(briefing.frozen_id)}</p>")
    lines.append(f"<p>Page: {escape(exhibit.page)}. {web(briefing.link(exhibit))}</p>")
    if exhibit.command:
        lines.append(f"<p>Command: <code>{escape(exhibit.command)}</code></p>")
    return f'<div class="stamp">{"".join(lines)}</div>'
