"""Blocks as the paragraphs, tables and pictures of Word, in the styles of the document that they are to stand in.

Nothing here touches a document: it gets the names of styles and a width, and gives elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, zip_longest
from typing import Any, Final

from udplan.documents.blocks import (
    Bars,
    Block,
    Changed,
    Contents,
    Document,
    Facts,
    Form,
    Gap,
    Heading,
    Note,
    Prose,
    Steps,
    Table,
    Wheel,
)
from udplan.documents.formats.word import contents
from udplan.documents.formats.word.paragraphs import Paragraphs, keep_with_next
from udplan.documents.formats.word.pictures import Pictures
from udplan.documents.formats.word.styles import Styles, element
from udplan.documents.formats.word.tables import Tables
from udplan.documents.paper import on_paper
from udplan.documents.printing.text import Printer, lines, one_line

# Of no more bars than this a picture is left whole by a page.
_MOST_BARS: Final = 12


def elements(document: Document, printer: Printer, styles: Styles, width: int, *, title: bool = True) -> Iterator[Any]:
    """The document's blocks, for a page that is ``width`` twips between its margins; without its own ``title``, if that
    stands elsewhere."""
    paper = tuple(on_paper(document.blocks, document.enhed, document.decimaler))
    writer = _Writer(paper, printer, styles, width)
    blocks = paper if title else paper[1:]
    for block, after in zip_longest(blocks, blocks[1:]):
        made = list(writer.block(block))
        if isinstance(block, Note) and isinstance(after, Table | Form):
            keep_with_next(made)  # what is said of a table stands above it, with the heading above both
        elif isinstance(block, Bars) and len(block.bars) <= _MOST_BARS:
            keep_with_next(made[:-1])
        yield from made


class _Writer:
    def __init__(self, blocks: Sequence[Block], printer: Printer, styles: Styles, width: int) -> None:
        forms = tuple(block for block in blocks if isinstance(block, Form))
        self.width = width
        self.paragraphs = Paragraphs(styles)
        self.tables = Tables(printer, self.paragraphs, self.heading, width, forms)
        self.pictures = Pictures(printer, self.paragraphs, width)
        self.entries = contents.entries(blocks)
        self.levels = contents.levels(blocks)
        self.numbers = iter(self.entries)
        self.ids = count(contents.FIRST_ID)

    def block(self, block: Block) -> Iterator[Any]:
        paragraph, prose = self.paragraphs.paragraph, self.paragraphs.prose
        match block:
            case Heading():
                yield self.heading(block.level, block.text, new_page=block.new_page)
            case Contents():
                yield from contents.contents(self.entries, self.paragraphs, self.width, brief=len(self.levels) == 1)
            case Prose():
                yield from prose(block.text)
            case Note():
                yield from prose(block.text, "Bemærkning", "Bemærkning", "Bemærkning", sign="• ")
            case Gap():
                yield paragraph("Skrives", lines(block.text), name="Skrives:")
            case Facts():
                for fact in block.facts:
                    yield paragraph("Fakta", lines(fact.value), name=f"{one_line(fact.name)}:", tab=True)
            case Changed():
                yield from self.paragraphs.changed(block)
            case Table():
                yield from self.tables.table(block)
            case Form():
                yield from self.tables.form(block)
            case Bars():
                yield from prose(block.text)
                yield from self.pictures.bars(block)
            case Steps():
                yield from prose(block.text)
                for step in block.steps:
                    words = ", ".join(filter(None, (one_line(step.who), one_line(step.when))))
                    yield paragraph("List Bullet", [f"{words} – {'behandlet' if step.done else 'kommer'}"])
            case Wheel():
                yield from prose(block.text)
                yield self.pictures.wheel(block)

    def heading(self, level: int, text: str, *, new_page: bool = False) -> Any:
        """A heading, which the table of contents can lead to where there is one."""
        made = self.paragraphs.heading(level, text)
        if new_page:
            made.pPr.append(element("pageBreakBefore"))
        if level in self.levels:
            contents.mark(made, next(self.numbers).bookmark, next(self.ids))
        return made
