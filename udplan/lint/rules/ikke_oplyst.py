"""Punktet har felter, der ikke er oplyst endnu.

En plan skrives, før alt er kendt, og "ikke oplyst" siger det ærligt. Advarslen holder øje med, hvad der mangler; der er
kun én pr. fil. Sådan rettes det: skriv værdien, når den kendes.

Forkert:

    overskrift: Ny cykelsti
    udvalg: AU
    tovholder: ikke oplyst
               ^ Endnu ikke oplyst: tovholder og beløb i 2026.
    beløb:
      2025: 1,000
      2026: ikke oplyst

Rigtigt:

    overskrift: Ny cykelsti
    udvalg: AU
    tovholder: Arbejdsmarkedschefen
    beløb:
      2025: 1,000
      2026:
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.words import listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        unknown = list(indsats.ikke_oplyste())
        if unknown:
            whole = [navn for navn, years in unknown if not years]
            by_year = [(navn, år) for navn, years in unknown for år in years]
            names = [*whole, *(f"{navn} i {år}" for navn, år in by_year)]
            place = (whole[0],) if whole else by_year[0]
            yield Finding(indsats.fil, place, f"Endnu ikke oplyst: {listed(names)}.")
