"""The sums before and after, and their difference: per committee, bevilling and year, each amount counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from udplan.documents.blocks import Block, Heading, Note, Row, Table
from udplan.documents.reports.shared import columns
from udplan.documents.reports.totals import about_sums, amount_columns, bevilling_heading, row_name
from udplan.figures.changes.held import selected
from udplan.figures.changes.items import only_one_has
from udplan.figures.select import Valg
from udplan.figures.sums import Summer, Sumrække, add_up, difference, summed
from udplan.model.indsats import Bevilling, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount
from udplan.values.totals import is_known
from udplan.values.unknown import IKKE_OPLYST, UKENDT, IkkeOplyst

#: The name of a sum's row of everything.
_WHOLE = "i alt"


def totals(plan: Plan, before: Plan, valg: Valg) -> Iterator[Block]:
    """The years in which a sum has changed, a table a bevilling: those of the items' own committees, and of them all.

    Whether a row is there goes by public items alone: it must not tell of the others.
    """
    states = (before, plan)
    own = tuple(selected(of, valg, egne=True) for of in states)
    tables = [table for kind in (*map(str, Bevilling), UKENDT) for table in _table(states, own, kind)]
    if not tables:
        return
    yield Heading(2, "Summer før og efter")
    yield from tables
    yield Note(
        "Kun år, hvor en sum er en anden. Forskellen er efter minus før; hvor ét af beløbene ikke er oplyst, er den ikke "
        "oplyst. Et udvalgs sum er dets egne punkter, så hvert beløb tæller med én gang."
    )
    if about := tuple(about_sums(plan, own[1])):
        yield Note(f"Om summerne efter ({valg.til}):" if valg.til else "Om summerne i planen, som den er nu:")
        yield from about


def _table(states: tuple[Plan, Plan], own: tuple[tuple[Indsats, ...], ...], bevilling: str) -> Iterator[Table]:
    before, plan = states
    of_kind = [[item for item in of if str(item.bevillingsart) == bevilling] for of in own]
    then, now = (_by_name(add_up(of, items)) for of, items in zip(states, of_kind, strict=True))
    public = [_public(states, of) for of in of_kind]
    rows = []
    for name in dict.fromkeys((*(name for name in (*now, *then) if name != _WHOLE), _WHOLE)):
        before_of, after_of = ([item for item in of if name in (_WHOLE, _committee(item))] for of in public)
        for år in sorted({*before.grundlag.år, *plan.grundlag.år}):
            was, is_now = _of(then, name, år), _of(now, name, år)
            if _has_changed(before_of, after_of, år):
                row = now.get(name) or then[name]
                title = "I alt" if name == _WHOLE else row_name(plan, row)
                rows.append(
                    Row((title, _year(before, plan, år), was, is_now, apart(was, is_now)), total=name == _WHOLE)
                )
    if len(then.keys() | now.keys()) == 2:  # of one committee and all of it, which are the same
        rows = [row for row in rows if not row.total]
    if rows:
        named = (*columns("Udvalg", "År"), *amount_columns("Før", "Efter", "Forskel"))
        yield Table(f"{bevilling_heading(bevilling)}: summer før og efter", named, tuple(rows))


def _public(states: tuple[Plan, Plan], items: Sequence[Indsats]) -> list[Indsats]:
    """Those that are public in every state that has them: no other change is told of."""
    return [
        item for item in items if all(plan.efter_id[item.id].offentlig for plan in states if item.id in plan.efter_id)
    ]


def _has_changed(then: Sequence[Indsats], now: Sequence[Indsats], år: int) -> bool:
    """Whether some items make another sum of a year, or one that lacks the amounts of others."""
    sums = [summed(item.beløb_i(år) for item in of) for of in (then, now)]
    unknown = [{item.id for item in of if isinstance(item.beløb_i(år), IkkeOplyst)} for of in (then, now)]
    return sums[0] != sums[1] or unknown[0] != unknown[1]


def _committee(item: Indsats) -> str:
    """The name that an item's committee has in a sum."""
    return "uden udvalg" if item.udvalg is None else str(item.udvalg)


def _by_name(sums: Summer) -> dict[str, Sumrække]:
    return {row.navn: row for row in (*sums.rækker, *sums.i_alt)}


def _of(rows: Mapping[str, Sumrække], name: str, år: int) -> Amount:
    return rows[name].beløb.get(år) if name in rows else None


def apart(was: Amount, is_now: Amount) -> Amount:
    """After less before: a sum of no amounts is nothing, and where a side lacks what nobody knows, so does the difference."""
    if was is None and is_now is None:
        return None
    if not (is_known(was) and is_known(is_now)):
        return IKKE_OPLYST
    return difference(is_now if is_now is not None else Decimal(0), was if was is not None else Decimal(0))


def _year(before: Plan, after: Plan, år: int) -> str:
    said = only_one_has(before, after, år)
    return f"{år} ({said})" if said else str(år)
