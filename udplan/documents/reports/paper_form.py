"""The pieces that reports share: the paper form (seed 003), its parts, sections and totals, and the standing notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from udplan.documents.blocks import (
    Amount,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Form,
    Heading,
    Item,
    Kind,
    Note,
    Row,
    Section,
)
from udplan.figures.sums import IKKE_OPLYST, Sumrække, split, total
from udplan.model.indsats import Art, Bevilling, Flytning, Indsats, Sagsgang
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed

TVÆRGÅENDE = "Særligt behov for tværgående koordinering"
AFSLUTTET = "Afsluttet"
VEJLEDENDE = Note("Tidspunkterne er vejledende og kan ændre sig.")

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
    columns = (*(_ANLÆG if anlæg else _DRIFT), *(Column(str(år), Kind.AMOUNT) for år in plan.grundlag.år))
    title = 1 if anlæg else 0
    filled = [(heading, items) for heading, items in sections if items]
    every = [indsats for _, items in filled for indsats in items]

    def sums(label: str, items: Sequence[Indsats]) -> tuple[Row, ...]:
        rows = stated(split(plan, label, items)) if totals else ()
        names = [label if len(rows) == 1 else f"{label}, {_kind(row)}" for row in rows]
        return tuple(
            Row((*_blank(title, name, len(columns) - len(plan.grundlag.år)), *row.beløb.values()), total=True)
            for name, row in zip(names, rows, strict=True)
        )

    return Form(
        caption=caption,
        columns=columns,
        sections=tuple(
            Section(
                heading,
                tuple(_item(plan, each, marks(each), anlæg=anlæg) for each in items if each.offentlig),
                sums("I alt", items) if len(filled) > 1 else (),
            )
            for heading, items in filled
            if any(each.offentlig for each in items)
        ),
        totals=sums(f"{caption.partition(',')[0]} i alt" if len(filled) > 1 else "I alt", every),
        level=level,
        title=title,
    )


def stated(rows: Iterable[Sumrække]) -> tuple[Sumrække, ...]:
    """The rows in which any amount is stated: a total of nothing is no total."""
    return tuple(row for row in rows if any(amount is not None for amount in row.beløb.values()))


def _kind(row: Sumrække) -> str:
    return "drift eller anlæg ikke oplyst" if row.bevilling == IKKE_OPLYST else row.bevilling


def _blank(title: int, label: str, width: int) -> tuple[Cell, ...]:
    return tuple(label if place == title else "" for place in range(width))


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
            str(indsats.tovholder) if isinstance(indsats.tovholder, IkkeOplyst) else listed(indsats.tovholder),
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


def facets(plan: Plan, indsats: Indsats) -> tuple[Fact, ...]:
    """What a reader may filter an item by, in the words that the document itself uses."""
    tovholdere = indsats.tovholdere or (str(IKKE_OPLYST),)
    return (
        *([Fact("udvalg", committee(plan, indsats.udvalg))] if indsats.udvalg is not None else []),
        *(Fact("tovholder", each) for each in tovholdere),
        Fact("art", str(indsats.art)),
        Fact("afsluttet", "ja" if indsats.afsluttet else "nej"),
    )


def committee(plan: Plan, kode: str | IkkeOplyst | None) -> str:
    """A body's name in full: its code where it has none, nothing where no body was said."""
    if not isinstance(kode, str):
        return "" if kode is None else str(kode)
    forum = plan.grundlag.fora.get(kode)
    return (forum.navn if forum else None) or kode


def titel(indsats: Indsats) -> str:
    """The title as the form prints it: with the code behind."""
    return f"{indsats.overskrift} {indsats.kode}" if indsats.kode else indsats.overskrift


def _text(value: str | IkkeOplyst | None) -> str:
    return "" if value is None else str(value).strip()


def _coordination(plan: Plan, indsats: Indsats) -> str:
    """The column of coordination, with what the form has no column for: each in a paragraph of its own.

    Seed 003 prints what a saving rests on here; what follows from an item, and what is moved, stand here too.
    """
    text = _text(indsats.koordinering)
    resting = [f"Forudsætning: {indsats.forudsætning.strip()}"] if indsats.forudsætning else []
    moves = [_move(each, plan.grundlag.trykte_decimaler) for each in indsats.flytning]
    return "\n\n".join([*([text] if text else []), *resting, *_derived(plan, indsats), *moves])


