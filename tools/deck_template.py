"""Make the template of the slides, ``balance_model/export/template.pptx``: 16:9, with a master and layouts of our own.

Run ``python -m tools.deck_template`` after a change here. The same program gives the same bytes.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

OUTPUT = Path(__file__).parents[1] / "balance_model" / "export" / "template.pptx"
WIDE, HIGH = 40 / 3, 7.5
FONT = 'typeface="Source Sans Pro" panose="020B0503030403020204" pitchFamily="34" charset="0"'
"""The numbers beside the name tell a machine without this font which of its own comes nearest."""
HUES = {
    "dk1": "0B0C0C", "lt1": "FFFFFF", "dk2": "4B5560", "lt2": "E3E7EB", "accent1": "0072B2", "accent2": "D55E00",
    "accent3": "009E73", "accent4": "CC79A7", "accent5": "B07A00", "accent6": "6F5BD0", "hlink": "005A8C",
    "folHlink": "4B5560",
}  # fmt: skip
TITLE, SUBTITLE, CONTENT, REMARK, LINK, CODE, FACTS, SMALL, FOOTER, NUMBER = 0, 10, 11, 12, 14, 15, 16, 17, 20, 21
Place = tuple[float, float, float, float]

_MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = f'xmlns:a="{_DRAWING}" xmlns:r="{_LINKS}" xmlns:p="{_MAIN}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.presentationml."
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" '
    'y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_LETTERS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_CLEAR = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def emu(inches: float) -> int:
    """Inches in the unit of the format."""
    return round(inches * 914400)


def box(place: Place) -> str:
    """Position and size, from inches: left, top, width, height."""
    x, y, wide, high = map(emu, place)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def held(idx: int, kind: str, name: str, place: Place, size: float, **style: str) -> str:
    """A placeholder; ``size`` in points; ``style`` may hold colour, bold, align, anchor and prompt."""
    number = f' idx="{idx}"' if idx else ""
    letters = f'sz="{round(size * 100)}" b="{style.get("bold", "0")}"'
    ink = f'<a:solidFill><a:schemeClr val="{style.get("colour", "tx1")}"/></a:solidFill>'
    words = escape(style.get("prompt", name))
    run = f'<a:r><a:rPr lang="en-GB"/><a:t>{words}</a:t></a:r>'
    if kind == "sldNum":
        run = run.replace("<a:r>", f'<a:fld id="{_FIELD}" type="slidenum">').replace("</a:r>", "</a:fld>")
    prompt = "" if kind in {"ftr", "sldNum"} else ' hasCustomPrompt="1"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{idx + 2}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{number}{prompt}/></p:nvPr></p:nvSpPr><p:spPr>{box(place)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" '
        f'lIns="0" tIns="0" rIns="0" bIns="0" anchor="{style.get("anchor", "t")}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{style.get("align", "l")}"><a:spcBef>'
        f'<a:spcPts val="{style.get("before", "0")}"/></a:spcBef><a:buNone/><a:defRPr {letters}>{ink}{_LETTERS}'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def bar(number: int, place: Place, colour: str) -> str:
    """A filled oblong without a line, for looks alone."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Line {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{box(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/>'
        "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


_TITLE = held(
    TITLE, "title", "Title", (0.5, 0.3, 12.333, 1.0), 28, bold="1", anchor="b", prompt="The finding, as a sentence"
)
_FOOT = held(FOOTER, "ftr", "Footer", (1.0, 6.74, 9.4, 0.56), 9, colour="tx2", anchor="ctr") + held(
    NUMBER, "sldNum", "Slide number", (0.5, 6.74, 0.45, 0.56), 11, colour="tx2", anchor="ctr", bold="1", prompt="‹#›"
)
_SUBTITLE = held(
    SUBTITLE, "body", "Subtitle", (0.5, 1.36, 12.333, 0.34), 16, colour="tx2", prompt="Measure, unit, countries, period"
)
_REMARK = held(
    REMARK, "body", "Remark", (0.5, 6.1, 11.2, 0.44), 12, colour="tx2", anchor="b", prompt="How to read it, and notes"
)
_CODE = held(
    LINK,
    "body",
    "Link",
    (10.45, 6.74, 1.35, 0.56),
    11,
    colour="hlink",
    anchor="ctr",
    align="r",
    prompt="Open this view",
) + held(CODE, "pic", "QR code", (11.933, 6.38, 0.9, 0.9), 9, prompt="QR code")
_ROOM = (0.5, 1.8, 12.333, 4.25)


def _filled(kind: str, name: str, prompt: str) -> str:
    return _TITLE + _SUBTITLE + held(CONTENT, kind, name, _ROOM, 16, prompt=prompt) + _REMARK + _CODE + _FOOT


