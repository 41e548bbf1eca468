"""Blocks as the paragraphs and tables of Word, in the styles of the document that they are to stand in.

Nothing here touches a document: it gets the names of styles and a width, and gives elements. Text from a plan
becomes the text of an element and nothing else, and what Word cannot hold is shown as a box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn

from udplan.documents.blocks import (
    Bars,
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Facts,
    Form,
    Gap,
    Heading,
    Item,
    Kind,
    Note,
    Prose,
    Row,
    Section,
    Steps,
    Table,
    Wheel,
    rows_of,
)
from udplan.documents.formats.word.styles import LOWEST_LEVEL, Styles, colour, element
from udplan.documents.formats.word.widths import column_widths, printed_lines
from udplan.documents.printing.text import Bullets, Printer, flow, lines, one_line
from udplan.values.times import MÅNEDER

BOX = "\u25a1"
NOTHING = "Ingen."

# A row up to this many lines stays on one page; a longer one may be parted, or half a page would be left empty.
_SHORT_ROW = 20
# What no font shows (control, private use, half of a pair) or XML cannot hold.
_UNSEEN = frozenset({"Cc", "Co", "Cs"})


def clean(text: str) -> str:
    """The text as Word can hold it: a box for each sign that cannot be shown."""
    if text.isprintable():  # quick to ask, and then there is nothing to replace
        return text
    return "".join(BOX if _is_unseen(sign) else sign for sign in text)


def _is_unseen(sign: str) -> bool:
    return sign not in "\t\n\r" and (unicodedata.category(sign) in _UNSEEN or ord(sign) & 0xFFFE == 0xFFFE)


def elements(document: Document, printer: Printer, styles: Styles, width: int) -> Iterator[Any]:
    """The document's blocks, for a page that is ``width`` twips between its margins."""
    writer = _Writer(printer, styles, width, tuple(block for block in document.blocks if isinstance(block, Form)))
    for block in document.blocks:
        yield from writer.block(block)


