"""What has changed in an item: each of its fields held against itself.

Blank, 0 and ``ikke oplyst`` are three things. The order of a list is no change, but for the steps of a sagsgang.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from udplan.figures.changes import path
from udplan.figures.changes.alike import alike, text
from udplan.figures.changes.change import Slags, Værdi, Ændring
from udplan.figures.select import temaer
from udplan.figures.sums import worked_out
from udplan.model.groups import group_of
from udplan.model.indsats import Flytning, Indsats, Status
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag
from udplan.model.texts import Reference
from udplan.values.amounts import Amount, format_amount, least_decimals
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import danish_order, fold, listed

#: Fields with one value, or a list of them, and what kind of change another value is.
ALONE: Final = {
    **dict.fromkeys(("tovholder", "medvirkende"), Slags.TOVHOLDER),
    **dict.fromkeys(("udvalg", "art", "gruppe", "afsnit", "kode", "overskrift"), Slags.FLYTTET),
    **dict.fromkeys(
        ("tværgående", "kompetence", "med_høring", "bevilling", "indtægt", "servicerammen"), Slags.OPLYSNING
    ),
    **dict.fromkeys(("finansieret_af", "modpost", "omsætter", "afledt_af", "tema", "strategier"), Slags.OPLYSNING),
}
#: Running text, of which only the words that are other are told.
TEXTS: Final = ("underoverskrift", "kort", "kurs", "koordinering", "forudsætning")
#: Figures a year.
FIGURES: Final = ("beløb", "anvendt", "procent", "procent_af")
#: What is never told, and why.
SILENT: Final = {
    "id": "det er på det, at to punkter er det samme",
    "fil": "en fil, der er flyttet, er det samme punkt",
    "note": "den er intern; et internt dokument har den i koordinering",
    "offentlig": "et offentligt dokument nævner det ikke; et internt har det i koordinering",
    "rækkefølge": "rækkefølgen er ingen ændring",
    "undtagelser": "de er til den, der skriver planen",
}
_REFERENCES: Final = tuple(navn for navn, kind in group_of(Indsats).fields.items() if isinstance(kind, Reference))
#: What stands for an item that a public document may not name.
_IKKE_OFFENTLIGT: Final = "et punkt, der ikke er offentligt"


def changed(before: Plan, after: Plan, old: Indsats, new: Indsats) -> Iterator[Ændring]:
    """Every change of an item that is in both states, in the order of the model's fields within each kind."""
    for navn, slags in ALONE.items():
        then, now = _plain(before, old, navn), _plain(after, new, navn)
        if navn in _REFERENCES and then != now:
            then, now = (_reference((after, before), id) for id in (then, now))
        if then != now:
            yield Ændring(slags, navn, then, now, old, new)
    for navn in TEXTS:
        was, is_now = (text(getattr(item, navn)) for item in (old, new))
        if not alike(was, is_now):
            yield Ændring(Slags.TEKST, navn, was, is_now, old, new)
    for navn in FIGURES:
        yield from _figures(before, after, old, new, navn)
    yield from _closing(old, new)
    yield from path.changed(old, new)
    yield from _moved_money(after, old, new)
    yield from _statuses(old, new)


# --- one value --------------------------------------------------------------------------------------------------------


def _plain(plan: Plan, item: Indsats, navn: str) -> Værdi:
    """A field as it is told; a list in Danish order, for its own order means nothing."""
    if navn == "bevilling":
        return str(item.bevillingsart)  # as stated, or as it follows from the art
    value = temaer(plan, item) if navn == "tema" else getattr(item, navn)
    if navn == "gruppe" and isinstance(value, str):
        return plan.gruppenavne.get(fold(value), value)
    return _value(value)


def _value(value: Any) -> Værdi:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple | list):
        return listed(sorted({" ".join(str(one).split()) for one in value}, key=danish_order)) or None
    return value if isinstance(value, IkkeOplyst | date) else text(value)


def _reference(plans: Sequence[Plan], id: Værdi) -> Værdi:
    """Another item by its heading; a public document does not name one that is not public in both states."""
    others = [plan.efter_id[id] for plan in plans if isinstance(id, str) and id in plan.efter_id]
    if not others:
        return _IKKE_OFFENTLIGT if any(id in plan.ulæste for plan in plans) else id
    return others[0].overskrift if all(other.offentlig for other in others) else _IKKE_OFFENTLIGT


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(before: Plan, after: Plan, old: Indsats, new: Indsats, navn: str) -> Iterator[Ændring]:
    for år in sorted({*before.grundlag.år, *after.grundlag.år}):
        then, now = _of_year(before, old, navn, år), _of_year(after, new, navn, år)
        if then != now:
            yield Ændring(Slags.BELØB, navn, then, now, old, new, år, bemærk=only_one_has(before, after, år))


