"""Punktet blev afsluttet, før et af leddene i sagsgangen var nået.

Et led efter den dag, punktet blev afsluttet, og uden en beslutning siger, at punktet alligevel skal behandles. Led uden
tid tæller ikke med. Sådan rettes det: skriv beslutningen på leddet, slet leddet, eller slet slut.

Forkert:

    overskrift: Ny cykelsti
    slut: 2025-02-01
    sagsgang:
      - forum: AU
        tid: 2025-01-15
      - forum: KB
        tid: marts 2025
             ^ Punktet er afsluttet 1. februar 2025, men KB skal behandle det marts 2025. Skriv beslutningen, eller ret
             | slut.

Rigtigt:

    overskrift: Ny cykelsti
    slut: 2025-02-01
    sagsgang:
      - forum: AU
        tid: 2025-01-15
      - forum: KB
        tid: marts 2025
        beslutning: Godkendt skriftligt
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from udplan.model.plan import Plan
from udplan.values.times import format_date
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if not isinstance(indsats.slut, date):
            continue
        for place, trin in enumerate(indsats.trin):
            if trin.tid and trin.tid.fra > indsats.slut and not trin.beslutning:
                besked = (
                    f"Punktet er afsluttet {format_date(indsats.slut)}, men {trin.forum} skal behandle det {trin.tid}. "
                    "Skriv beslutningen, eller ret slut."
                )
                yield Finding(indsats.fil, ("sagsgang", place, "tid"), besked)
