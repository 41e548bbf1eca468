"""Et punkts tema står ikke blandt planens temaer.

Temaerne i plan.yaml er dem, den strategiske plan er delt op efter. Et tema, der er stavet anderledes, ville få sin egen
række. Sådan rettes det: brug navnet (eller et af de andre navne) fra plan.yaml.

Forkert:

    tema:
      - Social bæredyktighed
        ^ Temaet Social bæredyktighed står ikke under temaer i plan.yaml. Mente du Social bæredygtighed?

Forkert:

    # plan.yaml
    temaer:
      - Klima
      - Velfærd
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tema: Klima, velfærd
          ^ »Klima, velfærd« er flere temaer i én tekst. Skriv hvert på sin linje med - foran: Klima; velfærd

Rigtigt:

    tema:
      - Social bæredygtighed
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from udplan.model.plan import Plan
from udplan.values.words import fold, nearest
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.temanavne
    for indsats in plan.indsatser:
        for place, tema in enumerate(indsats.tema):
            if parts := in_one_text(tema, known):
                besked = (
                    f"»{tema}« er flere temaer i én tekst. Skriv hvert på sin linje med - foran: {'; '.join(parts)}"
                )
                yield Finding(indsats.fil, ("tema", place), besked)
            elif fold(tema) not in known:
                near = nearest(tema, (theme.navn for theme in plan.grundlag.temaer), most=1)
                mente = f" Mente du {near[0]}?" if near else ""
                besked = f"Temaet {tema} står ikke under temaer i plan.yaml.{mente}"
                yield Finding(indsats.fil, ("tema", place), besked, near[0] if near else None)


def in_one_text(written: str, known: Container[str]) -> list[str]:
    """The names that a text holds with commas between, where it is not itself a name and all of them are known (folded)."""
    parts = [part.strip() for part in written.split(",")]
    one = len(parts) < 2 or fold(written) in known
    return [] if one or not all(fold(part) in known for part in parts) else parts
