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

Forkert:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
      - Skolechefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen og Vejchefen
               ^ Vejchefen står ikke under tovholdere i plan.yaml. Er det en ny stilling, så skriv den ind dér: -
               | Vejchefen

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
from pathlib import Path

from udplan.lint.rules.tovholder_er_person import is_person
from udplan.lint.rules.tovholdere_i_en_tekst import several, titles
from udplan.model.plan import Plan
from udplan.values.words import listed, nearest_name
from udplan.yaml.problem import Finding, Sti


def check(plan: Plan) -> Iterator[Finding]:
    register = plan.grundlag.tovholdere
    known = set(register)  # and what is told already, here or by another rule
    for fil, sti, title in titles(plan) if register else ():
        if title in known:
            continue
        known.add(title)
        parts = several(title, register)
        for part in [part for part in parts if part not in known] if parts else [title]:
            known.add(part)
            if not (sti[0] == "tovholder" and is_person(part)):
                yield _unknown(fil, sti, part, register, alone=not parts)


def _unknown(fil: Path, sti: Sti, title: str, register: tuple[str, ...], *, alone: bool) -> Finding:
    """The finding for a title that the register does not have, which is the whole text or a part of it."""
    near = nearest_name(title, register)
    mente = f" Mente du {listed(near, 'eller')}?" if near else ""
    besked = (
        f"{title} står ikke under tovholdere i plan.yaml.{mente} Er det en ny stilling, så skriv den ind dér: - {title}"
    )
    return Finding(fil, sti, besked, near[0] if near and alone else None)
