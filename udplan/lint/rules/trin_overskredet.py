"""Et led i sagsgangen er overskredet uden en beslutning.

Leddets tid er gået, men der står ingen beslutning, så læseren ved ikke, om det er sket. Reglen gælder kun, når der
er givet en dag: udplan lint --dato i-dag. Et led før et, der er besluttet, er ikke overskredet: sagen er gået videre.
Sådan rettes det: skriv beslutningen på leddet, eller ret tiden.

Forkert:

    # dato: 2025-03-15
    sagsgang:
      - forum: AU
        tid: januar 2025
             ^ AU skulle have behandlet punktet januar 2025, og der står ingen beslutning.
      - forum: KB
        tid: marts 2025

Rigtigt:

    # dato: 2025-03-15
    sagsgang:
      - forum: AU
        tid: januar 2025
        beslutning: Godkendt
      - forum: KB
        tid: marts 2025
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.select import Stand, stande
from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    if plan.dag is None:
        return
    for indsats in plan.indsatser:
        for place, (trin, stand) in enumerate(zip(indsats.trin, stande(indsats, plan.dag), strict=True)):
            if stand is Stand.OVERSKREDET:
                besked = f"{trin.forum} skulle have behandlet punktet {trin.tid}, og der står ingen beslutning."
                yield Finding(indsats.fil, ("sagsgang", place, "tid"), besked)
