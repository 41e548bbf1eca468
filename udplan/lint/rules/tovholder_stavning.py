"""En tovholder ligner en stilling i planens register, men er ikke skrevet ens.

Så får tovholderen to sider, og den ene mangler punktet. Sådan rettes det: skriv stillingen, som den står under
tovholdere i plan.yaml, eller skriv den nye stilling ind dér.

Forkert:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschef
               ^ Arbejdsmarkedschef står ikke under tovholdere i plan.yaml. Mente du Arbejdsmarkedschefen?

Rigtigt:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from udplan.model.plan import Plan
from udplan.values.words import fold, nearest
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

#: Two titles that share this much are one title, misspelled; less is another title.
_ALIKE = 0.85


def check(plan: Plan) -> Iterator[Finding]:
    register = plan.grundlag.tovholdere
    meant: dict[str, str | None] = dict.fromkeys(register)
    for indsats in plan.indsatser:
        several = len(indsats.tovholdere) > 1
        for place, title in enumerate(indsats.tovholdere):
            if title not in meant:
                meant[title] = _near(title, register)
            if meant[title]:
                besked = f"{title} står ikke under tovholdere i plan.yaml. Mente du {meant[title]}?"
                yield Finding(indsats.fil, ("tovholder", place) if several else ("tovholder",), besked, meant[title])


def _near(title: str, register: tuple[str, ...]) -> str | None:
    near = nearest(title, register, most=1)
    return near[0] if near and SequenceMatcher(None, fold(title), fold(near[0])).ratio() >= _ALIKE else None
