"""Word in: every table of a .docx as a grid, cell by cell, with what was left out told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from udplan.office.grid import Afsnit, Cell, Read, Row, SeEfter, Table
from udplan.office.word_parts import Parts, tag
from udplan.office.word_styles import W, child, figure, toggle, val
from udplan.office.word_text import Texts, as_prose, as_text
from udplan.values.words import shortened

#: What no office's table comes near.
_MOST_ROWS: Final = 10_000
_MOST_COLUMNS: Final = 200
_MOST_PARAGRAPHS: Final = 200_000
#: Styles that udplan's own documents have, whatever program has saved them since.
_OWN_STYLES: Final = frozenset({"Skema navn", "Skema kryds", "Skema fortsat"})


def read(path: Path, rettelser: str = "godkend", raw: bytes | None = None) -> Read:
    """The tables of a Word file, in the order in which they stand; those in a cell or a box behind the one they stand in.

    Tracked changes are read as if they were taken (``godkend``) or refused (``afvis``); rows that are deleted by them are
    left out, and told. ``raw`` are the bytes of the file, where it does not lie on the disk: an attachment.

    Raises:
        CannotReadOffice: if it is not a Word file as Word writes it, in words that say what to do.
        MissingPackage: if lxml is not installed.
        OSError: if it cannot be opened.
    """
    parts = Parts(path, raw)
    related = dict(parts.related(parts.main))
    texts = Texts(parts, related, rejects=rettelser == "afvis")
    root = parts.tree(parts.main)
    body = child(root, "body")
    if body is None:
        raise parts.mangled("der er intet dokument i den")
    said = parts.children(parts.related("").get("extended-properties"))
    program = next((each.text or "" for each in said if tag(each) == "Application"), "")
    if texts.styles.names >= _OWN_STYLES and not program.startswith("udplan"):
        program = f"udplan, {program}"
    return _Reader(parts, texts).read(body)._replace(program=program)


class _Reader:
    def __init__(self, parts: Parts, texts: Texts) -> None:
        self.parts, self.texts = parts, texts
        self.tables: list[Table] = []
        self.outer = 0

    def read(self, body: Any) -> Read:
        rows = sum(1 for _ in body.iter(f"{W}tr"))
        if rows > _MOST_ROWS or sum(1 for _ in body.iter(f"{W}p")) > _MOST_PARAGRAPHS:
            raise self.parts.mangled("den har langt flere rækker og afsnit, end nogen plan har")
        told: list[str] = []
        before: list[Afsnit] = []
        for each in self.texts.unwrapped(body):
            if tag(each) == "p":
                level = self.texts.styles.level(each)
                if text := self.texts.paragraph(each):
                    before.append(Afsnit(text, level))
                said, boxes = self.texts.take()
                told += [f"ved »{shortened(text, 60)}«: {remark}" for remark in said if text]
                told += [f"tekstfelt uden for skemaerne: »{shortened(box, 80)}«" for box in boxes]
                before += [Afsnit(box) for box in boxes]
                self._inner(f"tekstfelt {len(self.tables) + 1}", tuple(before))
            elif tag(each) == "tbl":
                self.texts.take()
                self.outer += 1
                self.table(each, f"tabel {self.outer}", tuple(before), None)
                before = []
        return Read(tuple(self.tables), tuple(told), tuple(before))

    def _inner(self, outer: str, before: tuple[Afsnit, ...]) -> None:
        """The tables that stand in what was just read."""
        inner, self.texts.tables = self.texts.tables, []
        for number, each in enumerate(inner, 1):
            self.table(each, f"{outer}, indre tabel {number}", before, outer)

    def table(self, element: Any, navn: str, before: tuple[Afsnit, ...], outer: str | None) -> None:
        place = len(self.tables)
        told: list[str] = []
        kept, self.texts.tables = self.texts.tables, []
        rows = tuple(self._rows(element, told))
        widths = tuple(figure(val(column, "w")) or 0 for column in element.iterfind(f"{W}tblGrid/{W}gridCol"))
        self.tables.insert(place, Table(navn, rows, widths, tuple(told), before, outer))
        self._inner(navn, before)
        self.texts.tables = kept

    def _rows(self, table: Any, told: list[str]) -> Iterator[Row]:
        above: dict[int, str] = {}
        rows = (each for each in self.texts.unwrapped(table) if tag(each) == "tr")
        for number, row in enumerate(rows, 1):
            properties = child(row, "trPr")
            gone, come = ("ins", "del") if self.texts.rejects else ("del", "ins")
            if child(properties, gone) is not None:
                told.append(f"række {number} er {_GONE[gone]}: {_first_words(row)}")
                continue
            cells = tuple(self._cells(row, properties, above))
            self.texts.take()
            new = child(properties, come) is not None and come == "ins"
            yield Row(number, cells, ("rækken er indsat med sporede rettelser",) if new else ())

    def _cells(self, row: Any, properties: Any, above: dict[int, str]) -> Iterator[Cell]:
        column = self._number(child(properties, "gridBefore"), 0)
        last: Cell | None = None
        for each in (each for each in self.texts.unwrapped(row) if tag(each) == "tc"):
            told = child(each, "tcPr")
            width = self._number(child(told, "gridSpan"), 1) or 1
            self.texts.take()
            lines = self.texts.lines(each)
            said, boxes = self.texts.take()
            if child(told, "cellDel") is not None and not self.texts.rejects:
                lines, said = [], (*said, SeEfter("cellen er slettet med sporede rettelser"))
            text, prose = as_text(lines), as_prose(lines)
            if last is not None and val(child(told, "hMerge")) == "continue":
                last = last._replace(bredde=last.bredde + width)
            else:
                if last is not None:
                    yield last
                merged = child(told, "vMerge")
                continues = merged is not None and val(merged) != "restart"
                if not continues:
                    above[column] = text if merged is not None else ""
                over = above.get(column, "") if continues else None
                last = Cell(text, column, width, bemærkninger=said, løbende=prose, ovenfra=over, tekstfelter=boxes)
                last = last._replace(fortsætter=toggle(child(each, "p", "pPr"), "suppressLineNumbers") is True)
            column += width
            if column > _MOST_COLUMNS:
                raise self.parts.mangled(f"en række har over {_MOST_COLUMNS} kolonner")
        if last is not None:
            yield last

    def _number(self, element: Any, otherwise: int) -> int:
        """A count of columns that the file states."""
        if element is None:
            return otherwise
        number = figure(val(element))
        if number is None or number < 0:
            raise self.parts.mangled(f"{tag(element)} er »{shortened(val(element) or '')}« og skal være et tal")
        return number


_GONE: Final = {
    "del": "slettet med sporede rettelser og ikke læst",
    "ins": "indsat med sporede rettelser, som ikke er godkendt, og ikke læst",
}


def _first_words(row: Any) -> str:
    words = " ".join((each.text or "") for each in row.iter(W + "t", W + "delText")).split()
    return f"»{shortened(' '.join(words), 60)}«"
