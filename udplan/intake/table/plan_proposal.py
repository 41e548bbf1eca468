"""A plan.yaml to begin with, from what a table says of itself: years, unit, headings, bodies and roles.

What does not stand in the table is marked ``# Se efter``. A short name and a long one are never put together: who knows which
committee AU is, writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from udplan.edit.writing import CannotWrite, on_line
from udplan.intake.table.columns import Head, head_of, placed
from udplan.intake.table.roles import split_roles
from udplan.intake.table.sections import art_of, sounds_like_section
from udplan.intake.table.titles import MARK
from udplan.intake.table.units import of_all, of_head, of_heading
from udplan.model import forms
from udplan.model.indsats import Art
from udplan.model.planfile import slags_of
from udplan.office.grid import Read, Row, Table
from udplan.values.amounts import ENHEDER
from udplan.values.words import danish_order, fold

_RÅDERUM = re.compile(r"r[åa]derum\w*\s*[-–:]\s*(\S+)", re.IGNORECASE)
_LONGEST = 60


class Forslag(NamedTuple):
    """What a plan.yaml can be made of. ``fora`` are bodies by their names, with a remark of where each is from."""

    år: tuple[int, ...]
    enhed: str
    fora: Mapping[str, str]
    hensigtsgrupper: tuple[str, ...]
    tovholdere: tuple[str, ...]


def proposal(read: Read, kolonner: Mapping[str, str]) -> Forslag | None:
    """What the tables of a file say of the plan that they are from; None where none is a form with years."""
    years: set[int] = set()
    fora: dict[str, str] = {}
    grupper: dict[str, None] = {}
    roles: dict[str, str] = {}
    words: list[str] = []
    of_heads: list[str] = []
    for table in read.tabeller:
        named = ((at, head_of(table.rækker, at, kolonner)) for at in range(len(table.rækker)))
        at, first = next(((at, found) for at, found in named if found), (0, None))
        if first is None:
            continue
        head, many = first
        years |= {int(column.felt or 0) for column in head if column.is_year}
        above = [" ".join(cell.text.split()) for row in table.rækker[:at] for cell in row.celler if cell.text]
        heads = [*(paragraph.text for paragraph in table.før if len(paragraph.text) < 200), *above]
        words += [*heads, table.navn]
        of_heads += of_head(table.rækker[at : at + many])
        art = art_of([*reversed(heads[-4:]), table.navn])
        for row in table.rækker[at + many :]:
            if heading := _heading(row, head):
                match = _RÅDERUM.match(heading)
                if match:
                    fora.setdefault(match[1], f"står i »{heading}«")
                elif art == Art.HENSIGT:
                    grupper.setdefault(heading)
                else:
                    fora.setdefault(heading, "et afsnit i skemaet")
        _of_cells(table, head, at + many, fora, roles)
    if not years:
        return None
    units = [*of_heads, *(unit for text in words for unit in of_heading(text)), *of_all(read)]
    unit = units[0] if units else ""
    ordered = tuple(sorted(roles.values(), key=danish_order))
    return Forslag(tuple(sorted(years)), unit, fora, tuple(grupper), ordered)


def _heading(row: Row, head: Head) -> str | None:
    """The words of a row that is a heading between the rows."""
    told = [cell for cell in row.celler if cell.text and not MARK.fullmatch(fold(cell.text))]
    if len(told) != 1 or len(told[0].text) > 200:
        return None
    text = " ".join(told[0].text.split())
    spans = told[0].bredde > 1 or len(row.celler) == 1
    return text if (spans or sounds_like_section(text)) and fold(text).strip(".") != "ingen" else None


def _of_cells(table: Table, head: Head, start: int, fora: dict[str, str], roles: dict[str, str]) -> None:
    for number, row in enumerate(table.rækker[start:], start):
        if head_of(table.rækker, number, {}):
            continue
        at = placed(row, head, table.bredder)
        for place, cell in at.celler.items():
            if head[place].felt == "sagsgang" and not fold(cell.text).startswith("ingen"):
                for step in " ".join(cell.text.split()).split(","):
                    if 0 < len(step.strip()) <= _LONGEST:
                        fora.setdefault(step.strip(), "står i en sagsgang")
            elif head[place].felt == "tovholder":
                for role in split_roles(cell.text.partition("Medvirkende:")[0], frozenset(roles)):
                    if len(role) <= _LONGEST and fold(role) != "ikke oplyst":
                        roles.setdefault(fold(role), role)


def plan_text(forslag: Forslag) -> str:
    """The text of a plan.yaml, with ``# Se efter`` at all that nobody has said."""
    return "\n".join(_lines(forslag)) + "\n"


def _lines(forslag: Forslag) -> Iterator[str]:
    first, last = forslag.år[0], forslag.år[-1]
    whole = list(forslag.år) == list(range(first, last + 1))
    yield "# Et forslag, lavet af et skema. Se linjerne med »Se efter« igennem, og kør kommandoen igen."
    yield f"titel: Udmøntningsplan {first}-{last}  # Se efter: skriv planens titel"
    # Blank, so that the plan is not read, and no report printed, before somebody has written it.
    yield "kommune:  # Se efter: skriv kommunens navn"
    yield f"periode: {first}-{last}" if whole else f"periode: [{', '.join(map(str, forslag.år))}]"
    unsaid = "" if forslag.enhed else "  # Se efter: skemaet siger ikke, hvad beløbene er i"
    yield f"enhed: {forslag.enhed or ENHEDER[0]}{unsaid}"
    yield ""
    yield "# Udvalg og andre, i planens rækkefølge. Hører et langt navn og en forkortelse sammen, så skriv det lange som"
    yield "# navn: ved forkortelsen, og slet linjen med det lange navn. slags er gættet efter navnet."
    yield "fora:"
    for name, whence in forslag.fora.items():
        yield f"  {_value('', name)}: {{slags: {slags_of(name, name)}}}  # Se efter: {_remark(whence)}"
    yield from _list("hensigtsgrupper", forslag.hensigtsgrupper)
    yield from _list("tovholdere", forslag.tovholdere)


def _list(field: str, names: Iterable[str]) -> Iterator[str]:
    lines = [f"  - {_value(field, name, dash='- ')}" for name in names]
    if lines:
        yield ""
        yield f"{field}:"
        yield from lines


def _value(field: str, text: str, dash: str = "") -> str:
    try:
        return on_line(field, text, forms.GRUNDLAG, dash=dash)
    except CannotWrite:
        return on_line(field, "".join(sign for sign in text if sign.isprintable()), forms.GRUNDLAG, dash=dash)


def _remark(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
