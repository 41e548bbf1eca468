"""The page that a Word document of ours stands on: A4, in Danish, with its name and number at the foot."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.section import Section
from docx.shared import Length, Mm

from udplan.documents.formats.word.paragraphs import text_element
from udplan.documents.formats.word.styles import Styles, base_styles, element, word_data

LANGUAGE: Final = "da-DK"

_TWIP = 635  # in Word's own measure of length

# What the library's empty document has besides, and no document of ours needs: a picture of its empty page among it.
_UNUSED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def page(kommune: str, titel: str, enhed: str, *, portrait: bool = False) -> tuple[WordDocument, Styles]:
    """An empty document and its styles, lying down unless ``portrait``. The texts stand at the foot; ``enhed`` is empty where
    there are no amounts."""
    word = docx.Document(io.BytesIO(_blank(portrait=portrait)))
    styles = Styles(word)
    unit = [f"Beløb i {enhed}"] if enhed else []
    _foot(word.sections[0], styles, " · ".join([kommune, titel, *unit]))
    return word, styles


@cache
def _blank(*, portrait: bool) -> bytes:
    """A page with our styles and nothing on it. It is made of the library's own, piece by piece, which takes ten times as
    long as to open it once more."""
    word = docx.Document()
    for part in (word.part.package, word.part):
        for key in [key for key, rel in part.rels.items() if rel.reltype in _UNUSED]:
            del part.rels[key]
    _replace(word.styles.element, base_styles())
    _replace(word.settings.element, word_data("settings.xml"))
    Styles(word)  # which adds those of ours that are not there
    section = word.sections[0]
    side = Mm(25) if portrait else Mm(10)  # lines of prose that an eye can follow, and a form as wide as a printer can
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = Mm(10), Mm(10)
    section.header_distance, section.footer_distance = Mm(6), Mm(5)
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE
    if portrait:
        turn(section)
        section.top_margin = section.bottom_margin = Mm(20)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def turn(section: Section) -> None:
    """Stands a page that lies down up, or lays down one that stands."""
    width, height = section.page_width or Mm(210), section.page_height or Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT if width > height else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = height, width


def text_width(section: Section) -> int:
    """The twips between the margins of a page; where it does not say, it is A4 portrait with margins of 20 mm."""

    def twips(length: Length | None, otherwise: Length) -> int:
        return int(otherwise if length is None else length) // _TWIP

    margins = twips(section.left_margin, Mm(20)) + twips(section.right_margin, Mm(20)) + twips(section.gutter, Mm(0))
    return twips(section.page_width, Mm(210)) - margins


def _foot(section: Section, styles: Styles, text: str) -> None:
    foot = section.footer
    foot.is_linked_to_previous = False
    paragraph: Any = foot.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    tabs = element("tabs", element("tab", val="right", pos=text_width(section)))
    paragraph.append(element("pPr", element("pStyle", val=styles.id("footer")), tabs))
    tab = element("r", element("tab"))
    paragraph.extend([_run(text), tab, _run("Side "), _field("PAGE"), _run(" af "), _field("NUMPAGES")])


def _run(text: str) -> Any:
    return element("r", text_element(text))


def _field(name: str) -> Any:
    """A number that Word works out when the page is laid out."""
    return element("fldSimple", _run("1"), instr=name)


def _replace(old: Any, children: Iterable[Any]) -> None:
    """Gives an element of a part other content; the part holds on to the element itself."""
    for child in list(old):
        old.remove(child)
    for child in list(children):
        old.append(child)
