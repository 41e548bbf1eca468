"""A municipality's own Word template: its fields filled in, and the document poured in where it says so.

Fields are Jinja's, in the body, headers, footers and footnotes, and run sandboxed: an unknown name is an error,
and nothing can be read or run. ``{{p dokument }}``, in a paragraph of its own, gives its place to the blocks. They
take that place only after the template is filled in, so nothing in them is ever read as a field.
"""

from __future__ import annotations

import io
import re
import traceback
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any, Final

import jinja2
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from udplan.disk.reading import read_file
from udplan.documents.blocks import Document, Form
from udplan.documents.formats.word.blocks import elements
from udplan.documents.formats.word.page import text_width
from udplan.documents.formats.word.paragraphs import clean
from udplan.documents.formats.word.styles import Styles, element
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.jinja import Sandbox, as_cell, told, unknown
from udplan.documents.printing.mistakes import meant
from udplan.documents.printing.text import Printer, one_line

#: What marks the place of the document while the rest is filled in: the paragraph's style, which no template has.
_PLACE: Final = "udplan-dokument"
_PARAGRAPH: Final = Markup(f'<w:p><w:pPr><w:pStyle w:val="{_PLACE}"/></w:pPr></w:p>')

_OWN_PARAGRAPH: Final = (
    "Skriv {{p dokument }} (med p) i et afsnit for sig selv i brødteksten, uden for tabeller og tekstfelter."
)

_BROKEN: Final = "skabelonen kan ikke udfyldes. Det, der står i felterne, ødelægger Word-dokumentet."

_PARTS: Final = {"body": "brødteksten", "hdr": "sidehovedet", "ftr": "sidefoden", "footnotes": "fodnoterne"}
_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LONGEST_SHOWN = 90


def filled_in(path: Path, document: Document, printer: Printer) -> WordDocument:
    """The template with the document in it.

    Raises:
        TemplateError: if it is no Word document or has a mistake in it; with the file, the part and the words.
        OSError: if it cannot be opened.
    """
    template = _Template(path)
    fields = {
        "titel": clean(one_line(document.title)),
        "kommune": clean(one_line(document.kommune)),
        "enhed": clean(document.enhed),
        "dokument": _PARAGRAPH,
    }

    def words(value: object) -> str:
        return printer.cell(as_cell(value))

    environment = Sandbox(
        words,
        lambda value: value if isinstance(value, Markup) else words(value),
        undefined=unknown(lambda name: meant(name, fields)),
        autoescape=True,
    )
    template.render(fields, environment, autoescape=True)
    word: WordDocument = template.docx
    if not word.sections:  # Word itself writes how the page looks, but a document may be silent of it
        word.element.body.append(element("sectPr"))
    styles = Styles(word)
    wide = any(isinstance(block, Form) for block in document.blocks)
    for place in _places(template, word):
        section = word.sections[min(len(place.xpath("preceding::w:sectPr")), len(word.sections) - 1)]
        if wide and section.page_width and section.page_height and section.page_width < section.page_height:
            section = _landscape(word, place, section)
        for block in elements(document, printer, styles, text_width(section)):
            place.addprevious(block)
        place.getparent().remove(place)
    return word


def _landscape(word: WordDocument, place: Any, section: Section) -> Section:
    """Puts a place on pages of its own that lie down, and gives their section: the paper form is too wide for others.

    What the template has before and after it stays on pages as they were.
    """
    width, height = section.page_width, section.page_height
    upright: Any = section._sectPr
    before = place.getprevious()
    if before is not None and not before.findall(f".//{qn('w:sectPr')}"):
        place.addprevious(_section_end(deepcopy(upright)))
        _continued(upright)
    lying = upright
    if place.getnext() is not upright:
        lying = deepcopy(upright)
        place.addnext(_section_end(lying))
        _continued(upright)
    turned = Section(lying, word.part)
    turned.orientation = WD_ORIENT.LANDSCAPE
    turned.page_width, turned.page_height = height, width
    return turned


def _continued(properties: Any) -> None:
    """Makes a section continue the one before: it has no first page of its own, and its page numbers run on."""
    for first in properties.findall(qn("w:titlePg")):
        properties.remove(first)
    for numbers in properties.findall(qn("w:pgNumType")):
        numbers.attrib.pop(qn("w:start"), None)


