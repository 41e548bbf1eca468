"""The document as plain data, as the template reads it: every figure as it is printed, every text in its pieces.

It goes to the template as JSON, so that no text in it can ever be taken for markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from udplan.documents.blocks import (
    Bars,
    Block,
    Cell,
    Changed,
    Column,
    Contents,
    Document,
    Facts,
    Form,
    Gap,
    Heading,
    Kind,
    Note,
    Picture,
    Prose,
    Row,
    Section,
    Steps,
    Table,
    Wheel,
)
from udplan.documents.formats.pdf import fonts
from udplan.documents.paper import on_paper
from udplan.documents.printing.pictures import bar_chart, scale_in_words
from udplan.documents.printing.text import TRUE_MINUS, Bullets, Printer, flow, lines, one_line
from udplan.values.times import MÅNEDER
from udplan.values.words import listed

#: PDF has six levels of headings.
LOWEST_LEVEL = 6

_Data = dict[str, Any]


def typst_data(document: Document, templates: Sequence[Path] = ()) -> str:
    """The document as the JSON that the template reads: every figure as it is printed, every text in its pieces."""
    data, shown = _document(document), fonts.coverage(fonts.folders(templates))
    if not fonts.are_shown(_texts(data), shown):
        data = _replaced(data, shown)
    return json.dumps(data, ensure_ascii=False)


def texts(document: Document) -> Iterator[str]:
    """Every text that the template is given, as it was written."""
    return _texts(_document(document))


@lru_cache(maxsize=1)  # its pages are made of it, and then it is asked what they could not show
def _document(document: Document) -> _Data:
    printer = Printer(document.enhed, document.decimaler, TRUE_MINUS, document.tegn)
    blocks = on_paper(document.blocks, document.enhed, document.decimaler)
    return {
        "title": one_line(document.title),
        "kommune": one_line(document.kommune),
        "portrait": document.portrait,
        "blocks": [{"kind": type(block).__name__.lower(), **_block(block, printer)} for block in blocks],
    }


def _block(block: Block, printer: Printer) -> _Data:
    if isinstance(block, Heading):
        return {
            "level": min(block.level, LOWEST_LEVEL),
            "text": one_line(block.text),
            "new-page": block.new_page,
        }
    if isinstance(block, Contents):
        return {"deepest": block.deepest}
    if isinstance(block, Prose | Note | Gap):
        return {"flow": _flow(block.text)}
    if isinstance(block, Changed):
        lines_of = [[{"text": one_line(run.tekst), "mark": str(run.del_)} for run in line] for line in block.lines]
        return {"name": one_line(block.name), "lines": lines_of}
    if isinstance(block, Facts):
        return {"facts": [{"name": one_line(fact.name), "flow": _lines(fact.value)} for fact in block.facts]}
    if isinstance(block, Table):
        return {
            "caption": printer.caption(block.caption, block.columns),
            "columns": _columns(block.columns),
            "rows": [_row(row, block.columns, printer) for row in block.rows],
        }
    if isinstance(block, Form):
        return {
            "caption": printer.caption(block.caption, block.columns),
            "columns": _columns(block.columns),
            "title": block.title,
            "level": min(block.level, LOWEST_LEVEL),
            "sections": [_section(section, block.columns, printer) for section in block.sections],
            "totals": [_row(row, block.columns, printer) for row in block.totals],
        }
    return {"flow": _flow(block.text), **_picture(block, printer)}


def _picture(block: Picture, printer: Printer) -> _Data:
    """A picture's shapes, and in ``alt`` what it shows, for those who cannot see it."""
    if isinstance(block, Bars):
        return _bars(block, printer)
    return _steps(block) if isinstance(block, Steps) else _wheel(block)


def _bars(block: Bars, printer: Printer) -> _Data:
    chart = bar_chart(block.bars, block.scale)
    bars = [
        {
            "label": one_line(bar.label),
            "value": printer.with_unit(bar.value),
            "x": bar.x,
            "width": bar.width,
            "below": bar.value < 0,
        }
        for bar in chart.bars
    ]
    in_words = listed(f"{bar['label']}: {bar['value']}" for bar in bars)
    scale = scale_in_words(block, printer)
    return {
        "zero": chart.zero,
        "bars": bars,
        "scale": scale,
        "alt": " ".join(filter(None, ("Søjler.", f"{scale}." if scale else "", in_words))),
    }


def _steps(block: Steps) -> _Data:
    steps = [{"who": one_line(step.who), "when": one_line(step.when), "done": step.done} for step in block.steps]
    told = (", ".join(filter(None, (step.who, step.when, "behandlet" if step.done else ""))) for step in block.steps)
    in_words = "; ".join(f"{number}. {one_line(step)}" for number, step in enumerate(told, 1))
    return {"steps": steps, "alt": f"Forløb i {len(steps)} trin. {in_words}"}


def _wheel(block: Wheel) -> _Data:
    months = [{"name": name, "count": count} for name, count in zip(MÅNEDER, block.counts, strict=True)]
    filled = (f"{name}: {count}" for name, count in zip(MÅNEDER, block.counts, strict=True) if count)
    return {"year": str(block.year), "months": months, "alt": f"Årshjul for {block.year}. {'; '.join(filled)}"}


def _columns(columns: tuple[Column, ...]) -> list[_Data]:
    return [{"name": one_line(column.name), "kind": str(column.kind), "share": column.share} for column in columns]


def _section(section: Section, columns: tuple[Column, ...], printer: Printer) -> _Data:
    return {
        "title": one_line(section.title),
        "depth": section.depth,
        "items": [
            {
                "id": item.id,
                "cells": _cells(item.cells, columns, printer),
                "under": [one_line(line) for line in item.under],
                "marks": [one_line(mark) for mark in item.marks],
            }
            for item in section.items
        ],
        "totals": [_row(row, columns, printer) for row in section.totals],
    }


def _row(row: Row, columns: tuple[Column, ...], printer: Printer) -> _Data:
    return {"cells": _cells(row.cells, columns, printer), "total": row.total}


def _cells(cells: tuple[Cell, ...], columns: tuple[Column, ...], printer: Printer) -> list[list[_Data]]:
    return [
        (_flow if column.kind is Kind.PROSE else _lines)(printer.cell(cell, column.kind))
        for cell, column in zip(cells, columns, strict=True)
    ]


def _flow(text: str) -> list[_Data]:
    """Running text: paragraphs are their ``lines``, lists their ``points``, each the lines of one."""
    return [
        {"points": [list(point) for point in piece.points]}
        if isinstance(piece, Bullets)
        else {"lines": list(piece.lines)}
        for piece in flow(text)
    ]


def _lines(text: str) -> list[_Data]:
    """A short text in the same shape: one paragraph, or none."""
    kept = list(lines(text))
    return [{"lines": kept}] if kept else []


def _texts(data: Any) -> Iterator[str]:
    """Every text in some data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _replaced(data: Any, shown: frozenset[int]) -> Any:
    """The same data with a □ for every character that no font can show."""
    if isinstance(data, str):
        return fonts.replaced(data, shown)
    if isinstance(data, dict):
        return {name: _replaced(value, shown) for name, value in data.items()}
    return [_replaced(value, shown) for value in data] if isinstance(data, list) else data
