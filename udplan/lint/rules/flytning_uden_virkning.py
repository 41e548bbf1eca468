"""En flytning går fra et år til det samme år, eller mellem to år, der ikke er planens.

En fremrykning eller udskydelse flytter et beløb mellem to år. Det ene af dem må ligge uden for planens år: penge, der er
overført fra året før, eller udskudt til et år efter. Ligger de begge udenfor, har flytningen intet med planens beløb at
gøre. Sådan rettes det: skriv det år, beløbet stod i før, som fra, og det år, det er flyttet til, som til; eller slet
flytningen.

Forkert:

    flytning:
      - fra: 2025
        til: 2025
             ^ Beløbet er flyttet fra 2025 til 2025. Skriv to forskellige år.
        beløb: 1,000

Forkert:

    flytning:
      - fra: 2023
        til: 2024
             ^ Beløbet er flyttet fra 2023 til 2024, og ingen af dem er planens år (2025, 2026, 2027, 2028). Ret årene, eller slet den.
        beløb: 1,000

Rigtigt:

    flytning:
      - fra: 2026
        til: 2025
        beløb: 1,000

Rigtigt:

    flytning:
      - fra: 2024
        til: 2025
        beløb: 1,000
      - fra: 2028
        til: 2029
        beløb: 0,500
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    kendte = ", ".join(map(str, plan.grundlag.år))
    for indsats in plan.indsatser:
        for place, flytning in enumerate(indsats.flytning):
            moved = f"Beløbet er flyttet fra {flytning.fra} til {flytning.til}"
            if flytning.fra == flytning.til:
                besked = f"{moved}. Skriv to forskellige år."
            elif not {flytning.fra, flytning.til} & set(plan.grundlag.år):
                besked = f"{moved}, og ingen af dem er planens år ({kendte}). Ret årene, eller slet den."
            else:
                continue
            yield Finding(indsats.fil, ("flytning", place, "til"), besked)
