"""omsætter nævner et punkt, der ikke findes, eller går i ring.

Det er kravet, der nævnes: det punkt, som dette er med til at gennemføre, fx effektiviseringsbidraget. Rapporten
opfølgning holder tiltagene op mod kravet, og det kan den kun, når de peger på et punkt, der ikke selv peger tilbage.
Sådan rettes det: skriv kravets id, som er navnet på dets fil uden .yaml.

Forkert:

    # bidrag.yaml
    overskrift: Effektiviseringsbidrag
    # indkoeb.yaml
    overskrift: Bedre indkøb
    omsætter: bidraget
              ^ Planen har intet punkt med id bidraget. Mente du bidrag?

Forkert:

    overskrift: Bedre indkøb
    omsætter: De 29 millioner
              ^ Planen har intet punkt med id De 29 millioner. Skriv navnet på punktets fil uden .yaml, eller slet
              | linjen.

Forkert:

    # bidrag.yaml
    overskrift: Effektiviseringsbidrag
    omsætter: indkoeb
              ^ Punkterne omsætter hinanden i ring: bidrag, indkoeb, bidrag. Slet omsætter på kravet.
    # indkoeb.yaml
    overskrift: Bedre indkøb
    omsætter: bidrag
              ^ Punkterne omsætter hinanden i ring: indkoeb, bidrag, indkoeb. Slet omsætter på kravet.

Rigtigt:

    # bidrag.yaml
    overskrift: Effektiviseringsbidrag
    # indkoeb.yaml
    overskrift: Bedre indkøb
    omsætter: bidrag
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.words import nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        krav = indsats.omsætter
        if krav and krav not in plan.efter_id.keys() | plan.ulæste:
            near = nearest(krav, plan.efter_id, most=1)
            mente = f"Mente du {near[0]}?" if near else "Skriv navnet på punktets fil uden .yaml, eller slet linjen."
            besked = f"Planen har intet punkt med id {krav}. {mente}"
            yield Finding(indsats.fil, ("omsætter",), besked, near[0] if near else None)
        elif ring := _ring(plan, indsats):
            besked = f"Punkterne omsætter hinanden i ring: {', '.join(ring)}. Slet omsætter på kravet."
            if len(ring) == 2:
                besked = "Punktet omsætter sig selv. Slet linjen, eller skriv kravets id."
            yield Finding(indsats.fil, ("omsætter",), besked)


def _ring(plan: Plan, indsats: Indsats) -> list[str]:
    """The ids from an item back to itself; none where its path ends, or goes round without it."""
    path = [indsats.id]
    here: Indsats | None = indsats
    while here is not None and here.omsætter:
        path.append(here.omsætter)
        if here.omsætter == indsats.id:
            return path
        here = None if here.omsætter in path[:-1] else plan.efter_id.get(here.omsætter)
    return []
