"""From the grid of somebody's table to items: what each row is, and which field each cell of it says.

What stood there is written as it stood, and lint is the judge of it. What is not certain is told; what cannot be split, such as
an amount over several years, is ``ikke oplyst`` with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from udplan.intake.table.columns import LEFT_OUT, Head, Placed, head_of, placed, twice, unknown
from udplan.intake.table.found import Beløb, Fundet, Punkt, Total
from udplan.intake.table.items import Items, Række
from udplan.intake.table.sections import Sections, Sted, art_of, sounds_like_section
from udplan.intake.table.titles import MARK, headings_alone, read_title
from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.office.grid import Afsnit, Cell, Read, Row, Sort, Table
from udplan.values.amounts import ENHEDER
from udplan.values.unknown import UKENDT
from udplan.values.words import danish_order, fold, listed, natural_order, shortened

_WORD_TABLE: Final = re.compile("tabel [0-9]+")
_TOTAL: Final = re.compile(r"(?:i ?alt|total|sum|samlet|subtotal|hovedtotal)\b.*|.*[ ,]i ?alt(?:,.*)?")
_SEES: Final = ("gennemstreget", "et tegn fra", "cellen er slettet")
#: How a heading says what its amounts are in, folded.
UNITS: Final = {
    "mio. kr.": re.compile(r"\bmio\.? ?kr|\bmill?\.? ?kr"),
    "1.000 kr.": re.compile(r"\b1\.?000 ?kr|\bt\.? ?kr|\btkr"),
    "kr.": re.compile(r"\bhele kr|\(kr\.?\)|\bi kr\.?(?:$|\))"),
}


def find(read: Read, plan: Plan, kolonner: Mapping[str, str], afsnit: Mapping[str, Sted]) -> Fundet:
    """Everything that the tables of a file say, for a plan. ``kolonner`` and ``afsnit`` are what its user has said of columns
    (by ``columns.squeezed``) and headings (folded)."""
    marks = [told for told in read.bemærkninger if MARK.search(fold(told))]
    found = Fundet(usikre=marks, nævnt=[told for told in read.bemærkninger if told not in marks])
    sections = Sections(plan, afsnit)
    items = Items(plan, _roles(plan, read, kolonner), is_own=read.program.startswith("udplan"))
    within: set[str] = set()
    last: _Table | None = None
    for table in read.tabeller:
        each = _Table(table, plan, sections, kolonner, items, found, last)
        if each.read():
            within.add(table.navn)
            last = each
        elif table.inde_i not in within:
            each.tell_unread(last)
    for paragraphs in (*(table.før for table in read.tabeller), read.efter):
        for _, said in headings_alone(paragraphs, plan):
            found.punkter.append(_heading_alone(said))
    _tell_doubles(found)
    _keep_order(found.punkter)
    found.ukendte = list(dict.fromkeys(found.ukendte))
    return found


def _tell_doubles(found: Fundet) -> None:
    """Tell of two items with the same heading and code, which lint may take for a copy."""
    seen: dict[tuple[str, str], Punkt] = {}
    for point in found.punkter:
        key = fold(str(point.felter["overskrift"])), fold(str(point.felter.get("kode", "")))
        if first := seen.get(key):
            told = f"{point.hvor} har samme overskrift og kode som {first.hvor}: »{point.felter['overskrift']}«"
            (found.usikre if first.sted == point.sted else found.nævnt).append(told)
        seen.setdefault(key, point)


def _keep_order(points: Sequence[Punkt]) -> None:
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


def _roles(plan: Plan, read: Read, kolonner: Mapping[str, str]) -> set[str]:
    """The roles that are known: those of the plan, and those that stand alone in a cell of the file."""
    roles = {fold(role) for role in plan.grundlag.tovholdere}
    for indsats in plan.indsatser:
        roles |= {fold(role) for role in (*(indsats.tovholdere or ()), *indsats.medvirkende)}
    for table in read.tabeller:
        for number, row in enumerate(table.rækker):
            if head := head_of(table.rækker, number, kolonner):
                place = next((n for n, column in enumerate(head[0]) if column.felt == "tovholder"), None)
                for other in table.rækker[number + 1 :] if place is not None else ():
                    if len(other.celler) == len(row.celler) and place is not None:
                        text = fold(other.celler[place].text)
                        roles |= {text} if text and not re.search(r"[,/;\n]| og ", text) else set()
                break
    return roles


def _heading_alone(said: Mapping[str, str]) -> Punkt:
    """An item of which only the heading is known, with ``ikke oplyst`` where more is wanted."""
    hensigt = said.get("art") == Art.HENSIGT or ("gruppe" in said and "art" not in said)
    sted = Sted(said.get("udvalg"), said.get("art", UKENDT), said.get("gruppe"))
    felter: dict[str, str | list[str] | dict[str, str]] = {
        name: text for name, text in said.items() if name not in ("udvalg", "art", "gruppe")
    }
    felter |= dict.fromkeys(("tovholder", "kurs", "koordinering", "sagsgang"), UKENDT)
    return Punkt("listen »Kun nævnt ved overskriften«", [], sted, felter, None if hensigt else {})


class _Table:
    """One table as it is read, row for row."""

    def __init__(
        self,
        table: Table,
        plan: Plan,
        sections: Sections,
        kolonner: Mapping[str, str],
        items: Items,
        found: Fundet,
        last: _Table | None,
    ) -> None:
        self.table, self.plan, self.sections, self.kolonner = table, plan, sections, kolonner
        self.items, self.found = items, found
        self.last = last
        self.art: str | None = None
        self.sted = Sted()
        self.head: Head = ()
        self.points: list[Punkt] = []
        self.since: list[Punkt] = []
        self.has_total = False
        self.is_told = False

    def read(self) -> bool:
        """Read the table; whether it is a form at all."""
        rows = self.table.rækker
        starts = [(at, found) for at in range(len(rows)) if (found := head_of(rows, at, self.kolonner))]
        if not starts:
            return False
        self.found.skemaer += 1
        self.found.nævnt += [f"{self.table.navn}: {told}" for told in self.table.bemærkninger]
        above = [
            Afsnit(" ".join(cell.text.split())) for row in rows[: starts[0][0]] for cell in row.celler if cell.text
        ]
        self._headings([*self.table.før, *above])
        self._go_on(starts[0][1][0])
        for place, (at, (head, many)) in enumerate(starts):
            end = starts[place + 1][0] if place + 1 < len(starts) else len(rows)
            self.head = head
            body = rows[at + many : end]
            if double := twice(head):
                self.found.forkert.append(f"{self.table.navn} har to kolonner, der læses som »{double}«.")
            self.found.ukendte += unknown(head, body, self.table.bredder, MARK)
            self._other_years(body)
            for row in body:
                self._row(row)
        return True

    def tell_unread(self, last: _Table | None) -> None:
        told = [" ".join(cell.text.split()) for row in self.table.rækker[:1] for cell in row.celler if cell.text]
        words = shortened(", ".join(told), 60)
        if last and not self.table.før and self.table.rækker and self._is_like(last):
            self.found.usikre.append(
                f"{self.table.navn} har ingen overskriftsrække og er ikke læst; den ligner en fortsættelse af "
                f"{last.table.navn} (»{words}«). Sæt overskrifterne over den, og prøv igen"
            )
        else:
            self.found.nævnt.append(f"{self.table.navn} er ikke et skema med punkter og er ikke læst (»{words}«)")

    def _is_like(self, last: _Table) -> bool:
        return len(self.table.rækker[0].celler) == len(last.head)

    def _headings(self, above: Sequence[Afsnit]) -> None:
        """What the headings over the table say of its art, unit and section."""
        texts = [paragraph.text for paragraph in above if len(paragraph.text) < 200]
        heads = [paragraph.text for paragraph in above if paragraph.niveau or paragraph in above[-3:]]
        self.art = art_of([*reversed(heads), self.table.navn]) or self.art
        self.sted = Sted(UKENDT if self.art == UKENDT else None, self.art)
        for text in heads:
            if sted := self.sections.find(text, self.art, self.sted):
                self._into(sted)
        said = [enhed for enhed in ENHEDER for text in texts[-4:] if UNITS[enhed].search(fold(text))]
        if said and self.plan.grundlag.enhed not in said:
            self.found.forkert.append(
                f"{self.table.navn} er i {said[-1]}, og planen er i {self.plan.grundlag.enhed} Ret enhed i plan.yaml, eller "
                "regn skemaet om, og prøv igen."
            )

    def _go_on(self, head: Head) -> None:
        """Where a table was cut in two, and nothing stands between with the same head on both, the second goes on where the
        first ended. Two sheets never do."""
        last = self.last
        names = [column.felt for column in head]
        if (
            last
            and not self.table.før
            and _WORD_TABLE.fullmatch(self.table.navn)
            and names == [of.felt for of in last.head]
        ):
            self.art, self.sted = last.art, last.sted
            self.found.nævnt.append(f"{self.table.navn} er læst som fortsættelsen af {last.table.navn}")

    def _other_years(self, rows: Sequence[Row]) -> None:
        for place, column in enumerate(self.head):
            if column.is_year and int(column.felt or 0) not in self.plan.grundlag.år:
                cells = (placed(row, self.head, self.table.bredder).celler.get(place) for row in rows)
                if any(cell is not None and cell.text for cell in cells):
                    self.found.ukendte.append(column.navn)

    def _into(self, sted: Sted) -> None:
        self.sted, self.since, self.has_total = sted, [], False

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _unsure(self, row: Row, what: str) -> None:
        self.found.usikre.append(f"{self.table.navn}, række {row.nummer}: {what}")

    def _row(self, row: Row) -> None:
        at = placed(row, self.head, self.table.bredder)
        self._tell(row)
        cells = dict(self._named(at))
        told = [cell for cell in row.celler if cell.text and not MARK.fullmatch(fold(cell.text))]
        if not told and not any(cell.ovenfra for name, cell in cells.items() if name == "overskrift"):
            return
        title = cells.get("overskrift", Cell(""))
        if len(told) == 1 and self._heading(row, told[0], title, at):
            return
        amounts = self.items.amounts(self.head, at)
        label = next((cell.text for cell in row.celler if cell.text), "")
        others = [
            name for name, cell in cells.items() if cell.text and name not in ("overskrift", "kode", "tværgående")
        ]
        if amounts and not others and _TOTAL.fullmatch(fold(label)):
            self._total(row, " ".join(label.split()), amounts)
        elif amounts and not others and (sted := self.sections.find(title.text, self.art, self.sted)):
            self._into(sted)
            said = ", ".join(f"{år}: {text}" for år, text in amounts.items())
            self._unsure(row, f"afsnittets linje har beløb, som ikke er læst som et punkt ({said})")
        else:
            self.found.beløb += [Beløb(self.table.navn, row.nummer, år, text) for år, text in amounts.items()]
            self._item(row, at, cells, title)

    def _tell(self, row: Row) -> None:
        self.found.nævnt += [f"{self.table.navn}, række {row.nummer}: {told}" for told in row.bemærkninger]
        together: dict[str, int] = {}
        for cell in row.celler:
            for told in cell.bemærkninger:
                together[told] = together.get(told, 0) + 1
        for told, many in together.items():
            if told.startswith(_SEES):
                self._unsure(row, told)
            else:
                cells = f" ({many} celler)" if many > 1 else ""
                self.found.nævnt.append(f"{self.table.navn}, række {row.nummer}: {told}{cells}")
        for cell in row.celler:
            for box in cell.tekstfelter:
                if not MARK.search(fold(box)):
                    self._unsure(row, f"et tekstfelt er ikke læst: »{shortened(box, 60)}«")

    def _named(self, at: Placed) -> Iterator[tuple[str, Cell]]:
        """The cells of a row by field; of several columns that are one field, their texts together."""
        found: dict[str, Cell] = {}
        for place, cell in at.celler.items():
            name = self.head[place].felt
            if name in (None, LEFT_OUT) or self.head[place].is_year:
                continue
            assert name is not None
            if name in found and found[name].text and cell.text:
                both = f"{found[name].prosa}\n\n{cell.prosa}"
                cell = cell._replace(text=both, løbende=both)
            if name not in found or cell.text:
                found[name] = cell
        for cell, places in at.flettede:
            names = [self.head[place].felt for place in places if not self.head[place].is_year]
            name = (
                "overskrift"
                if "overskrift" in names
                else next((of for of in names if of not in (None, LEFT_OUT)), None)
            )
            if name is not None and cell.text and len(names) == len(places) and not found.get(name, Cell("")).text:
                found[name] = cell
        yield from found.items()

    def _heading(self, row: Row, only: Cell, title: Cell, at: Placed) -> bool:
        """Whether a row with one text in it is a heading between the rows; then what is below it belongs there."""
        if only.sort is not Sort.TEKST:
            return False
        text = " ".join(only.text.split())
        spans = any(only is cell for cell, _ in at.flettede) or len(row.celler) == 1
        if sted := self.sections.find(text, self.art, self.sted):
            self._into(sted)
            return True
        if spans and fold(text).strip(".") == "ingen":
            return True
        alone = only is title or text == " ".join(title.text.split())
        if spans or (alone and sounds_like_section(text)):
            home = UKENDT if self.art != Art.HENSIGT else None
            self._into(Sted(home, self.art, UKENDT if self.art == Art.HENSIGT else None))
            self._unsure(
                row,
                f"afsnittet »{shortened(text, 60)}« kendes ikke, så punkterne under det har ikke fået et sted. "
                f'Skriv navnet i plan.yaml, eller --afsnit "{shortened(text, 60)}=udvalg:KODE"',
            )
            return True
        if alone and not only.ovenfra and not read_title(only.prosa, has_code=False).fortsat:
            self._unsure(
                row,
                f"»{shortened(text, 60)}« står alene og er læst som et punkt. Er det et afsnit, så skriv --afsnit "
                f'"{shortened(text, 60)}=udvalg:KODE"',
            )
        return False

    def _total(self, row: Row, label: str, amounts: Mapping[int, str]) -> None:
        base = label.partition(",")[0]
        named = re.sub(r"[ ,]*i ?alt$", "", fold(base)).strip()
        sted, items = self.sted, self.since
        again = bool(self.found.totaler) and self.found.totaler[-1].navn.partition(",")[0] == base and self.has_total
        if again and self.found.totaler[-1].tabel == self.table.navn and "," in label:
            sted, items = self.found.totaler[-1].sted, list(self.found.totaler[-1].punkter)
        elif named and (found := self.sections.find(named, self.art, self.sted)) and (found.udvalg or found.gruppe):
            sted = found
            items = [point for point in self.points if _belongs(point.sted, found)]
        elif (named and not _TOTAL.fullmatch(fold(base).split(" i ")[0])) or self.has_total or not self.since:
            sted, items = Sted(art=self.art), self.points
        self.has_total = True
        years = {år: text for år, text in amounts.items() if år in self.plan.grundlag.år}
        self.found.totaler.append(Total(label, self.table.navn, row.nummer, sted, years, tuple(items)))

    # --- items --------------------------------------------------------------------------------------------------------

    def _item(self, row: Row, at: Placed, cells: Mapping[str, Cell], title_cell: Cell) -> None:
        for told in at.usikkert:
            self._unsure(row, told)
        for cell, places in at.flettede:
            if cell.text and not all(self.head[place].is_year for place in places):
                names = listed(self.head[place].navn or "uden overskrift" for place in places)
                self._unsure(row, f"»{shortened(' '.join(cell.text.split()), 40)}« er flettet over {names}")
        title = read_title(title_cell.prosa, has_code="kode" in cells, is_own=self.items.is_own)
        whole = Række(self.table.navn, self.head, row, at, cells, title, lambda what: self._unsure(row, what))
        goes_on = not title.overskrift or title.fortsat
        if goes_on and self.points:
            self.items.go_on(whole, self.points[-1])
        elif goes_on:
            said = " ".join(next((cell.text for cell in row.celler if cell.text), "").split())
            self._unsure(row, f"rækken har ingen overskrift og er ikke læst: »{shortened(said, 60)}«")
        else:
            point = self.items.new(whole, self.sted)
            if point.sted.udvalg is None and point.sted.art != Art.HENSIGT and not self.is_told:
                self.is_told = True
                self._unsure(
                    row, "punkterne fra denne række står ikke under et udvalg, så det er skrevet som ikke oplyst"
                )
            self.points.append(point)
            self.since.append(point)
            self.found.punkter.append(point)


def _belongs(sted: Sted, to: Sted) -> bool:
    return all(own == wanted for own, wanted in zip(sted, to, strict=True) if wanted is not None)
