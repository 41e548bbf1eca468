"""A workbook for Excel: texts that stay texts, exact numbers, a head that stays in sight; and, where it is to come back,
what may be changed in it.

The same sheets give the same bytes. It knows no plan: what a column is for is said by whoever makes it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final, NamedTuple

from udplan.documents.printing.errors import optional
from udplan.office.excel_in import BASE, LISTS, letters
from udplan.values.amounts import amount_text
from udplan.values.limits import FLEST_DECIMALER
from udplan.values.totals import Ufuldstændig

#: What a cell holds. A yes is told in words by whoever makes it.
Value = str | int | Decimal | date | None

#: Signs in a cell, as Excel counts them.
MOST_SIGNS: Final = 32_767
#: Figures of a number that Excel keeps.
_MOST_DIGITS: Final = 15
#: The largest amount that may be typed in a column of amounts in mio. kr.: a day that Excel makes of 1.5 is larger.
MOST_TYPED: Final = 9_999

# Widths in signs of the sheet's letters, heights in points: Excel has no row that is higher than 409.
_NARROWEST, _WIDEST_LINE, _WIDEST = 6, 32, 95
_MOST_LINES: Final = 28
_LINE, _HIGHEST = 13, 409
#: Where the columns are wider in all, a page of A4 would be too small to read.
_MOST_ON_A4: Final = 190
_PIECE: Final = 30_000
_MOST_IN_MESSAGE: Final = 255
#: Figures, and a little room between them and the text of the next column.
_RIGHT: Final[dict[str, Any]] = {"align": "right", "indent": 1}
_CREATED: Final = datetime(2020, 1, 1)
_EDITABLE, _HEAD, _RULE = "#FFF7CC", "#DCE6F1", "#C9CED6"


class CannotWriteSheet(ValueError):
    """What a workbook cannot hold; the text is Danish, whole sentences."""


class Spalte(NamedTuple):
    """A column: its heading, and what its cells are.

    ``tal`` are amounts, with at least ``decimaler`` decimals. ``valg`` is what to choose from, and ``kun_valg`` that it can
    be nothing else. ``besked`` is what to write, told where one writes, and ``mindst`` the width that it takes to write it.
    """

    overskrift: str
    tal: bool = False
    decimaler: int = 0
    kan_rettes: bool = False
    skjult: bool = False
    valg: tuple[str, ...] = ()
    kun_valg: bool = False
    højst: int = MOST_TYPED
    besked: str = ""
    mindst: float = _NARROWEST


class Fane(NamedTuple):
    """A sheet: ``låst`` says that only what ``kan_rettes`` may be changed, ``sum`` how many of the last rows add up the
    others, and ``faste`` how many columns stay in sight. ``hoved`` is printed above every page."""

    navn: str
    spalter: Sequence[Spalte]
    rækker: Sequence[Sequence[Value]]
    hoved: str = ""
    faste: int = 0
    låst: bool = False
    sum: int = 0


def workbook(fane: Fane, unseen: str | None = None) -> bytes:
    """An Excel file with one sheet to be seen; ``unseen`` is what it carries, ASCII on one line, for ``excel_in.hidden``.

    Raises:
        CannotWriteSheet: for a text or a number that no cell holds whole.
        MissingPackage: if XlsxWriter is not installed.
    """
    with optional("Excel-filer"):
        import xlsxwriter
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": fane.hoved or fane.navn, "author": "", "created": _CREATED})
    book.set_size(24_000, 14_000)
    _Sheet(book, fane).write()
    if unseen is not None:
        carried = book.add_worksheet(BASE)
        carried.very_hidden()
        carried.protect()
        for row, start in enumerate(range(0, len(unseen), _PIECE)):
            carried.write_string(row, 0, unseen[start : start + _PIECE])
    book.close()
    return out.getvalue()


@cache
def _growing() -> Any:
    """A sheet whose rows are as high as they are told, and grow with what is typed in them: XlsxWriter has only the one or
    the other, and LibreOffice makes no row higher by itself."""
    from xlsxwriter.worksheet import Worksheet

    class Growing(Worksheet):  # type: ignore[misc]  # XlsxWriter's types are passed over
        def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
            super()._xml_start_tag_unencoded(tag, [named for named in attributes if named[0] != "customHeight"])

    return Growing


class _Sheet:
    """One sheet as it is written."""

    def __init__(self, book: Any, fane: Fane) -> None:
        self._book, self._fane = book, fane
        self._formats: dict[tuple[Any, ...], Any] = {}
        self._sheet = book.add_worksheet(fane.navn, _growing())
        self._numbers = [
            spalte.tal or any(isinstance(row[place], Decimal | int) for row in fane.rækker)
            for place, spalte in enumerate(fane.spalter)
        ]

    def write(self) -> None:
        fane, sheet = self._fane, self._sheet
        last = len(fane.rækker) - fane.sum
        seen = [[_seen(value, spalte) for spalte, value in zip(fane.spalter, row, strict=True)] for row in fane.rækker]
        widths = [_width(spalte, [row[place] for row in seen]) for place, spalte in enumerate(fane.spalter)]
        for place, (spalte, width) in enumerate(zip(fane.spalter, widths, strict=True)):
            right = _RIGHT if self._numbers[place] else {}
            sheet.write_string(0, place, spalte.overskrift, self._format(bold=True, bg_color=_HEAD, bottom=1, **right))
            sheet.set_column(place, place, width, None, {"hidden": True} if spalte.skjult else None)
        sheet.set_row(0, _height([spalte.overskrift for spalte in fane.spalter], [width - 2 for width in widths]))
        for number, (row, texts) in enumerate(zip(fane.rækker, seen, strict=True), 1):
            sheet.set_row(number, _height(texts, widths))
            for place, (spalte, value) in enumerate(zip(fane.spalter, row, strict=True)):
                self._cell(number, place, spalte, value, last=number > last)
        sheet.freeze_panes(1, fane.faste)
        if fane.spalter:
            sheet.autofilter(0, 0, max(last, 1), len(fane.spalter) - 1)
            # A code or a year that is all figures is meant as a text, and Excel need not doubt it.
            sheet.ignore_errors({"number_stored_as_text": f"A1:{_reference(len(fane.rækker) + 1, len(fane.spalter))}"})
        self._choices()
        if fane.låst:
            # Against accidents: a password would only seem to be safe.
            allowed = ("format_columns", "format_rows", "autofilter")
            sheet.protect("", dict.fromkeys(allowed, True))
        self._print(sum(width for width, spalte in zip(widths, fane.spalter, strict=True) if not spalte.skjult))

    def _format(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            base = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 10}
            self._formats[key] = self._book.add_format(base | {"bottom": 4, "bottom_color": _RULE} | wanted)
        return self._formats[key]

    def _cell(self, row: int, place: int, spalte: Spalte, value: Value, *, last: bool) -> None:
        look: dict[str, Any] = {"bold": True, "top": 1} if last else {}
        if spalte.kan_rettes:
            look |= {"bg_color": _EDITABLE, "locked": False}
        if isinstance(value, Decimal) and not value.is_nan():
            form = self._format(num_format=_number_format(value, spalte.decimaler), **_RIGHT, **look)
            self._sheet.write_number(row, place, self._exact(spalte, row, value), form)
        elif isinstance(value, int):
            self._sheet.write_number(row, place, value, self._format(num_format="0", **_RIGHT, **look))
        elif isinstance(value, date):
            self._sheet.write_datetime(row, place, value, self._format(num_format="dd-mm-yyyy", align="left", **look))
        elif value is None and spalte.tal:
            form = self._format(num_format=_number_format(Decimal(0), spalte.decimaler), **_RIGHT, **look)
            self._sheet.write_blank(row, place, None, form)
        else:
            text = "udeladt" if isinstance(value, Decimal) else value or ""
            align = _RIGHT if self._numbers[place] else {}
            # »@« keeps what is typed as it was: 1-2 no date, and "- en linje" no formula.
            self._text(row, place, spalte, text, self._format(num_format="@", **align, **look))

    def _text(self, row: int, place: int, spalte: Spalte, text: str, form: Any) -> None:
        if (signs := len(text.encode("utf-16-le", "surrogatepass")) // 2) > MOST_SIGNS:
            raise CannotWriteSheet(
                f"»{spalte.overskrift}« på {self._name(row)} har {_thousands(signs)} tegn, og en celle i Excel kan højst have "
                f"{_thousands(MOST_SIGNS)}. Udelad feltet eller punktet."
            )
        self._sheet.write_string(row, place, text, form) if text else self._sheet.write_blank(row, place, None, form)

    def _exact(self, spalte: Spalte, row: int, value: Decimal) -> float:
        number = float(value)
        if Decimal(format(number, f".{_MOST_DIGITS}g")) != value:
            raise CannotWriteSheet(
                f"»{spalte.overskrift}« på {self._name(row)} er {amount_text(value)}, og Excel kan kun holde "
                f"{_MOST_DIGITS} cifre. Skriv det som csv i stedet, eller udelad feltet."
            )
        return number

    def _name(self, row: int) -> str:
        return str(self._fane.rækker[row - 1][0] or f"række {row + 1}")

    def _choices(self) -> None:
        """What may be typed in the columns that may be changed. It is told again when the sheet comes back: a paste goes
        round it."""
        rows = len(self._fane.rækker)
        editable = (
            [(place, spalte) for place, spalte in enumerate(self._fane.spalter) if spalte.kan_rettes] if rows else []
        )
        lists = self._book.add_worksheet(LISTS) if any(spalte.valg for _, spalte in editable) else None
        if lists is not None:
            lists.hide()
            lists.protect()
        written: dict[tuple[str, ...], str] = {}
        for place, spalte in editable:
            told = {"input_title": spalte.overskrift[:32], "input_message": spalte.besked[:_MOST_IN_MESSAGE]}
            told = told if spalte.besked else {}
            area = partial(self._sheet.data_validation, 1, place, rows, place)
            if spalte.tal:
                area(told | self._amount(place, spalte))
            elif spalte.valg:
                if spalte.valg not in written:
                    column = len(written)
                    for row, name in enumerate(spalte.valg):
                        lists.write_string(row, column, name)  # type: ignore[union-attr]
                    cells = _reference(len(spalte.valg), column + 1, absolute=True)
                    written[spalte.valg] = f"={LISTS}!{_reference(1, column + 1, absolute=True)}:{cells}"
                area(told | _one_of(spalte, written[spalte.valg]))
            elif told:
                area(told | {"validate": "any"})

    def _amount(self, place: int, spalte: Spalte) -> dict[str, Any]:
        cell = _reference(2, place + 1)
        size = f"ABS({cell})<={spalte.højst}"
        return {
            "validate": "custom",
            "value": f'=OR(AND(ISNUMBER({cell}),{size}),LOWER({cell})="ikke oplyst")',
            "error_title": "Det er ikke et beløb",
            "error_message": f"Skriv et tal fra -{_thousands(spalte.højst)} til {_thousands(spalte.højst)}, fx -0,518, "
            "eller ikke oplyst. Brug komma, ikke punktum.",
        }

    def _print(self, wide: float) -> None:
        fane, sheet = self._fane, self._sheet
        sheet.set_landscape()
        sheet.set_paper(9 if wide <= _MOST_ON_A4 else 8)  # A4 or A3
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&9{(fane.hoved or fane.navn).replace('&', '&&')[:200]}")
        sheet.set_footer("&R&9Side &P af &N")


def _one_of(spalte: Spalte, source: str) -> dict[str, Any]:
    few = ", ".join(spalte.valg[:8]) + (" …" if len(spalte.valg) > 8 else "")
    if spalte.kun_valg:
        return {
            "validate": "list",
            "source": source,
            "error_title": "Det kan ikke stå her",
            "error_message": f"Vælg på listen: {few}"[:_MOST_IN_MESSAGE],
        }
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "Det står ikke på listen",
        "error_message": f"På listen står: {few}"[: _MOST_IN_MESSAGE - 30] + ". Er det rigtigt alligevel?",
    }


def _number_format(value: Decimal, decimaler: int) -> str:
    """At least so many decimals, and as many as it takes; behind a sum that lacks an amount stands its mark."""
    if decimaler:
        shown = f"#,##0.{'0' * decimaler}{'#' * (FLEST_DECIMALER - decimaler)}"
    else:  # a point with nothing behind it would be shown
        own = 0 if value == value.to_integral_value() else -int(value.as_tuple().exponent)
        shown = f"#,##0.{'0' * own}" if own else "#,##0"
    return f'{shown}" + ?";-{shown}" + ?"' if isinstance(value, Ufuldstændig) else shown


def _seen(value: Value, spalte: Spalte) -> str:
    """A value about as wide as it is seen."""
    if isinstance(value, Decimal):
        whole, _, decimals = f"{value:,f}".partition(".")
        mark = " + ?" if isinstance(value, Ufuldstændig) else ""
        return f"{whole},{decimals.rstrip('0').ljust(spalte.decimaler, '0')}{mark}"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str("" if value is None else value)


def _width(spalte: Spalte, texts: Sequence[str]) -> float:
    """A column as wide as its lines; prose is as wide as it takes for the longest of it to be no higher than a row can be."""
    longest_word = (
        max(map(len, spalte.overskrift.split()), default=0) * 1.1 + 3
    )  # the arrow of the filter stands there too
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0) * 1.05 + 1.5
    if longest > _WIDEST_LINE:
        width = float(_WIDEST_LINE)
        while width < _WIDEST and any(_lines(text, width) > _MOST_LINES for text in texts):
            width += 5
        longest = width
    return round(max(longest, longest_word, spalte.mindst), 1)


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    most = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(most * _LINE + 2, _HIGHEST)


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes, rather one too many: letters are narrower than the figures that a width counts,
    and a word that does not fit leaves its line short."""
    return sum(1 + int(len(line) * 0.86 / width) for line in text.split("\n"))


def _reference(row: int, column: int, *, absolute: bool = False) -> str:
    """``B2``, or ``$B$2``, from the numbers of a row and a column (from 1)."""
    return f"${letters(column)}${row}" if absolute else f"{letters(column)}{row}"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
