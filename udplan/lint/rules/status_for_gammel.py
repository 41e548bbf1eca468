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

Forkert:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
                ^ Punktet er på statuslisten og har ingen status endnu.
    tværgående: ja
    slut: 2025-06-01

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

from udplan.figures.followup import newest
from udplan.figures.select import FRIST, afsluttet
from udplan.model.plan import Plan
from udplan.values.times import format_date, is_older
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    if plan.dag is None:
        return
    for indsats in plan.indsatser:
        if not indsats.tværgående or afsluttet(plan, indsats):
            continue
        latest = newest(indsats, plan.dag)
        if latest is None:
            yield Finding(indsats.fil, ("overskrift",), "Punktet er på statuslisten og har ingen status endnu.")
        elif is_older(latest.dato, FRIST, plan.dag):
            days = (plan.dag - latest.dato).days
            besked = f"Seneste status er fra {format_date(latest.dato)}, {days} dage siden. Skriv en ny."
            yield Finding(indsats.fil, ("overskrift",), besked)
