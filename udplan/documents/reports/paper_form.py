"""The paper form (seed 003): its columns, and an item as a row of it; in which of its parts and sections an item stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from udplan.documents.blocks import Cell, Column, Form, Item, Kind, Row, Section
from udplan.documents.reports.shared import AFSLUTTET, TVÆRGÅENDE, facets, no_steps, roles, titel
from udplan.documents.reports.totals import public_rows, stated, year_columns
from udplan.figures.sums import Sumrække, add_up, total
from udplan.model.indsats import Art, Bevilling, Flytning, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, format_amount, least_decimals
from udplan.values.unknown import UKENDT, IkkeOplyst

# The seed's own headings, in its order. The form of anlæg has a number and no column for MED and hearings.
_OVERSKRIFT = Column("Overskrift")
_TEXTS = (
    Column("Tovholder (Chef/Direktør)"),
    Column("Budgetaftale (Kurs)", Kind.PROSE),
    Column("Proces/Tværgående aspekter og Direktionens rolle (Koordinering og Commitment)", Kind.PROSE),
)
_DRIFT = (
    _OVERSKRIFT,
    *_TEXTS,
    Column("Beslutningsforum (sagsgang)"),
    Column("MED/Høring m.v."),
    Column("Slut (X)", Kind.MARK),
)
_ANLÆG = (Column("Nr."), _OVERSKRIFT, *_TEXTS, Column("Beslutningsforum (Sagsgang)"), Column("Slut (X)", Kind.MARK))


def form(
    plan: Plan,
    caption: str,
    sections: Iterable[tuple[str, Sequence[Indsats]]],
    *,
    level: int,
    anlæg: bool = False,
    totals: bool = True,
    marks: Callable[[Indsats], Iterable[str]] = lambda indsats: (),
) -> Form:
    """The paper form over some sections of items; ``marks`` says in words what else an item is here.

    Items that are not public are not shown, but they count in the totals (format.md, ``offentlig``).
    """
    columns = _ANLÆG if anlæg else _DRIFT
    title = columns.index(_OVERSKRIFT)
    filled = [(heading, items) for heading, items in sections if items]
    seen = [(heading, items) for heading, items in filled if any(indsats.offentlig for indsats in items)]
    several = len(seen) > 1

    def sums(label: str, items: Sequence[Indsats]) -> tuple[Row, ...]:
        return _sums(plan, label, items, title, len(columns)) if totals else ()

    def section(heading: str, items: Sequence[Indsats]) -> Section:
        public = (indsats for indsats in items if indsats.offentlig)
        rows = tuple(_item(plan, indsats, marks(indsats), anlæg=anlæg) for indsats in public)
        return Section(heading, rows, sums("I alt", items) if several else ())

    return Form(
        caption=caption,
        columns=(*columns, *year_columns(plan)),
        sections=tuple(section(heading, items) for heading, items in seen),
        totals=sums(
            f"{caption.partition(',')[0]} i alt" if several else "I alt",
            [indsats for _, items in filled for indsats in items],
        ),
        level=level,
        title=title,
    )


def _sums(plan: Plan, label: str, items: Sequence[Indsats], title: int, width: int) -> tuple[Row, ...]:
    """The total of some items, a row a bevilling; the label stands in the column of titles, before the amounts."""
    rows = stated(public_rows(plan, add_up(plan, items).i_alt, items))
    names = [label if len(rows) == 1 else f"{label}, {_kind(row)}" for row in rows]
    return tuple(
        Row((*(name if place == title else "" for place in range(width)), *row.beløb.values()), total=True)
        for name, row in zip(names, rows, strict=True)
    )


def _kind(row: Sumrække) -> str:
    return "drift eller anlæg ikke oplyst" if row.bevilling == UKENDT else row.bevilling


def _item(plan: Plan, indsats: Indsats, marks: Iterable[str], *, anlæg: bool) -> Item:
    words = [
        *([TVÆRGÅENDE] if indsats.tværgående else []),
        *([AFSLUTTET] if indsats.afsluttet else []),
        *marks,
    ]
    name: tuple[Cell, ...] = (indsats.kode or "", indsats.overskrift) if anlæg else (titel(indsats),)
    hearing: tuple[Cell, ...] = () if anlæg else (_hearing(indsats),)
    return Item(
        id=indsats.id,
        cells=(
            *name,
            roles(indsats),
            _text(indsats.kurs),
            _coordination(plan, indsats),
            _path(indsats),
            *hearing,
            "X" if indsats.afsluttet else "",
            *(indsats.beløb_i(år) for år in plan.grundlag.år),
        ),
        marks=tuple(words),
        facets=facets(plan, indsats),
    )


def _text(value: str | IkkeOplyst | None) -> str:
    return "" if value is None else str(value).strip()


def _coordination(plan: Plan, indsats: Indsats) -> str:
    """The column of coordination, with what the form has no column for: each in a paragraph of its own.

    Seed 003 prints what a saving rests on here; what follows from an item, and what is moved, stand here too.
    """
    text = _text(indsats.koordinering)
    resting = [f"Forudsætning: {indsats.forudsætning.strip()}"] if indsats.forudsætning else []
    moves = [_move(plan, flytning) for flytning in indsats.flytning]
    return "\n\n".join([*([text] if text else []), *resting, *_derived(plan, indsats), *moves])


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
    told = [f"{år} {_figure(plan, beløb) if isinstance(beløb, Decimal) else beløb}" for år, beløb in years]
    return f": {', '.join(told)}" if told else ""


def _figure(plan: Plan, beløb: Decimal) -> str:
    return format_amount(beløb, least_decimals(beløb, plan.grundlag.enhed, plan.grundlag.trykte_decimaler))


def _move(plan: Plan, flytning: Flytning) -> str:
    """An amount that is moved from one year to another, in words."""
    what = "Fremrykket" if flytning.til < flytning.fra else "Udskudt"
    amount = f" {_figure(plan, flytning.beløb)}" if isinstance(flytning.beløb, Decimal) else ""
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
