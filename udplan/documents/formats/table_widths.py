"""How wide a table's columns must be on a screen: no word is broken while the page is wide enough; below that, cards.

A browser breaks long words anywhere as soon as a neighbour has a long text, so it is told what each column needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from udplan.documents.blocks import Kind, Table
from udplan.documents.printing.ems import ems
from udplan.documents.printing.text import Printer, lines, one_line
from udplan.values.totals import MANGLER

#: In rem: below it every table is cards; and the steps at which wider tables become so. A page has few widths to
#: choose between: a telephone, a tablet, and windows with the contents beside the text.
TELEPHONE = 37
STEPS = (46, 52, 55, 64)
# In hundredths of a rem: an em of the widest typeface that the page may get, the space between two columns, and the
# mark of sorting.
_PER_EM = 115
_GAP = 125
_SORTING = 90
# The mark of a light, with the space behind it.
_LIGHT = 125
# How much a column of text is given beyond its longest word, where its texts are that long: the first, which names a
# row, and the others.
_FIRST_TEXT, _OTHER_TEXT = 1100, 650


class TableWidths(NamedTuple):
    """What the words of a table need, in hundredths of a rem, so that none is broken while the page is wide enough.

    ``names`` and ``rows`` are the words, as they are printed. ``columns`` are the columns of text (0 for one of figures),
    ``least`` what the longest word of each needs, ``texts`` and ``figures`` what the columns of each kind need together.
    ``step`` is the width of page below which its rows become cards, one of ``STEPS``; 0 for a table that needs less.
    ``figure`` is the number of characters of the longest word in its figures, and ``name`` what the longest word in their
    columns' names needs: in a card it stands above the figure.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[int, ...]
    least: tuple[int, ...]
    texts: int
    figures: int
    step: int
    figure: int
    name: int


def table_widths(table: Table, printer: Printer) -> TableWidths:
    """The widths that the columns of a table need."""
    names = tuple(one_line(column.name) for column in table.columns)
    kinds = [column.kind for column in table.columns]
    rows = tuple(tuple(map(printer.cell, row.cells, kinds)) for row in table.rows)
    columns, words, figures, figure, longest = [], [], 0, 0, 0
    sorting = _SORTING if any(kind in (Kind.AMOUNT, Kind.COUNT) for kind in kinds) else 0
    for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        texts = [row[place] for row in rows]
        if place and kind in (Kind.AMOUNT, Kind.COUNT):
            columns.append(0)
            words.append(0)
            texts = [text.replace(MANGLER, f"\n{MANGLER.strip()}") for text in texts]  # as the page shows them
            marked = 0 if kind is Kind.COUNT else sorting  # which stands above the name of a count
            longest = max(longest, _longest_word([name]))
            figures += max(_whole(texts), _longest_word([name]) + marked) + _GAP
            figure = max([figure, *(len(word) for text in texts for word in text.split())])
        else:
            most = _OTHER_TEXT if place else _FIRST_TEXT
            least = max(_wide(name.split(" ")[-1]) + sorting, _longest_word([name, *texts]))
            mark = _LIGHT if kind is Kind.LIGHT else 0
            least += mark
            columns.append(max(least, min(most, _whole([name, *texts]) + mark)) + _GAP)
            words.append(least + _GAP)
    step = _step(sum(columns) + figures, sum(words) + figures)
    return TableWidths(names, rows, tuple(columns), tuple(words), sum(columns), figures, step, figure, longest)


def _step(wanted: int, least: int) -> int:
    """The step for a table that would like so much, and can do with so little: a page does that is wide enough for what is
    halfway between them, and where it is wider than most, one that is wide enough for its words."""
    if wanted <= 100 * TELEPHONE:
        return 0
    narrow, *wider, widest = STEPS
    if wanted + least <= 2 * 100 * narrow:
        return narrow
    return next((step for step in wider if min(wanted, least) <= 100 * step), widest)


def _whole(texts: Sequence[str]) -> int:
    """The width of the longest line."""
    return max((_wide(line) for text in texts for line in lines(text)), default=0)


def _longest_word(texts: Sequence[str]) -> int:
    """The width of the longest word; a line may end after a space or a hyphen."""
    return max(_wide(word) for text in texts for word in re.split("[ \n]|(?<=-)", text))


def _wide(text: str) -> int:
    return int(ems(text) * _PER_EM)
