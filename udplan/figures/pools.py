"""Pools (puljer): what is in them, what draws on them, and what is left. All in the plan's unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from udplan.figures.sums import PrÅr, difference, exact_sum
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import stated
from udplan.values.unknown import IkkeOplyst


@dataclass(frozen=True)
class Pulje:
    """A pool: its amount over all years, what is used of it, and what is left; None where that is not known.

    ``træk`` are the items that are paid from it (``finansieret_af``), and ``trukket`` what they draw each year.
    ``anvendt`` is what the pool itself says is used; where it says nothing, it is what is drawn.
    """

    indsats: Indsats
    beløb: Decimal | None
    træk: tuple[Indsats, ...]
    trukket: PrÅr
    anvendt: Decimal | None

    @property
    def rest(self) -> Decimal | None:
        """What is left; None where it is not stated what is in it or what is used."""
        return None if self.beløb is None or self.anvendt is None else difference(self.beløb, self.anvendt)


def pools(plan: Plan) -> list[Pulje]:
    """Every pool of the plan, in its order."""
    draws: dict[str, list[Indsats]] = {}
    for item in plan.indsatser:
        if item.finansieret_af:
            draws.setdefault(item.finansieret_af, []).append(item)
    return [_pool(plan, item, draws.get(item.id, [])) for item in plan.indsatser if item.art is Art.PULJE]


def _pool(plan: Plan, pulje: Indsats, draws: list[Indsats]) -> Pulje:
    drawn = {år: exact_sum(stated(item.beløb_i(år) for item in draws)) for år in plan.grundlag.år}
    amounts = [pulje.beløb_i(år) for år in plan.grundlag.år]
    unknown = any(isinstance(amount, IkkeOplyst) for amount in amounts)
    used = pulje.anvendt if isinstance(pulje.anvendt, Decimal) else None
    return Pulje(
        indsats=pulje,
        beløb=None if unknown else exact_sum(stated(amounts)),
        træk=tuple(draws),
        trukket=drawn,
        anvendt=used if used is not None else exact_sum(stated(drawn.values())),
    )
