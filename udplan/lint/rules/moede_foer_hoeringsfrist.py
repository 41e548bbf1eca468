"""Et udvalg holder møde, før høringens dage er gået.

Høringssvarene skal være kommet, før udvalget behandler sagen igen. Reglen regner kun, når både høringen og mødet har en
dag. Sådan rettes det: flyt mødet eller høringen, eller ret antallet af dage.

Forkert:

    sagsgang:
      - forum: AU
      - forum: Høring
        tid: 2025-01-06
        dage: 14
      - forum: AU
        tid: 2025-01-15
             ^ AU mødes 15. januar 2025, men høringen på 14 dage slutter først 20. januar 2025.

Rigtigt:

    sagsgang:
      - forum: AU
      - forum: Høring
        tid: 2025-01-06
        dage: 14
      - forum: AU
        tid: 2025-01-21
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.values.times import format_date
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    hearings = {kode for kode, forum in plan.grundlag.fora.items() if forum.slags is Slags.HØRING}
    for indsats in plan.indsatser:
        deadline: date | None = None
        days = 0
        for place, trin in enumerate(indsats.trin):
            day = trin.tid.dato if trin.tid else None
            if trin.forum in hearings and trin.dage and day:
                deadline, days = day + timedelta(days=trin.dage), trin.dage
            elif deadline and day and day < deadline:
                besked = (
                    f"{trin.forum} mødes {format_date(day)}, men høringen på {days} dage slutter først "
                    f"{format_date(deadline)}."
                )
                yield Finding(indsats.fil, ("sagsgang", place, "tid"), besked)
