"""How the columns of the paper form share the page: the amounts what the longest of them takes, and the two columns of long
texts the rest, so that the rows of the document are as low as can be.

One of the two is usually fuller, and a row is as high as its fullest cell. All is told once for all forms of a document, so
that their columns stand where they stood; of what is printed, so that no column is as wide as a figure that is left out; and
before Word or pdf sees them, so that it is the same in both. A screen has no pages, and widths of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from udplan.documents.blocks import Document, Form, Item, Kind, rows_of
from udplan.values.amounts import format_amount, least_decimals

#: The least and the most that the first of the columns has of what both have, in percent. All other shares are thousandths.
LEAST: Final = 40
MOST: Final = 60
#: For about how many thousandths of a landscape page a letter more stands on a line, what the edges of a cell take, and the
#: letters that stand on a line at least.
_LETTER: Final = 5
_EDGES: Final = 10
_LETTERS: Final = 3
#: The least of the page that a column of texts can be read in. Where the years leave less, the amounts get tables of their own
#: on paper (see ``paper``), and the texts the room.
_LEAST_PROSE: Final = 150


def amounts_share(signs: int, columns: int) -> int:
    """The share of a landscape page, in thousandths, that columns of so many signs take without a break; a year's name is the
    least."""
    return columns * (65 + 52 * max(signs, 5)) // 10


def balanced(document: Document) -> Document:
    """The document as it is printed on paper, where the amounts and the two columns of prose of a paper form have their shares: of all
    ways to part what the others leave, the one that makes the rows lowest, and of several the most even.

    A paper form is one with two columns of prose without a share, beside others that have one.
    """
    forms = [form for form in document.blocks if isinstance(form, Form) and _is_paper(form)]
    if not forms:
        return document
    signs = max(map(len, _figures(forms, document.enhed, document.decimaler)), default=0)
    rows = [row for form in forms for row in _rows(form, _left(form, signs))]
    part = min(range(LEAST, MOST + 1), key=lambda part: (sum(row.height(part) for row in rows), abs(part - 50), part))
    blocks = (_shared(form, signs, part) if form in forms else form for form in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _is_paper(form: Form) -> bool:
    return len(_pair(form)) == 2 and any(column.share for column in form.columns)


def _pair(form: Form) -> tuple[int, ...]:
    return tuple(place for place, column in enumerate(form.columns) if column.kind is Kind.PROSE and not column.share)


def _figures(forms: Sequence[Form], enhed: str, decimaler: int) -> Iterator[str]:
    """Every amount of the forms as it is printed, and the words of one that is not known, which may stand below each other."""
    for form in forms:
        amounts = [place for place, column in enumerate(form.columns) if column.kind is Kind.AMOUNT]
        for cells in rows_of(form):
            for amount in (cells[place] for place in amounts):
                if isinstance(amount, Decimal) and not amount.is_nan():
                    known = Decimal(amount)
                    yield format_amount(known, least_decimals(known, enhed, decimaler))
                elif isinstance(amount, Decimal):
                    yield format_amount(amount)
                elif amount is not None:
                    yield from str(amount).split()


def _left(form: Form, signs: int) -> int:
    """The share of the page that both columns of prose have. With that of the amounts all is more than 1,000 in a form that
    they leave too little of."""
    years = sum(column.kind is Kind.AMOUNT for column in form.columns)
    without = 1000 - sum(column.share for column in form.columns)
    beside = without - amounts_share(signs, years)
    return beside if beside >= 2 * _LEAST_PROSE else without


def _shared(form: Form, signs: int, part: int) -> Form:
    left = _left(form, signs)
    first = min(max(left * part // 100, _LEAST_PROSE), left - _LEAST_PROSE)
    prose = dict(zip(_pair(form), (first, left - first), strict=True))
    columns = (
        column._replace(share=amounts_share(signs, 1) if column.kind is Kind.AMOUNT else prose.get(place, column.share))
        for place, column in enumerate(form.columns)
    )
    return replace(form, columns=tuple(columns))


class _Texts(NamedTuple):
    """The long texts of a row, by the letters of their paragraphs; the share that both have, and the lines of the rest."""

    left: int
    others: int
    first: Sequence[int]
    second: Sequence[int]

    def height(self, part: int) -> int:
        """The lines of the row, where the first text has that part of what both have."""
        first = _lines(self.first, self.left * part // 100)
        return max(self.others, first, _lines(self.second, self.left * (100 - part) // 100))


def _rows(form: Form, left: int) -> Iterator[_Texts]:
    for section in form.sections:
        for item in section.items:
            first, second = ([*map(len, str(item.cells[place]).splitlines())] for place in _pair(form))
            yield _Texts(left, _others(form, item), first, second)


def _others(form: Form, item: Item) -> int:
    """The lines of the highest cell of those with a share; below a title stands what else the item is."""
    texts = list(map(str, item.cells))
    texts[form.title] = "\n".join((texts[form.title], *item.under, *item.marks))
    heights = (
        _lines(map(len, text.splitlines()), column.share)
        for text, column in zip(texts, form.columns, strict=True)
        if column.share
    )
    return max(heights, default=0)


def _lines(lengths: Iterable[int], share: int) -> int:
    room = max(_LETTERS * _LETTER, share - _EDGES)
    return sum(-(-length * _LETTER // room) for length in lengths)
