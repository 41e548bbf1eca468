"""Planens register over tovholdere er tomt.

Når der ikke står nogen under tovholdere i plan.yaml, bliver en stavefejl i en tovholder ikke opdaget, og stillingen får
to sider. Sådan rettes det: skriv stillingerne ind, eller slet linjen, hvis planen ikke skal have et register.

Forkert:

    # plan.yaml
    tovholdere: []
    ^ Der står ingen under tovholdere, så en stavefejl i en tovholder bliver ikke opdaget. Skriv stillingerne, hver på
    | sin linje: - Arbejdsmarkedschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen

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

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau, Span

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    used = [title for indsats in plan.indsatser for title in indsats.tovholdere]
    # A plan that has no such line has chosen to have no register (format.md).
    stated = plan.sources[plan.fil].span(("tovholdere",)) != Span(0, 0)
    if used and stated and not plan.grundlag.tovholdere:
        besked = (
            "Der står ingen under tovholdere, så en stavefejl i en tovholder bliver ikke opdaget. "
            f"Skriv stillingerne, hver på sin linje: - {used[0]}"
        )
        yield Finding(plan.fil, ("tovholdere",), besked, nøgle=True)
