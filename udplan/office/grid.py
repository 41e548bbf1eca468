"""A table as a grid of cells, whatever program it stands in, with all that stands there and is not read told beside it."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple


class Sort(Enum):
    """What a cell holds. In Word every cell is a text."""

    TEKST = auto()
    TAL = auto()
    DATO = auto()
    SANDT = auto()
    FEJL = auto()  # ``#DIV/0!``
    UBEREGNET = auto()  # a formula whose result nobody has saved: it is not blank


class SeEfter(str):
    """A remark that what was read may be otherwise than whoever wrote it thinks, so that a person must look."""


class Skjult(SeEfter):
    """A remark that what was read is hidden: a filter may be why."""


class Streget(SeEfter):
    """A remark that what was read is struck through, all of it or (in Word, which goes on to quote it) a part."""


#: Of a cell all of whose text is struck through.
STREGET_UD = Streget("Teksten er streget ud.")


class Cell(NamedTuple):
    """One cell. ``text`` is what is seen in it, a line for a paragraph, ``- `` before a bullet; blank is ``""``.

    It begins in column ``kolonne`` of the grid (from 0) and covers ``bredde`` of them. ``tal`` is the exact number of one
    that holds a number. ``bemærkninger`` are Danish, on what stands there and is not part of ``text``: a comment, hidden
    text, what is struck through; what must be looked at is a ``SeEfter``.

    ``løbende`` is the same as running text, where the program tells a line break from a new paragraph: with a blank line
    between two paragraphs (``prosa`` is it, or else ``text``). ``ovenfra`` is the text of the cell above where the two are
    merged: this one has none of its own. ``fortsætter`` says that its first paragraph is the rest of the
    last one in the cell above. ``tekstfelter`` are the boxes that hang on it and are no part of its text.
    """

    text: str
    kolonne: int = 0
    bredde: int = 1
    sort: Sort = Sort.TEKST
    tal: Decimal | None = None
    bemærkninger: tuple[str, ...] = ()
    løbende: str | None = None
    ovenfra: str | None = None
    tekstfelter: tuple[str, ...] = ()
    fortsætter: bool = False

    @property
    def prosa(self) -> str:
        return self.text if self.løbende is None else self.løbende

    @property
    def streget(self) -> bool:
        """Whether something in it is struck through, so that nobody knows if it counts."""
        return any(isinstance(remark, Streget) for remark in self.bemærkninger)


class Row(NamedTuple):
    """A row: its number as its program counts it (from 1), and its cells from left to right."""

    nummer: int
    celler: tuple[Cell, ...]
    bemærkninger: tuple[str, ...] = ()


class Afsnit(NamedTuple):
    """A paragraph outside the tables: its text, and its level where it is a heading (from 1; 0 is none)."""

    text: str
    niveau: int = 0


class Table(NamedTuple):
    """A table or a sheet. ``navn`` is what its user would call it: ``tabel 2`` or the name of the sheet.

    ``bredder`` are the widths of the grid's columns, in one unit, where the file says them. ``før`` is what stands between
    it and the table above. ``inde_i`` is the name of the table that it stands in a cell of.
    """

    navn: str
    rækker: tuple[Row, ...]
    bredder: tuple[int, ...] = ()
    bemærkninger: tuple[str, ...] = ()
    før: tuple[Afsnit, ...] = ()
    inde_i: str | None = None


class Read(NamedTuple):
    """Everything that was read of a file: its tables in order, and what stands outside them and was left out; ``efter`` is
    what stands below the last table, and ``program`` what wrote the file, where it says so; ``udplan`` first, if it is ours."""

    tabeller: tuple[Table, ...]
    bemærkninger: tuple[str, ...] = ()
    efter: tuple[Afsnit, ...] = ()
    program: str = ""


class CannotReadOffice(ValueError):
    """Why a file of Word's, Excel's or a mail program's cannot be read; the text is Danish, whole sentences, and says what
    to do instead."""