def _of_year(plan: Plan, item: Indsats, navn: str, år: int) -> Amount:
    amounts = getattr(item, navn)
    if år not in plan.grundlag.år:
        return None
    return amounts.get(år) if isinstance(amounts, dict) else amounts


def only_one_has(before: Plan, after: Plan, år: int) -> str:
    """The word that a year is in one of the plan's two periods alone; nothing where it is in both."""
    if år not in before.grundlag.år:
        return "året er nyt i planen"
    return "" if år in after.grundlag.år else "året er ikke længere i planen"


def _moved_money(plan: Plan, old: Indsats, new: Indsats) -> Iterator[Ændring]:
    in_words = partial(_move_in_words, plan.grundlag)
    gone, came = _apart(old.flytning, new.flytning, in_words)
    for then in gone:
        yield Ændring(Slags.OPLYSNING, "flytning", in_words(then), None, old, new)
    for now in came:
        yield Ændring(Slags.OPLYSNING, "flytning", None, in_words(now), old, new)


def _move_in_words(grundlag: Grundlag, move: Flytning) -> str:
    """A move of money, its amount as the plan prints one; both states have the same unit."""
    amount = str(move.beløb or "beløb")
    if isinstance(move.beløb, Decimal):
        least = least_decimals(move.beløb, grundlag.enhed, grundlag.trykte_decimaler)
        amount = f"{format_amount(worked_out(move.beløb), least)} {grundlag.enhed}"
    why = f" ({' '.join(move.forklaring.split())})" if move.forklaring else ""
    return f"{amount} fra {move.fra} til {move.til}{why}"


def _apart(old: Iterable[Any], new: Iterable[Any], key: Callable[[Any], Hashable]) -> tuple[list[Any], list[Any]]:
    """What only the old has, and what only the new has, each in its order; the same thing twice is two things."""
    old, new = tuple(old), tuple(new)

    def only(of: Sequence[Any], others: Sequence[Any]) -> list[Any]:
        there = Counter(map(key, others))
        found = []
        for one in of:
            if there[key(one)]:
                there[key(one)] -= 1
            else:
                found.append(one)
        return found

    return only(old, new), only(new, old)


# --- the end and the statuses -------------------------------------------------------------------------------


def _closing(old: Indsats, new: Indsats) -> Iterator[Ændring]:
    then, now = (_end(item) for item in (old, new))
    if old.afsluttet is not new.afsluttet:
        yield Ændring(Slags.AFSLUTTET if new.afsluttet else Slags.GENÅBNET, "slut", then, now, old, new)
    elif then != now and new.afsluttet:
        yield Ændring(Slags.OPLYSNING, "slut", then, now, old, new)


def _end(item: Indsats) -> Værdi:
    """The day on which an item was closed, X where none is stated, and nothing where it is not closed."""
    return item.slut if isinstance(item.slut, date) else ("X" if item.afsluttet else None)


def _statuses(old: Indsats, new: Indsats) -> Iterator[Ændring]:
    """New and gone statuses; one of a day that had another is that, changed."""
    gone, came = _apart(old.status, new.status, _said_by)
    for now in sorted(came, key=lambda status: status.dato):
        then = next((status for status in gone if status.dato == now.dato), None)
        if then is not None:
            gone.remove(then)
        yield Ændring(Slags.STATUS, "status", then, now, old, new)
    for then in gone:
        yield Ændring(Slags.STATUS, "status", then, None, old, new)


def _said_by(status: Status) -> Hashable:
    forventet = status.forventet
    amounts = (
        forventet
        if isinstance(forventet, IkkeOplyst)
        else tuple(sorted((år, amount) for år, amount in (forventet or {}).items() if isinstance(amount, Decimal)))
        + tuple(sorted(år for år, amount in (forventet or {}).items() if isinstance(amount, IkkeOplyst)))
    )
    return status.dato, " ".join((status.tekst or "").split()), status.obs, status.lys, amounts
