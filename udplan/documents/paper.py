"""What a page has no room for: amounts of so many years that the texts beside them could not be read stand in tables of their
own, below what they are the amounts of.

Only the formats with pages ask; a screen can be scrolled, and html tells the amounts apart from the texts as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from udplan.documents.balance import amounts_share
from udplan.documents.blocks import Block, Cell, Column, Form, Kind, Row, Section, Table, rows_of
from udplan.values.amounts import format_amount, least_decimals

#: How much wider an amount is in a table than in a form, in percent: the letters of pdf are larger there.
_LARGER: Final = 125
#: What a column of words needs of the page, what the words of a row need at least, and what they need at most, in thousandths.
_WORDS, _FEWEST, _MOST = 120, 240, 450
#: All of the page, and what rounding may add to it.
_PAGE: Final = 1001
#: Of more columns of words than this, only the first comes again beside the years.
_REPEATED: Final = 2


def on_paper(blocks: Iterable[Block], enhed: str, decimaler: int) -> Iterator[Block]:
    """The blocks, with the amounts that their page has no room for in tables of their own; ``enhed`` and ``decimaler`` are
    those of the document."""
    for block in blocks:
        if isinstance(block, Form) and _share(block, enhed, decimaler) > _PAGE:
            yield _without_amounts(block)
            block = _amounts(block)
        if isinstance(block, Table):
            yield from _parted(block, enhed, decimaler)
        else:
            yield block


def _is_amount(column: Column) -> bool:
    return column.kind is Kind.AMOUNT


def _words(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell for column, cell in zip(columns, cells, strict=True) if not _is_amount(column))


def _years(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell for column, cell in zip(columns, cells, strict=True) if _is_amount(column))


# --- forms ------------------------------------------------------------------------------------------------------


def _share(form: Form, enhed: str, decimaler: int) -> int:
    """The share of the page that its columns take, those of amounts without one by what stands in them."""
    amounts = amounts_share(_signs(form, enhed, decimaler), 1)
    return sum(column.share or (amounts if _is_amount(column) else 0) for column in form.columns)


def _without_amounts(form: Form) -> Form:
    """The form as it is without its amounts, and so without its totals."""
    sections = (
        section._replace(
            items=tuple(item._replace(cells=_words(form.columns, item.cells)) for item in section.items),
            totals=(),
        )
        for section in form.sections
    )
    columns = tuple(column for column in form.columns if not _is_amount(column))
    return replace(form, columns=columns, sections=tuple(sections), totals=())


def _amounts(form: Form) -> Table:
    """The same rows with their titles and amounts, and the totals, which say of what they are."""
    years = tuple(column._replace(share=0) for column in form.columns if _is_amount(column))
    rows = [row for section in form.sections for row in _section(form, section)]
    rows += (_row(form, str(row.cells[form.title]), row.cells, total=True) for row in form.totals)
    return Table(f"{form.caption}: beløb pr. år", (Column(form.columns[form.title].name), *years), tuple(rows))


def _section(form: Form, section: Section) -> Iterator[Row]:
    for item in section.items:
        before = (str(cell) for cell in item.cells[: form.title] if cell)
        yield _row(form, " ".join((str(item.cells[form.title]), *item.under, *before)), item.cells)
    for row in section.totals:
        name = str(row.cells[form.title])
        own = section.title and name.startswith("I alt")
        yield _row(form, f"{section.title}: {name[:1].lower()}{name[1:]}" if own else name, row.cells, total=True)


def _row(form: Form, name: str, cells: tuple[Cell, ...], *, total: bool = False) -> Row:
    return Row((name, *_years(form.columns, cells)), total)


# --- tables -----------------------------------------------------------------------------------------------------


def _parted(table: Table, enhed: str, decimaler: int) -> Iterator[Table]:
    """The table, or where its amounts take too much of the page, its words and then some years a table."""
    words = tuple(column for column in table.columns if not _is_amount(column))
    years = tuple(column for column in table.columns if _is_amount(column))
    each = _LARGER * amounts_share(_signs(table, enhed, decimaler), 1) // 100
    if each * len(years) <= 1000 - min(_MOST, max(_FEWEST, _WORDS * len(words))) or not words:
        yield table
        return
    named = words if len(words) <= _REPEATED else words[:1]
    if named != words:
        yield replace(
            table, columns=words, rows=tuple(row._replace(cells=_words(table.columns, row.cells)) for row in table.rows)
        )
    room = max(1, (1000 - _FEWEST) // each)
    many = _up(len(years), _up(len(years), room))
    for start in range(0, len(years), many):
        part = slice(start, start + many)
        these = years[part]
        period = these[0].name if len(these) == 1 else f"{these[0].name}-{these[-1].name}"
        yield Table(
            table.caption if len(these) == len(years) else f"{table.caption}, {period}",
            tuple(column._replace(share=0) for column in (*named, *these)),
            tuple(
                row._replace(
                    cells=(
                        *_words(table.columns, row.cells)[: len(named)],
                        *_years(table.columns, row.cells)[part],
                    ),
                )
                for row in table.rows
            ),
        )


def _up(count: int, by: int) -> int:
    return -(-count // by)


def _signs(table: Table | Form, enhed: str, decimaler: int) -> int:
    """How many signs the longest of its amounts is printed with."""
    amounts = (cell for row in rows_of(table) for cell in _years(table.columns, row) if isinstance(cell, Decimal))
    return max((len(format_amount(amount, least_decimals(amount, enhed, decimaler))) for amount in amounts), default=0)
