"""En tovholder eller en medvirkende står ikke blandt planens tovholdere.

Planen har et register over stillinger under tovholdere i plan.yaml. En stilling, der er stavet anderledes, får sin egen
side, og den rigtige side mangler punktet. Har planen intet register, siger reglen intet. Sådan rettes det: skriv
stillingen, som den står i registret, eller skriv den nye stilling ind dér.

Forkert:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschef
               ^ Arbejdsmarkedschef står ikke under tovholdere i plan.yaml. Mente du Arbejdsmarkedschefen? Er det en ny
               | stilling, så skriv den ind dér: - Arbejdsmarkedschef

Forkert:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
      - Økonomichefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: [Økonomichefen, JEH]
                               ^ JEH står ikke under tovholdere i plan.yaml. Er det en ny stilling, så skriv den ind
                               | dér: - JEH

Rigtigt:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
      - Økonomichefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen
    medvirkende: Økonomichefen

Rigtigt:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: ikke oplyst
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.lint.rules.tovholder_er_person import is_person
from udplan.lint.rules.tovholdere_i_en_tekst import several, titles
from udplan.model.plan import Plan
from udplan.values.words import listed, nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    register = plan.grundlag.tovholdere
    told_elsewhere: dict[str, bool] = dict.fromkeys(register, True)
    for fil, sti, title in titles(plan) if register else ():
        if title not in told_elsewhere:
            told_elsewhere[title] = bool(several(title, register)) or (sti[0] == "tovholder" and is_person(title))
        if not told_elsewhere[title]:
            near = nearest(title, register)
            mente = f" Mente du {listed(near, 'eller')}?" if near else ""
            besked = (
                f"{title} står ikke under tovholdere i plan.yaml.{mente} "
                f"Er det en ny stilling, så skriv den ind dér: - {title}"
            )
            yield Finding(fil, sti, besked, near[0] if near else None)
