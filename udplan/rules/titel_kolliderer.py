"""To punkter har samme overskrift og samme kode.

To ens punkter er for det meste det samme punkt, skrevet to gange, og så tæller beløbet dobbelt. To punkter kan godt
hedde det samme, når koden eller bevillingen skiller dem ad. Sådan rettes det: slet det ene, eller gør overskriften
mere præcis.

Forkert:

    # ny-cykelsti.yaml
    overskrift: Ny cykelsti
                ^ Overskriften er den samme som i cykelsti.yaml. Er det samme punkt to gange?
    # cykelsti.yaml
    overskrift: Ny cykelsti

Rigtigt:

    # ny-cykelsti.yaml
    overskrift: Nord/Sydvejen, etape
    kode: 14-A-7
    # cykelsti.yaml
    overskrift: Nord/Sydvejen, etape
    kode: 14-A-8
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.plan import Plan
from udplan.problem import Finding, Niveau
from udplan.words import fold

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for indsats in sorted(plan.indsatser, key=lambda each: each.id):
        first = seen.setdefault((fold(indsats.overskrift), indsats.kode, indsats.bevilling), indsats.fil.name)
        if first != indsats.fil.name:
            besked = f"Overskriften er den samme som i {first}. Er det samme punkt to gange?"
            yield Finding(indsats.fil, ("overskrift",), besked)
