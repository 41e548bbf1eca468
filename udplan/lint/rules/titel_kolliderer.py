"""To punkter har samme overskrift, og intet skiller dem ad.

To ens punkter er for det meste det samme punkt, skrevet to gange, og så tæller beløbet dobbelt. To punkter kan godt
hedde det samme, når koden, arten, bevillingen, udvalget eller gruppen skiller dem ad. Sådan rettes det: slet det ene,
eller gør overskriften mere præcis.

Forkert:

    # ny-cykelsti.yaml
    overskrift: Ny cykelsti
                ^ Overskriften er den samme som i cykelsti.yaml. Er det samme punkt to gange?
    # cykelsti.yaml
    overskrift: Ny cykelsti
                ^ Overskriften er den samme som i ny-cykelsti.yaml. Er det samme punkt to gange?

Rigtigt:

    # ny-cykelsti.yaml
    overskrift: Nord/Sydvejen, etape
    kode: 14-A-7
    # cykelsti.yaml
    overskrift: Nord/Sydvejen, etape
    kode: 14-A-8

Rigtigt:

    # ny-cykelsti.yaml
    overskrift: Politisk virksomhed
    udvalg: BUU
    sagsgang: BUU, ØK, KB
    # cykelsti.yaml
    overskrift: Politisk virksomhed
    udvalg: AU
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.words import fold, listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    named: dict[str, list[Indsats]] = {}
    for indsats in plan.indsatser:
        named.setdefault(fold(indsats.overskrift), []).append(indsats)
    for namesakes in named.values():
        if len(namesakes) > 1:
            yield from _alike(namesakes)


def _alike(namesakes: list[Indsats]) -> Iterator[Finding]:
    """What to say of those of some items with the same heading that nothing else tells apart."""
    alike: dict[tuple[object, ...], list[Indsats]] = {}
    for indsats in namesakes:
        apart = indsats.kode, indsats.art, indsats.bevilling, indsats.udvalg, indsats.gruppe
        alike.setdefault(apart, []).append(indsats)
    for items in alike.values():
        # Said of each, so that whoever lints only the new file is told too.
        for indsats in items if len(items) > 1 else ():
            others = listed(other.fil.name for other in items if other is not indsats)
            besked = f"Overskriften er den samme som i {others}. Er det samme punkt to gange?"
            yield Finding(indsats.fil, ("overskrift",), besked)