@dataclass(frozen=True)
class _Writer:
    printer: Printer
    styles: Styles
    width: int
    forms: tuple[Form, ...]

    def block(self, block: Block) -> Iterator[Any]:
        match block:
            case Heading():
                yield self.heading(block.level, block.text)
            case Prose():
                yield from self.prose(block.text)
            case Note():
                yield from self.prose(block.text, paragraph="Bemærkning", point="Bemærkning", sign="• ")
            case Gap():
                yield from self.prose(f"Skrives: {block.text}", paragraph="Bemærkning", point="Bemærkning", sign="• ")
            case Contents():
                pass
            case Facts():
                yield from (
                    self.paragraph("Fakta", lines(fact.value), name=f"{one_line(fact.name)}:") for fact in block.facts
                )
            case Table():
                yield from self.table(block)
            case Form():
                yield from self.form(block)
            case Bars():
                yield from self.prose(block.text)
                yield from self.table(_as_table(block))
            case Steps():
                yield from self.prose(block.text)
                for step in block.steps:
                    words = ", ".join(filter(None, (one_line(step.who), one_line(step.when))))
                    yield self.paragraph("List Bullet", [f"{words} – {'behandlet' if step.done else 'kommer'}"])
            case Wheel():
                yield from self.prose(block.text)
                for month, entries in zip(MÅNEDER, block.months, strict=True):
                    if entries:
                        name = f"{month.capitalize()} {block.year}:"
                        yield self.paragraph("List Bullet", [" · ".join(map(one_line, entries))], name=name)

    # --- paragraphs -------------------------------------------------------------------------------------------

    def paragraph(self, style: str, texts: Iterable[str], *, name: str = "") -> Any:
        """A paragraph of lines; ``name`` stands in bold before them, in a column of its own where the style has one."""
        made = element("p", element("pPr", element("pStyle", val=self.styles.id(style))))
        if name:
            made.append(element("r", element("rPr", element("b")), text_element(name)))
            made.append(element("r", element("tab") if style == "Fakta" else text_element(" ")))
        for n, line in enumerate(texts):
            run = element("r")
            if n:
                run.append(element("br"))
            run.append(text_element(line))
            made.append(run)
        return made

    def heading(self, level: int, text: str) -> Any:
        return self.paragraph(f"heading {min(level, LOWEST_LEVEL)}", [one_line(text)])

    def prose(self, text: str, paragraph: str = "Normal", point: str = "List Bullet", sign: str = "") -> Iterator[Any]:
        """Running text; ``sign`` marks a point where its style does not."""
        for piece in flow(text):
            if isinstance(piece, Bullets):
                for first, *rest in piece.points:
                    yield self.paragraph(point, [sign + first, *rest])
            else:
                yield self.paragraph(paragraph, piece.lines)

    # --- tables -----------------------------------------------------------------------------------------------

    def table(self, table: Table) -> Iterator[Any]:
        caption = self.printer.caption(table.caption, table.columns)
        yield self.paragraph("caption", [caption])
        if not table.rows:
            yield self.paragraph("Normal", [NOTHING])
            return
        widths = self.widths(table.columns, [row.cells for row in table.rows], fill=False)
        made = self.open_table(caption, table.columns, widths)
        for row in table.rows:
            made.append((self.total if row.total else self.row)(table.columns, widths, row.cells))
        yield made
        yield self.after_table()

    def form(self, form: Form) -> Iterator[Any]:
        caption = self.printer.caption(form.caption, form.columns)
        yield self.paragraph("caption", [caption])
        if not form.sections:
            yield self.paragraph("Normal", [NOTHING])
            return
        # Forms of the same columns are one form to the eye, so they are alike in all of the document.
        alike = [row for other in self.forms if other.columns == form.columns for row in rows_of(other)]
        widths = self.widths(form.columns, alike, fill=True)
        made = self.open_table(caption, form.columns, widths)
        for section in form.sections:
            made.extend(self.section(form, section, widths))
        made.extend(self.total(form.columns, widths, row.cells, fill="hoved") for row in form.totals)
        yield made
        yield self.after_table()

    def section(self, form: Form, section: Section, widths: Sequence[int]) -> Iterator[Any]:
        """Its title across all columns, as a heading of its level; then its items and totals."""
        if section.title.strip():
            title = self.heading(form.level, section.title)
            title.pPr.append(element("keepNext"))
            title.pPr.append(element("spacing", before=60, after=40))
            yield _row(_cell(sum(widths), [title], span=len(widths), fill="flade"), whole=True)
        for item in section.items:
            yield self.item(form, item, widths)
        if not section.items and not section.totals:
            yield _row(_cell(sum(widths), [self.paragraph("Skema tekst", [NOTHING])], span=len(widths)), whole=True)
        for row in section.totals:
            yield self.total(form.columns, widths, row.cells)

    def item(self, form: Form, item: Item, widths: Sequence[int]) -> Any:
        row = self.row(form.columns, widths, item.cells, title=form.title)
        cell = row.findall(qn("w:tc"))[form.title]
        for mark in item.marks:
            cell.append(self.paragraph("Skema OBS" if mark.startswith("OBS") else "Skema mærke", lines(mark)))
        return row

    def row(self, columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Cell], title: int = 0) -> Any:
        texts = self.printed(columns, cells)
        whole = max(map(printed_lines, texts, widths)) <= _SHORT_ROW
        return _row(
            *(
                _cell(width, self.content(column.kind, text, place == title))
                for place, (column, width, text) in enumerate(zip(columns, widths, texts, strict=True))
            ),
            whole=whole,
        )

    def content(self, kind: Kind, text: str, title: bool) -> list[Any]:
        """What stands in a cell: at least one paragraph, even if there is nothing in it."""
        if kind is Kind.PROSE:
            return list(self.prose(text, "Skema tekst", "Skema punkt")) or [self.paragraph("Skema tekst", [])]
        style = "Skema titel" if title else _CELL_STYLES.get(kind, "Skema tekst")
        return [self.paragraph(style, lines(text))]

    def total(
        self, columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Cell], fill: str = "flade"
    ) -> Any:
        return _row(
            *(
                _cell(width, [self.paragraph(_style("Skema sum", column), lines(text))], fill=fill)
                for column, width, text in zip(columns, widths, self.printed(columns, cells), strict=True)
            ),
            whole=True,
        )

    def printed(self, columns: Sequence[Column], cells: Sequence[Cell]) -> list[str]:
        return [self.printer.cell(cell, column.kind) for column, cell in zip(columns, cells, strict=True)]

    def widths(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, fill: bool) -> list[int]:
        printed = [self.printed(columns, cells) for cells in rows]
        texts = [[one_line(column.name), *(row[place] for row in printed)] for place, column in enumerate(columns)]
        return column_widths(columns, texts, self.width, fill=fill)

    def open_table(self, caption: str, columns: Sequence[Column], widths: Sequence[int]) -> Any:
        """A table with its header row, which is repeated on each page, and what it is for those who cannot see it."""
        names = [one_line(column.name) for column in columns]
        made = element(
            "tbl",
            element(
                "tblPr",
                element("tblStyle", val=self.styles.id("Skema")),
                element("tblW", w=sum(widths), type="dxa"),
                element("tblLayout", type="fixed"),
                element("tblLook", **_LOOK),
                element("tblCaption", val=clean(caption)),
                element("tblDescription", val=clean(f"Tabel med {len(names)} kolonner: {'; '.join(names)}.")),
            ),
            element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        )
        head = _row(
            *(
                _cell(width, [self.paragraph(_style("Skema hoved", column), [name])], bottom=True)
                for column, width, name in zip(columns, widths, names, strict=True)
            ),
            whole=True,
        )
        head.trPr.append(element("tblHeader"))
        made.append(head)
        return made

    def after_table(self) -> Any:
        """Air below a table; and without a paragraph between them, Word makes two tables one."""
        made = self.paragraph("Normal", [])
        made.pPr.append(element("spacing", before=0, after=0, line=160, lineRule="exact"))
        return made


_CELL_STYLES = {Kind.AMOUNT: "Skema beløb", Kind.COUNT: "Skema beløb", Kind.MARK: "Skema kryds"}


# Which parts of a table's style count: the header row, and no bands.
_LOOK: Final[dict[str, str | int]] = {
    **{"val": "0620", "firstRow": 1, "lastRow": 0},
    **{"firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1},
}


def _style(name: str, column: Column) -> str:
    return f"{name} tal" if column.kind in (Kind.AMOUNT, Kind.COUNT) else name


def _as_table(bars: Bars) -> Table:
    columns = (Column("Søjle"), Column("Beløb", Kind.AMOUNT))
    return Table("Søjlerne i tal", columns, tuple(Row((bar.label, bar.value)) for bar in bars.bars))


def text_element(text: str) -> Any:
    """The text of a run, with every space as it was written."""
    made = element("t")
    made.text = clean(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _cell(width: int, content: Iterable[Any], *, span: int = 1, fill: str = "", bottom: bool = False) -> Any:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=colour(fill)))
    if bottom:
        properties.append(element("vAlign", val="bottom"))
    return element("tc", properties, *content)


def _row(*cells: Any, whole: bool) -> Any:
    properties = element("trPr")
    if whole:
        properties.append(element("cantSplit"))
    return element("tr", properties, *cells)
