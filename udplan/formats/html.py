"""HTML: one self-contained, accessible file, readable on a telephone, in the dark and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup, escape

from udplan.blocks import Block, Cell, Document, Form, Heading, Kind, Table
from udplan.formats.jinja import render_template
from udplan.formats.pictures import bar_chart, wheel
from udplan.formats.text import TRUE_MINUS, Printer, flow, lines, one_line
from udplan.formats.unfold import Unfolded, UnfoldedSection, unfold
from udplan.words import fold

#: The levels of headings that the table of contents shows, below the title.
CONTENTS_LEVELS = (2, 3)


@dataclass
class Entry:
    """A line of the table of contents, with what stands under it."""

    level: int
    text: str
    anchor: str
    under: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A block with what html needs besides: ``anchors`` are the ids of its headings, in order."""

    block: Block
    unfolded: Unfolded | None
    anchors: tuple[str, ...]


class _Anchors:
    """Ids for headings: readable in an address, each given once, and apart from items' ids by their ``afsnit_``."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def new(self, text: str) -> str:
        stem = "afsnit_" + (re.sub("[^a-z0-9]+", "-", fold(text)).strip("-") or "uden-navn")
        anchor, n = stem, 1
        while anchor in self.given:
            n += 1
            anchor = f"{stem}_{n}"
        self.given.add(anchor)
        return anchor


def _parts(document: Document, printer: Printer) -> Iterator[Part]:
    anchors = _Anchors()
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Part(block, None, (anchors.new(block.text),))
        elif isinstance(block, Form):
            unfolded = unfold(block, printer)
            yield Part(block, unfolded, tuple(anchors.new(section.title) for section in unfolded.sections))
        else:
            yield Part(block, None, ())


def _entries(parts: Sequence[Part]) -> Iterator[Entry]:
    for part in parts:
        if isinstance(part.block, Heading):
            yield Entry(part.block.level, one_line(part.block.text), part.anchors[0])
        elif part.unfolded:
            for section, anchor in zip(part.unfolded.sections, part.anchors, strict=True):
                yield from _section_entries(section, anchor)


def _section_entries(section: UnfoldedSection, anchor: str) -> Iterator[Entry]:
    """A section by its title; its items where it has none and no heading above speaks for them."""
    if section.title:
        yield Entry(section.level, section.title, anchor)
    elif section.level == CONTENTS_LEVELS[0]:
        yield from (Entry(item.level, item.title, item.id) for item in section.items)


def contents(parts: Sequence[Part]) -> list[Entry]:
    """The table of contents: sections under the part they stand in."""
    top: list[Entry] = []
    for entry in _entries(parts):
        if entry.level in CONTENTS_LEVELS:
            above = top[-1] if top and top[-1].level < entry.level else None
            (above.under if above else top).append(entry)
    return top


def widest_figure(table: Table, printer: Printer) -> int:
    """The number of characters of the longest word in the table's figures, which must not be broken."""
    words = [
        word
        for row in table.rows
        for column, value in zip(table.columns[1:], row.cells[1:], strict=True)
        if column.kind in (Kind.AMOUNT, Kind.COUNT)
        for word in printer.cell(value, column.kind).split(" ")
    ]
    return max(map(len, words), default=0)


def render(document: Document, templates: Sequence[Path] = ()) -> str:
    """The document as one html file, by the template ``dokument.html.j2`` with ``dokument.css`` in it.

    Raises:
        TemplateError: if a template cannot be used.
    """
    printer = Printer(document.enhed, document.decimaler, TRUE_MINUS)
    parts = list(_parts(document, printer))

    def write(value: Cell) -> Markup:
        return escape(printer.cell(value))

    return render_template(
        "dokument.html.j2",
        templates,
        write,
        {
            "document": document,
            "parts": parts,
            "contents": contents(parts),
            "caption": printer.caption,
            "cell": printer.cell,
            "chart": lambda bars: bar_chart(bars.bars),
            "flow": flow,
            "lines": lines,
            "one_line": one_line,
            "widest_figure": lambda table: widest_figure(table, printer),
            "wheel": lambda block: wheel(block.months),
            "with_unit": printer.with_unit,
        },
    )
