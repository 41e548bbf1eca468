"""A sheet to somebody as an Excel workbook."""

from __future__ import annotations

from typing import Final

from udplan.intake.sheet import NY_STATUS, Ark, Kolonne, med_fingeraftryk
from udplan.office.sheet_out import MOST_TYPED, Fane, Spalte, workbook
from udplan.values.amounts import KRONER
from udplan.values.signs import sign_in_words
from udplan.values.words import with_stop

#: The sheet with the items, among those of the workbook.
PUNKTER: Final = "Punkter"

#: Texts that are written in the sheet, be there one there now or not.
_PROSE: Final = frozenset({"kurs", "koordinering", "forudsætning", NY_STATUS[0]})
_MESSAGES: Final = {
    "tovholder": "En stilling på listen. Er der flere, så skriv dem på hver sin linje (Alt+Enter). Aldrig et personnavn.",
    "sagsgang": "Et led på hver linje (Alt+Enter), og hvornår: BUU januar 2025.",
    "slut": "X, når punktet er afsluttet, eller datoen: 21-01-2025.",
    NY_STATUS[0]: "Hvordan det går nu, i få ord. Den lægges til dem, der er; de gamle bliver stående.",
    NY_STATUS[1]: "Den dag, status er fra: 21-01-2025.",
    NY_STATUS[2]: "ja, hvis det skal omkring direktionen. Ellers tomt.",
}


def xlsx(ark: Ark) -> bytes:
    """The sheet as an Excel file: what may be changed is yellow, the rest is locked, and its base goes with it unseen.

    Raises:
        CannotWriteSheet: for what no cell of Excel's can hold.
        MissingPackage: if XlsxWriter is not installed.
    """
    headed = ", ".join(filter(None, (f"Udmøntningsplan {ark.plan}", ark.kommune, ark.modtager, ark.enhed)))
    named = [
        place for place, column in enumerate(ark.kolonner) if column.felt in ("id", "kode", "udvalg", "overskrift")
    ]
    return workbook(
        Fane(
            PUNKTER,
            [_column(ark, column) for column in ark.kolonner],
            [row.celler for row in ark.rækker],
            hoved=headed,
            faste=_first_stretch(named),
            låst=True,
        ),
        med_fingeraftryk(ark),
    )


def _first_stretch(places: list[int]) -> int:
    """How many of the first columns are all among some."""
    return next((count for count, place in enumerate(places) if count != place), len(places))


def _column(ark: Ark, column: Kolonne) -> Spalte:
    return Spalte(
        column.overskrift,
        tal=column.tal,
        decimaler=ark.decimaler if column.tal else 0,
        kan_rettes=column.kan_rettes,
        skjult=column.felt == "id",
        valg=column.valg,
        kun_valg=column.kun_valg,
        højst=MOST_TYPED * 10 ** (KRONER["mio. kr."] - KRONER[ark.enhed]),
        besked=_message(ark, column),
        mindst=40 if column.felt in _PROSE else 8,
    )


def _message(ark: Ark, column: Kolonne) -> str:
    if column.tal:
        return f"I {with_stop(ark.enhed)} {sign_in_words(ark.fortegn).capitalize()}. Tomt er ikke nul."
    return _MESSAGES.get(column.felt, "")
