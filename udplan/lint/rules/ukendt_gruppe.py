"""En hensigtserklærings gruppe står ikke blandt planens hensigtsgrupper.

Hensigtserklæringer står i budgetaftalens grupper, og gruppernes navne står i plan.yaml. Sådan rettes det: skriv
gruppen, som den står dér; er den delt i afsnit, så skriv afsnittets overskrift i feltet afsnit.

Forkert:

    art: hensigt
    gruppe: Norddjurs i bevegelse
            ^ Gruppen Norddjurs i bevegelse står ikke under hensigtsgrupper i plan.yaml. Mente du Norddjurs i bevægelse?

Forkert:

    art: hensigt
    gruppe: Norddjurs i bevægelse
    afsnit: Stier
            ^ Afsnittet Stier står ikke under gruppens afsnit i plan.yaml.

Rigtigt:

    art: hensigt
    gruppe: Norddjurs i bevægelse
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from udplan.model.plan import Plan
from udplan.values.words import fold, nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    grupper = {fold(gruppe.navn): gruppe for gruppe in plan.grundlag.hensigtsgrupper}
    for indsats in plan.indsatser:
        if not isinstance(indsats.gruppe, str):
            continue
        gruppe = grupper.get(fold(indsats.gruppe))
        if gruppe is None:
            besked = f"Gruppen {indsats.gruppe} står ikke under hensigtsgrupper i plan.yaml."
            yield _unknown(indsats.fil, "gruppe", indsats.gruppe, besked, (gruppe.navn for gruppe in grupper.values()))
        elif indsats.afsnit and fold(indsats.afsnit) not in map(fold, gruppe.afsnit):
            besked = f"Afsnittet {indsats.afsnit} står ikke under gruppens afsnit i plan.yaml."
            yield _unknown(indsats.fil, "afsnit", indsats.afsnit, besked, gruppe.afsnit)


def _unknown(fil: Path, field: str, written: str, besked: str, known: Iterable[str]) -> Finding:
    near = nearest(written, known, most=1)
    return Finding(fil, (field,), f"{besked} Mente du {near[0]}?" if near else besked, near[0] if near else None)
