"""Punktet skal besluttes politisk, men sagsgangen har intet politisk led.

Så kommer sagen aldrig til dem, der skal beslutte den. Sådan rettes det: skriv udvalget i sagsgangen, eller ret
kompetence.

Forkert:

    kompetence: politisk
                ^ kompetence er politisk, men ingen i sagsgangen (KCL) er et udvalg.
    sagsgang: KCL

Rigtigt:

    kompetence: politisk
    sagsgang: AU, ØK, KB
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.indsats import Indsats, Kompetence
from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_NOT_POLITICAL = (Slags.ADMINISTRATION, Slags.HØRING)


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.kompetence is Kompetence.POLITISK and indsats.trin and not political(plan, indsats):
            besked = f"kompetence er politisk, men ingen i sagsgangen ({indsats.sagsgang}) er et udvalg."
            yield Finding(indsats.fil, ("kompetence",), besked)


def political(plan: Plan, indsats: Indsats) -> list[str]:
    """The political bodies in an item's path; a body that plan.yaml does not know may be one."""
    fora = plan.grundlag.fora
    bodies = (trin.forum for trin in indsats.trin)
    return [kode for kode in bodies if kode not in fora or fora[kode].slags not in _NOT_POLITICAL]
