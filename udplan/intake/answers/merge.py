"""Three-way, cell by cell: the sheet as it was sent, as it came back, and the file as it is today.

All three are held against each other as the sheet shows them. A file changes only where that is certain, and every cell
that says something else than was sent has its line, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from udplan.edit.fields import Sæt, Tilføj, Ændring
from udplan.edit.writing import points
from udplan.intake.answers.cells import KanIkkeTages, beløbene, ens, sagt, skrevet, tiderne
from udplan.intake.answers.posts import FLETTET, Post, Svar
from udplan.intake.answers.statuses import STATUS, ny_status
from udplan.intake.answers.telling import beløb_vist, forskel, set_som
from udplan.intake.remarks import own_remarks
from udplan.intake.sheet import Ark, Celle, Kolonne, Række, vist
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.office.grid import STREGET_UD, Cell, Sort, Streget
from udplan.values.unknown import UKENDT
from udplan.values.words import listed


class Udfald(Enum):
    """What becomes of a cell that says something else than was sent."""

    RETTES = auto()
    STÅR_DER = auto()
    VALGT_FRA = auto()  # whoever ran the command chose so
    BEMÆRK = auto()  # it is read, and there is more to see in the file than its text
    IKKE_TAGET = auto()


class Linje(NamedTuple):
    """One line of what came of an answer: of which field of which item, in which file it stood, and in Danish what."""

    kilde: str
    id: str
    felt: str
    udfald: Udfald
    tekst: str

    def __str__(self) -> str:
        return f"{self.id}.{self.felt}: {self.tekst}"


class Ønske(NamedTuple):
    """A change that a file is to have, and the lines that it is made for."""

    fil: Path
    ændring: Ændring
    linjer: tuple[Linje, ...]


class Flettet(NamedTuple):
    """All lines, in the order of the answers, and the changes that those have that are to be made."""

    linjer: tuple[Linje, ...]
    ønsker: tuple[Ønske, ...]


@dataclass(frozen=True)
class Valgt:
    """What whoever runs the command has chosen. ``dato`` is that of a status without one, ``kun`` the fields that alone are
    taken (id and field; none: all), ``konflikt`` whose word counts: ``ark``, ``fil`` or nobody's."""

    dato: date | None = None
    kun: frozenset[tuple[str, str]] = frozenset()
    konflikt: str = ""
    nye_tovholdere: bool = False

    def tager(self, id: str, felt: str) -> bool:
        """Whether a field is to be taken: by its name, its year alone, or that of all its parts."""
        named = {felt, felt.rpartition(".")[2], felt.partition(".")[0]}
        return not self.kun or any((id, name) in self.kun for name in named)


class _Krav(NamedTuple):
    """A cell that is not as it was sent: what was sent and what it says, or why it cannot be read."""

    svar: Svar
    kolonne: Kolonne
    sendt: Celle
    siger: Celle
    kan_ikke: str = ""


def flet(
    plan: Plan, svar: Sequence[Svar], valgt: Valgt, daterede: Mapping[str, date] = MappingProxyType({})
) -> Flettet:
    """What some answers want of a plan, and what can be done of it; nothing is written. ``daterede`` are the days of the
    statuses of those that were taken before, by the names of their files."""
    linjer: list[Linje] = []
    ønsker: list[Ønske] = []
    roller: dict[str, list[Linje]] = {}  # those that plan.yaml is to know, and the lines that give items them
    items: dict[str, list[tuple[Svar, Række, Post]]] = {}
    for each in svar:
        rows = {row.id: row for row in each.ark.rækker}
        for id, post in each.poster.items():
            items.setdefault(id, []).append((each, rows[id], post))
    for id, posts in items.items():
        item = plan.efter_id.get(id)
        if item is None:
            linjer += (_gone(each, id) for each, _, _ in posts)
        else:
            of_item = _Item(plan, item, valgt, daterede, roller)
            of_item.merge(posts)
            linjer += of_item.linjer
            ønsker += of_item.ønsker
    order = {each.navn: place for place, each in enumerate(svar)}
    # plan.yaml is the first to be written: no item may have a role that its register did not get
    register = [Ønske(plan.fil, Tilføj(("tovholdere",), name), tuple(lines)) for name, lines in roller.items()]
    return Flettet(tuple(sorted(linjer, key=lambda linje: order[linje.kilde])), (*register, *ønsker))


