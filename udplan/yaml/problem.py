"""A problem: what is wrong, where, and what to write instead. Rules, the reader and the model all speak it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

#: A field path: keys and list indices from the top of a file, e.g. ``("sagsgang", 1, "tid")``.
Sti = tuple[str | int, ...]


class Niveau(StrEnum):
    FEJL = "fejl"
    ADVARSEL = "advarsel"


class Finding(NamedTuple):
    """What a rule says: about a field path, never about lines. ``nøgle`` points at the key and not at its value."""

    fil: Path
    sti: Sti
    besked: str
    forslag: str | None = None
    nøgle: bool = False


class Problem(NamedTuple):
    """A finding with its place in the file.

    ``linje`` and ``kolonne`` count from 1, in characters as editors do; ``længde`` is the number of characters
    on that line that the problem is about, and ``tekst`` the line itself. ``forslag`` is what was probably meant, to write
    in its place; where it ends with a line end, it is whole lines to copy.
    """

    fil: Path
    linje: int
    kolonne: int
    regel: str
    niveau: Niveau
    besked: str
    forslag: str | None = None
    længde: int = 1
    tekst: str = ""


class Span(NamedTuple):
    """From and to, in characters of ``Source.text``."""

    start: int
    end: int


class SourceError(Exception):
    """The one reason why a file cannot be read further, and where."""

    def __init__(self, regel: str, span: Span, besked: str, forslag: str | None = None) -> None:
        super().__init__(besked)
        self.regel, self.span, self.besked, self.forslag = regel, span, besked, forslag
