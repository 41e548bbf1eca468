"""Kommunalbestyrelsen står i sagsgangen, men ikke sidst.

Kommunalbestyrelsen har det sidste ord, så et led efter den er for det meste en fejl i rækkefølgen. Sådan rettes
det: flyt leddet op foran, eller slet det. Skal sagen tilbage til et udvalg bagefter, så skriv en undtagelse med
begrundelse.

Forkert:

    sagsgang: AU, KB, BUU
                      ^ BUU står efter KB. Kommunalbestyrelsen plejer at være det sidste led.

Rigtigt:

    sagsgang: AU, BUU, KB
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
        if not councils or councils[-1] == len(trin) - 1:
            continue
        after = councils[-1] + 1
        # The finance committee after the council has a rule of its own, which says more.
        if slags.get(trin[after].forum) is not Slags.ØKONOMIUDVALG:
            besked = (
                f"{trin[after].forum} står efter {trin[councils[-1]].forum}. "
                "Kommunalbestyrelsen plejer at være det sidste led."
            )
            yield Finding(indsats.fil, ("sagsgang", after, "forum"), besked)
