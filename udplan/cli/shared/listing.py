"""A listing: rows that can be had as a table on the screen, as json and as csv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from udplan.cli.shared.options import DataFormat
from udplan.cli.shared.steps import write, write_data

if TYPE_CHECKING:
    from udplan.figures.rows import Row


class Table(NamedTuple):
    """A rich table, made when it is to be shown, and the heading over it where there are several."""

    make: Callable[[], Any]
    heading: str | None = None


class Listing(NamedTuple):
    """The same figures in every shape that they are written in.

    ``rows`` are for csv and ``data`` for json; ``columns`` names those of csv where there may be no rows.
    """

    rows: Sequence[Row]
    data: Any
    tables: Sequence[Table] = ()
    columns: Sequence[str] = ()


def write_listing(listing: Listing, format: DataFormat, ud: Path | None) -> None:
    """Write a listing in a format to the screen or a file, whose name may say the format where nothing else does."""
    from udplan.figures.printed import as_csv, as_json

    if ud is not None and format is DataFormat.TABEL:
        format = next((kind for kind in DataFormat if f".{kind}" == ud.suffix.lower()), format)
    match format:
        case DataFormat.CSV:
            write_data(ud, as_csv(listing.rows, listing.columns), bom=True)
        case DataFormat.JSON:
            write_data(ud, as_json(listing.data))
        case DataFormat.TABEL:
            text = _as_text(listing.tables, screen=ud is None)
            if ud is not None:
                write(ud, text)
            else:
                print(text, end="")


def _as_text(tables: Sequence[Table], *, screen: bool) -> str:
    from udplan import output

    console = output.console(screen=screen)
    with console.capture() as capture:
        for table in tables:
            if table.heading:
                console.print(f"{table.heading}\n")
            console.print(table.make())
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
