"""How large and how wide the letters of a style are: what it says itself, or what it rests on.

A municipality's template may set its tables in other letters than ours, and its columns must fit those.
"""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

#: A measure on a page, in twips or a part of one.
Twips = float

# How much wider running text is than in Calibri, by the typefaces that offices use; others are taken to be as Arial.
_WIDENESS: Final = {
    **{
        "calibri": 1.0,
        "carlito": 1.0,
        "calibri light": 1.0,
        "aptos": 1.08,
        "aptos narrow": 0.95,
        "times new roman": 1.0,
    },
    **{"arial narrow": 0.92, "garamond": 0.95, "cambria": 1.06, "source sans 3": 1.02, "open sans": 1.19},
    **{"verdana": 1.29, "lucida sans": 1.24, "lucida sans unicode": 1.24, "century gothic": 1.2, "courier new": 1.33},
}
_OTHER: Final = 1.12
# How much wider than Calibri what ``printing.ems`` measures is.
_OFFICE: Final = 1.1
_HALF_POINTS: Final = 20  # where nothing is said, Word sets 10 points
_MOST_STEPS: Final = 20


def em(size: int, typeface: str) -> int:
    """How many twips an em of ``printing.ems`` is in letters of that size: more in the typefaces that are wider still."""
    return round(size * max(1.0, _wideness(typeface) / _OFFICE))


def thousandth(size: int, typeface: str) -> Twips:
    """How many twips a thousandth of the size of Calibri's letters (see ``lines``) is in those letters."""
    return size * _wideness(typeface) / 1000


def _wideness(typeface: str) -> float:
    return _WIDENESS.get(typeface.strip().lower(), _OTHER)


def letters_of(document: WordDocument, style: str) -> tuple[int, str]:
    """The size in twips and the typeface of a style's letters, by its id; no name where no typeface is named."""
    named = {each.get(qn("w:styleId")): each for each in document.styles.element.findall(qn("w:style"))}
    size, typeface = None, None
    properties = []
    for _ in range(_MOST_STEPS):
        found = named.get(style)
        if found is None:
            break
        properties.append(found.find(qn("w:rPr")))
        base = found.find(qn("w:basedOn"))
        style = "" if base is None else str(base.get(qn("w:val")))
    properties += document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for each in properties:
        if each is not None:
            size = size or _value(each.find(qn("w:sz")), "val")
            typeface = typeface or _typeface(document, each.find(qn("w:rFonts")))
    return round(float(size or _HALF_POINTS) * 10), typeface or ""


def _value(element: Any, name: str) -> str | None:
    return None if element is None else element.get(qn(f"w:{name}"))


def _typeface(document: WordDocument, fonts: Any) -> str | None:
    """The name of a typeface for Latin letters; a theme is asked for the one of its texts or headings."""
    theme = _value(fonts, "asciiTheme")
    if theme is None:
        return _value(fonts, "ascii")
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    except KeyError:
        return None
    kind = "majorFont" if theme.startswith("major") else "minorFont"
    latin = parse_xml(part.blob).find(f".//{{*}}{kind}/{{*}}latin")
    return None if latin is None else latin.get("typeface")
