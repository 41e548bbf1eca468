"""An Excel file as tables: what stands in its cells, exactly, and what else is there, told. The one place that knows openpyxl.

A number is read with the 15 digits that Excel has itself, so that 1,1 is 1.1 whatever its bits are. A formula whose result
nobody has saved, an error and a date are what they are, and never blank.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from udplan.disk.reading import read_file
from udplan.documents.printing.errors import optional
from udplan.office.grid import CannotReadOffice, Cell, Read, Row, Sort, Table
from udplan.office.package import MOST_BYTES, damaged, open_package, root_of
from udplan.values.amounts import amount_text

#: The hidden sheet in which a workbook of udplan's carries what it was when it was sent.
BASE: Final = "udplan"
#: The hidden sheet with what there is to choose from.
LISTS: Final = "Lister"
#: What is hidden in such a workbook, and need not be told.
OWN: Final = (BASE, LISTS)

#: What a sheet can have: a plan of 1,500 items has 30,000 cells.
MOST_CELLS: Final = 100_000
_MOST_ROWS: Final = 1_048_576
#: Marks of xml in all parts: some four a cell, and those of the styles.
_MOST_MARKS: Final = 1_500_000
#: An underscore and what follows stand for one sign, as Excel writes those that xml cannot hold.
_SIGN: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")


def read(path: Path, raw: bytes | None = None) -> Read:
    """The sheets of an Excel file that are not hidden. ``raw`` are its bytes, where it is an attachment.

    Raises:
        CannotReadOffice: if it cannot be read as what it is.
        MissingPackage: if openpyxl is not installed.
        OSError: if it cannot be opened.
    """
    raw = _checked(path, raw)
    values, formulas = _workbook(path, raw, values=True), _workbook(path, raw, values=False)
    tables, told = [], []
    try:
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible":
                told += [] if sheet.title in OWN else [f"Fanebladet »{sheet.title}« er skjult og er ikke læst."]
                continue
            tables.append(_table(sheet, formulas[sheet.title]))
    except CannotReadOffice:
        raise
    except Exception as error:  # openpyxl has no error of its own for what it did not expect
        raise damaged(path, "xlsx") from error
    told += [f"Fanebladet »{sheet.title}« er en figur og er ikke læst." for sheet in values.chartsheets]
    return Read(tuple(tables), tuple(told))


def hidden(path: Path, raw: bytes | None = None) -> str | None:
    """What a workbook of udplan's carries unseen; None where there is no such sheet in it. Raises as ``read``."""
    raw = _checked(path, raw)
    book = _workbook(path, raw, values=True, only=True)
    try:
        if BASE not in book.sheetnames:
            return None
        sheet = book[BASE]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=1, values_only=True)
        return "".join(value for (value, *_) in rows if isinstance(value, str)) or None
    except Exception as error:  # as above
        raise damaged(path, "xlsx") from error


def _checked(path: Path, raw: bytes | None) -> bytes:
    """The bytes of a file that openpyxl can be let at: it makes a cell of every one that two are merged over, and of every
    row that is not there."""
    raw = raw if raw is not None else b"" if path.name.startswith("~$") else read_file(path, MOST_BYTES)
    package = open_package(path, "xlsx", raw)
    marks = cells = 0
    try:
        for part in package.infolist():
            root = root_of(path, package, part)
            if root is None:
                continue
            content = package.read(part)
            marks += content.count(b"<")
            if marks > _MOST_MARKS:
                break
            if root == "worksheet":
                cells += _cells(path, content)
    except CannotReadOffice:
        raise
    except Exception as error:  # a part that is cut short, or is no xml
        raise damaged(path, "xlsx") from error
    if marks > _MOST_MARKS or cells > MOST_CELLS:
        raise CannotReadOffice(
            f"{path} har over {MOST_CELLS:,} celler, og så stor er ingen plan. ".replace(",", ".", 1)
            + "Slet de rækker, kolonner og faneblade, der ikke skal med, og prøv igen."
        )
    return raw


def _cells(path: Path, content: bytes) -> int:
    """How many cells openpyxl makes of a sheet."""
    with optional("Excel-filer"):
        from lxml import etree
        from openpyxl.utils import range_boundaries
    cells = 0
    events = etree.iterparse(
        io.BytesIO(content), tag=("{*}row", "{*}mergeCell", "{*}c"), resolve_entities=False, no_network=True
    )
    for _, element in events:
        match etree.QName(element).localname:
            case "c":
                cells += 1
            case "row":
                if int(element.get("r", "1")) > _MOST_ROWS:
                    raise damaged(path, "xlsx")
            case _:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                cells += (right - left + 1) * (bottom - top + 1)
        element.clear()
    return cells


def _workbook(path: Path, raw: bytes, *, values: bool, only: bool = False) -> Any:
    """The file as openpyxl has it: with the results of its formulas (``values``) or the formulas; ``only`` without what
    is told of the cells."""
    reader_class = _reader()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not read is drawings and validation: not told to a user
            reader = reader_class(io.BytesIO(raw), data_only=values, read_only=only, keep_links=False)
            reader.read()
            return reader.wb
    except Exception as error:  # it has no error of its own for what it did not expect
        raise damaged(path, "xlsx") from error


