"""Et beløb er tusind gange større eller mindre end planens andre, over 500 mio. kr., eller har dele af en øre.

Så er det sandsynligvis skrevet i en anden enhed end planens (kr. i stedet for mio. kr.), og hele summen bliver forkert.
I en plan i kr. er tre decimaler for det meste en tastefejl, for en krone har kun hundrede øre. Står der et kontroltal
med decimaler på over 500 mio. kr. i planen, er det et helt budget, og så store beløb er rigtige. Sådan rettes det: skriv
beløbet i planens enhed. Er det rigtigt, så skriv en undtagelse med begrundelse.

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
            ^ 300,000 mio. kr. er 1000 gange planens andre beløb. Er det skrevet i en anden enhed? Så skriv det i mio.
            | kr.

Forkert:

    beløb:
      2025: 1.000,50
            ^ 1.000,500 mio. kr. er over 500 mio. kr. Er det skrevet i en anden enhed? Så skriv det i mio. kr.

Forkert:

    # plan.yaml
    enhed: kr.
    # cykelsti.yaml
    beløb:
      2025: 5.200,156
            ^ 5.200,156 kr. har 3 decimaler, og øre har kun to. Er det en tastefejl? Skriv beløbet i kroner.

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

Rigtigt:

    # plan.yaml
    kontroltal:
      - navn: Driftsudgifter i alt
        kilde: budgetopfølgningen
        hvor: {}
        i_alt: 949,2
    # cykelsti.yaml
    overskrift: Social- og Sundhedsudvalget
    beløb:
      2025: 949,2
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.model.money import finer_than_øre
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

#: 500 mio. kr. in each unit.
_MOST = {"mio. kr.": 500, "1.000 kr.": 500_000, "kr.": 500_000_000}
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
    most = Decimal("inf") if _is_whole_budget(plan) else Decimal(_MOST[plan.grundlag.enhed])
    enhed, middle = plan.grundlag.enhed, _middle([abs(amount) for _, _, amount in stated])
    low, high = (middle / _FACTOR, middle * _FACTOR) if middle else (Decimal(0), Decimal("inf"))

    def odd(size: Decimal) -> str | None:
        """In what way an amount is unlike the others, or unlike any; nearly all are like them."""
        if low < size < high and size <= most:
            return None
        if middle and size >= high:
            return f"{_times(size / middle)} gange planens andre beløb."
        return "under en tusindedel af planens andre beløb." if size <= low else "over 500 mio. kr."

    for indsats, år, amount in stated:
        if difference := odd(abs(amount)):
            printed = format_amount(amount, plan.grundlag.trykte_decimaler)
            besked = f"{printed} {enhed} er {difference} Er det skrevet i en anden enhed? Så skriv det i {enhed.removesuffix('.')}."
            yield Finding(indsats.fil, ("beløb", år), besked)
        elif slip := finer_than_øre(amount, enhed):
            yield Finding(indsats.fil, ("beløb", år), slip)


def _is_whole_budget(plan: Plan) -> bool:
    """Whether a total is stated that is as large, with the decimals that a table in another unit would not have."""
    totals = [total.i_alt for total in plan.grundlag.kontroltal]
    for kontroltal in plan.grundlag.kontroltal:
        totals += kontroltal.beløb.values() if isinstance(kontroltal.beløb, dict) else ()
    most = _MOST[plan.grundlag.enhed]
    return any(abs(total) > most and total % 1 for total in totals if isinstance(total, Decimal))


def _middle(sizes: list[Decimal]) -> Decimal | None:
    return sorted(sizes)[len(sizes) // 2] if len(sizes) > _ENOUGH else None


def _times(factor: Decimal) -> str:
    return format_amount(factor.quantize(Decimal(1)), 0) if factor >= 10_000 else str(int(factor))
