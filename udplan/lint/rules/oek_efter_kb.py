"""Økonomiudvalget står efter kommunalbestyrelsen i sagsgangen.

Økonomiudvalget skal udtale sig, før kommunalbestyrelsen beslutter noget med økonomi (styrelsesloven, § 18). Sådan
rettes det: byt om på de to led.

Forkert:

    sagsgang: AU, KB, ØK
                      ^ ØK står efter KB. Økonomiudvalget behandler sagen, før kommunalbestyrelsen beslutter.

Rigtigt:

    sagsgang: AU, ØK, KB
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
        council = None
        for place, trin in enumerate(indsats.trin):
            kind = slags.get(trin.forum)
            if kind is Slags.KOMMUNALBESTYRELSE:
                council = trin.forum
            elif council and kind is Slags.ØKONOMIUDVALG:
                besked = (
                    f"{trin.forum} står efter {council}. "
                    "Økonomiudvalget behandler sagen, før kommunalbestyrelsen beslutter."
                )
                yield Finding(indsats.fil, ("sagsgang", place, "forum"), besked)