class _Typed(str):
    """A text whose signs by number are read already."""


@cache
def _reader() -> Any:
    """openpyxl's reader, with texts as they were typed: by itself it takes ``x005F_`` out of them, and leaves ``_x000D_``."""
    with optional("Excel-filer"):
        from lxml import etree
        from openpyxl.reader.excel import ExcelReader
        from openpyxl.xml.constants import SHARED_STRINGS

    class Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
        def read_strings(self) -> None:
            if (part := self.package.find(SHARED_STRINGS)) is None:
                return
            with self.archive.open(part.PartName[1:]) as opened:
                events = etree.iterparse(opened, tag="{*}si", resolve_entities=False, no_network=True)
                for _, element in events:
                    runs = element.iterfind("{*}t"), element.iterfind("{*}r/{*}t")
                    self.shared_strings.append(_Typed(_typed("".join(run.text or "" for of in runs for run in of))))
                    element.clear()

    return Reader


def _table(sheet: Any, formulas: Any) -> Table:
    covers = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    under = {
        (row, column): area.coord.partition(":")[0]
        for area in covers.values()
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if (row, column) != (area.min_row, area.min_col)
    }
    # Those that there are: to ask for them by rows would make every one of a rectangle, however large.
    by_row: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted({*sheet._cells, *formulas._cells}):
        by_row[row].append(column)
    rows = []
    struck = _struck(sheet.parent)
    for number, columns in by_row.items():
        cells: list[Cell] = []
        for column in columns:
            first = under.get((number, column))
            if first and any(area.min_row == number for area in covers.values() if area.coord.startswith(f"{first}:")):
                continue  # the width of the first cell covers it
            cell = _cell(sheet.cell(number, column), formulas.cell(number, column), struck)
            area = covers.get((number, column))
            wide = area.max_col - area.min_col + 1 if area else 1
            also = (f"Cellen er flettet sammen med {first} ovenover.",) if first else ()
            cells.append(cell._replace(kolonne=column - 1, bredde=wide, bemærkninger=(*cell.bemærkninger, *also)))
        while cells and not cells[-1].text and not cells[-1].bemærkninger:
            cells.pop()
        if cells:
            told = ("Rækken er skjult.",) if sheet.row_dimensions[number].hidden else ()
            rows.append(Row(number, tuple(cells), told))
    return Table(sheet.title, tuple(rows), bemærkninger=tuple(_hidden_columns(sheet)))


def _hidden_columns(sheet: Any) -> Iterator[str]:
    for letter, column in sorted(sheet.column_dimensions.items(), key=lambda named: (len(named[0]), named[0])):
        if column.hidden:
            yield f"Kolonne {letter} er skjult, og den er læst."


def _cell(cell: Any, formula: Any, struck: frozenset[int]) -> Cell:
    """A cell with its value, and with its formula where nobody has saved what it gives."""
    told = []
    if cell.comment is not None and cell.comment.text:
        told.append(f"Kommentar: {_text(cell.comment.text).strip()}")
    value = cell.value
    if value is not None and cell.style_id in struck:
        told.append("Teksten er streget ud.")
    if formula.data_type == "f" and value is None and cell.data_type != "str":  # "str" is the empty text
        written = getattr(formula.value, "text", formula.value)
        return Cell(_text(str(written or "=")), sort=Sort.UBEREGNET, bemærkninger=tuple(told))
    if cell.data_type == "e":
        return Cell(str(value), sort=Sort.FEJL, bemærkninger=tuple(told))
    if isinstance(value, bool):
        return Cell("SAND" if value else "FALSK", sort=Sort.SANDT, bemærkninger=tuple(told))
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "", told)
    if value is None or isinstance(value, str):
        return Cell(_text(value or ""), bemærkninger=tuple(told))
    return Cell(_moment(value), sort=Sort.DATO, bemærkninger=tuple(told))


def _number(value: float, form: str, told: list[str]) -> Cell:
    number = Decimal(format(value, ".15g"))
    number = number if number else Decimal(0)  # no -0
    said = amount_text(number)
    if "%" in form:
        told.append(f"Tallet vises i procent, og i cellen står {said}.")
    if _SCALED.search(form.partition(";")[0]):
        told.append(f"Tallet vises i tusinder eller millioner, og i cellen står {said}.")
    return Cell(said, sort=Sort.TAL, tal=number, bemærkninger=tuple(told))


def _moment(value: Any) -> str:
    """A day as it is written in Danish; with a time of day, where there is one."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _text(text: str) -> str:
    return text if isinstance(text, _Typed) else _typed(text)


def _typed(text: str) -> str:
    """A text as it was typed: Excel writes a sign that xml cannot hold by its number, such as the end of a line."""
    if "_x" in text:
        text = _SIGN.sub(lambda match: chr(int(match[1], 16)), text)
    return re.sub("\r\n?", "\n", text)


def _struck(book: Any) -> frozenset[int]:
    """The styles whose text is struck through."""
    fonts = {number for number, font in enumerate(book._fonts) if font.strike}
    return frozenset(number for number, style in enumerate(book._cell_styles) if style.fontId in fonts)
