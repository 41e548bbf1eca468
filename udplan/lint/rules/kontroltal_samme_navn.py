"""To kontroltal har samme navn.

Så kan man ikke se, hvilket af dem en forskel hører til, og heraf kan ikke vide, hvilket der er ment. Sådan rettes det:
skriv i navnet, hvad der skiller dem ad, fx kilden.

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Hele planen
              ^ To kontroltal hedder Hele planen. Skriv i navnet, hvad der skiller dem ad, fx kilden.
        kilde: budgetaftalen
        hvor: {}
        i_alt: 1,000
      - navn: Hele planen
              ^ To kontroltal hedder Hele planen. Skriv i navnet, hvad der skiller dem ad, fx kilden.
        kilde: bilag 2
        hvor: {}
        i_alt: 1,000

Rigtigt:

    # plan.yaml
    kontroltal:
      - navn: Hele planen, budgetaftalen
        kilde: budgetaftalen
        hvor: {}
        i_alt: 1,000
      - navn: Hele planen, bilag 2
        kilde: bilag 2
        hvor: {}
        i_alt: 1,000
    # cykelsti.yaml
    overskrift: Ny cykelsti
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.words import fold
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    times = Counter(fold(kontroltal.navn) for kontroltal in plan.grundlag.kontroltal)
    for place, kontroltal in enumerate(plan.grundlag.kontroltal):
        if times[fold(kontroltal.navn)] > 1:
            how_many = "To" if times[fold(kontroltal.navn)] == 2 else str(times[fold(kontroltal.navn)])
            besked = (
                f"{how_many} kontroltal hedder {kontroltal.navn}. Skriv i navnet, hvad der skiller dem ad, fx kilden."
            )
            yield Finding(plan.fil, ("kontroltal", place, "navn"), besked)
