"""A document as blocks: what a report makes, and what every format prints.

A report knows nothing of formats and a format nothing of reports. Texts are data: a block carries the text as
it was written in the plan, and each format escapes it in its own way. Amounts stay ``Decimal`` (in the unit
that ``Document.enhed`` names) until a format prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from udplan.values.amounts import Amount
from udplan.values.differ import Run

Cell = str | int | Amount


class Kind(StrEnum):
    """What a column holds, so that a format can align it, or shorten it, or give it another place."""

    TEXT = "text"
    PROSE = "prose"  # long running text; unreadable in a narrow column on a screen
    AMOUNT = "amount"
    COUNT = "count"
    MARK = "mark"  # X or blank
    LIGHT = "light"  # red, yellow or green in words; what stands behind a comma is about it
    LINK = "link"  # a file beside the document


@dataclass(frozen=True)
class Heading:
    """A heading. With ``new_page`` a paged format begins a page with it."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Contents:
    """Where a paged format prints its table of contents, with the numbers of pages; a screen format has its own.

    ``deepest`` is the lowest level of heading that stands in it, where it must be short; a format may stop before that. Where
    only the parts of a document stand in it, it is one paragraph."""

    deepest: int = 6


@dataclass(frozen=True)
class Prose:
    """Running text. A blank line parts paragraphs, a line that begins with ``- `` is a list item, lines that count from
    ``1.`` (or ``1)``) are a numbered list, and every other line break is kept."""

    text: str


@dataclass(frozen=True)
class Note:
    """A remark about the document itself, set apart from its text (times are guiding; something is left out)."""

    text: str


@dataclass(frozen=True)
class Gap:
    """What a person must write here, before the document can be used: ``text`` says what. It is seen as a gap."""

    text: str


class Fact(NamedTuple):
    name: str
    value: str


@dataclass(frozen=True)
class Facts:
    """A short list of names and values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Changed:
    """What is other in a text than it was: each of ``lines`` is a paragraph or a point of it, as runs of what is gone, what
    is new and what stands around them. ``name`` is what the text is."""

    name: str
    lines: tuple[tuple[Run, ...], ...]


class Column(NamedTuple):
    """A column. ``share`` is its part of the page's width in thousandths, where a paged format must not go by what stands in
    it; 0 is a column that shares what is left, by its content."""

    name: str
    kind: Kind = Kind.TEXT
    share: int = 0


class Row(NamedTuple):
    """One row of a table. The first cell is the row's header. ``total`` rows sum up what stands above them."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A narrow table that every format prints as a table."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Item(NamedTuple):
    """One point of the plan in a form: its title, what it is besides (``marks``, in words) and a cell a column.

    ``under`` are short lines that stand right below the title (its code, its second heading).
    ``id`` is unique in the document and safe in an address. ``facets`` are what a reader may filter by: udvalg,
    tovholder, art, and whether it is afsluttet (a name may stand more than once).
    """

    id: str
    cells: tuple[Cell, ...]
    marks: tuple[str, ...] = ()
    facets: tuple[Fact, ...] = ()
    under: tuple[str, ...] = ()


