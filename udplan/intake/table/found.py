"""What was found in somebody's table: items, amounts, totals, and what a person must look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from udplan.intake.table.sections import Sted
from udplan.values.words import danish_order, fold, listed, natural_order


class Beløb(NamedTuple):
    """One amount as it stood in a row, whatever became of the row."""

    tabel: str
    række: int
    år: int
    tekst: str


@dataclass
class Punkt:
    """An item as the table has it. ``se_efter`` are remarks for its file, by field."""

    tabel: str
    rækker: list[int]
    sted: Sted
    felter: dict[str, str | list[str] | dict[str, str]]
    beløb: dict[int, str] | None
    se_efter: dict[str, list[str]] = field(default_factory=dict)

    @property
    def hvor(self) -> str:
        numbers = listed(map(str, self.rækker))
        return f"{self.tabel}, række {numbers}" if self.rækker else self.tabel


class Total(NamedTuple):
    """A row with a total: its words, where it stands, what it says by year, and the items above that it is of."""

    navn: str
    tabel: str
    række: int
    sted: Sted
    beløb: Mapping[int, str]
    punkter: tuple[Punkt, ...]


@dataclass
class Fundet:
    """All that was found in a file. ``ukendte`` are columns that nobody knows, and nothing is written while there are some;
    ``forkert`` says in words why nothing can be read as it stands. ``kolonner`` are the headings of all columns (squeezed), and
    ``afsnit`` the headings between the rows that somebody has said something of (folded); ``år`` are the years of the columns of
    amounts, by their headings."""

    punkter: list[Punkt] = field(default_factory=list)
    beløb: list[Beløb] = field(default_factory=list)
    totaler: list[Total] = field(default_factory=list)
    usikre: list[str] = field(default_factory=list)
    nævnt: list[str] = field(default_factory=list)
    ukendte: list[str] = field(default_factory=list)
    forkert: list[str] = field(default_factory=list)
    skemaer: int = 0
    kolonner: set[str] = field(default_factory=set)
    afsnit: set[str] = field(default_factory=set)
    år: dict[str, int] = field(default_factory=dict)


def tell_doubles(found: Fundet) -> None:
    """Tell of two items with the same heading and code, which lint may take for a copy."""
    seen: dict[tuple[str, str], Punkt] = {}
    for point in found.punkter:
        key = fold(str(point.felter["overskrift"])), fold(str(point.felter.get("kode", "")))
        if first := seen.get(key):
            told = f"{point.hvor} har samme overskrift og kode som {first.hvor}: »{point.felter['overskrift']}«"
            (found.usikre if first.sted == point.sted else found.nævnt).append(told)
        seen.setdefault(key, point)


def keep_order(points: Sequence[Punkt]) -> None:
    """Number the items of a place where the plan's own order (code, then title) is not that of the table."""
    places: dict[Sted, list[Punkt]] = {}
    for point in points:
        places.setdefault(point.sted, []).append(point)

    def own(point: Punkt) -> tuple[object, ...]:
        return natural_order(str(point.felter.get("kode", ""))), danish_order(str(point.felter.get("overskrift", "")))

    for members in places.values():
        if sorted(members, key=own) != members:
            for number, point in enumerate(members, 1):
                point.felter["rækkefølge"] = str(number)
