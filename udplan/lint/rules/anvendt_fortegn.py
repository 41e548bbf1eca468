"""Det, der er anvendt af en pulje, har modsat fortegn af puljens beløb.

Så bliver resten større end puljen selv. Det anvendte skrives med planens fortegn, ligesom beløbet: i en plan med
fortegn: besparelse positiv har en pulje minus, og det har det anvendte også. Sådan rettes det: skriv det ene af de to tal med
modsat fortegn.

Forkert:

    art: pulje
    beløb:
      2025: 5
    anvendt: -2
             ^ Der er anvendt -2,000 mio. kr. af en pulje på 5,000 mio. kr. Skriv de to tal med samme fortegn.

Rigtigt:

    art: pulje
    beløb:
      2025: 5
    anvendt: 2

Rigtigt:

    art: pulje
    beløb:
      2025: 5
    anvendt: 0
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.figures.pools import pools
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    enhed, decimaler = plan.grundlag.enhed, plan.grundlag.trykte_decimaler
    for pool in pools(plan):
        for år, held in pool.beløb.items():
            used = pool.indsats.anvendt_i(år)
            if isinstance(used, Decimal) and isinstance(held, Decimal) and used * held < 0:
                printed = [f"{format_amount(amount, decimaler)} {enhed}" for amount in (used, held)]
                besked = f"Der er anvendt {printed[0]} af en pulje på {printed[1]} Skriv de to tal med samme fortegn."
                yield Finding(pool.indsats.fil, ("anvendt", år), besked)
