"""A briefing as one web page that holds everything it needs: charts that answer, tables, notes, sources."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import vl_convert

from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.exhibits.annotate import drawn
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Size
from balance_model.exhibits.reproduce import of_briefing
from balance_model.exhibits.stamps import stamp
from balance_model.export.pack_exhibit import listed, name_of, section, sources_list, web
from balance_model.export.pack_font import font_faces
from balance_model.records.scenarios import load_scenario

FOLDER = Path(__file__).parent
SHOWN: tuple[Size, ...] = ("slide", "report")
"""Sizes the page chooses from by the room it has."""
_PLACE = re.compile("@([a-z]+)@")
_APART = ("title", "usermeta", "$schema", "background", "padding")
"""Parts of a specification that the page gives itself."""


def pack(briefing: Briefing, world: World) -> bytes:
    """The briefing as one HTML file that asks nothing of any network; the same briefing gives the same bytes.

    Scripts run only if their fingerprint stands in the policy of the page; expressions in charts are interpreted,
    so that nothing is ever evaluated as code.

    Raises
    ------
    ScenarioError
        If the scenario of the briefing no longer fits the data.
    """
    answer = assess(world, load_scenario(briefing.scenario, world))
    library, script = _library(), _own("pack.js")
    exhibits = list(enumerate(briefing.exhibits, start=1))
    parts = {
        "policy": _policy(library, script),
        "title": escape(briefing.title),
        "subtitle": f'<p class="muted">{escape(briefing.subtitle)}</p>' if briefing.subtitle else "",
        "style": font_faces() + _own("pack.css"),
        "contents": "\n".join(
            [
                *(f'<li><a href="#{name_of(number)}">{escape(each.title)}</a></li>' for number, each in exhibits),
                '<li><a href="#sources">Sources</a></li>',
                '<li><a href="#about">About this pack</a></li>',
            ]
        ),
        "exhibits": "\n".join(section(briefing, each, number, world) for number, each in exhibits),
        "sources": sources_list(briefing, world),
        "facts": _facts(briefing, answer),
        "stamp": listed(stamp(answer).lines, "stamp"),
        "charts": _json(
            {
                name_of(number): {size: _spec(drawn(each, size)) for size in SHOWN}
                for number, each in exhibits
                if each.kind == "chart"
            }
        ),
        "library": library,
        "script": script,
    }
    page = _PLACE.sub(lambda place: parts[place.group(1)], _own("pack.html"))
    return page.encode("utf-8", "replace")


@cache
def _own(name: str) -> str:
    """A part of the page that is kept beside this module."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """Vega, Vega-Lite and Vega-Embed in one, safe to stand between script tags."""
    code = str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    return code.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "\\x3c!--")


def _policy(*scripts: str) -> str:
    """What the page may do: run the scripts it brings, style itself, show what it holds. No connection at all."""
    known = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in scripts
    )
    rules = (
        "default-src 'none'", f"script-src {known}", "style-src 'unsafe-inline'", "font-src data:", "img-src data:",
        "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
    )  # fmt: skip
    return "; ".join(rules)


def _json(content: Any) -> str:
    """JSON that can stand between script tags."""
    return json.dumps(content, separators=(",", ":")).replace("<", "\\u003c")


def _spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in spec.items() if key not in _APART}


def _facts(briefing: Briefing, answer: Assessment) -> str:
    """Scenario, data, model and the ways back, as a list of terms."""
    marks, back = stamp(answer), of_briefing(briefing, answer.world)
    rows: Iterable[tuple[str, str]] = (
        ("Scenario", escape(f"{answer.scenario.name}, {answer.scenario.year}")),
        ("Scenario id", escape(marks.scenario_id)),
        ("Frozen as", escape(briefing.frozen_id)),
        ("Link", web(back.link)),
        ("Command", f"<code>{escape(back.command)}</code>"),
        ("Data as of", escape(marks.data_as_of)),
        ("Data fingerprint", escape(marks.data)),
        ("Own rows", escape(marks.own_rows)),
        ("Model", escape(marks.model)),
    )
    return "\n".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in rows if words)
