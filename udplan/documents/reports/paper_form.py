"""The paper form (seed 003): its columns, and an item as a row of it; in which of its parts and sections an item stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from udplan.documents.balance import amounts_share
from udplan.documents.blocks import Cell, Column, Form, Item, Kind, Row, Section
from udplan.documents.reports.shared import (
    AFSLUTTET,
    TVÆRGÅENDE,
    committee,
    facets,
    is_heading_alone,
    no_steps,
    roles,
    titel,
)
from udplan.documents.reports.totals import in_words, public_rows, stated, year_columns
from udplan.figures.select import er_afsluttet
from udplan.figures.sums import Sumrække, i_alt, total
from udplan.model.indsats import Art, Bevilling, Flytning, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, amount_text
from udplan.values.times import format_date
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import listed


class Skema(Enum):
    """Which of the seed's forms: that of anlæg has a number and no column for MED and hearings, and that of hensigter has
    no column that is empty in all of it."""

    DRIFT = "drift"
    ANLÆG = "anlæg"
    HENSIGT = "hensigt"


# The seed's own headings, in its order. The narrow columns are as wide in every form of a document, by what stands in them:
# a title in 27 mm, a long word of a role hyphenated, the codes of a path. The texts share what is left.
_NR = Column("Nr.")
_OVERSKRIFT = Column("Overskrift", share=95)
_KURS = Column("Budgetaftale (Kurs)", Kind.PROSE)
_KOORDINERING = Column("Proces/Tværgående aspekter og Direktionens rolle (Koordinering og Commitment)", Kind.PROSE)
_SAGSGANG = Column("Beslutningsforum (sagsgang)", share=58)
_SAGSGANG_ANLÆG = _SAGSGANG._replace(name="Beslutningsforum (Sagsgang)")
_HØRING = Column("MED/Høring m.v.", share=37)
_SLUT = Column("Slut (X)", Kind.MARK, share=27)
_COMMON = (_OVERSKRIFT, Column("Tovholder (Chef/Direktør)", share=62), _KURS, _KOORDINERING)


class Gruppe(NamedTuple):
    """Items under one heading of a form, and the headings below it."""

    titel: str
    indsatser: Sequence[Indsats]
    under: tuple[Gruppe, ...] = ()

    @property
    def alle(self) -> list[Indsats]:
        """Its items, those of the headings below included."""
        return [*self.indsatser, *(indsats for gruppe in self.under for indsats in gruppe.alle)]

    @property
    def antal(self) -> int:
        """How many headings have items of their own: itself, and those below."""
        return bool(self.indsatser) + sum(gruppe.antal for gruppe in self.under)


def grupper(headed: Iterable[tuple[str, Sequence[Indsats]]]) -> tuple[Gruppe, ...]:
    """What ``shared.by_heading`` gathers, as headings of a form."""
    return tuple(Gruppe(titel, indsatser) for titel, indsatser in headed)


def form(
    plan: Plan,
    caption: str,
    sections: Iterable[Gruppe],
    *,
    level: int,
    dag: date | None,
    skema: Skema = Skema.DRIFT,
    totals: bool = True,
    marks: Callable[[Indsats], Iterable[str]] = lambda indsats: (),
) -> Form | None:
    """The paper form over some headings with items; ``marks`` says in words what else an item is here, ``dag`` is the day
    that closings are seen from.

    Items that are not public, and those that are known by their heading alone, are not shown, but they count in the totals
    (format.md, ``offentlig``). Without an item to show there is no form.
    """
    sections = tuple(sections)
    every = [indsats for gruppe in sections for indsats in gruppe.alle]
    seen = tuple(pruned for gruppe in sections if (pruned := _seen(gruppe)))
    if not seen:
        return None
    columns = _columns(plan, every, skema)
    names = [column.name for column in columns]
    several = sum(gruppe.antal for gruppe in seen) > 1

    def sums(label: str, items: Sequence[Indsats]) -> tuple[Row, ...]:
        with_amounts = totals and columns[-1].kind is Kind.AMOUNT
        return _sums(plan, label, items, columns) if with_amounts else ()

    def parts(gruppe: Gruppe, depth: int) -> Iterator[Section]:
        items = tuple(
            _item(plan, indsats, marks(indsats), names, dag) for indsats in gruppe.indsatser if is_shown(indsats)
        )
        own = [] if gruppe.under else gruppe.indsatser
        yield Section(gruppe.titel, items, sums("I alt", own) if several and own else (), depth)
        below = [section for part in gruppe.under for section in parts(part, depth + 1)]
        if below and gruppe.antal > 1 and len(seen) > 1:
            below[-1] = below[-1]._replace(totals=(*below[-1].totals, *sums(f"{gruppe.titel} i alt", gruppe.alle)))
        yield from below

    return Form(
        caption=caption,
        columns=columns,
        sections=tuple(section for gruppe in seen for section in parts(gruppe, 0)),
        totals=sums(f"{caption.partition(',')[0]} i alt" if several else "I alt", every),
        level=level,
        title=columns.index(_OVERSKRIFT),
    )


def is_shown(indsats: Indsats) -> bool:
    """Whether it is an item of a form: it is public, and more of it is known than its heading."""
    return indsats.offentlig and not is_heading_alone(indsats)


def _seen(gruppe: Gruppe) -> Gruppe | None:
    """The heading with those below it that have an item to show; None where there is none at all."""
    under = tuple(pruned for part in gruppe.under if (pruned := _seen(part)))
    return gruppe._replace(under=under) if under or any(map(is_shown, gruppe.indsatser)) else None


# --- the columns ------------------------------------------------------------------------------------------------


def _columns(plan: Plan, items: Sequence[Indsats], skema: Skema) -> tuple[Column, ...]:
    """The columns of a form over some items: the narrow ones with their share of the page, which leave the rest to amounts
    and texts (see ``balance``)."""
    lean = skema is Skema.HENSIGT
    shown = [indsats for indsats in items if is_shown(indsats)]
    years = year_columns(plan)
    if lean and all(indsats.beløb_i(år) is None for indsats in items for år in plan.grundlag.år):
        years = ()
    # A code is never broken, and its letters are wider than figures.
    number = (_NR._replace(share=(60 + 55 * max((len(item.kode or "") for item in shown), default=2)) // 10),)
    hearing = () if lean and not any(map(_hearing, shown)) else (_HØRING,)
    if skema is Skema.ANLÆG:
        return (*number, *_COMMON, _SAGSGANG_ANLÆG, _SLUT, *years)
    return (*_COMMON, _SAGSGANG, *hearing, _SLUT, *years)


def years_share(plan: Plan, years: int) -> int:
    """The share of a landscape page, in thousandths, that so many columns of the plan's amounts take."""
    return amounts_share(_longest_amount(plan), years)


