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

Forkert:

    # plan.yaml
    fora:
      AU:
        slags: fagudvalg
      FUDV:
        slags: gruppe
        omfatter:
          - AU
          - BUU
            ^ BUU står ikke under fora i plan.yaml. Skriv koden på et forum, eller en slags, fx fagudvalg.
      ØK:
        slags: økonomiudvalg
      KB:
        slags: kommunalbestyrelse

Rigtigt:

    sagsgang: BUU, Økonomiudvalget, KB
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.lint.rules.ukendt_udvalg import unknown_forum
from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.values.words import fold
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    fora = plan.grundlag.fora
    for indsats in plan.indsatser:
        for place, trin in enumerate(indsats.trin):
            if trin.forum not in fora:
                yield unknown_forum(plan, indsats.fil, ("sagsgang", place, "forum"), trin.forum)
    for kode, forum in fora.items():
        for place, navn in enumerate(forum.omfatter):
            if fold(navn) not in plan.grundlag.forumnavne and fold(navn) not in map(fold, Slags):
                unknown = unknown_forum(plan, plan.fil, ("fora", kode, "omfatter", place), navn)
                besked = f"{unknown.besked} Skriv koden på et forum, eller en slags, fx fagudvalg."
                yield unknown._replace(besked=besked)
    for place, behandling in enumerate(plan.grundlag.behandlet):
        if behandling.forum not in fora:
            yield unknown_forum(plan, plan.fil, ("behandlet", place, "forum"), behandling.forum)
