"""How much room a table needs on a page: no word in it is broken while there is room, and below that it is cards.

A browser breaks long words anywhere as soon as a neighbour has a long text, so it is told what each column needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from udplan.documents.blocks import Kind, Table
from udplan.documents.formats.text import Printer, lines, one_line
from udplan.documents.formats.word.widths import ems

#: In rem: below it every table is cards; and the steps at which wider tables become so. A page has few widths to
#: choose between: a telephone, a tablet, and a window with the contents beside the text.
TELEPHONE = 37
STEPS = (46, 55)
# In hundredths of a rem: an em of the widest typeface that the page may get, the space between two columns, the mark
# of sorting, and how much a column of text is given beyond its longest word (the first, which names a row; the rest).
_PER_EM = 115
_GAP = 125
_SORTING = 90
_ROOMY = (1100, 650)


@dataclass(frozen=True)
class Room:
    """How much room the words of a table need, in hundredths of a rem, so that none is broken while there is room.

    ``columns`` are the columns of text (0 for one of figures), ``texts`` and ``figures`` what the columns of each
    kind need together. ``step`` is the width of page below which its rows become cards, one of ``STEPS``; 0 for a
    table that needs less. ``figure`` is the number of characters of the longest word in its figures.
    """

    columns: tuple[int, ...]
    texts: int
    figures: int
    step: int
    figure: int


def room(table: Table, printer: Printer) -> Room:
    """The room that a table needs."""
    columns, figures, figure = [], 0, 0
    sorting = _SORTING if any(column.kind is Kind.AMOUNT for column in table.columns) else 0
    for place, column in enumerate(table.columns):
        name = one_line(column.name)
        shown = [printer.cell(row.cells[place], column.kind) for row in table.rows]
        whole = max(_wide(line) for text in (name, *shown) for line in (lines(text) or ("",)))
        if place and column.kind in (Kind.AMOUNT, Kind.COUNT):
            columns.append(0)
            figures += max(whole, _wide(name) + sorting) + _GAP
            figure = max([figure, *(len(word) for text in shown for word in text.split(" "))])
        else:
            words = [word for text in (name, *shown) for word in re.split("[ \n]|(?<=-)", text)]
            least = max(_wide(name.split(" ")[-1]) + sorting, *map(_wide, words))
            columns.append(max(least, min(_ROOMY[place > 0], whole)) + _GAP)
    needed = sum(columns) + figures
    step = next((step for step in STEPS if needed <= 100 * step), STEPS[-1]) if needed > 100 * TELEPHONE else 0
    return Room(tuple(columns), sum(columns), figures, step, figure)


def _wide(text: str) -> int:
    return int(ems(text) * _PER_EM)
