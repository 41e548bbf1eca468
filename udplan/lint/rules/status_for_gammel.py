"""Et tværgående punkt har ikke fået ny status i 45 dage.

De tværgående punkter er på direktionens månedlige statusliste. Reglen gælder kun, når der er givet en dag:
udplan lint --dato i-dag. Sådan rettes det: skriv en ny status med dagens dato.

Forkert:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
                ^ Seneste status er fra 1. februar 2025, 73 dage siden. Skriv en ny.
    tværgående: ja
    status:
      - dato: 2025-02-01
        tekst: I gang

Forkert:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
                ^ Punktet er på statuslisten og har ingen status endnu.
    tværgående: ja

Rigtigt:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
    tværgående: ja
    status:
      - dato: 2025-04-01
        tekst: Går efter planen
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.select import FRIST
from udplan.model.plan import Plan
from udplan.values.times import format_date, is_older
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    if plan.dag is None:
        return
    for indsats in plan.indsatser:
        if not indsats.tværgående or indsats.afsluttet:
            continue
        newest = max((status.dato for status in indsats.status), default=None)
        if newest is None:
            yield Finding(indsats.fil, ("overskrift",), "Punktet er på statuslisten og har ingen status endnu.")
        elif is_older(newest, FRIST, plan.dag):
            days = (plan.dag - newest).days
            besked = f"Seneste status er fra {format_date(newest)}, {days} dage siden. Skriv en ny."
            yield Finding(indsats.fil, ("overskrift",), besked)
