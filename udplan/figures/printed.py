"""Rows for other programs: json, csv as a Danish spreadsheet opens it, and the cells of a workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from udplan.figures.rows import Row, sums_data, value_text
from udplan.figures.spreadsheet import spreadsheet_text
from udplan.figures.sums import Summer
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import is_printable, printable

# --- json --------------------------------------------------------------------------------------------------------


def as_json(data: Any) -> str:
    """Amounts as strings with a decimal point, blank as null, dates as ISO.

    What is no sign to be read stands as its number, and so does what GitHub would take for a command: the data are the
    same, and on a screen it does nothing. A byte of a file's name that is no text is written ``\\xff``.
    """
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_json_value)
    for sign in set(text) - {"\n"}:
        if not is_printable(sign):
            text = text.replace(sign, _by_number(sign))
    return text.replace("##[", "#\\u0023[") + "\n"


def _by_number(sign: str) -> str:
    return json.dumps(printable(sign) if "\ud800" <= sign <= "\udfff" else sign)[1:-1]


def sums_json(sums: Summer, *, brutto: bool = False) -> str:
    """A sum as json."""
    return as_json(sums_data(sums, brutto=brutto))


def _json_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, IkkeOplyst):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in json")


# --- csv ---------------------------------------------------------------------------------------------------------


def as_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """For Danish Excel: semicolons, decimal comma, a column a year. The byte order mark is the writer's business.

    ``columns`` names them where there may be no rows. A text that a spreadsheet would take for something else is written
    so that it does not (``spreadsheet``); amounts stand as they are.
    """
    headings = _headings(rows) or list(columns)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for row in map(_flat, rows):
        writer.writerow([_csv_cell(row.get(name)) for name in headings])
    return out.getvalue()


def as_table(rows: Sequence[Row], columns: Sequence[str] = ()) -> tuple[list[str], list[list[Any]]]:
    """The same columns and rows with their values as a workbook's cells: amounts and counts as numbers, dates as dates, and
    all else, years among it, as texts."""
    headings = _headings(rows) or list(columns)
    return headings, [[_table_cell(name, row.get(name)) for name in headings] for row in map(_flat, rows)]


def _table_cell(name: str, value: Any) -> Any:
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool) and name != "år"
    return value if is_number or isinstance(value, date) else value_text(value) or None


def _headings(rows: Iterable[Row]) -> list[str]:
    """Every column that some row has, the years of a figure together: two plans have not the same years."""
    years: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            years.setdefault(name, set()).update(value if isinstance(value, dict) else ())
    named = {name: dict.fromkeys(sorted(own)) if own else None for name, own in years.items()}
    return list(_flat(named))


def _flat(row: Row) -> Row:
    """The row with amounts by year as a column each: ``beløb`` by the year alone, other figures by name and year."""
    flat: Row = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {år if name == "beløb" else f"{name}_{år}": amount for år, amount in value.items()}
        else:
            flat[name] = value
    return flat


def _csv_cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = value_text(value)
    # A date is meant as one, and a number too; a text is that and nothing else.
    return text if isinstance(value, int | date) else spreadsheet_text(text)
