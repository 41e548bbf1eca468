"""Et OBS-punkt har ingen tekst.

Direktionen ser OBS med rødt og skal kunne læse, hvad der er galt. Sådan rettes det: skriv en tekst, eller slet obs.

Forkert:

    status:
      - dato: 2025-02-01
        obs: ja
             ^ OBS-punktet har ingen tekst. Skriv, hvad direktionen skal være opmærksom på.

Rigtigt:

    status:
      - dato: 2025-02-01
        obs: ja
        tekst: Projektlederen er ikke ansat endnu
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding

_BESKED = "OBS-punktet har ingen tekst. Skriv, hvad direktionen skal være opmærksom på."


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        for place, status in enumerate(indsats.status):
            if status.obs and not status.tekst:
                yield Finding(indsats.fil, ("status", place, "obs"), _BESKED)
