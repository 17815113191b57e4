"""How to cite a published result, and how old it is."""

from __future__ import annotations

from datetime import date

from balance_model.domain import World
from balance_model.library.frozen import Frozen
from balance_model.library.publications import Published
from balance_model.version import __version__

_TEX = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def day_words(day: date) -> str:
    """A day as it is read: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def as_of_words(as_of: str) -> str:
    """The date of data in words; as it stands if it is no date."""
    try:
        return day_words(date.fromisoformat(as_of))
    except ValueError:
        return as_of


def age(frozen: Frozen, world: World) -> str:
    """How old data and model of a result are, beside those of now, in one sentence."""
    now = (world.bundled or world).fingerprint
    if frozen.data == now:
        data = f"Data of {as_of_words(frozen.as_of)}, the same as now"
    else:
        kind = "Older data" if frozen.as_of < world.facts["data_as_of"] else "Other data"
        today = as_of_words(world.facts["data_as_of"])
        data = f"{kind}: of {as_of_words(frozen.as_of)}, fingerprint {frozen.data}; now of {today}, {now}"
    model = f"model {frozen.model}, " + ("the same as now" if frozen.model == __version__ else f"now {__version__}")
    return f"{data}; {model}."


def current(frozen: Frozen, world: World) -> bool:
    """Whether data and model of a result are those of now."""
    return (frozen.data, frozen.model) == ((world.bundled or world).fingerprint, __version__)


def citation(published: Published, link: str) -> str:
    """One line to cite a published result by."""
    frozen, day = published.frozen, published.published
    who = f"{frozen.author} ({day.year}). {frozen.title}." if frozen.author else f"{frozen.title} ({day.year})."
    return (
        f"{who} {frozen.tool}, published result {frozen.id}, {day_words(day)}; data as of {as_of_words(frozen.as_of)}, "
        f"fingerprint {frozen.data}; model {frozen.model}. {link}"
    )


def bibtex(published: Published, link: str) -> str:
    """The same as an entry of BibTeX."""
    frozen, day = published.frozen, published.published
    note = f"Published result {frozen.id}; data as of {frozen.as_of}, fingerprint {frozen.data}; model {frozen.model}"
    fields = {
        "author": f"{{{frozen.author.translate(_TEX)}}}" if frozen.author else "",
        "title": f"{{{frozen.title.translate(_TEX)}}}",
        "year": str(day.year),
        "month": f"{day:%b}".lower(),
        "howpublished": frozen.tool.translate(_TEX),
        "note": note.translate(_TEX),
        "url": link,
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{balance-{frozen.id},", *lines, "}"])
