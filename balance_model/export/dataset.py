"""The whole data set as one archive or folder: files, licence, list of sources, and how to cite it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.records.world import STANDARD_FOLDER, data_folder

KINDS = (".csv", ".json", ".md", ".topojson")
PAPERS = ("LICENSE-DATA", "CITATION.cff")
NAME = "western-balkans-balance-data"
_PLAIN_FILE = 0o644 << 16
_UNIX = 3


def citation(world: World) -> str:
    """One line to cite the data by: title, date of the data, fingerprint, licence."""
    facts = world.facts
    return f"{facts['title']}: data as of {facts['data_as_of']}, fingerprint {world.fingerprint}. {facts['licence']}"


def sources_list(world: World) -> str:
    """All sources, one a line: publisher, title, date, address and id, in order of publisher."""
    rows = sorted(world.sources, key=lambda row: (row.publisher.casefold(), row.date or "", row.source_id))
    lines = [
        f"{row.publisher}: {row.title}. {row.date or 'No date'}. {row.url or 'Address not known'} [{row.source_id}]"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def contents(world: World, folder: Path | str | None = None) -> dict[str, bytes]:
    """Names and bytes of everything in the data set, in order of name.

    The files of the data folder lie under ``data/`` as they are; licence and citation file come from beside the
    folder, or from beside the bundled one.
    """
    home = data_folder(folder)
    found = {
        f"data/{path.relative_to(home).as_posix()}": path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.suffix in KINDS and not path.name.startswith(".")
    }
    for name in PAPERS:
        places = [place / name for place in (home.parent, STANDARD_FOLDER.parent) if (place / name).is_file()]
        if places:
            found[name] = places[0].read_bytes()
    found["CITATION.txt"] = f"{citation(world)}\n{world.facts['scope']}\n{world.facts['kosovo_footnote']}\n".encode()
    found["SOURCES.txt"] = sources_list(world).encode()
    return dict(sorted(found.items()))


def archive(files: dict[str, bytes], world: World, folder: str = NAME) -> bytes:
    """A zip archive of files in one folder, all of the day of the data; the same files give the same bytes."""
    day = date.fromisoformat(world.facts["data_as_of"])
    made = (day.year, day.month, day.day, 0, 0, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, raw in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=made)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _PLAIN_FILE, _UNIX
            package.writestr(entry, raw)
    return buffer.getvalue()


def write(files: dict[str, bytes], world: World, output: Path) -> None:
    """Write files as an archive if ``output`` ends with .zip, else into that folder, which must be new or empty.

    Raises
    ------
    ScenarioError
        If the folder holds something or nothing can be written there.
    """
    try:
        if output.suffix == ".zip":
            part = output.with_name(f".{output.name}.part")
            part.write_bytes(archive(files, world))
            part.replace(output)
            return
        if output.is_dir() and any(output.iterdir()):
            raise ScenarioError(f"{output}: this folder is not empty; name a new one, or a file that ends with .zip.")
        for name, raw in files.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
    except OSError as error:
        raise ScenarioError(f"{output}: cannot be written ({error.strerror}); choose another place.") from None
