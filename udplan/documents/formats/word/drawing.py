"""Pictures of plain shapes as Word draws them itself: sharp on any paper, and with words for those who cannot see them.

Shapes stand in one group in the line of a paragraph. Measures are in twips here, as everywhere else in a document of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docx.oxml.parser import parse_xml
from lxml import etree

from udplan.documents.formats.word.paragraphs import clean
from udplan.documents.formats.word.styles import colour, element

_EMU = 635  # what DrawingML measures in, a twip
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMESPACES: Final = (
    f'xmlns:w="{_WORD}" xmlns:a="{_MAIN}" xmlns:wpg="{_GROUP}" xmlns:wps="{_SHAPE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
Point = tuple[float, float]


def picture(number: int, width: float, height: float, words: str, shapes: Sequence[Any]) -> Any:
    """A run with a picture in it; ``number`` is its own in the document, and ``words`` say what is to be seen."""
    size = f'cx="{_emu(width)}" cy="{_emu(height)}"'
    run = parse_xml(
        f'<w:r {_NAMESPACES}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Billede {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr></wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    next(run.iter("{*}docPr")).set("descr", clean(words))
    group = next(run.iter(f"{{{_GROUP}}}wgp"))
    group.extend(shapes)
    return run


def rectangle(left: float, top: float, width: float, height: float, fill: str) -> Any:
    """A filled rectangle; ``fill`` is a name of a colour in ``styles.xml``."""
    return _shape(left, top, width, height, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', fill)


def polygon(points: Sequence[Point], fill: str) -> Any:
    """A filled shape with those corners."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    corners = [f'<a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/>' for x, y in points]
    path = f"<a:moveTo>{corners[0]}</a:moveTo>" + "".join(f"<a:lnTo>{corner}</a:lnTo>" for corner in corners[1:])
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{_emu(width)}" h="{_emu(height)}">{path}<a:close/></a:path></a:pathLst></a:custGeom>'
    )
    return _shape(left, top, width, height, geometry, fill)


def text(left: float, top: float, width: float, height: float, paragraphs: Sequence[Any]) -> Any:
    """Paragraphs in the middle of a space."""
    shape = _shape(left, top, width, height, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', "")
    body = shape.find(f"{{{_SHAPE}}}bodyPr")
    shape.find(f"{{{_SHAPE}}}cNvSpPr").set("txBox", "1")
    box = etree.SubElement(shape, f"{{{_SHAPE}}}txbx")
    box.append(element("txbxContent", *paragraphs))
    body.addprevious(box)
    for name in ("lIns", "tIns", "rIns", "bIns"):
        body.set(name, "0")
    body.set("anchor", "ctr")
    return shape


def _shape(left: float, top: float, width: float, height: float, geometry: str, fill: str) -> Any:
    inside = f'<a:solidFill><a:srgbClr val="{colour(fill)}"/></a:solidFill>' if fill else "<a:noFill/>"
    return parse_xml(
        f"<wps:wsp {_NAMESPACES}><wps:cNvSpPr/><wps:spPr><a:xfrm>"
        f'<a:off x="{_emu(left)}" y="{_emu(top)}"/><a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
        f"{geometry}{inside}<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _emu(twips: float) -> int:
    return round(twips * _EMU)