LAYOUTS: dict[str, tuple[str, str]] = {
    "Title": (
        "title",
        bar(90, (0.5, 1.0, 0.09, 3.0), "hlink")
        + held(TITLE, "ctrTitle", "Title", (0.8, 0.95, 8.6, 1.95), 40, bold="1", anchor="b", prompt="Title of the deck")
        + held(SUBTITLE, "subTitle", "Subtitle", (0.8, 3.02, 8.6, 0.98), 20, colour="tx2", prompt="Subtitle")
        + held(FACTS, "body", "Facts", (0.8, 4.3, 8.6, 1.25), 16, prompt="Scenario, date of the data", before="300")
        + held(SMALL, "body", "Scope", (0.8, 5.72, 11.7, 0.95), 12, colour="tx2", prompt="Scope", before="300")
        + held(CODE, "pic", "QR code", (9.95, 1.0, 2.9, 2.9), 12, prompt="QR code")
        + held(LINK, "body", "Link", (9.95, 4.0, 2.9, 0.4), 14, colour="hlink", align="ctr", prompt="Open the scenario")
        + _FOOT,
    ),
    "Chart": ("obj", _filled("chart", "Chart", "Chart")),
    "Picture": ("picTx", _filled("pic", "Picture", "Picture")),
    "Table": ("tbl", _filled("tbl", "Table", "Table")),
    "Finding": (
        "obj",
        bar(90, (0.5, 1.5, 0.09, 3.6), "hlink")
        + held(TITLE, "title", "Title", (0.85, 1.4, 11.6, 2.4), 40, bold="1", anchor="b", prompt="The finding")
        + held(SUBTITLE, "body", "Subtitle", (0.85, 3.98, 11.6, 1.2), 20, colour="tx2", prompt="What stands behind it")
        + _REMARK
        + _CODE
        + _FOOT,
    ),
    "Text": (
        "tx",
        _TITLE
        + held(CONTENT, "body", "Text", (0.5, 1.5, 12.333, 4.75), 16, prompt="Text", before="700")
        + _CODE
        + _FOOT,
    ),
}


def layout(name: str, kind: str, shapes: str) -> str:
    """A layout of the master."""
    return (
        f'{_HEAD}<p:sldLayout {_SPACES} type="{kind}" preserve="1" userDrawn="1"><p:cSld name={quoteattr(name)}>'
        f"<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>{_CLEAR}</p:sldLayout>"
    )


def _levels(tag: str, size: int, bold: int = 0) -> str:
    levels = "".join(
        f'<a:lvl{number}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:buNone/><a:defRPr sz="{size}" b="{bold}" '
        f'kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+m{font}-lt"/><a:ea '
        f'typeface="+m{font}-ea"/><a:cs typeface="+m{font}-cs"/></a:defRPr></a:lvl{number}pPr>'
        for number in range(1, 2 if tag == "titleStyle" else 10)
        for font in ("j" if tag == "titleStyle" else "n",)
    )
    return f"<p:{tag}>{levels}</p:{tag}>"


def master() -> str:
    """The master: title, text, footer and number, and a thin line above the footer."""
    text = held(CONTENT, "body", "Text", (0.5, 1.5, 12.333, 4.75), 16, prompt="Text")
    shapes = (bar(91, (0.5, 6.68, 11.3, 0.012), "bg2") + _TITLE + text + _FOOT).replace(' hasCustomPrompt="1"', "")
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + at}" r:id="rId{at + 1}"/>' for at in range(len(LAYOUTS)))
    return (
        f'{_HEAD}<p:sldMaster {_SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>{_MAP.format('clrMap')}"
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>'
        f"{_levels('titleStyle', 2800, 1)}{_levels('bodyStyle', 1600)}{_levels('otherStyle', 1600)}</p:txStyles>"
        "</p:sldMaster>"
    )


_MAP = (
    '<p:{} bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def notes_master() -> str:
    """The master of the notes pages: the slide above, its notes below."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{box((0.75, 0.6, 6, 3.375))}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr val="bg2"/>'
        "</a:solidFill></a:ln></p:spPr></p:sp>"
    )
    shapes = picture + held(3, "body", "Notes", (0.75, 4.2, 6, 5.2), 11).replace(' hasCustomPrompt="1"', "")
    return (
        f'{_HEAD}<p:notesMaster {_SPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>{_MAP.format('clrMap')}{_levels('notesStyle', 1100)}"
        "</p:notesMaster>"
    )


def theme() -> str:
    """Colours, fonts, and plain fills and lines."""
    hues = "".join(f'<a:{name}><a:srgbClr val="{hue}"/></a:{name}>' for name, hue in HUES.items())
    font = f'<a:latin {FONT}/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="{_DRAWING}" name="Balance"><a:themeElements><a:clrScheme name="Balance">{hues}'
        f'</a:clrScheme><a:fontScheme name="Balance"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Balance"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>'
        f"{line * 3}</a:lnStyleLst><a:effectStyleLst>{plain * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _links(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{kind if "://" in kind else f"{_LINKS}/{kind}"}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def parts() -> dict[str, str]:
    """Names and texts of all files of the template."""
    count = range(1, len(LAYOUTS) + 1)
    kinds = {
        "ppt/presentation.xml": f"{_KIND}presentation.main+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{_KIND}slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{_KIND}notesMaster+xml",
        **{f"ppt/slideLayouts/slideLayout{n}.xml": f"{_KIND}slideLayout+xml" for n in count},
        **{f"ppt/theme/theme{n}.xml": "application/vnd.openxmlformats-officedocument.theme+xml" for n in (1, 2)},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    found = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/>{types}</Types>',
        "_rels/.rels": _links(
            ("officeDocument", "ppt/presentation.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc='
        '"http://purl.org/dc/elements/1.1/"><dc:title>Western Balkans balance explorer</dc:title></cp:coreProperties>',
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><PresentationFormat>Widescreen</PresentationFormat></Properties>',
        "ppt/presentation.xml": f'{_HEAD}<p:presentation {_SPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst/>'
        f'<p:sldSz cx="{emu(WIDE)}" cy="{emu(HIGH)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"{_levels('defaultTextStyle', 1600)}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": _links(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _links(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in count), ("theme", "../theme/theme1.xml")
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _links(("theme", "../theme/theme2.xml")),
        "ppt/theme/theme1.xml": theme(),
        "ppt/theme/theme2.xml": theme(),
    }
    for number, (name, (kind, shapes)) in enumerate(LAYOUTS.items(), start=1):
        found[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout(name, kind, shapes)
        found[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _links(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return found


def main() -> None:
    """Write the template."""
    with zipfile.ZipFile(OUTPUT, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            package.writestr(entry, text)


if __name__ == "__main__":
    main()