def _gone(svar: Svar, id: str) -> Linje:
    return Linje(svar.navn, id, "id", Udfald.IKKE_TAGET, "punktet findes ikke længere i planen, så rækken læses ikke.")


class _Item:
    """One item, in all answers that have it."""

    def __init__(
        self,
        plan: Plan,
        item: Indsats,
        valgt: Valgt,
        daterede: Mapping[str, date],
        roller: dict[str, list[Linje]],
    ) -> None:
        self._plan, self._item, self._valgt, self._daterede, self._roller = plan, item, valgt, daterede, roller
        self.linjer: list[Linje] = []
        self.ønsker: list[Ønske] = []
        self._beløb: dict[int, tuple[str, Linje]] = {}
        self._statuses: list[dict[str, object]] = []

    def merge(self, posts: Sequence[tuple[Svar, Række, Post]]) -> None:
        wanted: dict[str, list[_Krav]] = {}
        for svar, row, post in posts:
            for krav in _changed(self._plan, svar, row, post):
                wanted.setdefault(krav.kolonne.felt, []).append(krav)
        for felt, several in wanted.items():
            self._field(felt, several)
        self._beløbene()
        for svar, _, post in posts:
            self._status(svar, post)
            beside = [(felt, remark) for felt, cell in post.celler.items() for remark in cell.bemærkninger]
            for felt, remark in [*beside, *(("række", remark) for remark in post.bemærkninger)]:
                if remark not in (FLETTET, STREGET_UD):
                    self.linjer.append(self._line(svar, felt, _of_remark(remark), remark))

    def _line(self, svar: Svar, felt: str, udfald: Udfald, tekst: str) -> Linje:
        return Linje(svar.navn, self._item.id, felt, udfald, tekst)

    # --- a field of the plan ---

    def _field(self, felt: str, several: Sequence[_Krav]) -> None:
        readable = [krav for krav in several if not krav.kan_ikke and krav.kolonne.kan_rettes]
        different = [krav for krav in readable if not ens(krav.siger, readable[0].siger)]
        if different:
            said = listed([f"»{set_som(krav.siger)}« ({krav.svar.navn})" for krav in readable])
            tekst = f"arkene siger hver sit: {said}, så intet er rettet. Modtag det rigtige ark først og for sig."
            self.linjer += (self._line(krav.svar, felt, Udfald.IKKE_TAGET, tekst) for krav in readable)
            self.linjer += (self._one(felt, krav) for krav in several if krav not in readable)
            return
        taken: Svar | None = None
        for krav in several:
            if krav not in readable:
                self.linjer.append(self._one(felt, krav))
            elif taken is not None:
                same = f"»{set_som(krav.siger)}« siger {taken.navn} også."
                self.linjer.append(self._line(krav.svar, felt, Udfald.STÅR_DER, same))
            else:
                linje = self._one(felt, krav)
                self.linjer.append(linje)
                taken = krav.svar if linje.udfald is Udfald.RETTES else None

    def _one(self, felt: str, krav: _Krav) -> Linje:
        """The line of a cell by itself; what it wants is noted, where it is to be done."""
        now = vist(self._plan, self._item, felt)
        a, b = set_som(krav.sendt), set_som(krav.siger)
        if not krav.kolonne.kan_rettes:
            shown = f"arket siger »{b}«" if krav.siger is not None else "arket er tømt her"
            stays = f"og der bliver stående »{set_som(now)}«" if now is not None else "og feltet bliver tomt"
            return self._line(krav.svar, felt, Udfald.IKKE_TAGET, f"kan ikke rettes her; {shown}, {stays}.")
        if krav.kan_ikke:
            return self._line(krav.svar, felt, Udfald.IKKE_TAGET, f"ikke taget: {krav.kan_ikke}")
        if ens(krav.siger, now, i_word=krav.svar.i_word):
            already = f"»{b}« står der allerede." if krav.siger is not None else "er tomt allerede."
            return self._line(krav.svar, felt, Udfald.STÅR_DER, already)
        if not self._valgt.tager(self._item.id, felt):
            return self._line(krav.svar, felt, Udfald.VALGT_FRA, "ikke taget, for --kun nævner det ikke.")
        conflict = not ens(krav.sendt, now, i_word=krav.svar.i_word)
        if conflict and self._valgt.konflikt == "fil":
            tekst = f"rettet både i arket og i planen; planens »{set_som(now)}« bliver stående, og arkets »{b}« er ikke taget."
            return self._line(krav.svar, felt, Udfald.VALGT_FRA, tekst)
        if conflict and self._valgt.konflikt != "ark":
            tekst = (
                f"rettet både i arket og i planen, så intet er rettet. Sendt: »{a}«. "
                f"Arket: »{forskel(krav.sendt, krav.siger)}«. Planen: »{forskel(krav.sendt, now)}«. "
                "Brug --ved-konflikt ark for arkets, eller --ved-konflikt fil for planens."
            )
            return self._line(krav.svar, felt, Udfald.IKKE_TAGET, tekst)
        tekst = self._told(now, krav.siger)
        if conflict:
            tekst = f"{tekst} Arket blev sendt med »{a}«."
        if remarks := own_remarks(self._plan, self._item, self._plan.sources[self._item.fil], _sti(felt)):
            tekst = f"{tekst} I filen står »# {remarks[0]}«: passer den stadig?"
        linje = self._line(krav.svar, felt, Udfald.RETTES, tekst)
        return self._wish(felt, krav, linje)

    def _told(self, now: Celle, new: Celle) -> str:
        if new is None:
            return f"tømmes; der stod »{set_som(now)}«."
        if now is None:
            return f"udfyldes med »{set_som(new)}«."
        if len(set_som(now)) > _LONG or len(set_som(new)) > _LONG:
            return f"rettes: »{forskel(now, new)}«."
        return f"rettes fra »{set_som(now)}« til »{set_som(new)}«."

    def _wish(self, felt: str, krav: _Krav, linje: Linje) -> Linje:
        try:
            if felt.startswith("beløb."):
                amount = skrevet(self._plan, felt, krav.siger)
                self._beløb[int(felt.partition(".")[2])] = amount, linje
            elif felt == "sagsgang":
                changes = tiderne(self._plan, self._item, krav.siger if isinstance(krav.siger, str) else None)
                self.ønsker += (Ønske(self._item.fil, change, (linje,)) for change in changes)
                if not changes:
                    return linje._replace(
                        udfald=Udfald.STÅR_DER, tekst="siger det samme som i planen, skrevet på en anden måde."
                    )
            else:
                value = skrevet(self._plan, felt, krav.siger, nye_tovholdere=self._valgt.nye_tovholdere)
                if felt in ("tovholder", "medvirkende"):
                    linje = self._registered(value, linje)
                self.ønsker.append(Ønske(self._item.fil, Sæt((felt,), value), (linje,)))
        except KanIkkeTages as error:
            # »kan ikke rettes« is a whole sentence of its own
            words = str(error) if "kan ikke rettes" in str(error) else f"ikke taget: {error}"
            return linje._replace(udfald=Udfald.IKKE_TAGET, tekst=words)
        return linje

    def _registered(self, value: str | list[str], linje: Linje) -> Linje:
        """Have plan.yaml's register know new roles too; a plan without a register gets none."""
        register = self._plan.grundlag.tovholdere
        new = [name for name in points(value or None) if register and name not in {*register, UKENDT}]
        if first := [name for name in new if name not in self._roller]:
            linje = linje._replace(tekst=f"{linje.tekst} {listed(first)} kommer med i tovholdere i plan.yaml.")
        for name in new:
            self._roller.setdefault(name, []).append(linje)
        return linje

    def _beløbene(self) -> None:
        changes = beløbene(self._plan, self._item, {år: amount for år, (amount, _) in self._beløb.items()})
        for years, change in changes if self._beløb else ():
            self.ønsker.append(Ønske(self._item.fil, change, tuple(self._beløb[år][1] for år in years)))

    # --- a new status ---

    def _status(self, svar: Svar, post: Post) -> None:
        cells = {column: cell for column in _of_status(svar.ark) if (cell := post.celler.get(column.felt))}
        try:
            new = ny_status(self._plan, self._item, cells, self._daterede.get(svar.navn, self._valgt.dato))
        except KanIkkeTages as error:
            new, why = None, str(error)
        else:
            if new is None:
                return
            why = ""
        if not self._valgt.tager(self._item.id, STATUS):
            tekst = "ikke taget, for --kun nævner den ikke."
            self.linjer.append(self._line(svar, STATUS, Udfald.VALGT_FRA, tekst))
        elif new is None:
            self.linjer.append(self._line(svar, STATUS, Udfald.IKKE_TAGET, f"ikke taget: {why}"))
        elif new.ændring is None or new.ændring.værdi in self._statuses:
            self.linjer.append(self._line(svar, STATUS, Udfald.STÅR_DER, f"{new.tekst} står der allerede."))
        else:
            self._statuses.append(new.ændring.værdi)
            linje = self._line(svar, STATUS, Udfald.RETTES, f"lægges til: {new.tekst}.")
            self.linjer.append(linje)
            self.ønsker.append(Ønske(self._item.fil, new.ændring, (linje,)))


