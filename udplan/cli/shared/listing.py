"""A listing: rows that can be had as a table on the screen, as json, as csv and as an Excel workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from udplan.cli.shared.files import ending, refuse_ending, write, write_data
from udplan.cli.shared.options import DataFormat
from udplan.cli.shared.steps import fail

if TYPE_CHECKING:
    from udplan.figures.grid import Grid
    from udplan.figures.rows import Row


class Table(NamedTuple):
    """A table, made when it is to be shown, and the heading over it where there are several."""

    make: Callable[[], Grid]
    heading: str | None = None


class Listing(NamedTuple):
    """The same figures in every shape that they are written in.

    ``rows`` are for csv and xlsx, and ``data`` for json; ``columns`` names those of csv where there may be no rows.
    ``navn`` is what the rows are, for the sheet of a workbook, ``decimaler`` the least that amounts have there, and ``sum``
    how many of the last rows add up the others.
    """

    rows: Sequence[Row]
    data: Any
    tables: Sequence[Table] = ()
    columns: Sequence[str] = ()
    navn: str = "Rækker"
    decimaler: int = 0
    sum: int = 0


def write_listing(listing: Listing, format: DataFormat | None, ud: Path | None, *, overskriv: bool) -> None:
    """Write a listing in a format to the screen or a file, whose name may say the format where nothing else does."""
    from udplan import output

    match _format(listing, format, ud):
        case DataFormat.CSV:
            from udplan.figures.printed import as_csv

            write_data(ud, as_csv(listing.rows, listing.columns), overskriv=overskriv, bom=True)
        case DataFormat.XLSX:
            if ud is None:
                fail("En Excel-fil kan ikke vises på skærmen. Skriv -o og et navn, fx -o plan.xlsx.")
            write(ud, _as_xlsx(listing), overskriv=overskriv)
        case DataFormat.JSON:
            from udplan.figures.printed import as_json

            write_data(ud, as_json(listing.data), overskriv=overskriv)
        case DataFormat.TABEL:
            text = _as_text(listing.tables, screen=ud is None)
            if ud is not None:
                write(ud, text, overskriv=overskriv)
            else:
                output.show_lines(text.split("\n")[:-1])


def _format(listing: Listing, asked: DataFormat | None, ud: Path | None) -> DataFormat:
    """The format that was asked for; where that is none, or a table as by itself, the one that the file is named after."""
    by_ending = {"txt": DataFormat.TABEL} if listing.tables else {}
    by_ending |= {"csv": DataFormat.CSV, "json": DataFormat.JSON, "xlsx": DataFormat.XLSX}
    by_itself = next(iter(by_ending.values()))
    if ud is not None:
        refuse_ending(ud, by_ending, None if asked is DataFormat.TABEL else asked)
    return by_ending.get(ending(ud)) or asked or by_itself


def _as_xlsx(listing: Listing) -> bytes:
    from udplan.documents.printing.errors import MissingPackage
    from udplan.figures.printed import as_table
    from udplan.office.sheet_out import CannotWriteSheet, Fane, Spalte, workbook

    names, rows = as_table(listing.rows, listing.columns)
    # Another program asks for a column by its name; to somebody who reads it, it is words.
    headings = names if listing.columns else [name.replace("_", " ").capitalize() for name in names]
    try:
        spalter = [Spalte(heading, decimaler=listing.decimaler) for heading in headings]
        return workbook(Fane(listing.navn, spalter, rows, sum=listing.sum))
    except (MissingPackage, CannotWriteSheet) as error:
        fail(str(error))


def _as_text(tables: Sequence[Table], *, screen: bool) -> str:
    from udplan import output

    width, colour = output.width(screen=screen), screen and output.in_colour()
    lines: list[str] = []
    for table in tables:
        if table.heading:
            lines += [output.line(table.heading), ""]
        # Each text in a table is printable already, and ``line`` would show the codes of the colours.
        shown = table.make().lines(width, colour=colour)
        lines += shown if colour else map(output.line, shown)
    return "".join(f"{line}\n" for line in lines)
