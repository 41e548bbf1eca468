"""Two plans side by side: what is carried over, changed, gone and new. The same id in both is the same initiative."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from udplan.figures.sums import EXACT
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount


class Skæbne(StrEnum):
    """What has become of an item from the one plan to the other."""

    VIDEREFØRT = "videreført"
    ÆNDRET = "ændret"
    UDGÅET = "udgået"
    NY = "ny"


@dataclass(frozen=True)
class Sammenligning:
    """One item in two plans. ``før`` and ``efter`` hold the amounts of each plan's own years, in its own unit.

    ``forskel`` is after less before, for the years that both plans have, where both state an amount. ``offentlig`` is
    no where either plan says so.
    """

    id: str
    overskrift: str
    forhold: Skæbne
    før: dict[int, Amount]
    efter: dict[int, Amount]
    forskel: dict[int, Decimal]
    offentlig: bool = True


class DifferentUnits(ValueError):
    """Two plans whose amounts cannot be held against one another; the text is Danish."""


def refuse_different(before: Plan, after: Plan) -> None:
    """Refuse two plans whose amounts cannot be held against one another.

    Raises:
        DifferentUnits: if the plans are not in the same unit, or count savings with different signs.
    """
    for name in ("enhed", "fortegn"):
        earlier, later = getattr(before.grundlag, name), getattr(after.grundlag, name)
        if earlier != later:
            raise DifferentUnits(
                f"De to planer har ikke samme {name} ({earlier} og {later}), så deres beløb kan ikke sammenlignes."
            )


def compare(before: Plan, after: Plan) -> list[Sammenligning]:
    """Every item of either plan, in the order of the later plan and then of the earlier.

    Raises:
        DifferentUnits: if the plans are not in the same unit, or count savings with different signs.
    """
    refuse_different(before, after)
    common = [år for år in before.grundlag.år if år in after.grundlag.år]
    compared = [_compared(before, after, before.efter_id.get(item.id), item, common) for item in after.indsatser]
    gone = (item for item in before.indsatser if item.id not in after.efter_id)
    return compared + [_compared(before, after, item, None, common) for item in gone]


def _compared(before: Plan, after: Plan, old: Indsats | None, new: Indsats | None, common: list[int]) -> Sammenligning:
    item = new or old
    assert item is not None
    then = {år: old.beløb_i(år) for år in before.grundlag.år} if old else {}
    now = {år: new.beløb_i(år) for år in after.grundlag.år} if new else {}
    if old is None:
        forhold = Skæbne.NY
    elif new is None:
        forhold = Skæbne.UDGÅET
    else:
        forhold = Skæbne.VIDEREFØRT if all(then[år] == now[år] for år in common) else Skæbne.ÆNDRET
    difference = {
        år: EXACT.subtract(efter, før)
        for år in common
        if isinstance(før := then.get(år), Decimal) and isinstance(efter := now.get(år), Decimal)
    }
    offentlig = all(one.offentlig for one in (old, new) if one)
    return Sammenligning(item.id, item.overskrift, forhold, then, now, difference, offentlig)
