"""En tid ligger uden for planens levetid.

Planen lever fra året før budgetåret, hvor den bliver aftalt, til juni efter det sidste år, hvor regnskabet er behandlet.
En tid udenfor er for det meste et forkert årstal. Sådan rettes det: ret årstallet.

Forkert:

    sagsgang:
      - forum: AU
        tid: januar 2052
             ^ januar 2052 ligger uden for planens levetid (2024 til juni 2029). Er årstallet rigtigt?

Forkert:

    status:
      - dato: 2015-02-01
              ^ 1. februar 2015 ligger uden for planens levetid (2024 til juni 2029). Er årstallet rigtigt?
        tekst: I gang

Forkert:

    slut: 2029-07-01
          ^ 1. juli 2029 ligger uden for planens levetid (2024 til juni 2029). Er årstallet rigtigt?

Rigtigt:

    sagsgang:
      - forum: AU
        tid: december 2024
    slut: 2029-01-20
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from udplan.model.plan import Plan
from udplan.values.times import format_date
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    first, last = date(plan.grundlag.år[0] - 1, 1, 1), date(plan.grundlag.år[-1] + 1, 6, 30)

    def outside(written: object) -> str:
        return f"{written} ligger uden for planens levetid ({first.year} til juni {last.year}). Er årstallet rigtigt?"

    for indsats in plan.indsatser:
        for place, trin in enumerate(indsats.trin):
            if trin.tid and (trin.tid.til < first or trin.tid.fra > last):
                yield Finding(indsats.fil, ("sagsgang", place, "tid"), outside(trin.tid))
        for place, status in enumerate(indsats.status):
            if not first <= status.dato <= last:
                yield Finding(indsats.fil, ("status", place, "dato"), outside(format_date(status.dato)))
        if isinstance(indsats.slut, date) and not first <= indsats.slut <= last:
            yield Finding(indsats.fil, ("slut",), outside(format_date(indsats.slut)))
