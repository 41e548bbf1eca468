"""Et punkt, der ikke er afsluttet, mangler kurs eller koordinering.

Så står der en tom celle i planen, og læseren ved ikke, hvad der er aftalt, eller hvordan det bliver gjort. Sådan
rettes det: skriv teksten, eller skriv ikke oplyst, til den kendes.

Forkert:

    overskrift: Ny cykelsti
                ^ Punktet er ikke afsluttet og mangler koordinering.
    kurs: Der anlægges en ny cykelsti.

Rigtigt:

    overskrift: Ny cykelsti
    kurs: Der anlægges en ny cykelsti.
    koordinering: Teknik og skoler aftaler ruten.

Rigtigt:

    overskrift: Ny cykelsti
    slut: X
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.words import listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.afsluttet:
            continue
        missing = [name for name in ("kurs", "koordinering") if getattr(indsats, name) is None]
        if missing:
            yield Finding(indsats.fil, ("overskrift",), f"Punktet er ikke afsluttet og mangler {listed(missing)}.")
