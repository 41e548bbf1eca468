"""Et led har en dato, hvor udvalget ikke holder møde.

Når udvalgets møder står i plan.yaml, skal et led med en dato ligge på et af dem; ellers kommer punktet ikke på en
dagsorden. Kun år, som der står møder i, er med. Sådan rettes det: ret datoen, eller skriv mødet under møder.

Forkert:

    # plan.yaml
    fora:
      AU:
        navn: Arbejdsmarkedsudvalget
        slags: fagudvalg
        møder: [2025-01-14, 2025-02-11]
    # cykelsti.yaml
    overskrift: Ny cykelsti
    sagsgang:
      - forum: AU
        tid: 2025-01-21
             ^ AU holder ikke møde 21. januar 2025. De nærmeste møder er 14. januar 2025 og 11. februar 2025.

Rigtigt:

    # plan.yaml
    fora:
      AU:
        navn: Arbejdsmarkedsudvalget
        slags: fagudvalg
        møder: [2025-01-14, 2025-02-11]
    # cykelsti.yaml
    overskrift: Ny cykelsti
    sagsgang:
      - forum: AU
        tid: 2025-01-14
      - forum: AU
        tid: marts 2025
      - forum: AU
        tid: 2026-03-10
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from udplan.model.plan import Plan
from udplan.model.planfile import Forum
from udplan.values.times import format_date
from udplan.values.words import listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    known = {kode: forum for kode, forum in plan.grundlag.fora.items() if forum.møder}
    for indsats in plan.indsatser if known else ():
        for place, trin in enumerate(indsats.trin):
            day, forum = trin.tid.dato if trin.tid else None, known.get(trin.forum)
            if day and forum and forum.holder_møde(day) is False:
                besked = f"{trin.forum} holder ikke møde {format_date(day)}. {_nearest(forum, day)}"
                yield Finding(indsats.fil, ("sagsgang", place, "tid"), besked)


def _nearest(forum: Forum, day: date) -> str:
    before = max((møde for møde in forum.møder if møde < day), default=None)
    after = min((møde for møde in forum.møder if møde > day), default=None)
    near = [format_date(møde) for møde in (before, after) if møde]
    return f"De nærmeste møder er {listed(near)}." if len(near) == 2 else f"Det nærmeste møde er {near[0]}."
