"""Flere punkter har samme kode.

Et katalogforslag kan godt være delt på flere punkter, men det kan også være det samme punkt skrevet to gange, og så
tæller beløbet dobbelt. Det nævnes kun. Sådan rettes det: er de to punkter forskellige, så lad dem stå og skriv en
undtagelse.

Forkert:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    kode: R100 (B)
    # stisystem.yaml
    overskrift: Stisystem
    kode: R100 (B)
          ^ Koden R100 (B) står også i cykelsti.yaml.

Rigtigt:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    kode: R100 (B)
    # stisystem.yaml
    overskrift: Stisystem
    kode: R101 (B)
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.plan import Plan
from udplan.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for indsats in sorted((each for each in plan.indsatser if each.kode), key=lambda each: each.id):
        other = first.setdefault(str(indsats.kode), indsats.fil.name)
        if other != indsats.fil.name:
            yield Finding(indsats.fil, ("kode",), f"Koden {indsats.kode} står også i {other}.")
