"""Et punkts tema står ikke blandt planens temaer.

Temaerne i plan.yaml er dem, den strategiske plan er delt op efter. Et tema, der er stavet anderledes, ville få sin egen
række. Sådan rettes det: brug navnet (eller et af de andre navne) fra plan.yaml.

Forkert:

    tema:
      - Social bæredyktighed
        ^ Temaet Social bæredyktighed står ikke under temaer i plan.yaml. Mente du Social bæredygtighed?

Rigtigt:

    tema:
      - Social bæredygtighed
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.words import fold, nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.temanavne
    for indsats in plan.indsatser:
        for place, tema in enumerate(indsats.tema):
            if fold(tema) not in known:
                near = nearest(tema, (theme.navn for theme in plan.grundlag.temaer), most=1)
                mente = f" Mente du {near[0]}?" if near else ""
                besked = f"Temaet {tema} står ikke under temaer i plan.yaml.{mente}"
                yield Finding(indsats.fil, ("tema", place), besked, near[0] if near else None)
