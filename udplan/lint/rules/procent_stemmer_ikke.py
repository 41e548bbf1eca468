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

from udplan.figures.followup import rate
from udplan.model.plan import Plan
from udplan.values.amounts import amount_text, format_amount
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    decimaler = plan.grundlag.trykte_decimaler
    for indsats in plan.indsatser:
        for år in indsats.procent or {}:
            sats, amount = rate(indsats, år), indsats.beløb_i(år)
            if sats and isinstance(amount, Decimal) and not sats.gives(amount):
                figures = (sats.produkt, abs(amount), abs(sats.grundlag))
                expected, stated, of = (format_amount(figure, decimaler) for figure in figures)
                besked = f"{amount_text(sats.procent)} pct. af {of} er {expected}, men beløbet er {stated} ({år})."
                yield Finding(indsats.fil, ("procent", år), besked)
