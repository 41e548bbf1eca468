"""The changes themselves: a section a kind, in the order of ``Slags``; a kind of which there is none has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from udplan.documents.blocks import Block, Cell, Changed, Column, Heading, Kind, Note, Prose, Row, Table
from udplan.documents.reports.direktion import status_news
from udplan.documents.reports.shared import by_heading, columns, roles, titel
from udplan.documents.reports.totals import amount_columns, in_words
from udplan.figures.changes.change import Slags, Ændring
from udplan.figures.changes.held import Holdt
from udplan.figures.changes.wording import TOMT, name, said, step_said, value
from udplan.model.indsats import Indsats, Status
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, amount_text
from udplan.values.differ import differing
from udplan.values.unknown import IKKE_OPLYST

_STREGER = Note("Slettet tekst er overstreget, og ny tekst står med fed.")
#: What no difference is a figure of: rates, which are of a hundred and not in the plan's unit.
_RATE: Final = "procent"


def sections(plan: Plan, held: Holdt) -> Iterator[Block]:
    """Every change once."""
    for slags in Slags:
        if of := held.af(slags):
            heading, made = _SECTIONS[slags]
            yield Heading(2, heading)
            yield from made(plan, of)


def _whole(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    """Items that came or went, with their amounts."""
    remarks = any(ændring.bemærk for ændring in of)
    years = sorted({år for each in of if each.punkt for år in _years(plan, each.punkt)})
    named = (
        *columns("Punkt", "Udvalg", "Tovholder"),
        *amount_columns(*map(str, years)),
        *columns(*["Bemærk"] * remarks),
    )
    rows = tuple(
        Row(
            (
                *(titel(item), str(item.udvalg or ""), roles(item), *map(item.beløb_i, years)),
                *([ændring.bemærk] if remarks else []),
            )
        )
        for ændring in of
        if (item := ændring.punkt)
    )
    yield Table(caption, named, rows)


def _years(plan: Plan, item: Indsats) -> list[int]:
    """The years of which an item says something: of one that is gone, they may be others than the plan's."""
    if isinstance(item.beløb, dict):
        return [år for år, amount in item.beløb.items() if amount is not None]
    return [] if item.beløb is None else list(plan.grundlag.år)


