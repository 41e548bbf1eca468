"""Et beløb er tusind gange større eller mindre end planens andre.

Så er det sandsynligvis skrevet i en anden enhed end planens (kr. i stedet for mio. kr.), og hele summen bliver forkert.
Sådan rettes det: skriv beløbet i planens enhed. Er det rigtigt, så skriv en undtagelse med begrundelse.

Forkert:

    # a.yaml
    overskrift: Cykelsti
    beløb:
      2025: 0,300
      2026: 0,300
      2027: 0,300
      2028: 0,300
    # b.yaml
    overskrift: Stisystem
    beløb:
      2025: 300
            ^ 300,000 mio. kr. er 1000 gange planens andre beløb. Er det skrevet i en anden enhed?

Rigtigt:

    # a.yaml
    overskrift: Cykelsti
    beløb:
      2025: 0,300
      2026: 0,300
      2027: 0,300
      2028: 0,300
    # b.yaml
    overskrift: Stisystem
    beløb:
      2025: 11,4
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.amounts import format_amount
from udplan.plan import Plan
from udplan.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_FACTOR = 1000
#: With fewer amounts than this there is nothing to compare with.
_ENOUGH = 4


def check(plan: Plan) -> Iterator[Finding]:
    stated = [
        (indsats, år, amount)
        for indsats in plan.indsatser
        if isinstance(indsats.beløb, dict)
        for år, amount in indsats.beløb.items()
        if isinstance(amount, Decimal) and amount
    ]
    if len(stated) <= _ENOUGH:
        return
    middle = sorted(abs(amount) for _, _, amount in stated)[len(stated) // 2]
    most, least = middle * _FACTOR, middle / _FACTOR
    for indsats, år, amount in stated:
        if not least < abs(amount) < most:
            what = f"{_times(abs(amount) / middle)} gange" if abs(amount) >= most else "under en tusindedel af"
            shown = format_amount(amount, plan.grundlag.trykte_decimaler)
            besked = f"{shown} {plan.grundlag.enhed} er {what} planens andre beløb. Er det skrevet i en anden enhed?"
            yield Finding(indsats.fil, ("beløb", år), besked)


def _times(factor: Decimal) -> str:
    return format_amount(factor.quantize(Decimal(1)), 0) if factor >= 10_000 else str(int(factor))
