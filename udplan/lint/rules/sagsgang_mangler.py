"""Et punkt, der ikke er afsluttet, har ingen sagsgang.

Uden en sagsgang ved ingen, hvem der skal beslutte punktet, og det kommer ikke på noget udvalgs arbejdsplan. Skal
punktet ikke besluttes nogen steder, så skriv det og hvorfor. Er sagsgangen ikke kendt endnu, så skriv en undtagelse med
begrundelse, i filen eller i plan.yaml. Et punkt, der først afsluttes efter den dag, udplan lint --dato
siger, er ikke afsluttet endnu. Sådan rettes det: skriv leddene i rækkefølge.

Forkert:

    overskrift: Ny cykelsti
    ^ Punktet er ikke afsluttet og har ingen sagsgang. Skriv leddene, fx BUU, ØK, KB, eller ingen: og hvorfor.
    art: drift

Forkert:

    overskrift: Ny cykelsti
    sagsgang: ikke oplyst
              ^ Punktet er ikke afsluttet og har ingen sagsgang. Skriv leddene, fx BUU, ØK, KB, eller ingen: og hvorfor.

Forkert:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
    ^ Punktet er ikke afsluttet og har ingen sagsgang. Skriv leddene, fx BUU, ØK, KB, eller ingen: og hvorfor.
    slut: 2025-06-01

Rigtigt:

    overskrift: Ny cykelsti
    sagsgang: AU, ØK, KB

Rigtigt:

    overskrift: Ny cykelsti
    sagsgang:
      ingen: Er indarbejdet i budgettet

Rigtigt:

    overskrift: Ny cykelsti
    slut: X
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.select import afsluttet
from udplan.model.indsats import Sagsgang
from udplan.model.plan import Plan
from udplan.yaml.problem import Finding

_BESKED = "Punktet er ikke afsluttet og har ingen sagsgang. Skriv leddene, fx BUU, ØK, KB, eller ingen: og hvorfor."


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if not afsluttet(plan, indsats) and not isinstance(indsats.sagsgang, Sagsgang):
            yield Finding(indsats.fil, ("sagsgang",), _BESKED)
