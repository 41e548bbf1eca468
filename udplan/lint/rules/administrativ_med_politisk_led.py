"""Punktet besluttes administrativt, men et udvalg står i sagsgangen.

Læseren kan ikke se, om udvalget skal beslutte noget. Sådan rettes det: skriv kompetence: blandet, hvis noget af det er
politisk, eller slet udvalget af sagsgangen.

Forkert:

    kompetence: administrativ
                ^ kompetence er administrativ, men sagsgangen har et politisk led: AU.
    sagsgang: KCL, AU

Rigtigt:

    kompetence: blandet
    sagsgang: KCL, AU
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.lint.rules.politisk_uden_politisk_led import political
from udplan.model.indsats import Kompetence
from udplan.model.plan import Plan
from udplan.values.words import listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.kompetence is Kompetence.ADMINISTRATIV:
            bodies = list(dict.fromkeys(political(plan, indsats)))
            if bodies:
                besked = f"kompetence er administrativ, men sagsgangen har et politisk led: {listed(bodies)}."
                yield Finding(indsats.fil, ("kompetence",), besked)
