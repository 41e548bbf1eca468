"""Overskriften slutter med et enligt X.

Det er for det meste X'et fra kolonnen Slut, der er kommet med, da rækken blev kopieret fra Word, og så står punktet
ikke som afsluttet. Sådan rettes det: slet X'et, og skriv slut: X, hvis punktet er afsluttet.

Forkert:

    overskrift: Pulje til stier X
                ^ Overskriften slutter med et enligt X. Mente du slut: X? Slet X'et her, og skriv slut: X på sin egen linje.

Rigtigt:

    overskrift: Pulje til stier
    slut: X
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_BESKED = "Overskriften slutter med et enligt X. Mente du slut: X? Slet X'et her, og skriv slut: X på sin egen linje."


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.overskrift.endswith((" X", " x", " ×")):
            yield Finding(indsats.fil, ("overskrift",), _BESKED)
