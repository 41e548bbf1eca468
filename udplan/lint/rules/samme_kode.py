"""Flere punkter har samme kode.

Et katalogforslag kan godt være delt på flere punkter, men det kan også være det samme punkt skrevet to gange, og så
tæller beløbet dobbelt. Det nævnes kun. Sådan rettes det: er de to punkter forskellige, så lad dem stå og skriv en
undtagelse.

Forkert:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    kode: R100 (B)
          ^ Koden R100 (B) står også i stisystem.yaml.
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

from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.words import few, listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    alike: dict[str, list[Indsats]] = {}
    for indsats in plan.indsatser:
        if indsats.kode:
            alike.setdefault(indsats.kode, []).append(indsats)
    for kode, items in alike.items():
        # Said of each, so that whoever lints only the new file is told too.
        for indsats in items if len(items) > 1 else ():
            # A few of them: of a code in every file of a plan, each file would be told with all the others.
            names = (other.fil.name for other in items if other is not indsats)
            others = listed(few(names, len(items) - 1))
            yield Finding(indsats.fil, ("kode",), f"Koden {kode} står også i {others}.")
