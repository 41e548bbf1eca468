"""From the grid of somebody's table to items: what each row is, and which field each cell of it says.

What stood there is written as it stood, and lint is the judge of it. What is not certain is told; what cannot be split, such as
an amount over several years, is ``ikke oplyst`` with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from udplan.intake.table.codes import Codes
from udplan.intake.table.columns import (
    LEFT_OUT,
    Head,
    Placed,
    head_of,
    is_by_likeness,
    placed,
    squeezed,
    twice,
    unknown,
    widened,
)
from udplan.intake.table.found import Beløb, Fundet, Punkt, Total, keep_order, tell_doubles
from udplan.intake.table.items import Items, Række
from udplan.intake.table.roles import known_roles
from udplan.intake.table.sections import Sections, Sted, art_of, sounds_like_section
from udplan.intake.table.titles import MARK, headings_alone, read_title
from udplan.intake.table.totals import begins_like_total, is_sure_total, is_total, of_what
from udplan.intake.table.units import of_all, of_head, of_heading
from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.office.grid import Afsnit, Cell, Read, Row, SeEfter, Sort, Table
from udplan.values.unknown import UKENDT
from udplan.values.words import fold, listed, shortened

_WORD_TABLE: Final = re.compile("tabel [0-9]+")


def find(read: Read, plan: Plan, kolonner: Mapping[str, str], afsnit: Mapping[str, Sted]) -> Fundet:
    """Everything that the tables of a file say, for a plan. ``kolonner`` and ``afsnit`` are what its user has said of columns
    (by ``columns.squeezed``) and headings (folded)."""
    marks = [told for told in read.bemærkninger if MARK.search(fold(told))]
    found = Fundet(usikre=marks, nævnt=[told for told in read.bemærkninger if told not in marks])
    sections = Sections(plan, afsnit)
    is_own = read.program.startswith("udplan")
    items = Items(plan, known_roles(plan, read, kolonner), Codes(plan, read, kolonner), is_own=is_own)
    within: set[str] = set()
    last: _Table | None = None
    for table in read.tabeller:
        each = _Table(table, plan, sections, kolonner, items, found, last, of_all(read))
        if each.read():
            within.add(table.navn)
            last = each
        elif table.inde_i not in within:
            each.tell_unread(last)
    for paragraphs in (*(table.før for table in read.tabeller), read.efter):
        for _, said in headings_alone(paragraphs, plan):
            found.punkter.append(_heading_alone(said))
    tell_doubles(found)
    keep_order(found.punkter)
    found.ukendte = list(dict.fromkeys(found.ukendte))
    found.afsnit = sections.used
    return found


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
        units: Sequence[str] = (),
    ) -> None:
        self.table, self.plan, self.sections, self.kolonner = table, plan, sections, kolonner
        self.items, self.found = items, found
        self.last, self.units = last, units
        self.art: str | None = None
        self.sted = Sted()
        self.head: Head = ()
        self.points: list[Punkt] = []
        self.since: list[Punkt] = []
        self.has_total = False
        self.is_told = False
        self.codes: list[str] = []

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
            body = rows[at + many : end]
            self.head = (
                head if self.table.bredder else widened(head, body, self.kolonner)
            )  # in Word the widths say where a cell stands
            self._unit([*self.table.før, *above] if not place else (), rows[at : at + many])
            names = (column.navn or f"kolonne {number}" for number, column in enumerate(self.head, 1))
            self.found.kolonner |= set(map(squeezed, names))
            if not self.items.is_own:
                self._tell_likeness()
            if double := twice(self.head):
                self.found.forkert.append(f"{self.table.navn} har to kolonner, der læses som »{double}«.")
            self.found.ukendte += unknown(self.head, body, self.table.bredder, MARK)
            self._other_years(body)
            for row in body:
                self._row(row)
        if self.codes:
            self.found.nævnt.append(f"{self.table.navn}: koder taget af overskrifterne: {', '.join(self.codes)}")
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
        heads = [paragraph.text for paragraph in above if paragraph.niveau or paragraph in above[-3:]]
        self.art = art_of([*reversed(heads), self.table.navn]) or self.art
        self.sted = Sted(UKENDT if self.art == UKENDT else None, self.art)
        # A sheet may be called what a heading over a table in Word would say.
        named = [] if _WORD_TABLE.fullmatch(self.table.navn) else [self.table.navn]
        for text in (*named, *heads):
            if sted := self.sections.find(text, self.art, self.sted):
                self._into(sted)

    def _unit(self, above: Sequence[Afsnit], head_rows: Sequence[Row]) -> None:
        """Refuse amounts in another unit than the plan's: what the head says, or the lines just over it, or else the file."""
        texts = [paragraph.text for paragraph in above if len(paragraph.text) < 200][-4:]
        near = [*of_head(head_rows), *(unit for text in (*texts, self.table.navn) for unit in of_heading(text))]
        said = near or self.units
        if said and self.plan.grundlag.enhed not in said:
            self.found.forkert.append(
                f"{self.table.navn} er i {said[0]}, og planen er i {self.plan.grundlag.enhed} Ret enhed i plan.yaml, eller "
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
            if column.is_year:
                self.found.år[column.navn] = int(column.felt or 0)
            if column.is_year and int(column.felt or 0) not in self.plan.grundlag.år:
                cells = (placed(row, self.head, self.table.bredder).celler.get(place) for row in rows)
                if any(cell is not None and cell.text for cell in cells):
                    self.found.ukendte.append(column.navn)

    def _tell_likeness(self) -> None:
        """Tell of columns that are known by how their heading begins: »Indsatsområde« need not be the title."""
        alike = [f"»{each.navn}« som {each.felt}" for each in self.head if is_by_likeness(each, self.kolonner)]
        told = f"{self.table.navn}: kolonner læst efter deres ord: {listed(alike)}"
        if alike and told not in self.found.nævnt:
            self.found.nævnt.append(told)

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
        texts = [(name, cell) for name, cell in cells.items() if cell.text and name not in ("kode", "tværgående")]
        others = [name for name, _ in texts if name != "overskrift"]
        alone = texts[0][1].text if len(texts) == 1 and not title.ovenfra else label
        coded = self._is_coded(cells)
        if amounts and not (texts or title.ovenfra or ("kode" in cells and cells["kode"].text)):
            said = ", ".join(f"{år}: {text}" for år, text in amounts.items())
            self._unsure(row, f"rækken har kun beløb ({said}) og er ikke læst. Er det en total, så skriv I alt i den")
        elif amounts and not coded and ((not others and self._is_total(label)) or is_sure_total(title.text or alone)):
            for name in others if title.text else ():
                said = shortened(" ".join(cells[name].text.split()), 40)
                self._unsure(row, f"rækken er læst som en total, og {name} »{said}« er ikke læst")
            self._total(row, " ".join((label if title.text else alone).split()), amounts)
        elif amounts and not others and (sted := self.sections.find(title.text, self.art, self.sted)):
            self._into(sted)
            said = ", ".join(f"{år}: {text}" for år, text in amounts.items())
            self._unsure(row, f"afsnittets linje har beløb, som ikke er læst som et punkt ({said})")
        else:
            self.found.beløb += [Beløb(self.table.navn, row.nummer, år, text) for år, text in amounts.items()]
            if amounts and not (coded or others) and begins_like_total(title.text):
                said = shortened(" ".join(title.text.split()), 60)
                self._unsure(row, f"»{said}« er læst som et punkt. Er det en total, så skriv I alt i den")
            self._item(row, at, cells, title)

    def _is_total(self, label: str) -> bool:
        """Whether a row of amounts is a total by its words; »Total AU« is one where AU is a section."""
        begins = begins_like_total(label) and self.sections.find(of_what(label), self.art, self.sted)
        return is_total(label) or bool(begins)

    def _is_coded(self, cells: Mapping[str, Cell]) -> bool:
        """Whether a row has a code, so that it is an item whatever its words are."""
        if "kode" in cells:
            return bool(cells["kode"].text) and not is_total(cells["kode"].text)
        return "overskrift" in cells and bool(self.items.title(cells["overskrift"], has_code=False).kode)

    def _tell(self, row: Row) -> None:
        for told in row.bemærkninger:
            where = self.found.usikre if isinstance(told, SeEfter) else self.found.nævnt
            where.append(f"{self.table.navn}, række {row.nummer}: {told}")
        together: dict[str, int] = {}
        for cell in row.celler:
            for told in cell.bemærkninger:
                together[told] = together.get(told, 0) + 1
        for told, many in together.items():
            if isinstance(told, SeEfter):
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
                odd = found[name].sort if cell.sort is Sort.TEKST else cell.sort
                cell = cell._replace(text=both, løbende=both, sort=odd)
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
        named = of_what(label)
        sted, items = self.sted, self.since
        again = bool(self.found.totaler) and self.found.totaler[-1].navn.partition(",")[0] == base and self.has_total
        if again and self.found.totaler[-1].tabel == self.table.navn and "," in label:
            sted, items = self.found.totaler[-1].sted, list(self.found.totaler[-1].punkter)
        elif named and (found := self.sections.find(named, self.art, self.sted)) and (found.udvalg or found.gruppe):
            sted = found
            items = [point for point in self.points if _belongs(point.sted, found)]
        elif (
            named
            or self.has_total
            or not self.since
            # The only total of a table with several sections is that of them all.
            or not any(of.tabel == self.table.navn for of in self.found.totaler)
        ):
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
        title = self.items.title(title_cell, has_code="kode" in cells)
        if title.kode and not self.items.is_own:
            self.codes.append(f"{title.kode} (række {row.nummer})")
        elif "kode" not in cells and (left := self.items.code_left(title)):
            self.found.nævnt.append(
                f"{self.table.navn}, række {row.nummer}: {left} ligner ingen anden kode i skemaet eller planen og er læst "
                f"som en del af overskriften »{shortened(title.overskrift, 60)}«"
            )
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
