"""An Excel file as tables: what stands in its cells, exactly, and what else is there, told.

A number is read with the 15 digits that Excel has itself, so that 1,1 is 1.1 whatever its bits are. A formula whose result
nobody has saved, an error and a date are what they are, and never blank.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from udplan.office.excel_parts import Book, Look, is_on, local, text_of, typed
from udplan.office.grid import STREGET_UD, CannotReadOffice, Cell, Read, Row, SeEfter, Skjult, Sort, Table
from udplan.values.amounts import amount_text

#: The hidden sheet in which a workbook of udplan's carries what it was when it was sent.
BASE: Final = "udplan"
#: The hidden sheet with what there is to choose from.
LISTS: Final = "Lister"
#: What is hidden in such a workbook, and need not be told.
OWN: Final = (BASE, LISTS)

#: What a file can have: a plan of 1,500 items has 30,000 cells.
MOST_CELLS: Final = 100_000
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})").fullmatch
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?").fullmatch
#: The last day that Excel knows, 31-12-9999, and the first that it counts as everybody does.
_LAST_DAY: Final = 2_958_465
_FIRST_SOUND: Final = 61


def read(path: Path, raw: bytes | None = None) -> Read:
    """The sheets of an Excel file that are not hidden. ``raw`` are its bytes, where it is an attachment.

    Raises:
        CannotReadOffice: if it cannot be read as what it is.
        MissingPackage: if lxml is not installed.
        OSError: if it cannot be opened.
    """
    book = Book(path, raw)
    tables, told, left = [], [], MOST_CELLS
    for sheet in book.sheets:
        if sheet.skjult:
            told += [] if sheet.navn in OWN else [f"Fanebladet »{sheet.navn}« er skjult og er ikke læst."]
        elif sheet.del_ is None:
            told.append(f"Fanebladet »{sheet.navn}« er en figur og er ikke læst.")
        else:
            reader = _Reader(book, sheet.del_, left)
            tables.append(reader.table(sheet.navn))
            left = reader.left
    return Read(tuple(tables), tuple(told))


def hidden(path: Path, raw: bytes | None = None) -> str | None:
    """What a workbook of udplan's carries unseen; None where there is no such sheet in it. Raises as ``read``."""
    book = Book(path, raw)
    part = next((sheet.del_ for sheet in book.sheets if sheet.navn == BASE), None)
    if part is None:
        return None
    rows = _Reader(book, part, MOST_CELLS).table(BASE).rækker
    return "".join(row.celler[0].text for row in rows if row.celler[0].kolonne == 0) or None


_BLANK: Final = Cell("")
_PLAIN: Final = Look()


class _Area(NamedTuple):
    """Cells that are merged, from the first row and column to the last."""

    navn: str
    top: int
    left: int
    bottom: int
    right: int


