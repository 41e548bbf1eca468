"""Økonomiudvalget står efter kommunalbestyrelsen i sagsgangen.

Økonomiudvalget skal udtale sig, før kommunalbestyrelsen beslutter noget med økonomi (styrelsesloven, § 18). En sag, der
kommer to gange forbi (et byggeri: projektet først, bevillingen siden), er i orden, når kommunalbestyrelsen kommer igen
efter økonomiudvalget. Sådan rettes det: byt om på de to led, eller skriv kommunalbestyrelsen igen bagefter.

Forkert:

    sagsgang: AU, KB, ØK
                      ^ ØK står efter KB. Økonomiudvalget behandler sagen, før kommunalbestyrelsen beslutter.

Rigtigt:

    sagsgang: AU, ØK, KB

Rigtigt:

    sagsgang: AU, ØK, KB, ØK, KB
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    slags = {kode: forum.slags for kode, forum in plan.grundlag.fora.items()}
    for indsats in plan.indsatser:
        trin = indsats.trin
        councils = [place for place, step in enumerate(trin) if slags.get(step.forum) is Slags.KOMMUNALBESTYRELSE]
        for place in range(councils[-1] + 1, len(trin)) if councils else ():
            if slags.get(trin[place].forum) is Slags.ØKONOMIUDVALG:
                besked = (
                    f"{trin[place].forum} står efter {trin[councils[-1]].forum}. "
                    "Økonomiudvalget behandler sagen, før kommunalbestyrelsen beslutter."
                )
                yield Finding(indsats.fil, ("sagsgang", place, "forum"), besked)
