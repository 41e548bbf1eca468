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
      AU og ØK:
        slags: gruppe
        omfatter: AU, ØK
                  ^ »AU, ØK« er flere i én tekst. Skriv hver på sin linje med - foran: AU; ØK
      ØK:
        slags: økonomiudvalg
      KB:
        slags: kommunalbestyrelse

Rigtigt:

    sagsgang: BUU, Økonomiudvalget, KB
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.lint.rules.ukendt_tema import in_one_text
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
    known = {*plan.grundlag.forumnavne, *map(fold, Slags)}
    for kode, forum in fora.items():
        for place, navn in enumerate(forum.omfatter):
            sti = ("fora", kode, "omfatter", place)
            if parts := in_one_text(navn, known):
                besked = f"»{navn}« er flere i én tekst. Skriv hver på sin linje med - foran: {'; '.join(parts)}"
                yield Finding(plan.fil, sti, besked)
            elif fold(navn) not in known:
                unknown = unknown_forum(plan, plan.fil, sti, navn)
                besked = f"{unknown.besked} Skriv koden på et forum, eller en slags, fx fagudvalg."
                yield unknown._replace(besked=besked)
    for place, behandling in enumerate(plan.grundlag.behandlet):
        if behandling.forum not in fora:
            yield unknown_forum(plan, plan.fil, ("behandlet", place, "forum"), behandling.forum)
