"""The Word styles that a document of ours uses, and how they get into a document that lacks them.

A style that a document already has is left as it is, so a municipality's own template decides how its headings,
texts and tables look. Built-in styles go by the English names that Word keeps in every language; the rest are
named in Danish, as they stand in Word's list of styles.
"""

from __future__ import annotations

import re
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.numbering import NumberingPart

#: Word has nine levels of headings.
LOWEST_LEVEL: Final = 9

INK, ACCENT, MUTED, LINE, HEAD, BAND, OBS = "1B232C", "12395A", "4C5865", "B4BFC9", "E4EEF6", "F3F5F7", "A80F1C"

# The sizes are half points; distances are twips (1/20 point).
_HEADING_SIZES = (40, 28, 22, 21)
_HEADING_SPACE = ((0, 160), (320, 120), (240, 80), (200, 60))


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of WordprocessingML; names of attributes and ``tag`` without their ``w:``."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


#: The styles that Word has itself, of those that are used here.
_BUILT_IN = re.compile("heading [1-9]|List Bullet|caption|header|footer")


def _style(kind: str, name: str, inside: str, base: str = "") -> str:
    ours = "" if _BUILT_IN.fullmatch(name) else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{ours} w:styleId="{_id(name)}"><w:name w:val="{name}"/>{base}'
        f"<w:qFormat/>{inside}</w:style>"
    )


def _id(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace("ø", "oe").replace("æ", "ae").split())


def _paragraph(name: str, pPr: str, rPr: str = "") -> str:  # noqa: N803 (the names of the format)
    return _style("paragraph", name, f"<w:pPr>{pPr}</w:pPr><w:rPr>{rPr}</w:rPr>", '<w:basedOn w:val="Normal"/>')


def _heading(level: int) -> str:
    size = _HEADING_SIZES[min(level, len(_HEADING_SIZES)) - 1]
    before, after = _HEADING_SPACE[min(level, len(_HEADING_SPACE)) - 1]
    return _paragraph(
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


def _tight(after: int = 40) -> str:
    return f'<w:spacing w:before="0" w:after="{after}" w:line="240" w:lineRule="auto"/>'


_SMALL = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
_BULLET = '<w:numPr><w:numId w:val="0"/></w:numPr>'  # the number is that of the list, once there is one
_INDENTS = {
    "List Bullet": '<w:ind w:left="340" w:hanging="227"/>',
    "Skema punkt": '<w:ind w:left="170" w:hanging="142"/>',
}
_NO_HYPHENS = "<w:suppressAutoHyphens/>"


def _cell(name: str, *, first: str = "", last: str = "", rPr: str = "") -> str:  # noqa: N803
    """A style for a paragraph in a cell; ``first`` stands before the spacing in the format's order, ``last`` after."""
    return _paragraph(name, first + _tight() + last, rPr + _SMALL)


_TABLE = _style(
    "table",
    "Skema",
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="25" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD}"/></w:tcPr></w:tblStylePr>',
)

_RULE = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/>'
_FOOT = f'<w:color w:val="{MUTED}"/>{_SMALL}'

