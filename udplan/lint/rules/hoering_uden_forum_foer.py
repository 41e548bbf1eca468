"""En høring er det første led i sagsgangen.

En høring er over et forslag, og nogen må have sendt det i høring. Sådan rettes det: skriv det udvalg foran, der sender
forslaget i høring.

Forkert:

    sagsgang: Høring, AU, KB
              ^ Sagsgangen begynder med en høring. Hvem sender forslaget i høring? Skriv det led foran.

Rigtigt:

    sagsgang: AU, Høring, AU, KB
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_BESKED = "Sagsgangen begynder med en høring. Hvem sender forslaget i høring? Skriv det led foran."


def check(plan: Plan) -> Iterator[Finding]:
    hearings = {kode for kode, forum in plan.grundlag.fora.items() if forum.slags is Slags.HØRING}
    for indsats in plan.indsatser:
        if indsats.trin and indsats.trin[0].forum in hearings:
            yield Finding(indsats.fil, ("sagsgang", 0, "forum"), _BESKED)