@lru_cache(maxsize=1)  # every form of a document asks
def _longest_amount(plan: Plan) -> int:
    """How many signs the longest amount of the plan, or its longest total, is printed with."""
    public = [indsats for indsats in plan.indsatser if indsats.offentlig]
    rows = i_alt(plan, public)
    amounts = [indsats.beløb_i(år) for indsats in public for år in plan.grundlag.år]
    amounts += [amount for row in rows for amount in row.beløb.values()]
    known = (in_words(plan, Decimal(amount)) for amount in amounts if isinstance(amount, Decimal))
    return max(map(len, known), default=0)


def _sums(plan: Plan, label: str, items: Sequence[Indsats], columns: Sequence[Column]) -> tuple[Row, ...]:
    """The total of some items, a row a bevilling; the label stands in the column of titles, before the amounts."""
    rows = stated(public_rows(plan, i_alt(plan, items), items))
    names = [label if len(rows) == 1 else f"{label}, {_kind(row)}" for row in rows]
    words = [column for column in columns if column.kind is not Kind.AMOUNT]
    return tuple(
        Row((*(name if column is _OVERSKRIFT else "" for column in words), *row.beløb.values()), total=True)
        for name, row in zip(names, rows, strict=True)
    )


def _kind(row: Sumrække) -> str:
    return "drift eller anlæg ikke oplyst" if row.bevilling == UKENDT else row.bevilling


