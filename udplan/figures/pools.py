"""Pools (puljer): what is in them, what draws on them, and what is left. All in the plan's unit."""

from __future__ import annotations

from dataclasses import dataclass

from udplan.figures.secrecy import of_hidden
from udplan.figures.sums import PrÅr, difference, summed
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount
from udplan.values.totals import is_known
from udplan.values.unknown import IKKE_OPLYST


@dataclass(frozen=True)
class Pulje:
    """A pool: its amount over all years, what is used of it, and what is left; None where nothing is stated.

    ``træk`` are the items that are paid from it (``finansieret_af``), and ``trukket`` what they draw each year.
    ``anvendt`` is what the pool itself says is used; where it says nothing, it is what is drawn.
    """

    indsats: Indsats
    beløb: Amount
    træk: tuple[Indsats, ...]
    trukket: PrÅr
    anvendt: Amount

    @property
    def rest(self) -> Amount:
        """What is left; None where it is not stated what is in it or what is used, and not known where one of them is not."""
        if not is_known(self.beløb) or not is_known(self.anvendt):
            return IKKE_OPLYST
        return None if self.beløb is None or self.anvendt is None else difference(self.beløb, self.anvendt)


def pools(plan: Plan) -> list[Pulje]:
    """Every pool of the plan, in its order."""
    draws: dict[str, list[Indsats]] = {}
    for item in plan.indsatser:
        if item.finansieret_af:
            draws.setdefault(item.finansieret_af, []).append(item)
    return [_pool(plan, item, draws.get(item.id, [])) for item in plan.indsatser if item.art is Art.PULJE]


def _pool(plan: Plan, pulje: Indsats, draws: list[Indsats]) -> Pulje:
    drawn = {år: summed(item.beløb_i(år) for item in draws) for år in plan.grundlag.år}
    return Pulje(
        indsats=pulje,
        beløb=summed(pulje.beløb_i(år) for år in plan.grundlag.år),
        træk=tuple(draws),
        trukket=drawn,
        anvendt=of_hidden(pulje, summed(drawn.values())) if pulje.anvendt is None else pulje.anvendt,
    )