class Section(NamedTuple):
    """Items under one heading, with the total rows that belong to them. ``title`` may be empty.

    ``depth`` is how far below the form's level its heading stands: sections of depth 1 belong to the one of depth 0 above
    them, which may be without items of its own.
    """

    title: str
    items: tuple[Item, ...]
    totals: tuple[Row, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Form:
    """The paper form: a wide table with long texts in it.

    A paged format prints the wide landscape table, with the sections as merged rows. A screen format prints, a
    section at a time, the columns with amounts as a table and each item as a section of prose with its facts.
    ``level`` is the heading level of the sections; items stand one below (or at it, where a section has no title).
    ``title`` is the place of the column that holds an item's title and the label of a total.
    """

    caption: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    totals: tuple[Row, ...] = ()
    level: int = 3
    title: int = 0


class Bar(NamedTuple):
    label: str
    value: Decimal


@dataclass(frozen=True)
class Bars:
    """A picture: one bar a label, with the same in words in ``text``.

    ``scale`` is the amounts that the picture's width stands for, the least (zero or below) and the greatest (zero or above),
    where it has its scale in common with other pictures; without it, that is what its own bars need.
    """

    text: str
    bars: tuple[Bar, ...]
    scale: tuple[Decimal, Decimal] | None = None


# What stands in an address as it is (RFC 3986, unreserved).
_SAFE_ID = re.compile("[A-Za-z0-9._~-]+")


class Step(NamedTuple):
    """One step of a path: who, when (as it was written, or empty), and whether it is behind us."""

    who: str
    when: str
    done: bool


@dataclass(frozen=True)
class Steps:
    """A picture: the path of a case as steps in a row, with the same in words in ``text``."""

    text: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Wheel:
    """A picture: a year as a wheel of twelve months, with the same in words in ``text``. ``counts`` is how many things fall in
    each month, which says how full it is drawn."""

    text: str
    year: int
    counts: tuple[int, ...]


Picture = Bars | Steps | Wheel
Block = Heading | Contents | Prose | Note | Gap | Facts | Changed | Table | Form | Picture


class DocumentError(ValueError):
    """A document that a format could not render accessibly; a fault in the report that made it."""


@dataclass(frozen=True)
class Document:
    """A whole document. The first block is its one heading of level 1.

    ``enhed`` is the unit of every amount in it, ``decimaler`` the least number of decimals they are printed
    with, and ``kommune`` the municipality that publishes it. ``tegn`` is what a plus before an amount means, in words,
    where it is not the usual. A paged format stands its pages up where ``portrait``: for a document of running text.
    ``forside`` is the page beside it that leads to the set that it is one of; a screen format leads back to it.

    Raises:
        DocumentError: if the blocks break a rule that PDF/UA and WCAG both ask for.
    """

    title: str
    kommune: str
    enhed: str
    decimaler: int
    blocks: tuple[Block, ...]
    tegn: str = ""
    portrait: bool = False
    forside: str = ""

    def __post_init__(self) -> None:
        _check_headings(self.blocks)
        for block in self.blocks:
            _check_block(block)
        _check_ids(self.blocks)


def outline(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading that a screen format will print, in order, those of forms included."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Form):
            for section in block.sections:
                level = block.level + section.depth
                if section.title:
                    yield Heading(level, section.title)
                for item in section.items:
                    yield Heading(level + bool(section.title), str(item.cells[block.title]))


def _check_headings(blocks: tuple[Block, ...]) -> None:
    headings = list(outline(blocks))
    if not blocks or blocks[0] is not (headings[0] if headings else None) or headings[0].level != 1:
        raise DocumentError("a document begins with its heading of level 1")
    if sum(heading.level == 1 for heading in headings) > 1:
        raise DocumentError("a document has one heading of level 1")
    for before, after in pairwise(headings):
        if after.level > before.level + 1:
            raise DocumentError(f"level {after.level} ({after.text!r}) follows level {before.level} ({before.text!r})")
    for heading in headings:
        if not heading.text.strip():
            raise DocumentError("a heading has no text")


def _check_block(block: Block) -> None:
    if isinstance(block, Picture) and not block.text.strip():
        raise DocumentError("a picture has no text")
    if isinstance(block, Table | Form):
        if not block.caption.strip():
            raise DocumentError("a table has no caption")
        if not block.columns or not all(column.name.strip() for column in block.columns):
            raise DocumentError(f"a column of {block.caption!r} has no name")
        for row in rows_of(block):
            if len(row) != len(block.columns):
                raise DocumentError(f"a row of {block.caption!r} has {len(row)} cells for {len(block.columns)} columns")


def _check_ids(blocks: tuple[Block, ...]) -> None:
    """A screen format links to items by their ids, which only works where each is given once."""
    seen: set[str] = set()
    for block in blocks:
        for section in block.sections if isinstance(block, Form) else ():
            for item in section.items:
                if item.id in seen or not _SAFE_ID.fullmatch(item.id):
                    raise DocumentError(f"the id {item.id!r} is used twice or is not safe in an address")
                seen.add(item.id)


def rows_of(block: Table | Form) -> Iterator[tuple[Cell, ...]]:
    """The cells of every row of a table or a form, items and totals, in the order in which they are printed."""
    if isinstance(block, Table):
        yield from (row.cells for row in block.rows)
        return
    for section in block.sections:
        yield from (item.cells for item in section.items)
        yield from (row.cells for row in section.totals)
    yield from (row.cells for row in block.totals)