def _item(plan: Plan, indsats: Indsats, marks: Iterable[str], names: Sequence[str], dag: date | None) -> Item:
    """An item with a cell for each column that the form has; a code has a line of its own where it has no column."""
    words = [
        *([TVÆRGÅENDE] if indsats.tværgående else []),
        *([closed(indsats, dag)] if indsats.afsluttet else []),
        *marks,
    ]
    cells: dict[str, Cell] = {
        _NR.name: indsats.kode or "",
        _OVERSKRIFT.name: indsats.overskrift,
        _COMMON[1].name: _managers(indsats),
        _KURS.name: _text(indsats.kurs),
        _KOORDINERING.name: _coordination(plan, indsats),
        **dict.fromkeys((_SAGSGANG.name, _SAGSGANG_ANLÆG.name), _path(indsats)),
        _HØRING.name: _hearing(indsats),
        _SLUT.name: "X" if er_afsluttet(indsats, dag) else "",
        **{str(år): indsats.beløb_i(år) for år in plan.grundlag.år},
    }
    code = None if _NR.name in names else indsats.kode
    return Item(
        id=indsats.id,
        cells=tuple(cells[name] for name in names),
        marks=tuple(words),
        facets=facets(plan, indsats, dag),
        under=tuple(line for line in (code, indsats.underoverskrift) if line),
    )


def closed(indsats: Indsats, dag: date | None) -> str:
    """That an item is closed, with the day where it is known; seen from a ``dag`` before that, that it will be."""
    said = AFSLUTTET if er_afsluttet(indsats, dag) else "Afsluttes"
    return f"{said} {format_date(indsats.slut)}" if isinstance(indsats.slut, date) else said


def _managers(indsats: Indsats) -> str:
    """The tovholdere, and on a line below them who else must play along."""
    along = [f"Medvirkende: {listed(indsats.medvirkende)}"] if indsats.medvirkende else []
    return "\n".join([roles(indsats), *along])


def _text(value: str | IkkeOplyst | None) -> str:
    return "" if value is None else str(value).strip()


def _coordination(plan: Plan, indsats: Indsats) -> str:
    """The column of coordination, with what the form has no column for: each in a paragraph of its own.

    Seed 003 prints what a saving rests on here; what follows from an item, and what is moved, stand here too.
    """
    text = _text(indsats.koordinering)
    resting = [f"Forudsætning: {indsats.forudsætning.strip()}"] if indsats.forudsætning else []
    moves = [_move(plan, flytning) for flytning in indsats.flytning]
    told = [*([text] if text else []), *resting, *_rates(plan, indsats), *_derived(plan, indsats), *moves]
    return "\n\n".join(told)


def _rates(plan: Plan, indsats: Indsats) -> list[str]:
    """The rate of each year, and what it is worked out of, in words: years with the same rate are named together."""
    years: dict[str, list[str]] = {}
    for år, rate in sorted((indsats.procent or {}).items()):
        if rate is not None:
            years.setdefault(f"{amount_text(rate)} %" if isinstance(rate, Decimal) else str(rate), []).append(str(år))
    rates = [f"{rate} i {listed(of)}" for rate, of in years.items()]
    base = indsats.procent_af if isinstance(indsats.procent_af, dict) else {}
    return [
        *([f"Procent: {'; '.join(rates)}"] if rates else []),
        *([f"Procenten er af{_in_words(plan, base.get)}"] if base else []),
    ]


