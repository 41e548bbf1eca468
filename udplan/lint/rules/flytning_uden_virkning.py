"""En flytning går fra et år til det samme år.

En fremrykning eller udskydelse flytter et beløb mellem to år. Sådan rettes det: skriv det år, beløbet stod i før,
som fra, og det år, det er flyttet til, som til.

Forkert:

    flytning:
      - fra: 2025
        til: 2025
             ^ Beløbet er flyttet fra 2025 til 2025. Skriv to forskellige år.
        beløb: 1,000

Rigtigt:

    flytning:
      - fra: 2026
        til: 2025
        beløb: 1,000
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        for place, flytning in enumerate(indsats.flytning):
            if flytning.fra == flytning.til:
                besked = f"Beløbet er flyttet fra {flytning.fra} til {flytning.til}. Skriv to forskellige år."
                yield Finding(indsats.fil, ("flytning", place, "til"), besked)
