"""One row of somebody's table as an item: which field each cell of it says, and what an amount cannot be.

What stood there is written as it stood. An amount that is not of one year (over several, or merged with the row above) and what is
no amount at all are ``ikke oplyst``, with a remark of what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from udplan.intake.table.codes import Codes
from udplan.intake.table.columns import Head, Placed
from udplan.intake.table.found import Punkt
from udplan.intake.table.roles import split_roles
from udplan.intake.table.sections import Sted
from udplan.intake.table.titles import MARK, Title, codes_in, read_title
from udplan.model.groups import group_of
from udplan.model.indsats import INGEN, Art, Indsats
from udplan.model.plan import Plan
from udplan.office.grid import Cell, Row, Sort
from udplan.values.amounts import amount_text
from udplan.values.unknown import UKENDT
from udplan.values.words import fold, listed, shortened

_PROSE: Final = frozenset({"kurs", "koordinering", "forudsætning", "note"})
_ALONG: Final = "medvirkende:"
_NO_AMOUNT: Final = {
    Sort.FEJL: "en fejl i arket",
    Sort.UBEREGNET: "en formel, hvis resultat ikke er gemt",
    Sort.DATO: "en dato",
    Sort.SANDT: "et sandt eller falsk",
}


#: What says nothing at all, whatever field it stands in.
_NO_VALUE: Final = frozenset({Sort.FEJL, Sort.UBEREGNET})


class Række(NamedTuple):
    """A row under the columns of its table; ``celler`` are its cells by field, and ``usikker`` tells what is not certain."""

    tabel: str
    head: Head
    row: Row
    at: Placed
    celler: Mapping[str, Cell]
    title: Title
    usikker: Callable[[str], None]


class Items:
    """Makes items for a plan. ``known`` are roles by their folded names, and ``fora`` the codes of bodies by theirs;
    ``is_own`` says that udplan has made the table."""

    def __init__(self, plan: Plan, known: set[str], codes: Codes, *, is_own: bool) -> None:
        self.plan, self.known, self.fora, self.is_own = plan, known, plan.grundlag.forumnavne, is_own
        self.codes = codes

    def title(self, cell: Cell, *, has_code: bool) -> Title:
        """The title of a row. In a table of udplan's own a code never stands on the line of its title."""
        return read_title(
            cell.prosa, has_code=has_code, is_code=lambda code: not self.is_own and self.codes.look_like(code)
        )

    def code_left(self, title: Title) -> str | None:
        """What may be a code and stands on the line of the title yet."""
        return None if title.kode or self.is_own else next(codes_in(title.overskrift), None)

    def as_written(self, cell: Cell) -> str:
        """An amount as it stands, or the exact number of a cell that holds one, with the plan's decimal sign."""
        if cell.sort is Sort.TAL and cell.tal is not None:
            return amount_text(cell.tal, decimaltegn=self.plan.grundlag.decimaltegn)
        return " ".join(cell.text.split())

    def amounts(self, head: Head, at: Placed) -> dict[int, str]:
        """The amounts of a row as they stand, by year; not those over several years."""
        return {
            int(head[place].felt or 0): self.as_written(cell)
            for place, cell in at.celler.items()
            if head[place].is_year and cell.text
        }

    def new(self, row: Række, sted: Sted) -> Punkt:
        """The item that begins with a row, and belongs at ``sted``."""
        title = row.title
        said = {"overskrift": title.overskrift, "underoverskrift": title.under, "kode": title.kode, "slut": title.slut}
        said["tværgående"] = "ja" if title.tværgående or _is_marked(row) else ""
        felter: dict[str, str | list[str] | dict[str, str]] = {name: text for name, text in said.items() if text}
        point = Punkt(row.tabel, [row.row.nummer], sted, felter, self._years(row, sted))
        for name, cell in row.celler.items():
            if cell.text and cell.sort in _NO_VALUE:
                self._without_value(row, point, name, cell)
                continue
            if cell.text:
                self._tell_odd(row, name, cell)
            if name == "overskrift":
                continue
            if cell.text:
                self._say(point, name, cell.prosa)
            elif cell.ovenfra:
                self._say(point, name, cell.ovenfra)
                if name != "tværgående":
                    row.usikker(f"{name} er flettet med rækken ovenfor og er læst som den samme")
        self._odd_amounts(row, point)
        return point

    @staticmethod
    def _tell_odd(row: Række, name: str, cell: Cell) -> None:
        """Tell of a text that a sheet has as something else: a code 9.10 is the number 9,1."""
        if cell.sort in _NO_AMOUNT and not (cell.sort is Sort.DATO and name == "slut"):
            row.usikker(f"{name} er læst som »{shortened(cell.text, 40)}«, og i arket er det {_NO_AMOUNT[cell.sort]}")
        elif name == "kode" and cell.tal is not None and cell.tal != cell.tal.to_integral_value():
            row.usikker(f"koden er et tal i arket og er læst som {cell.text}. Et nul til sidst kan mangle, som i 9.10")

    @staticmethod
    def _without_value(row: Række, point: Punkt, name: str, cell: Cell) -> None:
        """A field whose cell holds an error or a formula without its result is ``ikke oplyst``, or left out where the plan
        cannot say that; a remark says what stood there."""
        what = (
            f"i skemaet står »{shortened(' '.join(cell.text.split()), 40)}« i {name}, og det er {_NO_AMOUNT[cell.sort]}"
        )
        can_be_unknown = name == "overskrift" or group_of(Indsats).fields[name].unknown
        if name in ("udvalg", "gruppe", "art"):
            point.sted = point.sted._replace(**{name: UKENDT})
        elif can_be_unknown:
            point.felter[name] = UKENDT
        point.se_efter.setdefault(name if can_be_unknown else "overskrift", []).append(what)
        row.usikker(f"{what}, så {name} er {'skrevet som ikke oplyst' if can_be_unknown else 'ikke skrevet'}")

    def go_on(self, row: Række, point: Punkt) -> None:
        """Put a row to the item above, which it goes on with."""
        point.rækker.append(row.row.nummer)
        for name, cell in row.celler.items():
            if not cell.text or name == "overskrift":
                continue
            if cell.sort in _NO_VALUE:
                row.usikker(
                    f"i {name} står »{shortened(cell.text, 40)}«, {_NO_AMOUNT[cell.sort]}, og det er ikke lagt til"
                )
                continue
            before = point.felter.get(name)
            if name in _PROSE and isinstance(before, str):
                point.felter[name] = joined(before, cell.prosa, within=row.title.fortsat and cell.fortsætter)
            elif before is None:
                self._say(point, name, cell.prosa)
            else:
                said = f"»{shortened(' '.join(cell.text.split()), 40)}«"
                row.usikker(f"rækken går videre med punktet ovenfor, og {name} {said} er ikke lagt til")
        for år, text in self.amounts(row.head, row.at).items():
            if point.beløb is not None and år in point.beløb and not point.beløb[år]:
                point.beløb[år] = text
                if not row.title.fortsat:
                    row.usikker(f"rækken har ingen overskrift, og {text} i {år} er lagt til punktet ovenfor")
            else:
                row.usikker(f"rækken går videre med punktet ovenfor, som har et andet beløb i {år}: »{text}«")

    def _say(self, point: Punkt, name: str, text: str) -> None:
        """What a cell says of an item."""
        flat = " ".join(text.split())
        if name in _PROSE:
            point.felter[name] = text
        elif name in ("tovholder", "medvirkende"):
            self._say_roles(point, name, text.split("\n"))
        elif name == "sagsgang" and (match := re.fullmatch(r"ingen[.:] ?(.+)", flat, re.IGNORECASE)):
            point.felter[name] = {INGEN: match[1]}
        elif name == "sagsgang" and "," not in text and all(fold(line) in self.fora for line in _lines(text)):
            point.felter[name] = ", ".join(_lines(text))
        elif name == "tværgående" and (MARK.search(fold(flat)) or fold(flat) in ("x", "ja")):
            point.felter[name] = "ja"
        elif name in ("udvalg", "art", "gruppe", "afsnit"):
            said = self.fora.get(fold(flat), flat) if name == "udvalg" else flat
            point.sted = point.sted._replace(**{name: said})
        elif name in ("tema", "strategier"):
            point.felter[name] = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        elif not (name == "slut" and name in point.felter and fold(flat) == "x"):  # the mark has said the day
            point.felter[name] = flat

    def _say_roles(self, point: Punkt, name: str, lines: list[str]) -> None:
        along = [line for line in lines if fold(line).startswith(_ALONG)]
        own = split_roles("\n".join(line for line in lines if line not in along), self.known)
        if own:
            point.felter[name] = own[0] if len(own) == 1 else own
        for line in along:
            point.felter["medvirkende"] = split_roles(line.strip()[len(_ALONG) :], self.known)

    def _years(self, row: Række, sted: Sted) -> dict[int, str] | None:
        """The amounts by year; a year that the table has no column for is not stated there. None where no amount is wanted."""
        columns = {int(column.felt or 0): place for place, column in enumerate(row.head) if column.is_year}
        if not columns:
            return None if sted.art == Art.HENSIGT else {}
        amounts: dict[int, str] = {}
        for år in self.plan.grundlag.år:
            cell = row.at.celler.get(columns[år]) if år in columns else None
            amounts[år] = UKENDT if år not in columns else "" if cell is None else self.as_written(cell)
        return amounts

    def _odd_amounts(self, row: Række, point: Punkt) -> None:
        """What is no amount of one year: its years are ``ikke oplyst``, and a remark says what stood there."""
        if point.beløb is None:
            return
        odd: list[tuple[list[int], str, str]] = []
        for cell, places in row.at.flettede:
            years = [int(row.head[place].felt or 0) for place in places if row.head[place].is_year]
            if cell.text and years:
                odd.append((years, self.as_written(cell), f"over {', '.join(map(str, years))}"))
        for place, cell in row.at.celler.items():
            if not row.head[place].is_year:
                continue
            år = int(row.head[place].felt or 0)
            if cell.ovenfra and not cell.text:
                odd.append(([år], " ".join(cell.ovenfra.split()), f"i {år}, flettet med rækken ovenfor"))
            elif cell.sort in _NO_AMOUNT:
                odd.append(([år], cell.text, f"i {år}, og det er {_NO_AMOUNT[cell.sort]}"))
        for years, text, where in odd:
            point.beløb |= dict.fromkeys((år for år in years if år in point.beløb), UKENDT)
            point.se_efter.setdefault("beløb", []).append(f"i skemaet står »{text}« {where}")
            row.usikker(f"»{text}« står {where}, så {listed(map(str, years))} er skrevet som ikke oplyst")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _is_marked(row: Række) -> bool:
    """Whether the mark of the paper form hangs on a row: in a column without a heading, in a box, or alone in a cell."""
    for cell in row.row.celler:
        if any(MARK.search(fold(box)) for box in cell.tekstfelter) or MARK.fullmatch(fold(cell.text)):
            return True
    unnamed = (cell for place, cell in row.at.celler.items() if row.head[place].felt is None)
    return any(MARK.search(fold(cell.text or cell.ovenfra or "")) for cell in unnamed)


def joined(before: str, after: str, *, within: bool) -> str:
    """A text and the rest of it from the next row: a paragraph of its own, unless udplan's own form says that it was cut
    ``within`` one."""
    if not before or not after or within:
        return f"{before} {after}".strip()
    return f"{before}\n{after}" if after.startswith("- ") else f"{before}\n\n{after}"
