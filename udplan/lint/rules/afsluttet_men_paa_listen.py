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
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_BESKED = "Punktet er afsluttet, men står stadig på listen over tværgående punkter. Skal det af listen?"


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.tværgående and indsats.afsluttet:
            yield Finding(indsats.fil, ("slut",), _BESKED)
