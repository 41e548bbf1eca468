"""The Word styles that a document of ours uses, and how they get into a document that lacks them.

They are data, in ``templates/word/styles.xml``. A style that a document already has is left as it is, so a
municipality's own template decides how its headings, texts and tables look. Built-in styles go by the English names
that Word keeps in every language; the rest are named in Danish, as they stand in Word's list of styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, nspfxmap, qn
from docx.oxml.parser import oxml_parser, parse_xml
from docx.parts.numbering import NumberingPart

from udplan.documents.formats.word.typefaces import Twips, em, letters_of, thousandth
from udplan.documents.printing.files import packaged_templates, read_template

#: Word has nine levels of headings.
LOWEST_LEVEL: Final = 9
_NAMESPACE: Final = nspfxmap("w")


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of WordprocessingML; names of attributes and ``tag`` without their ``w:``."""
    named = {_name(name): str(value) for name, value in attributes.items()}
    made = oxml_parser.makeelement(_name(tag), named, _NAMESPACE)
    made.extend(children)
    return made


@cache
def _name(name: str) -> str:
    return str(qn(f"w:{name}"))


# --- the data ---------------------------------------------------------------------------------------------------


def word_data(name: str) -> Any:
    """The elements of a file in ``templates/word``, without its comments and with its colours filled in."""
    text = re.sub("<!--.*?-->", "", _text(name), flags=re.DOTALL)
    return parse_xml(re.sub(r"&(\w+);", lambda mention: colour(mention[1]), text).encode("utf-8"))


def colour(name: str) -> str:
    """A colour in RRGGBB by the name that it has at the top of ``styles.xml``."""
    return _colours()[name]


def base_styles() -> Iterator[Any]:
    """What the other styles rest on: defaults, and those that every Word document has."""
    return (child for child in word_data("styles.xml") if _is_base(child))


@cache
def _own_styles() -> dict[str, Any]:
    """The others, by the names that they go by. They are for copying: an element stands in one document."""
    own = (child for child in word_data("styles.xml") if not _is_base(child))
    return {style.name_val.lower(): style for style in own}


def _is_base(child: Any) -> bool:
    return bool(child.tag == qn("w:docDefaults") or child.get(qn("w:default")) == "1")


@cache
def _text(name: str) -> str:
    return read_template(packaged_templates() / "word" / name)


@cache
def _colours() -> dict[str, str]:
    return dict(re.findall(r'<!ENTITY (\w+) "(\w+)">', _text("styles.xml")))


# --- into a document --------------------------------------------------------------------------------------------


class Styles:
    """A document's styles by name, with those of ours that it lacked added to it."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._known: dict[str, tuple[int, str]] = {}
        styles = document.styles.element
        # Programs disagree on the case of the built-in names.
        self._ids = {style.name_val.lower(): style.styleId for style in styles.style_lst if style.name_val}
        missing = [deepcopy(style) for name, style in _own_styles().items() if name not in self._ids]
        given = set(self._ids.values())
        normal = self._ids.setdefault("normal", "Normal")
        for style in missing:
            while style.get(qn("w:styleId")) in given:  # another style's: ids need not be alike in two languages
                style.set(qn("w:styleId"), f"Udplan{style.get(qn('w:styleId'))}")
            for base in style.findall(qn("w:basedOn")):
                base.set(qn("w:val"), normal)
            for number in style.iter(qn("w:numId")):
                number.set(qn("w:val"), str(_add_list(document, style)))
            self._ids[style.name_val.lower()] = style.get(qn("w:styleId"))
            given.add(style.get(qn("w:styleId")))
            styles.append(style)

    def id(self, name: str) -> str:
        """The document's id for the style of that name, one of ``styles.xml``."""
        return str(self._ids[name.lower()])

    def em(self, name: str) -> int:
        """How many twips an em (see ``printing.ems``) is in that style: by its size, and more for the widest typefaces."""
        return em(*self._letters(name))

    def letters(self, name: str) -> Twips:
        """How many twips a thousandth of Calibri's letters (see ``lines``) is in that style, by its size and typeface."""
        return thousandth(*self._letters(name))

    def _letters(self, name: str) -> tuple[int, str]:
        if name not in self._known:
            self._known[name] = letters_of(self._document, self.id(name))
        return self._known[name]


def _add_list(document: WordDocument, style: Any) -> int:
    """Adds the list of bullets that the style is to have, indented as the style, and gives its number."""
    numbering = _numbering(document)
    definitions, numbers = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    abstract = 1 + max((int(definition.get(qn("w:abstractNumId"))) for definition in definitions), default=0)
    number = 1 + max((int(listed.get(qn("w:numId"))) for listed in numbers), default=0)
    definition = _bullets(abstract, style)
    # All definitions stand before the numbers that use them, and those before whatever else there is.
    if definitions:
        definitions[-1].addnext(definition)
    else:
        numbering.insert(0, definition)
    made = element("num", element("abstractNumId", val=abstract), numId=number)
    (numbers[-1] if numbers else definition).addnext(made)
    return number


def _numbering(document: WordDocument) -> Any:
    """The element with the document's lists, added to it where it has none."""
    try:
        lists: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty: Any = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        lists = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(lists, RELATIONSHIP_TYPE.NUMBERING)
    return lists.element


def _bullets(number: int, style: Any) -> Any:
    """The definition of a list with the bullet of ``numbering.xml``: the style's own, and indented as it."""
    definition = word_data("numbering.xml")[0]
    definition.set(qn("w:abstractNumId"), str(number))
    level = definition.find(qn("w:lvl"))
    level.find(qn("w:pStyle")).set(qn("w:val"), style.get(qn("w:styleId")))
    level.find(qn("w:pPr")).append(deepcopy(style.find(f"{qn('w:pPr')}/{qn('w:ind')}")))
    return definition
