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
    """A pool, year by year: what is in it, what is used of it, and what is left; None where nothing is stated.

    ``træk`` are the items that are paid from it (``finansieret_af``), and ``trukket`` what they draw. ``anvendt`` is what the
    pool itself says is used; in a year of which it says nothing, it is what is drawn. What is left is a year's alone: nobody
    has said that what is not used in one year may be used in the next.
    """

    indsats: Indsats
    beløb: PrÅr
    træk: tuple[Indsats, ...]
    trukket: PrÅr
    anvendt: PrÅr

    @property
    def rest(self) -> PrÅr:
        """What is left; None where it is not stated what is in it or what is used, and not known where one of them is not."""
        return {år: left(beløb, self.anvendt[år]) for år, beløb in self.beløb.items()}


def left(amount: Amount, used: Amount) -> Amount:
    """What is left of an amount when some of it is used."""
    if not is_known(amount) or not is_known(used):
        return IKKE_OPLYST
    return None if amount is None or used is None else difference(amount, used)


def pools(plan: Plan) -> list[Pulje]:
    """Every pool of the plan, in its order."""
    draws: dict[str, list[Indsats]] = {}
    for item in plan.indsatser:
        if item.finansieret_af:
            draws.setdefault(item.finansieret_af, []).append(item)
    return [_pool(plan, item, draws.get(item.id, [])) for item in plan.indsatser if item.art is Art.PULJE]


def _pool(plan: Plan, pulje: Indsats, draws: list[Indsats]) -> Pulje:
    years = plan.grundlag.år
    drawn = {år: summed(item.beløb_i(år) for item in draws) for år in years}
    used = {år: pulje.anvendt_i(år) for år in years}
    return Pulje(
        indsats=pulje,
        beløb={år: pulje.beløb_i(år) for år in years},
        træk=tuple(draws),
        trukket=drawn,
        anvendt={år: of_hidden(pulje, år, drawn[år]) if used[år] is None else used[år] for år in years},
    )