#: Each style's definition, by the name that Word keeps for it.
STYLES: Final[dict[str, str]] = {
    **{f"heading {level}": _heading(level) for level in range(1, LOWEST_LEVEL + 1)},
    "List Bullet": _paragraph("List Bullet", _BULLET + _tight(60) + _INDENTS["List Bullet"]),
    "caption": _paragraph(
        "caption",
        f"<w:keepNext/>{_tight(80)}",
        f'<w:b/><w:color w:val="{MUTED}"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
    ),
    "header": _paragraph("header", _tight(0), _FOOT),
    "footer": _paragraph("footer", _tight(0), _FOOT),
    "Fakta": _paragraph(
        "Fakta",
        f'<w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs>{_tight(30)}<w:ind w:left="2268" w:hanging="2268"/>',
    ),
    "Bemærkning": _paragraph(
        "Bemærkning",
        f'<w:keepLines/><w:pBdr>{_RULE}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{BAND}"/>'
        '<w:spacing w:before="120" w:after="120"/><w:ind w:left="227"/>',
    ),
    "Skema": _TABLE,
    "Skema hoved": _cell("Skema hoved", first="<w:keepNext/>", rPr=f'<w:b/><w:color w:val="{ACCENT}"/>'),
    "Skema hoved tal": _cell(
        "Skema hoved tal", first="<w:keepNext/>", last='<w:jc w:val="right"/>', rPr=f'<w:b/><w:color w:val="{ACCENT}"/>'
    ),
    "Skema titel": _cell("Skema titel", rPr="<w:b/>"),
    "Skema mærke": _cell("Skema mærke", rPr=f'<w:b/><w:color w:val="{ACCENT}"/>'),
    "Skema OBS": _cell("Skema OBS", rPr=f'<w:b/><w:color w:val="{OBS}"/>'),
    "Skema tekst": _cell("Skema tekst"),
    "Skema punkt": _cell("Skema punkt", first=_BULLET, last=_INDENTS["Skema punkt"]),
    "Skema beløb": _cell("Skema beløb", first=_NO_HYPHENS, last='<w:jc w:val="right"/>'),
    "Skema kryds": _cell("Skema kryds", last='<w:jc w:val="center"/>'),
    "Skema sum": _cell("Skema sum", first="<w:keepLines/>", rPr="<w:b/>"),
    "Skema sum tal": _cell(
        "Skema sum tal", first=f"<w:keepLines/>{_NO_HYPHENS}", last='<w:jc w:val="right"/>', rPr="<w:b/>"
    ),
}  # fmt: skip

# A list belongs to its style and the style to its list, as Word has it; other programs only find the bullet so.
_LIST = """<w:abstractNum {namespaces} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>\
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/><w:lvlText w:val="•"/>\
<w:lvlJc w:val="left"/>{pPr}<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:hint="default"/>\
</w:rPr></w:lvl></w:abstractNum>"""


class Styles:
    """A document's styles by name, with those of ours that it lacked added to it."""

    def __init__(self, document: WordDocument) -> None:
        styles = document.styles.element
        # Programs disagree on the case of the built-in names.
        self._ids = {style.name_val.lower(): style.styleId for style in styles.style_lst if style.name_val}
        missing = {name: definition for name, definition in STYLES.items() if name.lower() not in self._ids}
        given = set(self._ids.values())
        normal = self._ids.setdefault("normal", "Normal")
        for name, definition in missing.items():
            style = parse_xml(definition.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1))
            while style.get(qn("w:styleId")) in given:  # another style's: ids need not be alike in two languages
                style.set(qn("w:styleId"), f"Udplan{style.get(qn('w:styleId'))}")
            for base in style.findall(qn("w:basedOn")):
                base.set(qn("w:val"), normal)
            for number in style.iter(qn("w:numId")):
                number.set(qn("w:val"), str(_add_list(document, style)))
            self._ids[name.lower()] = style.get(qn("w:styleId"))
            given.add(self._ids[name.lower()])
            styles.append(style)

    def id(self, name: str) -> str:
        """The document's id for the style of that name, one of ``STYLES``, or Normal."""
        return str(self._ids[name.lower()])


def _add_list(document: WordDocument, style: Any) -> int:
    """Adds the list of bullets that the style is to have, indented as the style, and gives its number."""
    try:
        part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty: Any = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    numbering = part.element
    definitions, numbers = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    abstract = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in definitions), default=0)
    number = 1 + max((int(each.get(qn("w:numId"))) for each in numbers), default=0)
    definition = parse_xml(
        _LIST.format(
            namespaces=nsdecls("w"),
            abstract=abstract,
            style=style.get(qn("w:styleId")),
            pPr=f"<w:pPr>{_INDENTS[style.name_val]}</w:pPr>",
        )
    )
    # All definitions stand before the numbers that use them, and those before whatever else there is.
    if definitions:
        definitions[-1].addnext(definition)
    else:
        numbering.insert(0, definition)
    made = element("num", element("abstractNumId", val=abstract), numId=number)
    (numbers[-1] if numbers else definition).addnext(made)
    return number
