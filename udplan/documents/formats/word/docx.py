"""Word: the paper form on A4 landscape, in real styles, or poured into a municipality's own template."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from udplan import __version__
from udplan.documents.blocks import Document, Form, Kind, Table
from udplan.documents.formats.word.blocks import elements
from udplan.documents.formats.word.page import LANGUAGE, page, text_width
from udplan.documents.formats.word.paragraphs import clean
from udplan.documents.formats.word.samples import sample_template
from udplan.documents.printing.files import first
from udplan.documents.printing.text import TRUE_MINUS, Printer, one_line

#: A template of this name in a plan's or the repository's ``templates/`` is used without being asked for.
TEMPLATE: Final = "dokument.docx"

_LONGEST_PROPERTY = 255  # characters, in the properties of a Word document
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows

_WRITER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>udplan {__version__}</Application></Properties>"
)


def render(document: Document, templates: Sequence[Path] = (), skabelon: Path | None = None) -> bytes:
    """The document as a Word file; the same document gives the same bytes, on every Python that has the same zlib.

    Another one (zlib-ng) packs the same parts otherwise; unpacked they are the same.

    ``skabelon`` is a municipality's own template. Without one, a ``dokument.docx`` in the first of ``templates``
    that has it is used, and else our own page.

    Raises:
        TemplateError: if the template cannot be read or has a mistake in it, with its place.
        OSError: if ``skabelon`` cannot be opened.
    """
    own = skabelon or first(TEMPLATE, templates)
    printer = Printer(document.enhed, document.decimaler, TRUE_MINUS, document.tegn)
    if own is not None:
        from udplan.documents.formats.word.template import filled_in

        word = filled_in(own, document, printer)
    else:
        unit = printer.unit if _has_amounts(document) else ""
        word, styles = page(one_line(document.kommune), one_line(document.title), unit, portrait=document.portrait)
        end = word.element.body.sectPr
        for block in elements(document, printer, styles, text_width(word.sections[0])):
            end.addprevious(block)
    describe(word, one_line(document.title), one_line(document.kommune))
    return saved(word)


def default_template() -> bytes:
    """A template to start from: our own page and a sample of every style, with the fields that a template can use."""
    word = sample_template()
    describe(word, "Skabelon til udplan", "")
    return saved(word)


def _has_amounts(document: Document) -> bool:
    tables = (block for block in document.blocks if isinstance(block, Form | Table))
    return any(column.kind is Kind.AMOUNT for table in tables for column in table.columns)


def describe(word: WordDocument, title: str, kommune: str) -> None:
    """What the file says of itself: its title and language, and nothing of whoever made the template, or when."""
    properties = word.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = clean(title)[:_LONGEST_PROPERTY]
    properties.author = clean(kommune)[:_LONGEST_PROPERTY]
    properties.subject = clean(title)[:_LONGEST_PROPERTY]
    properties.language = LANGUAGE
    _say_what_wrote_it(word.part.package)
    for language in word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        language.set(qn("w:val"), LANGUAGE)


def _say_what_wrote_it(package: OpcPackage) -> None:
    """What wrote the file, in place of what the template says: the program, pages and words of another document."""
    kind, name = RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, PackURI("/docProps/app.xml")
    for key in [key for key, each in package.rels.items() if each.reltype == kind]:
        name = package.rels[key].target_part.partname
        del package.rels[key]
    content = _WRITER.encode("utf-8")
    package.relate_to(Part(name, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, content, package), kind)


def saved(word: WordDocument) -> bytes:
    """The file, with the clock and the system taken out of it."""
    written, pinned = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(pinned, "w") as file:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            entry.create_system, entry.external_attr = 0, 0
            file.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)
    return pinned.getvalue()
