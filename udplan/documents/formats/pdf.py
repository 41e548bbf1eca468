"""PDF: the paper form as the council is used to it, set by Typst, and tagged for those who listen to it (PDF/UA-1).

The document goes to the template as JSON, so that no text in it can ever be taken for markup. The template is
``dokument.typ``; it says how the pages look, and this module what stands on them.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from udplan.documents.blocks import (
    Bars,
    Block,
    Cell,
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
from udplan.documents.formats import fonts
from udplan.documents.formats.pictures import bar_chart
from udplan.documents.printing.errors import MissingPackage, TemplateError, missing_package
from udplan.documents.printing.files import find, hold_below, is_packaged, read_template
from udplan.documents.printing.mistakes import of_typst
from udplan.documents.printing.text import TRUE_MINUS, Bullets, Printer, flow, lines, one_line
from udplan.values.times import MÅNEDER
from udplan.values.words import how_many, listed

if TYPE_CHECKING:
    from types import ModuleType

TEMPLATE = "dokument.typ"
#: PDF has six levels of headings.
LOWEST_LEVEL = 6
#: A warning names so many places of a character; more of them help nobody.
MOST_PLACES = 5


def render(document: Document, templates: Sequence[Path] = ()) -> bytes:
    """The document as a pdf file, the same bytes on every machine: no clock and no fonts but those we carry.

    Fonts in ``fonts/`` beside a template count too. What no font can show is printed as □; ``missing_characters``
    says what that is.

    Raises:
        TemplateError: if the template or a font cannot be used.
        MissingPackage: if what writes pdf is not installed.
    """
    typst = _typst()
    template = find(TEMPLATE, templates)
    if not is_packaged(template):
        hold_below(template.parent, templates)  # Typst follows links wherever they lead
    text = read_template(template)
    carried = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders(templates)],
    )
    compiler = typst.Compiler(
        {template.name: text.encode("utf-8")},
        root=str(template.parent),  # a template reads what lies beside it, such as a logo, and nothing else
        font_paths=carried,
        ignore_system_fonts=True,
        sys_inputs={"dokument": typst_data(document, templates)},
        # No folder, so that no package of the machine can be found. Those of the network cannot be fetched either: our
        # own template asks for none, and others are filled in where there is no network (``printing.limited``).
        package_path=str(template),
        package_cache_path=str(template),
    )
    try:
        written: bytes = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        raise TemplateError(_told(template, error.message, error.diagnostic)) from error
    return written


def typst_data(document: Document, templates: Sequence[Path] = ()) -> str:
    """The document as the JSON that the template reads: every figure as it is printed, every text in its pieces."""
    shown = fonts.coverage(fonts.folders(templates))
    return json.dumps(_replaced(_document(document), shown), ensure_ascii=False, indent=1)


def missing_characters(document: Document, templates: Sequence[Path] = ()) -> dict[str, list[str]]:
    """The characters of the document that the pdf prints as □, each with the texts that it stands in."""
    shown = fonts.coverage(fonts.folders(templates))
    standing_in: dict[str, dict[str, None]] = {}
    for text in _texts(_document(document)):
        for sign in fonts.missing(text, shown):
            standing_in.setdefault(sign, {})[text] = None
    return {sign: list(texts) for sign, texts in standing_in.items()}


def warnings(
    document: Document,
    texts: Iterable[tuple[Path, str]],
    templates: Sequence[Path] = (),
    shown_path: Callable[[Path], str] = str,
) -> list[str]:
    """One Danish line about each character that the pdf prints as □, with the files and lines it is written in.

    ``texts`` are the plan's files with their texts, asked for only where something is missing; ``shown_path`` writes
    the path of one. A character that none of them holds as such (it may be written ``"\\u2764"``) is named with the
    text of the document that it stands in.
    """
    missing = missing_characters(document, templates)
    places: dict[str, list[str]] = {sign: [] for sign in missing}
    for file, text in texts if missing else ():
        for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
            for sign in missing.keys() & set(line):
                places[sign].append(f"{shown_path(file)}:{number}")
    return [
        f"Pdf'ens skrift har ikke {_named(sign)}, så der står {fonts.REPLACEMENT} i stedet. Tegnet er skrevet i "
        + (_few(places[sign]) if places[sign] else f"»{_shortened(printed[0])}«")
        for sign, printed in missing.items()
    ]


def _named(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    return f"{sign} ({code})" if sign.isprintable() else f"tegnet {code}"


def _few(places: Sequence[str]) -> str:
    more = len(places) - MOST_PLACES
    return listed([*places[:MOST_PLACES], *([f"{how_many(more, 'linje', 'linjer')} mere"] if more > 0 else [])])


def _shortened(text: str) -> str:
    return one_line(text if len(text) <= 60 else f"{text[:60]}…")


def _typst() -> ModuleType:
    try:
        import fontTools.ttLib  # noqa: F401
        import typst
    except ModuleNotFoundError as error:
        raise _missing(sys.platform, platform.machine()) from error
    return typst


def _missing(system: str, machine: str) -> MissingPackage:
    if system == "win32" and machine.lower() in ("arm64", "aarch64"):
        return MissingPackage(
            "Pdf kan ikke skrives på denne maskine: Typst, som sætter siderne, findes ikke til Windows på Arm. Brug "
            "--format docx, og gem som pdf fra Word, eller installer Python til almindelig Windows (x86-64)."
        )
    return missing_package("Pdf")


# The place of a mistake in a diagnostic: "  ┌─ dokument.typ:9:27". Windows paths have backslashes.
_PLACE = re.compile(r"┌─ (.+?):([0-9]+):[0-9]+$", re.MULTILINE)


def _told(template: Path, message: str, diagnostic: str) -> str:
    """One line about a mistake in a template: the file and the line, as near as the typesetter knows, and what."""
    place = _PLACE.search(diagnostic)
    if place is None:
        return f"{template}: {of_typst(one_line(message))}"
    root, file = template.parent.resolve(), (Path.cwd() / place[1]).resolve()
    shown = template.parent / file.relative_to(root) if file.is_relative_to(root) else file
    return f"{shown}:{place[2]}: {of_typst(one_line(message))}"


# --- the document as plain data ----------------------------------------------------------------------------------

_Data = dict[str, Any]


def _document(document: Document) -> _Data:
    printer = Printer(document.enhed, document.decimaler, TRUE_MINUS, document.tegn)
    return {
        "title": one_line(document.title),
        "kommune": one_line(document.kommune),
        "portrait": document.portrait,
        "blocks": [{"kind": type(block).__name__.lower(), **_block(block, printer)} for block in document.blocks],
    }


def _block(block: Block, printer: Printer) -> _Data:
    if isinstance(block, Heading):
        return {
            "level": min(block.level, LOWEST_LEVEL),
            "text": one_line(block.text),
            "new-page": block.new_page,
        }
    if isinstance(block, Contents):
        return {}
    if isinstance(block, Prose | Note | Gap):
        return {"flow": _flow(block.text)}
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
    chart = bar_chart(block.bars)
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
    return {"zero": chart.zero, "bars": bars, "alt": f"Søjler. {in_words}"}


def _steps(block: Steps) -> _Data:
    steps = [{"who": one_line(step.who), "when": one_line(step.when), "done": step.done} for step in block.steps]
    told = (", ".join(filter(None, (step.who, step.when, "er sket" if step.done else ""))) for step in block.steps)
    in_words = "; ".join(f"{number}. {one_line(step)}" for number, step in enumerate(told, 1))
    return {"steps": steps, "alt": f"Forløb i {len(steps)} trin. {in_words}"}


def _wheel(block: Wheel) -> _Data:
    falls = list(
        zip(MÅNEDER, ([one_line(entry) for entry in month] for month in block.months), block.counted, strict=True)
    )
    months = [{"name": name, "entries": entries, "count": count} for name, entries, count in falls]
    filled = (f"{name}: {listed(entries) or count}" for name, entries, count in falls if count)
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
