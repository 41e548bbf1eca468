"""A municipality's own Word template: its fields filled in, and the document poured in where it says so.

Fields are Jinja's, in the body, headers, footers and footnotes, and run sandboxed: an unknown name is an error,
and nothing can be read or run. ``{{p dokument }}``, in a paragraph of its own, gives its place to the blocks, and
``{{p dokument_uden_titel }}`` to all but their title, which the template prints itself. They take that place only after the
template is filled in, so nothing in them is ever read as a field.
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
from docx.oxml.ns import qn
from docx.section import Section
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from udplan.disk.reading import read_file
from udplan.documents.blocks import Document, Form
from udplan.documents.formats.word.blocks import elements
from udplan.documents.formats.word.page import text_width, turn
from udplan.documents.formats.word.paragraphs import clean
from udplan.documents.formats.word.styles import Styles, element
from udplan.documents.printing.errors import NoSuchTemplate, TemplateError
from udplan.documents.printing.jinja import Sandbox, as_cell, told, unknown
from udplan.documents.printing.mistakes import meant
from udplan.documents.printing.text import Printer, one_line
from udplan.values.words import listed

#: What marks the place of the document while the rest is filled in: the paragraph's style, which no template has.
_PLACES: Final = {"dokument": "udplan-dokument", "dokument_uden_titel": "udplan-uden-titel"}

_OWN_PARAGRAPH: Final = (
    "Skriv {{p dokument }} (med p) i et afsnit for sig selv i brødteksten, uden for tabeller og tekstfelter."
)
_ALONE: Final = (
    "Et felt med p tager hele sit afsnit med sig. Skriv det i et afsnit for sig selv, uden tekst eller billeder."
)
_MISSING: Final = (
    "{}: Word-skabelonen findes ikke. Ret stien, eller lav en skabelon med: udplan skabelon docx -o skabelon.docx"
)

_FIELDS: Final = ("titel", "kommune", "enhed", *_PLACES)
# What may stand between ``autoHyphenation`` and ``evenAndOddHeaders`` in the settings (ISO/IEC 29500-1, 17.15).
_BETWEEN: Final = frozenset(
    qn(f"w:{name}")
    for name in (
        *("consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "showEnvelope", "summaryLength"),
        *("clickAndTypeStyle", "defaultTableStyle"),
    )
)

_BROKEN: Final = "skabelonen kan ikke udfyldes. Det, der står i felterne, ødelægger Word-dokumentet."

_PARTS: Final = {"body": "brødteksten", "hdr": "sidehovedet", "ftr": "sidefoden", "footnotes": "fodnoterne"}
_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
# What the library takes the whole paragraph for: a field that begins so.
_WHOLE = re.compile(r"\{[{%#]p\s")
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
        **{name: Markup(f'<w:p><w:pPr><w:pStyle w:val="{mark}"/></w:pPr></w:p>') for name, mark in _PLACES.items()},
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
    _hyphenate(word)
    for place, title in _places(template, word):
        section = word.sections[min(len(place.xpath("preceding::w:sectPr")), len(word.sections) - 1)]
        if _is_turned(document, section):
            section = _turned(word, place, section)
        for block in elements(document, printer, styles, text_width(section), title=title):
            place.addprevious(block)
        place.getparent().remove(place)
    return word


def _is_turned(document: Document, section: Section) -> bool:
    """Whether the page of a template is turned for a document: the paper form is too wide for one that stands, and running
    text too narrow for one that lies."""
    if not section.page_width or not section.page_height:
        return False
    stands = section.page_width < section.page_height
    wide = any(isinstance(block, Form) for block in document.blocks)
    return not stands if document.portrait else wide and stands


def _turned(word: WordDocument, place: Any, section: Section) -> Section:
    """Puts a place on pages of its own that are turned, and gives their section.

    What the template has before and after it stays on pages as they were.
    """
    theirs: Any = section._sectPr
    before = place.getprevious()
    if before is not None and not before.findall(f".//{qn('w:sectPr')}"):
        place.addprevious(_section_end(deepcopy(theirs)))
        _continued(theirs)
    ours = theirs
    if place.getnext() is not theirs:
        ours = deepcopy(theirs)
        place.addnext(_section_end(ours))
        _continued(theirs)
    new = Section(ours, word.part)
    turn(new)
    if len(word.sections) == 1:
        _keep_inside(word, new)
    return new


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


def _keep_inside(word: WordDocument, section: Section) -> None:
    """Moves what stands at the right of the head and foot of a page to where its text ends now."""
    references: Any = section._sectPr
    for reference in references.findall(qn("w:headerReference")) + references.findall(qn("w:footerReference")):
        # By the relationship: the library behind ``Section`` still holds the parts as they were before they were filled in.
        part: Any = word.part.rels[reference.get(qn("r:id"))].target_part
        for tab in part.element.iter(qn("w:tab")):
            if tab.get(qn("w:val")) == "right":
                tab.set(qn("w:pos"), str(text_width(section)))


def _hyphenate(word: WordDocument) -> None:
    """Long words are hyphenated in the narrow columns of a form, also where the template has never been asked to."""
    settings: Any = word.settings.element
    if settings.find(qn("w:autoHyphenation")) is not None:
        return
    given = settings.find(qn("w:evenAndOddHeaders"))
    after = (
        settings.get_or_add_evenAndOddHeaders()
    )  # the library knows its place, and so the place of what stands before it
    while after.getprevious() is not None and after.getprevious().tag in _BETWEEN:
        after = after.getprevious()
    after.addprevious(element("autoHyphenation"))
    if given is None:
        settings.remove(settings.find(qn("w:evenAndOddHeaders")))


def _places(template: _Template, word: WordDocument) -> list[tuple[Any, bool]]:
    """The paragraphs that the document is to replace, and whether its title is to stand there too."""
    body: Any = word.element.body
    marks = [style for style in body.iter(qn("w:pStyle")) if style.get(qn("w:val")) in _PLACES.values()]
    places = [(mark.getparent().getparent(), mark.get(qn("w:val")) == _PLACES["dokument"]) for mark in marks]
    if not places:
        raise TemplateError(f"{template.path}: skabelonen siger ikke, hvor dokumentet skal stå. {_OWN_PARAGRAPH}")
    if any(place.getparent() is not body for place, _ in places):
        raise template.mistake("brødteksten", "dokument", _OWN_PARAGRAPH)
    return places


class _Template(DocxTemplate):  # type: ignore[misc]
    """The library's template, which tells of a mistake where it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            super().__init__(io.BytesIO(read_file(path)))
        except FileNotFoundError as error:
            raise NoSuchTemplate(_MISSING.format(path)) from error
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
        """Looks first for fields that are never closed, where the library would eat all that follows them, and for fields
        with p that are not alone, where it would eat what stands beside them."""
        for paragraph in re.split("(?=<w:p[ >])", src_xml):
            words = _words(paragraph)
            if match := re.search(r"\{[{%#]", _FIELD.sub("", words)):
                raise self.mistake(_part(src_xml), words, f"feltet mangler {_ENDS[match[0]]} i samme afsnit")
            beside = _FIELD.sub("", words).strip() or "<w:drawing" in paragraph or "<w:pict" in paragraph
            if _WHOLE.search(words) and (beside or len(_FIELD.findall(words)) > 1):
                raise self.mistake(_part(src_xml), words, _ALONE)
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
        if where != _PARTS["body"] and any(mark in made for mark in _PLACES.values()):
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
        return f"{words}{'' if words.endswith('?') else '.'} Felterne er {listed(_FIELDS, 'og')}."
    return words
