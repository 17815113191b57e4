"""Source Sans Pro in the form that a web page carries inside itself."""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache
from pathlib import Path

import font_source_sans_pro

FACES = {400: "SourceSansPro-Regular.ttf", 700: "SourceSansPro-Bold.ttf"}
_TABLE, _HEADER, _ENTRY = ">4sIII", ">4sIIHHIHHIIIII", ">4sIIII"


@cache
def font_faces() -> str:
    """CSS with the regular and the bold face inside."""
    folder = Path(font_source_sans_pro.font_directory)
    rules = []
    for weight, name in FACES.items():
        raw = base64.b64encode(woff((folder / name).read_bytes())).decode()
        rules.append(
            f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
            f'src: url("data:font/woff;base64,{raw}") format("woff"); }}'
        )
    return "\n".join(rules)


def woff(font: bytes) -> bytes:
    """A TrueType font packed as WOFF 1.0: the same tables, each compressed where that makes it smaller.

    After the W3C Recommendation "WOFF File Format 1.0", sections 3 to 5.
    """
    flavour, number = struct.unpack_from(">4sH", font)
    tables = sorted(struct.unpack_from(_TABLE, font, 12 + 16 * at) for at in range(number))
    at = struct.calcsize(_HEADER) + number * struct.calcsize(_ENTRY)
    entries, blocks = [], []
    for tag, checksum, offset, length in tables:
        table = font[offset : offset + length]
        packed = min(zlib.compress(table, 9), table, key=len)
        entries.append(struct.pack(_ENTRY, tag, at, len(packed), length, checksum))
        blocks.append(packed + b"\0" * (-len(packed) % 4))
        at += len(blocks[-1])
    whole = 12 + 16 * number + sum(length + -length % 4 for *_, length in tables)
    header = struct.pack(_HEADER, b"wOFF", *struct.unpack(">I", flavour), at, number, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return header + b"".join(entries) + b"".join(blocks)
