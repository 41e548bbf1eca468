"""finansieret_af nævner en pulje, der ikke findes.

Så ved ingen, hvor pengene kommer fra, og puljens rest bliver forkert. Sådan rettes det: skriv puljens id, som er
navnet på dens fil uden .yaml.

Forkert:

    # stipulje.yaml
    art: pulje
    # cykelsti.yaml
    overskrift: Ny cykelsti
    finansieret_af: stipuljen
                    ^ Planen har ingen pulje med id stipuljen. Mente du stipulje?

Rigtigt:

    # stipulje.yaml
    art: pulje
    # cykelsti.yaml
    overskrift: Ny cykelsti
    finansieret_af: stipulje
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.values.words import nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    pools = {indsats.id for indsats in plan.indsatser if indsats.art is Art.PULJE}
    for indsats in plan.indsatser:
        if indsats.finansieret_af and indsats.finansieret_af not in pools | plan.ulæste:
            near = nearest(indsats.finansieret_af, pools, most=1)
            mente = f" Mente du {near[0]}?" if near else ""
            besked = f"Planen har ingen pulje med id {indsats.finansieret_af}.{mente}"
            yield Finding(indsats.fil, ("finansieret_af",), besked, near[0] if near else None)