def _of_remark(remark: str) -> Udfald:
    """A comment is somebody's word that is not taken, and so is what is struck through; that a text was tracked is only to be
    seen."""
    left = isinstance(remark, Streget) or remark.startswith("Kommentar") or any(of in remark for of in _LEFT)
    return Udfald.IKKE_TAGET if left else Udfald.BEMÆRK


_LEFT = ("ikke læst", "kan ikke læses")

#: What is longer is told by the words that differ.
_LONG = 70


def _sti(felt: str) -> tuple[str | int, ...]:
    name, _, år = felt.partition(".")
    return (name, int(år)) if år else (name,)


def _of_status(ark: Ark) -> Iterable[Kolonne]:
    return (column for column in ark.kolonner if column.felt.startswith(f"{STATUS}."))


def _changed(plan: Plan, svar: Svar, row: Række, post: Post) -> Iterator[_Krav]:
    """The cells of a row that say something else than was sent, or that cannot be read; those of a new status apart."""
    for kolonne, sendt in zip(svar.ark.kolonner, row.celler, strict=True):
        cell: Cell | None = post.celler.get(kolonne.felt)
        if cell is None or kolonne.felt == "id" or kolonne.felt.startswith(f"{STATUS}."):
            continue
        if FLETTET in cell.bemærkninger:
            yield _Krav(svar, kolonne, sendt, None, FLETTET)
            continue
        if (
            kolonne.tal
            and cell.sort is Sort.TEKST
            and not cell.streget
            and ens(beløb_vist(svar.ark, sendt), cell.text.strip())
        ):
            continue  # an amount in Word, as it was printed
        try:
            siger = sagt(plan, kolonne, cell)
        except KanIkkeTages as error:
            if cell.streget or not ens(sendt, cell.text):
                yield _Krav(svar, kolonne, sendt, cell.text, str(error))
            continue
        if not ens(sendt, siger, i_word=svar.i_word):
            yield _Krav(svar, kolonne, sendt, siger)


def gjort(linje: Linje) -> Linje:
    """A line as it is told when its change is made."""
    done = {"rettes": "rettet", "tømmes": "tømt", "udfyldes": "udfyldt", "lægges": "lagt"}
    first, _, rest = linje.tekst.partition(" ")
    bare = first.rstrip(":;")
    return linje._replace(tekst=f"{done.get(bare, bare)}{first[len(bare) :]} {rest}")


def nægtet(linje: Linje, hvorfor: str) -> Linje:
    """A line whose change is refused."""
    empty = linje.tekst.startswith("tømmes")
    return linje._replace(udfald=Udfald.IKKE_TAGET, tekst=f"ikke {'tømt' if empty else 'taget'}: {hvorfor}")


def felter_i(ark: Ark) -> Mapping[str, frozenset[str]]:
    """The fields of a sheet that ``--kun`` can name, by the id of each of its items."""
    names: set[str] = set()
    for column in ark.kolonner:
        name, _, part = column.felt.partition(".")
        names |= {name, *([column.felt, part] if part.isdigit() else [])}
    names.discard("id")
    return {row.id: frozenset(names) for row in ark.rækker}
