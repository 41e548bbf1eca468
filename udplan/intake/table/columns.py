"""The columns of somebody's table by their headings, and in which of them a cell stands.

Nothing is guessed from what stands in the cells: a column is known by its heading, or its user says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from udplan.office.grid import Cell, Row, Sort
from udplan.values.limits import FØRSTE_ÅR, SIDSTE_ÅR
from udplan.values.words import fold

#: What a column may be besides a year, by what stands in its heading: how it begins, or what it has in it.
_BEGINS: Final = {
    "overskrift": ("overskrift", "emne", "indsats", "titel", "initiativ", "hensigtserklaering", "politiskhensigt"),
    "kode": ("nr", "nummer", "kode", "koder", "katalognr"),
    "med_høring": ("med",),
    "slut": ("slut", "afsluttet"),
    "kurs": ("budgetaftale", "aftaletekst", "aftalenstekst"),
}
_HAS: Final = {
    "tovholder": ("tovholder", "ansvarlig"),
    "sagsgang": ("sagsgang", "beslutningsforum"),
    "med_høring": ("hoering",),
    "koordinering": ("koordinering",),
    "kurs": ("kurs",),
}
#: The fields that a column can be said to be, or is by its own name, besides those above.
FIELDS: Final = (
    *("overskrift", "underoverskrift", "kort", "art", "kode", "udvalg", "gruppe", "afsnit", "tovholder", "medvirkende"),
    *(
        "tværgående",
        "kurs",
        "koordinering",
        "forudsætning",
        "kompetence",
        "sagsgang",
        "med_høring",
        "slut",
        "bevilling",
    ),
    *("tema", "strategier", "note"),
)
#: A column that its user will not have.
LEFT_OUT: Final = "udelad"
_SURE: Final = frozenset({"tovholder", "kurs", "koordinering", "sagsgang", "slut"})
#: No heading of a column is longer, in characters.
_LONGEST: Final = 150
#: How much of a column a cell must cover to stand in it, in percent.
_COVERS: Final = 60
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|2[01])[0-9]{2})(?![0-9])")
#: The words that may stand beside the year in the heading of amounts. »Forbrug 2025« and »2025-priser« are something else.
_BESIDE_YEAR: Final = frozenset(
    (
        *(
            "budget",
            "budgetaar",
            "budgetforslag",
            "budgetaendring",
            "budgetaendringer",
            "budgetoverslag",
            "overslag",
            "overslagsaar",
        ),
        *(
            "b",
            "bo",
            "bf",
            "beloeb",
            "aendring",
            "aendringer",
            "effekt",
            "drift",
            "anlaeg",
            "raaderum",
            "vedtaget",
            "netto",
        ),
        *(
            "aar",
            "aaret",
            "i",
            "mio",
            "mill",
            "million",
            "millioner",
            "t",
            "tkr",
            "kr",
            "kroner",
            "hele",
            "tusind",
            "tusinde",
        ),
        *("1000", "1", "000"),
    )
)


class Column(NamedTuple):
    """A column: its heading, the field or year that it is (None: nobody knows), and where it stands in the grid."""

    navn: str
    felt: str | None
    celle: Cell

    @property
    def is_year(self) -> bool:
        return self.felt is not None and self.felt.isdigit()


Head = tuple[Column, ...]


class Placed(NamedTuple):
    """The cells of a row by their column; those over several columns; and what is not certain, in Danish."""

    celler: Mapping[int, Cell]
    flettede: tuple[tuple[Cell, tuple[int, ...]], ...]
    usikkert: tuple[str, ...]


def squeezed(text: str) -> str:
    """A heading without what does not matter: case, spaces, hyphens, brackets."""
    return re.sub("[^a-z0-9]", "", fold(text))


_OWN: Final = {squeezed(field): field for field in FIELDS} | {"tvaergaaendekoordinering": "tværgående"}


def field_of(heading: str, given: Mapping[str, str]) -> str | None:
    """What the column of a heading is: a field, a year, what its user said (``given``); None where nobody knows."""
    if len(heading) > _LONGEST:
        return None
    key = squeezed(heading)
    if key in given:
        return given[key]
    years: set[str] = set(_YEAR.findall(heading))
    if len(years) == 1 and FØRSTE_ÅR <= int(year := years.pop()) <= SIDSTE_ÅR and _is_of_amounts(heading):
        return year
    if key in _OWN:
        return _OWN[key]
    for field, starts in _BEGINS.items():
        # A name as short as Nr. is the whole heading.
        if any(key == start or (len(start) > 3 and key.startswith(start)) for start in starts):
            return field
    return next((field for field, words in _HAS.items() if any(word in key for word in words)), None)


def is_by_likeness(column: Column, given: Mapping[str, str]) -> bool:
    """Whether a column is known only by letters of its heading, and none of the words that say it is one of its words."""
    key = squeezed(column.navn)
    exact = {word for words in (*_BEGINS.values(), *_HAS.values()) for word in words} | _OWN.keys() | given.keys()
    words = {key, *re.findall(r"\w+", fold(column.navn))}
    return bool(key) and column.felt is not None and not column.is_year and not words & exact


def _is_of_amounts(heading: str) -> bool:
    """Whether a heading with a year in it is that of a year's amounts, by the words beside it."""
    beside = fold(_YEAR.sub(" ", heading))
    return "%" not in beside and _BESIDE_YEAR.issuperset(re.findall(r"\w+", beside))


