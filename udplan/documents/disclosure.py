"""The last step of a public document: its secret figures are printed or left out, and where they are, it says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from udplan.documents.blocks import Bars, Block, Cell, Document, Form, Note, Prose, Row, Table, rows_of
from udplan.figures.secrecy import Disclosure, Secret, SecretWord, SecretWords, in_short
from udplan.values.amounts import UDELADT, format_amount
from udplan.values.words import listed

#: See ``Bars.scale``.
Scale = tuple[Decimal, Decimal] | None
WHY = Note("Totalen er udeladt, for ellers kunne beløbet på et punkt, der ikke er offentligt, regnes ud.")


def secrets(document: Document) -> Iterator[Secret]:
    """Every figure of a document that hidden amounts are in."""
    for block in document.blocks:
        if isinstance(block, Bars):
            yield from (bar.value for bar in block.bars if isinstance(bar.value, Secret))
        elif isinstance(block, Table | Form):
            yield from (cell for row in rows_of(block) for cell in row if isinstance(cell, Secret))


def disclosed(document: Document, disclosure: Disclosure) -> Document:
    """The document as it may be printed beside what ``disclosure`` has let out; the word why stands once, below the
    first total that is left out."""
    disclosure.admit_all(secrets(document))
    scales = _scales(document, disclosure)
    blocks: list[Block] = []
    explained = False
    for block in document.blocks:
        told = _told(block, disclosure)
        if isinstance(told, Bars):
            told = replace(told, scale=scales.get(told.scale))
        blocks.append(told)
        if not explained and _lacks(told, block):
            blocks.append(WHY)
            explained = True
    return replace(document, blocks=tuple(blocks))


def _told(block: Block, disclosure: Disclosure) -> Block:
    def rows(of: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(row._replace(cells=tuple(_cell(cell, disclosure) for cell in row.cells)) for row in of)

    if isinstance(block, Bars):
        return _bars(block, disclosure)
    if isinstance(block, Table):
        return replace(block, rows=rows(block.rows))
    if isinstance(block, Form):
        sections = tuple(section._replace(totals=rows(section.totals)) for section in block.sections)
        return replace(block, sections=sections, totals=rows(block.totals))
    return block


def _cell(cell: Cell, disclosure: Disclosure) -> Cell:
    if isinstance(cell, SecretWords):
        return in_short((name, str(_cell(word, disclosure))) for name, word in cell.each)
    if isinstance(cell, SecretWord):
        return str(cell) if all(map(disclosure.tells, cell.figures)) else format_amount(UDELADT)
    return disclosure.printed(cell) if isinstance(cell, Decimal) else cell


def _bars(block: Bars, disclosure: Disclosure) -> Block:
    """A picture without the bars that tell too much; their names stand in its words instead."""
    printed = tuple(bar._replace(value=disclosure.printed(bar.value)) for bar in block.bars)
    left_out = [bar.label for bar in printed if bar.value.is_nan()]
    if not left_out:
        return replace(block, bars=printed)
    text = f"{block.text} Udeladt: {listed(left_out)}."
    bars = tuple(bar for bar in printed if not bar.value.is_nan())
    return Bars(text, bars, block.scale) if bars else Prose(text)


def _scales(document: Document, disclosure: Disclosure) -> dict[Scale, Scale]:
    """What each scale of a document becomes: the greatest of the bars on it that are printed, for it must not tell of one
    that is left out."""
    on: dict[Scale, list[Decimal]] = {}
    for block in document.blocks:
        if isinstance(block, Bars) and block.scale is not None:
            values = (disclosure.printed(bar.value) for bar in block.bars)
            on.setdefault(block.scale, [Decimal(0)]).extend(value for value in values if not value.is_nan())
    return {scale: (min(values), max(values)) for scale, values in on.items()}


def _lacks(told: Block, made: Block) -> bool:
    """Whether something is left out of a block."""
    if isinstance(made, Bars):
        return not isinstance(told, Bars) or len(told.bars) < len(made.bars)
    rows = rows_of(told) if isinstance(told, Table | Form) else ()
    return any(isinstance(cell, Decimal) and cell.is_nan() for row in rows for cell in row)