class _Reader:
    """One sheet as it is read; ``left`` is how many cells there may be."""

    def __init__(self, book: Book, part: str, left: int) -> None:
        self._book, self._part, self.left = book, part, left
        self._areas: list[_Area] = []
        self._told: list[str] = []
        self._hidden: set[int] = set()

    def table(self, navn: str) -> Table:
        rows = self._rows()
        remarks = self._book.remarks(self._part)
        for name, said in remarks.items():
            number, column = self._place(name)
            cell = rows.setdefault(number, {}).get(column, Cell("", column))
            rows[number][column] = cell._replace(bemærkninger=(*cell.bemærkninger, f"Kommentar: {said}"))
        self._merge(rows)
        return Table(navn, tuple(self._without_blanks(rows)), bemærkninger=tuple(self._told))

    def _rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column."""
        rows: dict[int, dict[int, Cell]] = {}
        number = 0
        for element in self._book.elements(self._part, "{*}col", "{*}row", "{*}mergeCell"):
            kind = local(element)
            if kind == "row":
                number = self._number(element.get("r"), number + 1, _MOST_ROWS)
                cells = rows.setdefault(number, {})
                self._count(len(element))
                if is_on(element, "hidden"):
                    self._hidden.add(number)
                column = -1
                for cell in element:
                    if local(cell) != "c":
                        continue
                    column = column + 1 if cell.get("r") is None else self._place(cell.get("r"))[1]
                    cells[column] = self._cell(cell)._replace(kolonne=column)
            elif kind == "mergeCell":
                self._areas.append(self._area(element.get("ref", "")))
            elif is_on(element, "hidden"):
                first = self._number(element.get("min"), 1, _MOST_COLUMNS)
                last = self._number(element.get("max"), first, _MOST_COLUMNS)
                self._told.append(_hidden_columns(first, last))
        return rows

    def _count(self, more: int) -> None:
        self.left -= more
        if self.left < 0:
            most = f"{MOST_CELLS:,}".replace(",", ".")
            raise CannotReadOffice(
                f"{self._book.path} har over {most} celler, og så stor er ingen plan. "
                "Slet de rækker, kolonner og faneblade, der ikke skal med, og prøv igen."
            )

    def _number(self, written: str | None, otherwise: int, most: int) -> int:
        if written is None:
            return otherwise
        if not re.fullmatch("[1-9][0-9]{0,6}", written) or int(written) > most:
            raise self._book.damaged()
        return int(written)

    def _place(self, name: str) -> tuple[int, int]:
        """The row (from 1) and the column (from 0) of a cell by its name."""
        match = _CELL(name)
        column = 0
        for letter in match[1] if match else "":
            column = column * 26 + ord(letter) - ord("A") + 1
        if match is None or column > _MOST_COLUMNS or int(match[2]) > _MOST_ROWS:
            raise self._book.damaged()
        return int(match[2]), column - 1

    def _area(self, name: str) -> _Area:
        first, _, last = name.partition(":")
        (top, left), (bottom, right) = self._place(first), self._place(last or first)
        return _Area(first, top, left, bottom, right)

    def _merge(self, rows: dict[int, dict[int, Cell]]) -> None:
        """Give the first cell of a merged area its width, and those below it a word that they are part of it."""
        numbers = sorted(rows)
        for area in self._areas:
            within = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
            self._count(len(within))
            for number in within:
                cells = rows[number]
                first = cells.get(area.left, Cell("", area.left))
                for column in [column for column in cells if area.left < column <= area.right]:
                    del cells[column]
                wide = area.right - area.left + 1
                above = rows.get(area.top, {}).get(area.left, _BLANK)
                told: tuple[str, ...] = ()
                over: str | None = None
                if number != area.top:
                    told, over = (f"Cellen er flettet sammen med {area.navn} ovenover.",), above.text
                cells[area.left] = first._replace(bredde=wide, bemærkninger=(*first.bemærkninger, *told), ovenfra=over)

    def _without_blanks(self, rows: dict[int, dict[int, Cell]]) -> Iterator[Row]:
        """The rows with something in them, without the blank cells at their end."""
        for number in sorted(rows):
            cells = [cell for _, cell in sorted(rows[number].items())]
            while cells and not (cells[-1].text or cells[-1].bemærkninger or cells[-1].sort is not Sort.TEKST):
                cells.pop()
            if cells:
                told = (Skjult("Rækken er skjult, og den er læst."),) if number in self._hidden else ()
                yield Row(number, tuple(cells), told)

    def _cell(self, element: Any) -> Cell:
        kind, parts = element.get("t", "n"), {local(part): part for part in element}
        value = parts["v"].text if "v" in parts else None
        if kind == "inlineStr":
            cell = Cell(text_of(parts["is"]) if "is" in parts else "")
        elif value or kind == "str":
            cell = self._valued(kind, value or "", self._look(element))
        elif "f" in parts:
            return Cell(typed(f"={parts['f'].text or ''}"), sort=Sort.UBEREGNET)
        else:
            return _BLANK
        if cell.text and self._look(element).streget:
            cell = cell._replace(bemærkninger=(*cell.bemærkninger, STREGET_UD))
        return cell

    def _look(self, element: Any) -> Look:
        style, looks = element.get("s", "0"), self._book.looks
        return looks[int(style)] if style.isascii() and style.isdigit() and int(style) < len(looks) else _PLAIN

    def _valued(self, kind: str, value: str, look: Look) -> Cell:
        if kind == "s":
            return Cell(self._book.strings[self._index(value)])
        if kind == "str":
            return Cell(typed(value))
        if kind == "e":
            return Cell(typed(value), sort=Sort.FEJL)
        if kind == "b":
            return Cell("SAND" if value.strip() in ("1", "true") else "FALSK", sort=Sort.SANDT)
        if kind == "d":
            return Cell(_iso(value), sort=Sort.DATO)
        if not _NUMBER(value.strip()):
            raise self._book.damaged()
        return self._number_cell(float(value), look)

    def _index(self, value: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", value) or int(value) >= len(self._book.strings):
            raise self._book.damaged()
        return int(value)

    def _number_cell(self, value: float, look: Look) -> Cell:
        if value in (float("inf"), float("-inf")):
            raise self._book.damaged()
        number = Decimal(format(value, ".15g"))
        number = number if number else Decimal(0)  # no -0
        said = amount_text(number)
        if look.dag:
            return Cell(self._day(value) or said, sort=Sort.DATO)
        told: list[str] = []
        if look.procent:
            told.append(SeEfter(f"Tallet vises i procent, og i cellen står {said}."))
        if look.tusinder:
            told.append(SeEfter(f"Tallet vises i tusinder eller millioner, og i cellen står {said}."))
        return Cell(said, sort=Sort.TAL, tal=number, bemærkninger=tuple(told))

    def _day(self, value: float) -> str | None:
        """The day that a number is; None where Excel has none for it either."""
        if not 0 <= value < _LAST_DAY + 1:
            return None
        if self._book.counts_from_1904:
            first = datetime(1904, 1, 1)
        elif value < 1:
            return f"{datetime.min + timedelta(seconds=round(value * 86_400)):%H:%M}"
        else:  # Excel has a 29 February 1900
            first = datetime(1899, 12, 30) if value >= _FIRST_SOUND else datetime(1899, 12, 31)
        try:
            return _moment(first + timedelta(days=int(value), seconds=round(value % 1 * 86_400)))
        except OverflowError:
            return None


def _iso(value: str) -> str:
    try:
        return _moment(datetime.fromisoformat(value.strip()))
    except ValueError:
        return typed(value)


def _moment(moment: datetime) -> str:
    """A day as it is written in Danish; with a time of day, where there is one."""
    return f"{moment:%d-%m-%Y}" if moment.time() == time() else f"{moment:%d-%m-%Y %H:%M}"


def _hidden_columns(first: int, last: int) -> Skjult:
    if first == last:
        return Skjult(f"Kolonne {letters(first)} er skjult, og den er læst.")
    return Skjult(f"Kolonne {letters(first)} til {letters(last)} er skjult, og de er læst.")


def letters(column: int) -> str:
    """The letters of a column by its number (from 1), as Excel has them.

    >>> letters(2), letters(28)
    ('B', 'AB')
    """
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(ord("A") + rest) + named
    return named