def head_of(rows: Sequence[Row], at: int, given: Mapping[str, str]) -> tuple[Head, int] | None:
    """The columns that a row names, and how many rows it takes to name them; None where it is no header row.

    One has the heading of the titles, and two at least of tovholder, kurs, koordinering, sagsgang and slut. The years may
    stand in the row below.
    """
    head = _columns(rows[at].celler, given)
    if not _is_head(head):
        return None
    if at + 1 < len(rows) and (years := _years_below(rows[at + 1], head, given)):
        return years, 2
    return head, 1


def _columns(cells: Sequence[Cell], given: Mapping[str, str]) -> Head:
    names = [" ".join(cell.text.split()) for cell in cells]
    numbered = {f"kolonne{number}": number for number in range(1, len(cells) + 1)}
    own = {numbered[key]: field for key, field in given.items() if key in numbered}
    return tuple(
        Column(name, field_of(name, given) if name else own.get(number), cell)
        for number, (name, cell) in enumerate(zip(names, cells, strict=True), 1)
    )


def _is_head(head: Head) -> bool:
    fields = [column.felt for column in head]
    return "overskrift" in fields and len(_SURE & {field for field in fields if field}) >= 2


def _years_below(row: Row, head: Head, given: Mapping[str, str]) -> Head | None:
    """The columns with the years of the row below in place of the heading that stands over them."""
    told = [cell for cell in row.celler if cell.text.strip()]
    if not told or not all((field_of(cell.text, {}) or "").isdigit() for cell in told):
        return None
    starts = {cell.kolonne for cell in told}
    over = [
        column
        for column in head
        if not starts & set(range(column.celle.kolonne, column.celle.kolonne + column.celle.bredde))
    ]
    below = _columns(told, given)
    return tuple(sorted((*over, *below), key=lambda column: column.celle.kolonne))


def widened(head: Head, rows: Sequence[Row], given: Mapping[str, str]) -> Head:
    """The columns of a sheet, and those that have something in them and no cell in the header row at all."""
    own = {column.celle.kolonne + place for column in head for place in range(column.celle.bredde)}
    used = {cell.kolonne for row in rows for cell in row.celler if cell.text}
    more = [Column("", None, Cell("", place)) for place in used - own]
    if not more:
        return head
    whole = sorted((*head, *more), key=lambda column: column.celle.kolonne)
    return tuple(
        column if column.navn else column._replace(felt=given.get(f"kolonne{number}"))
        for number, column in enumerate(whole, 1)
    )


