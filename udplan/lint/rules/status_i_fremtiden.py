"""En status har en dato, der ikke er kommet endnu.

En status fortæller, hvordan det står, så datoen må være forkert. Reglen gælder kun, når der er givet en dag:
udplan lint --dato i-dag. Sådan rettes det: ret datoen.

Forkert:

    # dato: 2025-04-15
    status:
      - dato: 2025-05-01
              ^ Status er dateret 1. maj 2025, som ikke er kommet endnu.
        tekst: I gang

Rigtigt:

    # dato: 2025-04-15
    status:
      - dato: 2025-04-15
        tekst: I gang
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.times import format_date
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    if plan.dag is None:
        return
    for indsats in plan.indsatser:
        for place, status in enumerate(indsats.status):
            if status.dato > plan.dag:
                besked = f"Status er dateret {format_date(status.dato)}, som ikke er kommet endnu."
                yield Finding(indsats.fil, ("status", place, "dato"), besked)
