"""Et led i en sagsgang står ikke blandt planens fora.

Alle, der kan stå i en sagsgang, står under fora i plan.yaml. Et led, der er stavet anderledes, kommer ikke med i noget
udvalgs udsnit. Sådan rettes det: brug koden fra plan.yaml, eller skriv det nye forum ind dér.

Forkert:

    sagsgang: BU, ØK, KB
              ^ BU står ikke under fora i plan.yaml. Mente du BUU?

Forkert:

    sagsgang:
      - forum: Byrådet
               ^ Byrådet står ikke under fora i plan.yaml.
      - KB

Forkert:

    # plan.yaml
    behandlet:
      - forum: Direktionen
               ^ Direktionen står ikke under fora i plan.yaml.
        dato: 2025-01-29

Rigtigt:

    sagsgang: BUU, Økonomiudvalget, KB
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.lint.rules.ukendt_udvalg import unknown_forum
from udplan.model.plan import Plan
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    fora = plan.grundlag.fora
    for indsats in plan.indsatser:
        for place, trin in enumerate(indsats.trin):
            if trin.forum not in fora:
                yield unknown_forum(plan, indsats.fil, ("sagsgang", place, "forum"), trin.forum)
    for place, behandling in enumerate(plan.grundlag.behandlet):
        if behandling.forum not in fora:
            yield unknown_forum(plan, plan.fil, ("behandlet", place, "forum"), behandling.forum)
