"""Der er brugt mere af en pulje, end der er i den.

Enten er et af tallene forkert, eller også er der brugt penge, der ikke er bevilget. Både det, puljen selv siger er
anvendt, og det, andre punkter trækker på den (finansieret_af), tæller. Sådan rettes det: ret beløbet, anvendt eller
punktet, der trækker for meget.

Forkert:

    art: pulje
    beløb:
      2025: 5
    anvendt: 6
             ^ Der er anvendt 6,000 mio. kr. i 2025, men puljen er på 5,000 mio. kr.

Forkert:

    # stipulje.yaml
    art: pulje
    beløb:
      2025: 5
            ^ Der er trukket 6,000 mio. kr. i 2025 (cykelsti), men puljen er på 5,000 mio. kr.
    # cykelsti.yaml
    overskrift: Ny cykelsti
    finansieret_af: stipulje
    beløb:
      2025: 6

Forkert:

    # stipulje.yaml
    art: pulje
    beløb:
      2025: 5
      ^ Der er trukket 6,000 mio. kr. i alt (cykelsti), men puljen er på 5,000 mio. kr.
    # cykelsti.yaml
    overskrift: Ny cykelsti
    finansieret_af: stipulje
    beløb:
      2025: 4
      2026: 2

Rigtigt:

    # stipulje.yaml
    art: pulje
    beløb:
      2025: 5
    # cykelsti.yaml
    overskrift: Ny cykelsti
    finansieret_af: stipulje
    beløb:
      2025: 5
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.figures.pools import pools
from udplan.figures.sums import exact_sum, summed
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, format_amount, stated
from udplan.values.signs import cost_sign
from udplan.values.totals import is_known
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    def printed(amount: Amount) -> str:
        assert isinstance(amount, Decimal)
        known = format_amount(amount, plan.grundlag.trykte_decimaler, mangler="")
        return f"{known} {plan.grundlag.enhed}".removesuffix(".")

    costs = cost_sign(plan.grundlag.fortegn)

    def over(used: Amount, amount: Amount) -> bool:
        return isinstance(used, Decimal) and isinstance(amount, Decimal) and used * costs > amount * costs

    for pool in pools(plan):
        item = pool.indsats
        ids = ", ".join(indsats.id for indsats in pool.træk)
        used = {år: item.anvendt_i(år) for år in pool.beløb}
        for path, taken, told, whose in (
            ("anvendt", used, "anvendt", ""),
            ("beløb", pool.trukket, "trukket", f" ({ids})"),
        ):
            too_much = [år for år, amount in taken.items() if over(amount, pool.beløb[år])]
            for år in too_much:
                besked = (
                    f"Der er {told} {printed(taken[år])}. i {år}{whose}, men puljen er på {printed(pool.beløb[år])}."
                )
                yield Finding(item.fil, (path, år), besked)
            # Used in a year in which the pool states nothing, it still comes out of what is in the pool.
            whole, held = exact_sum(stated(taken.values())), summed(pool.beløb.values())
            if not too_much and is_known(held) and over(whole, held):
                besked = f"Der er {told} {printed(whole)}. i alt{whose}, men puljen er på {printed(held)}."
                yield Finding(item.fil, (path,), besked)
