"""afledt_af nævner et punkt, der ikke findes.

Afledt drift skal kunne findes sammen med det anlæg, den følger af. Sådan rettes det: skriv anlæggets id, som er
navnet på dets fil uden .yaml.

Forkert:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    # drift-af-sti.yaml
    overskrift: Drift af cykelsti
    afledt_af: cykelstien
               ^ Planen har intet punkt med id cykelstien. Mente du cykelsti?

Forkert:

    overskrift: Drift af cykelsti
    afledt_af: Den nye sti ved havnen
               ^ Planen har intet punkt med id Den nye sti ved havnen. Skriv navnet på punktets fil uden .yaml, eller
               | slet linjen.

Rigtigt:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    # drift-af-sti.yaml
    overskrift: Drift af cykelsti
    afledt_af: cykelsti
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.words import nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if indsats.afledt_af and indsats.afledt_af not in plan.efter_id.keys() | plan.ulæste:
            near = nearest(indsats.afledt_af, plan.efter_id, most=1)
            mente = f"Mente du {near[0]}?" if near else "Skriv navnet på punktets fil uden .yaml, eller slet linjen."
            besked = f"Planen har intet punkt med id {indsats.afledt_af}. {mente}"
            yield Finding(indsats.fil, ("afledt_af",), besked, near[0] if near else None)
