"""Tables and forms as the tables of Word.

A form fills the page, and what it is stands in its header rows, which come again on each page. No row of a form is cut by a
page: a long one is made of pieces beforehand (see ``lines``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Any, Final

from docx.oxml.ns import qn

from udplan.documents.blocks import Cell, Column, Form, Item, Kind, Section, Table, rows_of
from udplan.documents.formats.word.lines import MOST_WHOLE, cut_within, laid_out, pieces, shortened
from udplan.documents.formats.word.paragraphs import Paragraphs, clean, hyphenate, keep_with_next, mark_of
from udplan.documents.formats.word.styles import colour, element
from udplan.documents.formats.word.widths import column_widths
from udplan.documents.printing.text import Printer, last_number, lines, one_line

NOTHING = "Ingen."

_CELL_STYLES = {Kind.AMOUNT: "Skema beløb", Kind.COUNT: "Skema beløb", Kind.MARK: "Skema kryds"}
# The space beside the text of a cell, in twips, and a little more, for a line that is taken to be too long ends in good time.
_MARGINS = 150
# The size of a section's title in half points: a heading on the page would be as high as two lines of the form.
_SECTION_SIZE = 18
# A title that comes again has no more lines than this, or it would make its piece of a row higher.
_TITLE_LINES = 3
# A row with more lines than this in a cell may be cut by a page, or most of a page would be left empty.
_MOST_LINES = 24
# A text of no more signs than this is lower than that, in the narrowest column.
_LONG_TEXT = 120

# Which parts of a table's style count: the header row, and no bands.
_LOOK: Final[dict[str, str | int]] = {
    **{"val": "0620", "firstRow": 1, "lastRow": 0},
    **{"firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1},
}

Heading = Callable[[int, str], Any]


@dataclass(frozen=True)
class Tables:
    """The tables of one document, on a page that is ``width`` twips between its margins. ``heading`` makes the heading of a
    section, and ``forms`` are all that the document has: forms of the same columns are alike in all of it."""

    printer: Printer
    paragraphs: Paragraphs
    heading: Heading
    width: int
    forms: tuple[Form, ...]

    def table(self, table: Table) -> Iterator[Any]:
        caption = self.printer.caption(table.caption, table.columns)
        yield self.paragraphs.paragraph("caption", [caption])
        if not table.rows:
            yield self.paragraphs.paragraph("Normal", [NOTHING])
            return
        widths = self.widths(table.columns, [row.cells for row in table.rows], fill=False)
        made = _table(self.paragraphs.styles.id("Skema"), caption, table.columns, widths)
        made.append(self.names(table.columns, widths))
        for row in table.rows:
            if row.total:
                made.append(self.total(table.columns, widths, row.cells))
            else:
                made.append(self.row(table.columns, widths, self.printed(table.columns, row.cells)))
        yield self.finished(made)
        yield self.after_table()

    def form(self, form: Form) -> Iterator[Any]:
        caption = self.printer.caption(form.caption, form.columns)
        if not form.sections:
            yield self.paragraphs.paragraph("caption", [caption])
            yield self.paragraphs.paragraph("Normal", [NOTHING])
            return
        alike = [row for other in self.forms if other.columns == form.columns for row in rows_of(other)]
        widths = self.widths(form.columns, alike, fill=True)
        made = _table(self.paragraphs.styles.id("Skema"), caption, form.columns, widths)
        title = _row(_cell(sum(widths), [self.paragraphs.paragraph("Skema navn", [caption])], span=len(widths)))
        title.trPr.append(element("tblHeader"))
        made.extend((title, self.names(form.columns, widths)))
        for section, after in zip_longest(form.sections, form.sections[1:]):
            has_more = after is not None and after.depth > section.depth
            made.extend(self.section(form, section, widths, empty=not has_more))
        made.extend(self.total(form.columns, widths, row.cells, fill="hoved") for row in form.totals)
        yield self.finished(made)
        yield self.after_table()

    def section(self, form: Form, section: Section, widths: Sequence[int], *, empty: bool) -> Iterator[Any]:
        """Its title across all columns, as a heading of its level; then its items and totals. Where there are none, it says
        so if it is ``empty``: sections of more depth may follow, which belong to it."""
        if section.title.strip():
            title = self.heading(form.level + section.depth, section.title)
            title.pPr.append(element("keepNext"))  # a style is not enough for the rows of LibreOffice
            title.pPr.append(element("spacing", before=20, after=10))
            for run in title.iter(qn("w:r")):
                run.insert(0, element("rPr", element("sz", val=_SECTION_SIZE)))
            yield _row(_cell(sum(widths), [title], span=len(widths), fill="flade"))
        for item in section.items:
            yield from self.item(form, item, widths)
        if empty and not section.items and not section.totals:
            nothing = self.paragraphs.paragraph("Skema tekst", [NOTHING])
            yield _row(_cell(sum(widths), [nothing], span=len(widths)))
        for row in section.totals:
            yield self.total(form.columns, widths, row.cells)

    def item(self, form: Form, item: Item, widths: Sequence[int]) -> Iterator[Any]:
        """An item as a row; a long one as several, each of which says whose it is."""
        texts = self.printed(form.columns, item.cells)
        after = [0] * len(texts)
        letters = self.paragraphs.styles.letters("Skema brødtekst")
        room = [
            (width - _MARGINS) / letters if column.kind is Kind.PROSE else None
            for column, width in zip(form.columns, widths, strict=True)
        ]
        beside = (widths[form.title] - _MARGINS) / letters
        title = shortened(one_line(texts[form.title]), beside, _TITLE_LINES)
        parts = pieces(texts, room, max(len(laid_out(title, beside)), self.least(form, item, texts, widths)))
        within = [cut_within(text, [part[n] for part in parts]) for n, text in enumerate(texts)]
        for place, part in enumerate(parts):
            has_more = place + 1 < len(parts)
            sides = [side for side, is_open in (("top", place > 0), ("bottom", has_more)) if is_open]
            row = self.row(form.columns, widths, part, title=form.title, after=after, sides=tuple(sides))
            if has_more:
                after = list(map(last_number, part, after))
            cell = row.findall(qn("w:tc"))[form.title]
            if place:
                cell.remove(cell.find(qn("w:p")))
                cell.append(self.paragraphs.paragraph("Skema fortsat", [title]))
            else:
                cell.extend(self.below_title(item))
            for other, cuts in zip(row.findall(qn("w:tc")), within, strict=True):
                if place in cuts:
                    _mark_going_on(other)
            yield row

    def least(self, form: Form, item: Item, texts: Sequence[str], widths: Sequence[int]) -> int:
        """The lines of the highest cell that is not parted, what stands below the title in it: a first piece that is lower
        would have air below its texts."""
        letters = self.paragraphs.styles.letters("Skema brødtekst")
        cells = [text if column.kind is Kind.TEXT else "" for column, text in zip(form.columns, texts, strict=True)]
        cells[form.title] = "\n".join((texts[form.title], *item.under, *item.marks))
        heights = (
            len(laid_out(text, (width - _MARGINS) / letters)) for text, width in zip(cells, widths, strict=True) if text
        )
        return min(MOST_WHOLE, max(heights, default=0))

    def below_title(self, item: Item) -> Iterator[Any]:
        for line in item.under:
            yield self.paragraphs.paragraph("Skema under titel", lines(line))
        for mark in item.marks:
            yield self.paragraphs.paragraph("Skema OBS" if mark.startswith("OBS") else "Skema mærke", lines(mark))

    def row(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        texts: Sequence[str],
        title: int = 0,
        after: Sequence[int] = (),
        sides: tuple[str, ...] = (),
    ) -> Any:
        """A row; ``after`` is for each cell the number that its list had come to in the row above (see ``flow``), and at
        ``sides`` it is open to the other pieces of its item: there is no line between them, and no air."""
        letters = self.paragraphs.styles.letters("Skema brødtekst")
        long = (place for place, text in enumerate(texts) if len(text) > _LONG_TEXT)
        heights = (len(laid_out(texts[place], (widths[place] - _MARGINS) / letters)) for place in long)
        return _row(
            *(
                _cell(width, self.content(column.kind, text, place == title, after[place] if after else 0), sides=sides)
                for place, (column, width, text) in enumerate(zip(columns, widths, texts, strict=True))
            ),
            whole=max(heights, default=0) <= _MOST_LINES,
        )

    def content(self, kind: Kind, text: str, title: bool, after: int = 0) -> list[Any]:
        """What stands in a cell: at least one paragraph, even if there is nothing in it."""
        paragraphs = self.paragraphs
        if kind is Kind.PROSE:
            made = list(paragraphs.prose(text, "Skema brødtekst", "Skema punkt", "Skema nummer", after=after))
            return made or [paragraphs.paragraph("Skema brødtekst", [])]
        if kind is Kind.LIGHT:
            return [paragraphs.light("Skema tekst", text)]
        style = "Skema titel" if title else _CELL_STYLES.get(kind, "Skema tekst")
        return [paragraphs.paragraph(style, lines(text))]

    def total(
        self, columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Cell], fill: str = "flade"
    ) -> Any:
        return _row(
            *(
                _cell(width, [self.paragraphs.paragraph(_style("Skema sum", column), lines(text))], fill=fill)
                for column, width, text in zip(columns, widths, self.printed(columns, cells), strict=True)
            )
        )

    def printed(self, columns: Sequence[Column], cells: Sequence[Cell]) -> list[str]:
        return [self.printer.cell(cell, column.kind) for column, cell in zip(columns, cells, strict=True)]

    def widths(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, fill: bool) -> list[int]:
        printed = [self.printed(columns, cells) for cells in rows]
        texts = [[one_line(column.name), *(row[place] for row in printed)] for place, column in enumerate(columns)]
        for place, column in enumerate(columns):
            if column.kind is Kind.LIGHT:
                texts[place] = [f"{mark_of(text)}{text}" for text in texts[place]]
        return column_widths(columns, texts, self.width, fill=fill, em=self.paragraphs.styles.em("Skema sum tal"))

    def names(self, columns: Sequence[Column], widths: Sequence[int]) -> Any:
        """The header row with the names of the columns, which comes again on each page."""
        made = _row(
            *(
                _cell(
                    width,
                    [self.paragraphs.paragraph(_style("Skema hoved", column), [one_line(column.name)])],
                    head=True,
                )
                for column, width in zip(columns, widths, strict=True)
            )
        )
        made.trPr.append(element("tblHeader"))
        return made

    def finished(self, table: Any) -> Any:
        """The table, with soft hyphens in the words that its columns have no room for, and no total alone on its page."""
        rows = table.findall(qn("w:tr"))
        for before, row in pairwise(rows):
            if _is_total(row, self.paragraphs) and before.trPr.find(qn("w:cantSplit")) is not None:
                keep_with_next([before])
        letters = self.paragraphs.styles.letters("Skema brødtekst")
        for width in table.iter(qn("w:tcW")):
            hyphenate(width.getparent().getparent(), (int(width.get(qn("w:w"))) - _MARGINS) / letters)
        return table

    def after_table(self) -> Any:
        """Air below a table; and without a paragraph between them, Word makes two tables one."""
        made = self.paragraphs.paragraph("Normal", [])
        made.pPr.append(element("spacing", before=0, after=0, line=120, lineRule="exact"))
        return made


def _table(style: str, caption: str, columns: Sequence[Column], widths: Sequence[int]) -> Any:
    """A table without rows, and what it is for those who cannot see it."""
    names = [one_line(column.name) for column in columns]
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=style),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", **_LOOK),
            element("tblCaption", val=clean(caption)),
            element("tblDescription", val=clean(f"Tabel med {len(names)} kolonner: {'; '.join(names)}.")),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )


def _style(name: str, column: Column) -> str:
    return f"{name} tal" if column.kind in (Kind.AMOUNT, Kind.COUNT) else name


def _is_total(row: Any, paragraphs: Paragraphs) -> bool:
    styles = {paragraphs.styles.id("Skema sum"), paragraphs.styles.id("Skema sum tal")}
    return row.find(f"{qn('w:tc')}/{qn('w:p')}/{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) in styles


def _mark_going_on(cell: Any) -> None:
    """Says of the first paragraph of a cell that it goes on with the last one of the row above, so that whoever reads the
    file back has it as one: lines are numbered in none of our pages, and one that is begun is not numbered anew."""
    cell.find(qn("w:p")).pPr.append(element("suppressLineNumbers"))


def _cell(
    width: int,
    content: Iterable[Any],
    *,
    span: int = 1,
    fill: str = "",
    head: bool = False,
    sides: tuple[str, ...] = (),
) -> Any:
    made = copy(_empty(width, span, fill, head, sides))
    made.extend(content)
    return made


@lru_cache(maxsize=1_000)  # most cells of a table are as those above; a copy is quicker than to make them anew
def _empty(width: int, span: int, fill: str, head: bool, sides: tuple[str, ...]) -> Any:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if fill or head:
        properties.append(element("shd", val="clear", color="auto", fill=colour(fill or "hoved")))
    if head:
        properties.append(element("vAlign", val="bottom"))
    if sides:
        properties.append(element("tcBorders", *(element(side, val="nil") for side in sides)))
        properties.append(element("tcMar", *(element(side, w=0, type="dxa") for side in sides)))
    return element("tc", properties)


def _row(*cells: Any, whole: bool = True) -> Any:
    """A row that no page cuts, if it is to be ``whole``."""
    properties = element("trPr")
    if whole:
        properties.append(element("cantSplit"))
    return element("tr", properties, *cells)
