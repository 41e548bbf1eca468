"""The paper form as a screen shows it: its amounts as a table a section, and each item as prose with its facts."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

from udplan.documents.blocks import Cell, Fact, Form, Item, Kind, Row, Section, Table
from udplan.documents.printing.text import Printer, is_blank, one_line

#: HTML and Markdown have six levels of headings.
LOWEST_LEVEL = 6


class Amounts(NamedTuple):
    """A table of amounts, and for each of its rows the id of the item it speaks of (None for totals)."""

    table: Table
    ids: tuple[str | None, ...]


class ScreenItem(NamedTuple):
    """One item, as a section of prose: ``facts`` are its short cells, ``texts`` its long ones, and ``amounts`` the years that
    it states one for, each with the column's name."""

    id: str
    level: int
    title: str
    under: tuple[str, ...]
    marks: tuple[str, ...]
    facts: tuple[Fact, ...]
    texts: tuple[Fact, ...]
    amounts: tuple[Fact, ...]
    facets: tuple[Fact, ...]


class ScreenSection(NamedTuple):
    """One section; ``amounts`` is None where nothing in it has an amount. ``empty`` is where nothing stands in it, nor below."""

    title: str
    level: int
    amounts: Amounts | None
    items: tuple[ScreenItem, ...]
    empty: bool


class ScreenForm(NamedTuple):
    """A whole form; ``totals`` are the rows that close it."""

    sections: tuple[ScreenSection, ...]
    totals: Amounts | None


def screen_form(form: Form, printer: Printer) -> ScreenForm:
    """The form as a screen format prints it. No cell that has something in it is left out."""
    return ScreenForm(
        tuple(
            _section(form, section, printer, leads=below is not None and below.depth > section.depth)
            for section, below in zip_longest(form.sections, form.sections[1:])
        ),
        _amounts(form, printer, (), form.totals),
    )


def _section(form: Form, section: Section, printer: Printer, *, leads: bool) -> ScreenSection:
    title = one_line(section.title)
    level = form.level + section.depth
    return ScreenSection(
        title,
        min(level, LOWEST_LEVEL),
        _amounts(form, printer, section.items, section.totals),
        tuple(_item(form, item, min(level + bool(title), LOWEST_LEVEL), printer) for item in section.items),
        not (section.items or section.totals or leads),
    )


def _item(form: Form, item: Item, level: int, printer: Printer) -> ScreenItem:
    facts: list[Fact] = []
    texts: list[Fact] = []
    amounts: list[Fact] = []
    for place, (column, cell) in enumerate(zip(form.columns, item.cells, strict=True)):
        if place != form.title and not is_blank(cell):
            fact = Fact(one_line(column.name), printer.cell(cell, column.kind))
            {Kind.PROSE: texts, Kind.AMOUNT: amounts}.get(column.kind, facts).append(fact)
    title = one_line(printer.cell(item.cells[form.title]))
    under = tuple(map(one_line, item.under))
    return ScreenItem(item.id, level, title, under, item.marks, tuple(facts), tuple(texts), tuple(amounts), item.facets)


def _amounts(form: Form, printer: Printer, items: tuple[Item, ...], totals: tuple[Row, ...]) -> Amounts | None:
    places = [n for n, column in enumerate(form.columns) if n != form.title and column.kind is Kind.AMOUNT]

    def picked(cells: tuple[Cell, ...], total: bool, under: tuple[str, ...] = ()) -> Row:
        label = "\n".join([printer.cell(cells[form.title]), *under])
        if total:  # what a total says besides its figures (its source, a verdict) has no other place to stand
            rest = [n for n in range(len(cells)) if n not in (form.title, *places) and not is_blank(cells[n])]
            label = ", ".join([label, *(printer.cell(cells[n], form.columns[n].kind) for n in rest)])
        return Row((label, *(cells[n] for n in places)), total)

    rows = [picked(item.cells, False, item.under) for item in items] + [picked(row.cells, True) for row in totals]
    if all(is_blank(cell) for row in rows for cell in row.cells[1:]):
        return None
    columns = tuple(form.columns[n] for n in (form.title, *places))
    ids = (*(item.id for item in items), *(None for _ in totals))
    return Amounts(Table(form.caption, columns, tuple(rows)), ids)
