"""The long table: a row an item and year with every field, for Excel, Power BI and DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from udplan.model.indsats import Flytning, Indsats, Status
from udplan.model.kinds import Amount
from udplan.model.plan import Plan
from udplan.values.amounts import amount_text
from udplan.values.unknown import IkkeOplyst

#: Fields whose values are by year: they stand in the rows of their years.
_BY_YEAR = ("beløb", "procent", "procent_af")
#: What only udplan's own files need.
_LEFT_OUT = ("fil", "undtagelser")
_FIELDS = tuple(name for name in Indsats.model_fields if name not in (*_BY_YEAR, *_LEFT_OUT, "id", "bevilling"))

#: The columns, in order. ``beløb_oplyst`` keeps blank and ``ikke oplyst`` apart where ``beløb`` itself is empty.
COLUMNS = (
    "plan",
    "kommune",
    "id",
    *_FIELDS,
    "bevilling",
    "år",
    "beløb",
    "beløb_oplyst",
    "enhed",
    "procent",
    "procent_af",
)


def rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Every item of a plan in every year of it; amounts in the plan's unit, which stands beside them."""
    for item in plan.indsatser:
        fixed = {name: _value(getattr(item, name)) for name in _FIELDS}
        for år in plan.grundlag.år:
            amount = item.beløb_i(år)
            yield {
                "plan": f"{plan.grundlag.år[0]}-{plan.grundlag.år[-1]}",
                "kommune": plan.grundlag.kommune,
                "id": item.id,
                **fixed,
                "bevilling": str(item.bevillingsart),
                "år": år,
                "beløb": amount if isinstance(amount, Decimal) else None,
                "beløb_oplyst": _stated(amount),
                "enhed": plan.grundlag.enhed,
                "procent": (item.procent or {}).get(år),
                "procent_af": _of_year(item.procent_af, år),
            }


def _stated(amount: Amount) -> str:
    if amount is None:
        return "tomt"
    return "ikke oplyst" if isinstance(amount, IkkeOplyst) else "ja"


def _of_year(amounts: dict[int, Amount] | IkkeOplyst | None, år: int) -> Decimal | None:
    found = amounts.get(år) if isinstance(amounts, dict) else None
    return found if isinstance(found, Decimal) else None


def _value(value: Any) -> Any:
    """A field as one cell: several values with a semicolon between, status newest first."""
    if isinstance(value, tuple):
        if value and isinstance(value[0], Status):
            value = [_status(each) for each in sorted(value, key=lambda each: each.dato, reverse=True)]
        elif value and isinstance(value[0], Flytning):
            value = map(_move, value)
        return "; ".join(map(str, value)) or None
    if isinstance(value, str | Decimal | bool | int | date) or value is None:
        return value
    return str(value)


def _move(flytning: Flytning) -> str:
    amount = amount_text(flytning.beløb) if isinstance(flytning.beløb, Decimal) else flytning.beløb or ""
    return f"{flytning.fra} til {flytning.til}: {amount}"


def _status(status: Status) -> str:
    return f"{status.dato.isoformat()}{' OBS' if status.obs else ''}: {status.tekst or ''}"