def _derived(plan: Plan, indsats: Indsats) -> list[str]:
    """What follows from an item (afledt drift) with its amounts, and with their sum where there are several."""
    source = plan.efter_id.get(indsats.afledt_af or "")
    whence = [f"Afledt af: {titel(source)}"] if source and source.offentlig else []
    items = [each for each in plan.indsatser if each.afledt_af == indsats.id and each.offentlig]
    found = [f"Afledt drift: {titel(each)}{_in_words(plan, each.beløb_i)}" for each in items]
    whole = total(plan, "", "", items).beløb if len(items) > 1 else {}
    return [*whence, *found, *([f"Afledt drift i alt{_in_words(plan, whole.get)}"] if whole else [])]


def _in_words(plan: Plan, amount: Callable[[int], Amount]) -> str:
    """Amounts by year as the end of a sentence: ``: 2025 0,100, 2026 ikke oplyst``; years without one are not named."""
    decimaler = plan.grundlag.trykte_decimaler
    years = [(år, found) for år in plan.grundlag.år if (found := amount(år)) is not None]
    told = [f"{år} {format_amount(each, decimaler) if isinstance(each, Decimal) else each}" for år, each in years]
    return f": {', '.join(told)}" if told else ""


def _move(flytning: Flytning, decimaler: int) -> str:
    """An amount that is moved from one year to another, in words."""
    what = "Fremrykket" if flytning.til < flytning.fra else "Udskudt"
    amount = f" {format_amount(flytning.beløb, decimaler)}" if isinstance(flytning.beløb, Decimal) else ""
    why = f": {flytning.forklaring.strip()}" if flytning.forklaring else ""
    return f"{what}{amount} fra {flytning.fra} til {flytning.til}{why}"


def _path(indsats: Indsats) -> str:
    if isinstance(indsats.sagsgang, Sagsgang) and indsats.sagsgang.ingen:
        return f"Ingen. {indsats.sagsgang.ingen}"
    return "" if indsats.sagsgang is None else str(indsats.sagsgang)


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


def by_heading(items: Iterable[Indsats], name: Callable[[Indsats], str]) -> list[tuple[str, list[Indsats]]]:
    """Items gathered under their headings, in the order in which the headings first come."""
    found: dict[str, list[Indsats]] = {}
    for indsats in items:
        found.setdefault(name(indsats), []).append(indsats)
    return list(found.items())


# --- notes ------------------------------------------------------------------------------------------------------


def public(items: Iterable[Indsats]) -> tuple[tuple[Indsats, ...], tuple[Block, ...]]:
    """The items that a public document may show, and the note that says that something is left out."""
    items = tuple(items)
    shown = tuple(indsats for indsats in items if indsats.offentlig)
    hidden = len(items) - len(shown)
    if not hidden:
        return shown, ()
    what = "Et punkt er ikke offentligt" if hidden == 1 else f"{hidden} punkter er ikke offentlige"
    return shown, (Note(f"{what} og er udeladt her. Beløbene tæller med i planens summer."),)


def abbreviations(plan: Plan, items: Iterable[Indsats]) -> tuple[Block, ...]:
    """What the codes in the paths of decision stand for, for readers who do not know them by heart."""
    used = {trin.forum for indsats in items for trin in indsats.trin}
    named = [(kode, forum.navn) for kode, forum in plan.grundlag.fora.items() if kode in used]
    facts = tuple(Fact(kode, navn) for kode, navn in named if navn and navn != kode)
    return (Heading(2, "Forkortelser"), Facts(facts)) if facts else ()


def missing_amounts(items: Iterable[Indsats]) -> tuple[Block, ...]:
    """The note that a total lacks what nobody knows yet."""
    unknown = sum(isinstance(indsats.beløb, IkkeOplyst) for indsats in items)
    if not unknown:
        return ()
    what = "et punkt, hvis beløb" if unknown == 1 else f"{unknown} punkter, hvis beløb"
    return (Note(f"Summerne omfatter ikke {what} endnu ikke er oplyst."),)
