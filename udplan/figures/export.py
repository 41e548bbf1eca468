"""The long table: a row an item and year with every field, for Excel, Power BI and DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from udplan.figures.sums import EXACT
from udplan.model.groups import group_of
from udplan.model.indsats import Flytning, Indsats, Status
from udplan.model.money import PerYear
from udplan.model.plan import Plan
from udplan.values.amounts import Amount
from udplan.values.unknown import IKKE_OPLYST, IkkeOplyst

_KINDS = {navn: kind for navn, kind in group_of(Indsats).fields.items() if kind.column}
_BY_YEAR = {navn: kind for navn, kind in _KINDS.items() if isinstance(kind, PerYear)}
#: The fields that hold amounts in the plan's sign; a rate has none of its own.
_AMOUNTS = ("beløb", "anvendt", "procent_af", "flytning", "status")
#: Fields of the whole item; ``bevilling`` is not what was written alone, but what follows.
_FIXED = {navn: kind for navn, kind in _KINDS.items() if navn not in (*_BY_YEAR, "bevilling")}


def _columns() -> Iterator[str]:
    yield from ("plan", "kommune", "id", *_FIXED, "bevilling", "år", "beløb", "beløb_oplyst", "enhed", "fortegn")
    yield from (navn for navn in _BY_YEAR if navn != "beløb")
    yield from (f"{navn}_oplyst" for navn, kind in _BY_YEAR.items() if kind.unknown and navn != "beløb")


#: The columns, in order. ``beløb_oplyst`` keeps blank and ``ikke oplyst`` apart where ``beløb`` itself is empty.
COLUMNS = tuple(_columns())


def rows(plan: Plan, fortegn: str | None = None) -> Iterator[dict[str, Any]]:
    """Every item of a plan in every year of it; amounts in the plan's unit, which stands beside them, as does their sign.

    ``fortegn`` turns the amounts to that sign; without it they are as the plan writes them.
    """
    fortegn = fortegn or plan.grundlag.fortegn
    for item in plan.indsatser if fortegn == plan.grundlag.fortegn else map(turned, plan.indsatser):
        fixed = {
            "plan": plan.grundlag.årene,
            "kommune": plan.grundlag.kommune,
            "id": item.id,
            **{navn: kind.cell(getattr(item, navn)) for navn, kind in _FIXED.items()},
            "bevilling": str(item.bevillingsart),
            "enhed": plan.grundlag.enhed,
            "fortegn": fortegn,
        }
        for år in plan.grundlag.år:
            row = fixed | {"år": år} | _figures(item, år)
            yield {name: row[name] for name in COLUMNS}


def turned(item: Indsats) -> Indsats:
    """The item with the other sign on every amount of it."""
    return item.model_copy(update={navn: _turned(getattr(item, navn)) for navn in _AMOUNTS})


def _turned(value: Any) -> Any:
    """An amount, amounts by year, or moves and statuses with theirs, with the other sign; what is not known stays what it is."""
    if isinstance(value, Decimal):
        return EXACT.minus(value)
    if isinstance(value, dict):
        return {år: _turned(amount) for år, amount in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_turned_within, value))
    return value


def _turned_within(of: Flytning | Status) -> Flytning | Status:
    if isinstance(of, Flytning):
        return of.model_copy(update={"beløb": _turned(of.beløb)})
    return of.model_copy(update={"forventet": _turned(of.forventet)})


def _figures(item: Indsats, år: int) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for navn, kind in _BY_YEAR.items():
        figure = _of_year(getattr(item, navn), år)
        cells[navn] = figure if isinstance(figure, Decimal) else None
        if kind.unknown:
            cells[f"{navn}_oplyst"] = _how_stated(figure)
    return cells


def _of_year(figures: dict[int, Amount] | IkkeOplyst | None, år: int) -> Amount:
    if isinstance(figures, IkkeOplyst):
        return IKKE_OPLYST
    return (figures or {}).get(år)


def _how_stated(amount: Amount) -> str:
    if amount is None:
        return "tomt"
    return "ikke oplyst" if isinstance(amount, IkkeOplyst) else "ja"
