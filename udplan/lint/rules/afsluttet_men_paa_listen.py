"""Punktet er afsluttet, men står stadig på listen over tværgående punkter.

Direktionens månedlige status er listen over punkter med særligt behov for tværgående koordinering. Et punkt, der er
afsluttet, har ikke det behov mere. Sådan rettes det: slet tværgående, eller slet slut, hvis punktet alligevel ikke er
færdigt.

Forkert:

    overskrift: Ny cykelsti
    tværgående: ja
    slut: X
          ^ Punktet er afsluttet, men står stadig på listen over tværgående punkter. Skal det af listen?

Rigtigt:

    overskrift: Ny cykelsti
    slut: X

Rigtigt:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
    tværgående: ja
    slut: 2025-06-01
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.select import afsluttet
from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_BESKED = "Punktet er afsluttet, men står stadig på listen over tværgående punkter. Skal det af listen?"


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.tværgående and afsluttet(plan, indsats):
            yield Finding(indsats.fil, ("slut",), _BESKED)
