"""Mail addresses by role, from a file that is read and kept nowhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from udplan.disk.reading import read_file
from udplan.office.mail import ForkertAdresse, adresse
from udplan.values.words import fold, shortened

_MOST_BYTES: Final = 1_000_000
_MOST_LINES: Final = 5_000


class ForkerteKontakter(ValueError):
    """Why a file of addresses cannot be used; the text is Danish, whole sentences."""


class Kontakter(NamedTuple):
    """The addresses of each role, as the plan spells it, and the roles that the plan does not have."""

    mails: dict[str, list[str]]
    ukendte: tuple[str, ...]


def kontakter(path: Path, stillinger: Iterable[str]) -> Kontakter:
    """The addresses of a csv file with a role and an address on each line (``stilling;mail``).

    Raises:
        ForkerteKontakter: for what is no such file.
        OSError: if it cannot be read.
    """
    raw = read_file(path, _MOST_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    known = {fold(stilling): stilling for stilling in stillinger}
    first = text.partition("\n")[0]
    mark = next((mark for mark in ";\t," if mark in first), ";")
    mails: dict[str, list[str]] = {}
    unknown: dict[str, None] = {}
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise ForkerteKontakter(f"{path} kan ikke læses som csv. Skriv stilling;mail på hver linje.") from error
    for number, row in enumerate(rows[:_MOST_LINES], 1):
        cells = [" ".join(cell.split(" ")).strip(" \t\u00a0") for cell in row]
        if not any(cells) or (number == 1 and "@" not in "".join(cells)):
            continue
        if len(cells) < 2 or not cells[0]:
            raise ForkerteKontakter(
                f"{path}, linje {number}: der skal stå stilling;mail, fx Økonomichefen;navn@kommune.dk."
            )
        if not cells[1]:
            continue
        try:
            mail = adresse(cells[1])
        except ForkertAdresse as error:
            raise ForkerteKontakter(f"{path}, linje {number}: {error}") from error
        if role := known.get(fold(cells[0])):
            mails.setdefault(role, []).append(mail)
        else:
            unknown[shortened(cells[0])] = None
    return Kontakter({role: list(dict.fromkeys(of)) for role, of in mails.items()}, tuple(unknown))
