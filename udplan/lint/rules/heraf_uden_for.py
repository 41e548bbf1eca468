"""Et kontroltal er en del af et andet, men dækker noget, det andet ikke dækker.

En "heraf"-total ligger inden i en anden og tælles ikke med to gange. Dækker den punkter uden for, er den ikke en
del af den. Sådan rettes det: ret hvor, eller skriv navnet på det kontroltal, den er en del af.

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AU
        beløb:
          2025: 1,000
      - navn: Heraf drift
        kilde: budgetaftalen
        heraf: Arbejdsmarkedsudvalget
               ^ Heraf drift dækker punkter, som Arbejdsmarkedsudvalget ikke dækker: bro.
        hvor:
          art: drift
        beløb:
          2025: 2,000
    # bro.yaml
    overskrift: Ny bro
    udvalg: BUU
    beløb:
      2025: 1,000
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
    beløb:
      2025: 1,000

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Heraf drift
        kilde: budgetaftalen
        heraf: Arbejdsmarkedsudvalget
               ^ Planen har intet kontroltal, der hedder Arbejdsmarkedsudvalget.
        hvor: {}
        beløb:
          2025: 1,000

Rigtigt:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AU
        beløb:
          2025: 1,000
      - navn: Heraf drift
        kilde: budgetaftalen
        heraf: Arbejdsmarkedsudvalget
        hvor:
          udvalg: AU
          art: drift
        beløb:
          2025: 1,000
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
    beløb:
      2025: 1,000
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.control import covered
from udplan.model.plan import Plan
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    named = {kontroltal.navn: kontroltal for kontroltal in plan.grundlag.kontroltal}
    for place, kontroltal in enumerate(plan.grundlag.kontroltal):
        if kontroltal.heraf is None:
            continue
        whole = named.get(kontroltal.heraf)
        sti = ("kontroltal", place, "heraf")
        if whole is None or whole is kontroltal:
            yield Finding(plan.fil, sti, f"Planen har intet kontroltal, der hedder {kontroltal.heraf}.")
            continue
        inside = {item.id for item in covered(plan, whole)}
        outside = [item.id for item in covered(plan, kontroltal) if item.id not in inside]
        if outside:
            besked = f"{kontroltal.navn} dækker punkter, som {whole.navn} ikke dækker: {', '.join(outside)}."
            yield Finding(plan.fil, sti, besked)
