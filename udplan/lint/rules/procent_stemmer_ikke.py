"""Procenten gange det, den regnes af, giver ikke beløbet.

Enten er procenten, grundlaget eller beløbet forkert. Reglen regner kun, når alle tre er skrevet for samme år, og
den ser bort fra fortegn og fra det, afrunding kan forklare. Sådan rettes det: ret det tal, der er forkert.

Forkert:

    procent:
      2025: 0,55
            ^ 0,55 pct. af 2.000,000 er 11,000, men beløbet er 12,000 (2025).
    procent_af:
      2025: 2000
    beløb:
      2025: 12,000

Rigtigt:

    procent:
      2025: 0,55
    procent_af:
      2025: 2000
    beløb:
      2025: 11,000
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.figures.sums import EXACT
from udplan.model.plan import Plan
from udplan.values.amounts import amount_text, format_amount, half_a_unit
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    decimaler = plan.grundlag.trykte_decimaler
    for indsats in plan.indsatser:
        bases = indsats.procent_af if isinstance(indsats.procent_af, dict) else {}
        for år, rate in (indsats.procent or {}).items() if bases else ():
            base, amount = bases.get(år), indsats.beløb_i(år)
            if not isinstance(rate, Decimal) or not isinstance(base, Decimal) or not isinstance(amount, Decimal):
                continue
            product = abs(EXACT.multiply(base, rate).scaleb(-2))
            # The rate and the amount are rounded where they are printed; half a unit of the last decimal of each.
            slack = abs(base) * half_a_unit(rate) / 100 + half_a_unit(amount)
            if abs(product - abs(amount)) > slack:
                expected, stated, of = (
                    format_amount(figure, decimaler) for figure in (product, abs(amount), abs(base))
                )
                besked = f"{amount_text(rate)} pct. af {of} er {expected}, men beløbet er {stated} ({år})."
                yield Finding(indsats.fil, ("procent", år), besked)
