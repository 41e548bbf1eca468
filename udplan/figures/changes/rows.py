"""The changes as rows for json, csv and Excel: one a change, and those of amounts so that they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from udplan.figures.changes.change import Slags, Værdi, Ændring
from udplan.figures.changes.items import only_one_has
from udplan.figures.rows import Row, meaning
from udplan.figures.secrecy import Secret
from udplan.figures.sums import difference
from udplan.model.indsats import Indsats, Status
from udplan.model.plan import Plan

#: The field that the sums are made of.
_MONEY: Final = "beløb"
#: The columns, for a file without rows.
COLUMNS: Final = (
    *("id", "overskrift", "kode", "udvalg", "bevilling", "slags", "felt", "hvad", "år", "dato"),
    *("før", "efter", "forskel", "bemærk", "enhed", "fortegn"),
)


def change_rows(before: Plan, after: Plan, changes: Iterable[Ændring]) -> list[Row]:
    """The rows of some changes. What has no item is the plan's own.

    The differences of the rows of ``beløb`` add up to those of the sums, per committee, bevilling and year, where all amounts
    are known: an item that is new or gone has a row a year besides, and one that counts in another place than before has its
    amounts taken from the one and put in the other, instead of what else has changed in them.
    """
    rows: list[Row] = []
    moved: set[str] = set()
    changes = list(changes)
    for change in changes:
        old, new = change.gammel, change.ny
        if old and new and change.felt == _MONEY and _place(old) != _place(new):
            continue  # told by what was taken from the one place, and put in the other
        rows.append(_row(after, change, change.punkt))
        if change.slags in (Slags.NY, Slags.UDGÅET):
            rows += _amounts(before, after, change.slags, old, new)
        elif old and new and change.felt in ("udvalg", "bevilling") and new.id not in moved:
            moved.add(new.id)
            rows += _amounts(before, after, Slags.FLYTTET, old, new)
    return rows


def _place(item: Indsats) -> tuple[str, str]:
    """Where an item's amounts count."""
    return str(item.udvalg), str(item.bevillingsart)


def _amounts(before: Plan, after: Plan, slags: Slags, old: Indsats | None, new: Indsats | None) -> Iterator[Row]:
    """An item's amounts, a row a year: gone from where they were, and then new where they are."""
    for item, plan in ((old, before), (new, after)):
        for år in plan.grundlag.år if item else ():
            if item and (amount := item.beløb_i(år)) is not None:
                then, now = (amount, None) if item is old else (None, amount)
                bemærk = only_one_has(before, after, år)
                yield _row(after, Ændring(slags, _MONEY, then, now, old, new, år, bemærk=bemærk), item)


def _row(plan: Plan, change: Ændring, item: Indsats | None) -> Row:
    return {
        "id": item.id if item else None,
        "overskrift": item.overskrift if item else None,
        "kode": item.kode if item else None,
        "udvalg": item.udvalg if item else None,
        "bevilling": str(item.bevillingsart) if item else None,
        "slags": change.slags.value,
        "felt": change.felt,
        "hvad": change.hvad or None,
        "år": change.år,
        "dato": change.dag,
        "før": _value(change.før),
        "efter": _value(change.efter),
        "forskel": _value(_apart(change)),
        "bemærk": change.bemærk or None,
        **meaning(plan.grundlag),
    }


def _apart(change: Ændring) -> Decimal | None:
    """What a sum moves by: by the whole of an amount that was blank, or is."""
    then, now = change.før, change.efter
    if change.felt != _MONEY:
        return change.forskel
    if isinstance(then, Decimal) and now is None:
        return difference(Decimal(0), then)
    return now if then is None and isinstance(now, Decimal) else change.forskel


def _value(of: Værdi) -> Værdi:
    """What stood or stands, as a row tells it; a status as one text, and a secret figure as the figure it is."""
    if isinstance(of, Secret):
        return of.plain
    return str(of) if isinstance(of, Status) else of
