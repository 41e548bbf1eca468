"""Et afrundet kontroltal afviger fra summen, men ikke mere end afrunding kan forklare.

Når kilden trykker afrundede tal, kan summen afvige med op til en halv enhed på sidste decimal for totalen og for hver
række. Det er en advarsel, fordi en lille fejl kan gemme sig i afrundingen. Udplan retter intet. Sådan rettes det: find
de uafrundede tal, eller lad advarslen stå.

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AU
        afrundet: ja
        beløb:
          2025: 1,0
                ^ Arbejdsmarkedsudvalget 2025: summen er 1,100, men der er oplyst 1,0. Forskellen er 0,100.
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
    beløb:
      2025: 0,4
    # stisystem.yaml
    overskrift: Stisystem
    udvalg: AU
    beløb:
      2025: 0,7

Rigtigt:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AU
        afrundet: ja
        beløb:
          2025: 0,4
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
    beløb:
      2025: 0,4
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.control import Resultat
from udplan.lint.rules.kontroltal_stemmer_ikke import judged
from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    yield from judged(plan, Resultat.AFRUNDING)