def _closed(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    what = "Afsluttet" if of[0].slags is Slags.AFSLUTTET else "Var afsluttet"
    rows = tuple(
        Row((titel(item), str(item.udvalg or ""), value(ændring.efter or ændring.før, str)))
        for ændring in of
        if (item := ændring.punkt)
    )
    yield Table(caption, columns("Punkt", "Udvalg", what), rows)


def _figures(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    """Figures, those of money with their difference, and then rates, which have none."""
    money, rates = ([o for o in of if (o.felt == _RATE) is rate] for rate in (False, True))
    if money:
        named = (*columns("Punkt", "Hvad"), *amount_columns("Før", "Efter", "Forskel"))
        yield Table(caption, named, tuple(Row((_title(o), _what(o), *_before_and_after(o), o.forskel)) for o in money))
        yield Note(f"{TOMT.capitalize()} er ikke det samme som 0. Hvor ikke begge beløb er tal, er der ingen forskel.")
    if rates:
        rows = tuple(Row((_title(o), _what(o), value(o.før, _rate), value(o.efter, _rate))) for o in rates)
        yield Table("Satser, der er ændret", columns("Punkt", "Hvad", "Før", "Efter"), rows)


def _rate(amount: Amount) -> str:
    return f"{amount_text(amount)} pct." if isinstance(amount, Decimal) else str(amount)


def _what(of: Ændring) -> str:
    year = f"{name(of.felt)} {of.år}"
    return f"{year} ({of.bemærk})" if of.bemærk else year


def _before_and_after(of: Ændring) -> tuple[Cell, ...]:
    """What stood and what stands, as an amount where it is one: of blank it is said, for it is not 0."""
    return tuple(
        TOMT if each is None else str(each) if isinstance(each, date | Status) else each for each in (of.før, of.efter)
    )


def _values(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    words = partial(in_words, plan)
    rows = tuple(Row((_title(o), name(o.felt), value(o.før, words), value(o.efter, words))) for o in of)
    yield Table(caption, columns("Punkt", "Hvad", "Før", "Efter"), rows)


def _steps(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    words = partial(in_words, plan)
    rows = tuple(Row((_title(o), step_said(o, words))) for o in of)
    yield Table(caption, (*columns("Punkt"), Column("Ændring", Kind.PROSE)), rows)


def _moved(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    rows = tuple(Row((_title(o), said(o, partial(in_words, plan)))) for o in of)
    yield Table(caption, columns("Punkt", "Ændring"), rows)


def _texts(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    yield _STREGER
    for title, own in by_heading(of, _title):
        yield Heading(3, title)
        for change in own:
            if isinstance(change.før, str) and isinstance(change.efter, str):
                yield Changed(name(change.felt), differing(change.før, change.efter))
            else:
                yield from _came_or_went(change)


def _came_or_went(change: Ændring) -> Iterator[Block]:
    """A text that was not there before, or is not any more; what stood in its place is told, also that nothing did."""
    was, is_now = ("" if not isinstance(of, str) else of for of in (change.før, change.efter))
    lines = differing(was, is_now)
    if lines:
        yield Changed(name(change.felt), lines)
    if was or is_now:
        yield Note(_in_its_place(change, gone=bool(was)))
    else:
        yield Prose(f"{name(change.felt)}: {_blank(change.før)} → {_blank(change.efter)}")


def _in_its_place(change: Ændring, *, gone: bool) -> str:
    """What stands where a text stood, or stood where one does."""
    what = name(change.felt)
    if (change.efter if gone else change.før) is IKKE_OPLYST:
        return f"{what} {'er nu' if gone else 'var før'} {IKKE_OPLYST}."
    return f"Der {'står nu' if gone else 'stod før'} intet i {what}."


def _blank(of: object) -> str:
    return str(IKKE_OPLYST) if of is IKKE_OPLYST else TOMT


def _statuses(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    rows = tuple(Row((_title(o), value(o.dag, str), status_news(plan, o))) for o in of)
    yield Table(caption, (*columns("Punkt", "Dato"), Column("Ændring", Kind.PROSE)), rows)


def _of_plan(plan: Plan, of: Sequence[Ændring], caption: str) -> Iterator[Block]:
    figures = [o for o in of if o.år is not None or isinstance(o.før, Decimal) or isinstance(o.efter, Decimal)]
    words = partial(in_words, plan)
    if rest := [o for o in of if o not in figures]:
        rows = tuple(Row((o.hvad, value(o.før, words), value(o.efter, words))) for o in rest)
        yield Table(caption, (*columns("Hvad"), Column("Før", Kind.PROSE), Column("Efter", Kind.PROSE)), rows)
    if figures:
        cells = tuple(Row((o.hvad, *_before_and_after(o), o.forskel)) for o in figures)
        yield Table(
            "Kontroltal, der er ændret", (*columns("Kontroltal"), *amount_columns("Før", "Efter", "Forskel")), cells
        )


def _title(of: Ændring) -> str:
    assert of.punkt is not None
    return titel(of.punkt)


_Made = Callable[[Plan, Sequence[Ændring]], Iterator[Block]]


def _captioned(made: Callable[[Plan, Sequence[Ændring], str], Iterator[Block]], caption: str) -> _Made:
    return lambda plan, of: made(plan, of, caption)


#: The heading of each kind, and what makes its section.
_SECTIONS: Final[dict[Slags, tuple[str, _Made]]] = {
    Slags.NY: ("Nye punkter", _captioned(_whole, "Punkter, der ikke var i planen før")),
    Slags.AFSLUTTET: ("Afsluttede punkter", _captioned(_closed, "Punkter, der er afsluttet siden")),
    Slags.UDGÅET: ("Udgåede punkter", _captioned(_whole, "Punkter, der ikke længere er i planen")),
    Slags.GENÅBNET: ("Genåbnede punkter", _captioned(_closed, "Punkter, der ikke længere er afsluttet")),
    Slags.BELØB: ("Beløb", _captioned(_figures, "Beløb, der er ændret")),
    Slags.TOVHOLDER: ("Tovholdere", _captioned(_values, "Tovholdere og medvirkende, der er ændret")),
    Slags.SAGSGANG: ("Sagsgang og beslutninger", _captioned(_steps, "Led, tidspunkter og beslutninger, der er ændret")),
    Slags.FLYTTET: ("Flyttet eller omdøbt", _captioned(_moved, "Punkter, der er flyttet eller har fået et andet navn")),
    Slags.OPLYSNING: ("Andre oplysninger", _captioned(_values, "Andre oplysninger, der er ændret")),
    Slags.TEKST: ("Tekst", _captioned(_texts, "")),
    Slags.STATUS: ("Status", _captioned(_statuses, "Statusser, der er nye, rettet eller fjernet")),
    Slags.PLANEN: ("Planen selv", _captioned(_of_plan, "Det, der er ændret i planen som helhed")),
}