def _section_end(properties: Any) -> Any:
    """An empty paragraph, as small as can be, that ends a section."""
    small = element("spacing", before=0, after=0, line=20, lineRule="exact")
    return element("p", element("pPr", small, properties))


def _places(template: _Template, word: WordDocument) -> list[Any]:
    """The paragraphs that the document is to replace."""
    body: Any = word.element.body
    marks = (style for style in body.iter(qn("w:pStyle")) if style.get(qn("w:val")) == _PLACE)
    places = [mark.getparent().getparent() for mark in marks]
    if not places:
        raise TemplateError(f"{template.path}: skabelonen siger ikke, hvor dokumentet skal stå. {_OWN_PARAGRAPH}")
    if any(place.getparent() is not body for place in places):
        raise template.mistake("brødteksten", "dokument", _OWN_PARAGRAPH)
    return places


class _Template(DocxTemplate):  # type: ignore[misc]
    """The library's template, which tells of a mistake where it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(io.BytesIO(read_file(path)))
        try:
            self.init_docx()
        except MemoryError:
            raise
        except Exception as error:  # a broken zip, an old .doc, a spreadsheet: each fails in a way of its own
            raise TemplateError(
                f"{path}: filen kan ikke læses som et Word-dokument. Gem den som .docx i Word."
            ) from error

    def mistake(self, where: str, words: str, why: str) -> TemplateError:
        shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
        return TemplateError(f"{self.path}: {where}{f', »{shown}«' if shown else ''}: {one_line(why)}")

    def patch_xml(self, src_xml: str) -> str:
        """Looks for fields that are never closed first: the library would eat all that follows them."""
        for paragraph in re.split("(?=<w:p[ >])", src_xml):
            words = _words(paragraph)
            if match := re.search(r"\{[{%#]", _FIELD.sub("", words)):
                raise self.mistake(_part(src_xml), words, f"feltet mangler {_ENDS[match[0]]} i samme afsnit")
        patched: str = super().patch_xml(src_xml)
        return patched

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        where = _part(src_xml)
        try:
            made: str = super().render_xml_part(src_xml, part, context, jinja_env)
        except (TemplateError, MemoryError):
            raise
        except Exception as error:  # a template can raise anything: 1/0 is an error of its author, not of ours
            raise self.mistake(where, _words(_line(src_xml, error)), _told(error, jinja_env)) from error
        try:
            etree.fromstring(made.encode("utf-8"))
        except (etree.XMLSyntaxError, UnicodeEncodeError) as error:  # the library would leave out what it cannot read
            raise self.mistake(where, "", _BROKEN) from error
        if where != _PARTS["body"] and _PLACE in made:
            raise self.mistake(where, "dokument", _OWN_PARAGRAPH)
        return made

    def fix_tables(self, xml: str) -> Any:
        """The filled in body as a tree; the library counts on tables that Word has made."""
        try:
            return super().fix_tables(xml)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise self.mistake(_PARTS["body"], "", _BROKEN) from error

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """The properties are ours to set, not the template's."""


def _part(xml: str) -> str:
    """What the author of a template calls the part that this is."""
    root = re.search(r"<w:(\w+)", xml)
    return _PARTS.get(root[1] if root else "", _PARTS["body"])


def _words(xml: str) -> str:
    """The text of some XML on one line."""
    texts = re.findall("<w:t(?: [^>]*)?>(.*?)</w:t>", xml, re.DOTALL)
    return one_line(unescape(re.sub("<[^>]+>", "", "".join(texts) or xml)))


def _line(xml: str, error: Exception) -> str:
    """The paragraph that the error is in; the library gives each paragraph a line of its own, and so do we."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        number = error.lineno
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        number = (frames[-1].lineno if frames else None) or 0
    paragraphs = re.sub("<w:p([ >])", r"\n<w:p\1", xml).split("\n")
    return paragraphs[number - 1] if 0 < number <= len(paragraphs) else ""


def _told(error: Exception, environment: jinja2.Environment) -> str:
    words = told(error, environment)
    if words.startswith("navnet ") and isinstance(error, jinja2.UndefinedError):
        return f"{words}{'' if words.endswith('?') else '.'} Felterne er titel, kommune, enhed og dokument."
    return words