def _derived(plan: Plan, indsats: Indsats) -> list[str]:
    """What follows from an item (afledt drift) with its amounts, and with their sum where there are several."""
    source = plan.efter_id.get(indsats.afledt_af or "")
    whence = [f"Afledt af: {titel(source)}"] if source and source.offentlig else []
    derived = [other for other in plan.afledte.get(indsats.id, ()) if other.offentlig]
    lines = [f"Afledt drift: {titel(other)}{_in_words(plan, other.beløb_i)}" for other in derived]
    whole = total(plan, "", "", derived).beløb if len(derived) > 1 else {}
    return [*whence, *lines, *([f"Afledt drift i alt{_in_words(plan, whole.get)}"] if whole else [])]


def _in_words(plan: Plan, amount: Callable[[int], Amount]) -> str:
    """Amounts by year as the end of a sentence: ``: 2025 0,100, 2026 ikke oplyst``; years without one are not named."""
    years = [(år, stated) for år in plan.grundlag.år if (stated := amount(år)) is not None]
    told = [f"{år} {in_words(plan, beløb)}" for år, beløb in years]
    return f": {', '.join(told)}" if told else ""


def _move(plan: Plan, flytning: Flytning) -> str:
    """An amount that is moved from one year to another, in words."""
    what = "Fremrykket" if flytning.til < flytning.fra else "Udskudt"
    amount = f" {in_words(plan, flytning.beløb)}" if isinstance(flytning.beløb, Decimal) else ""
    why = f": {flytning.forklaring.strip()}" if flytning.forklaring else ""
    return f"{what}{amount} fra {flytning.fra} til {flytning.til}{why}"


def _path(indsats: Indsats) -> str:
    return no_steps(indsats) or ("" if indsats.sagsgang is None else str(indsats.sagsgang))


def _hearing(indsats: Indsats) -> str:
    if isinstance(indsats.med_høring, str):
        return indsats.med_høring
    return "X" if indsats.med_høring else ""


# --- where an item stands ---------------------------------------------------------------------------------------


def is_unplaced(indsats: Indsats) -> bool:
    """Whether nobody has said where the item belongs: its art, its udvalg or its gruppe is ``ikke oplyst``."""
    home = indsats.gruppe if indsats.art is Art.HENSIGT else indsats.udvalg
    return isinstance(indsats.art, IkkeOplyst) or isinstance(home, IkkeOplyst)


def codes_in_headings(plan: Plan, items: Iterable[Indsats]) -> set[str]:
    """The codes of committees that stand in the headings of some items: readers may not know them by heart."""
    shown = [indsats for indsats in items if indsats.art is not Art.HENSIGT and isinstance(indsats.udvalg, str)]
    return {str(item.udvalg) for item in shown if heading(plan, item).endswith(f" - {item.udvalg}")}


def standing(plan: Plan, indsats: Indsats, dag: date | None) -> Iterator[str]:
    """What is known of an item besides its heading, in words: its kind, where it belongs, and its marks."""
    if isinstance(indsats.art, Art):
        yield str(indsats.art).capitalize()
    if isinstance(indsats.udvalg, str):
        yield committee(plan, indsats.udvalg)
    if isinstance(indsats.gruppe, str):
        yield indsats.gruppe
    if indsats.tværgående:
        yield TVÆRGÅENDE
    if indsats.afsluttet:
        yield closed(indsats, dag)


def is_anlæg(indsats: Indsats) -> bool:
    """Whether it stands in the form of anlæg; a pulje does if its bevilling says so."""
    return indsats.art is Art.ANLÆG or (indsats.art is Art.PULJE and indsats.bevilling is Bevilling.ANLÆG)


def heading(plan: Plan, indsats: Indsats) -> str:
    """The heading that an item of a committee stands under (format.md: its name, or ``afsnit`` by art)."""
    forum = plan.grundlag.fora.get(str(indsats.udvalg))
    if forum is None:
        return str(indsats.udvalg)
    art = Art.ANLÆG if is_anlæg(indsats) else Art.DRIFT if indsats.art is Art.PULJE else indsats.art
    if art in forum.afsnit:
        return forum.afsnit[str(art)]
    return f"Råderumsforslag - {indsats.udvalg}" if art is Art.RÅDERUM else forum.navn or str(indsats.udvalg)