def twice(head: Head) -> str | None:
    """The heading that two columns have; the texts of the first that are read as one another's."""
    seen: set[str] = set()
    for column in head:
        if column.felt in (None, LEFT_OUT, "note", "kurs", "koordinering"):
            continue
        assert column.felt is not None
        if column.felt in seen:
            return column.navn
        seen.add(column.felt)
    return None


def unknown(head: Head, rows: Sequence[Row], widths: Sequence[int], is_mark: re.Pattern[str]) -> Iterator[str]:
    """The headings of columns that nobody knows and that have something in them; one without a heading by its number. The
    mark of the paper form stands in a column without a heading."""
    for place, column in enumerate(head):
        if column.felt is not None:
            continue
        texts = [cell.text for row in rows if (cell := placed(row, head, widths).celler.get(place)) and cell.text]
        if not column.navn:
            texts = [text for text in texts if not is_mark.search(fold(text))]
        if texts:
            yield column.navn or f"kolonne {place + 1}"


# --- where a cell stands ------------------------------------------------------------------------------------------------


def placed(row: Row, head: Head, widths: Sequence[int]) -> Placed:
    """The cells of a row under the columns of a table.

    As many cells as columns stand in their order: people move the edges of cells. Otherwise the widths say it.
    """
    cells = _from_the_first(row.celler, head)
    edges = _edges(widths, cells, head)
    columns = [column.celle for column in head]
    if len(cells) == len(columns) and all(
        _shared(cell, own, edges) > 0 for cell, own in zip(cells, columns, strict=True)
    ):
        return Placed(dict(enumerate(cells)), (), ())
    found: dict[int, Cell] = {}
    merged: list[tuple[Cell, tuple[int, ...]]] = []
    unsure: list[str] = []
    for cell in cells:
        shares = [100 * _shared(cell, own, edges) // max(_width(own, edges), 1) for own in columns]
        covers = [place for place, share in enumerate(shares) if share >= _COVERS]
        if not covers and cell.text:
            nearest = max(range(len(shares)), key=shares.__getitem__)
            unsure.append(f"»{cell.text[:40]}« dækker ingen kolonne helt og er læst som {_named(head[nearest])}")
            covers = [nearest]
        if len(covers) > 1:
            merged.append((cell, tuple(covers)))
        elif covers:
            (place,) = covers
            if place in found and found[place].text and cell.text:
                unsure.append(f"to celler står i kolonnen {_named(head[place])}")
                both = f"{found[place].text} {cell.text}"
                cell = cell._replace(text=both, løbende=both, sort=Sort.TEKST, tal=None)
            if place not in found or cell.text:
                found[place] = cell
    return Placed(found, tuple(merged), tuple(unsure))


def _named(column: Column) -> str:
    return column.navn or "uden overskrift"


def _from_the_first(cells: Sequence[Cell], head: Head) -> Sequence[Cell]:
    """The cells, with a blank one in front where the row begins later than the table."""
    first = min(column.celle.kolonne for column in head)
    if cells and cells[0].kolonne > first:
        return (Cell("", first, cells[0].kolonne - first), *cells)
    return cells


def _edges(widths: Sequence[int], cells: Sequence[Cell], head: Head) -> list[int]:
    """Where each column of the grid begins; columns whose width nobody says are alike."""
    last = max(cell.kolonne + cell.bredde for cell in (*cells, *(column.celle for column in head)))
    known = [*widths, *([0] * (last - len(widths)))][:last]
    if not all(width > 0 for width in known):
        known = [1000] * last
    edges = [0]
    for width in known:
        edges.append(edges[-1] + width)
    return edges


def _width(cell: Cell, edges: Sequence[int]) -> int:
    return edges[cell.kolonne + cell.bredde] - edges[cell.kolonne]


def _shared(cell: Cell, other: Cell, edges: Sequence[int]) -> int:
    end = min(edges[cell.kolonne + cell.bredde], edges[other.kolonne + other.bredde])
    return end - max(edges[cell.kolonne], edges[other.kolonne])
