"""Der er anvendt mere af en pulje, end der er i den.

Enten er et af tallene forkert, eller også er der brugt penge, der ikke er bevilget. Sådan rettes det: ret beløbet eller
anvendt.

Forkert:

    art: pulje
    beløb:
      2025: 5
    anvendt: 6
             ^ Der er anvendt 6,000 mio. kr., men puljen er på 5,000 mio. kr.

Rigtigt:

    art: pulje
    beløb:
      2025: 5
    anvendt: 1
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.amounts import format_amount
from udplan.plan import Plan
from udplan.problem import Finding
from udplan.values import IkkeOplyst


def check(plan: Plan) -> Iterator[Finding]:
    decimaler, enhed = plan.grundlag.trykte_decimaler, plan.grundlag.enhed
    for indsats in plan.indsatser:
        if not isinstance(indsats.anvendt, Decimal) or not isinstance(indsats.beløb, dict):
            continue
        amounts = indsats.beløb.values()
        stated = [amount for amount in amounts if isinstance(amount, Decimal)]
        if stated and not any(isinstance(amount, IkkeOplyst) for amount in amounts) and indsats.anvendt > sum(stated):
            used, given = format_amount(indsats.anvendt, decimaler), format_amount(Decimal(sum(stated)), decimaler)
            yield Finding(indsats.fil, ("anvendt",), f"Der er anvendt {used} {enhed}, men puljen er på {given} {enhed}")
