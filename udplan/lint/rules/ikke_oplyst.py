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

from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST
from udplan.values.words import listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_FIELDS = ("art", "udvalg", "gruppe", "tovholder", "kurs", "koordinering", "sagsgang", "beløb", "anvendt")


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        fields = [name for name in _FIELDS if getattr(indsats, name) is IKKE_OPLYST]
        years = _years(indsats)
        if fields or years:
            names = [*fields, *(f"beløb i {år}" for år in years)]
            yield Finding(
                indsats.fil, (fields[0],) if fields else ("beløb", years[0]), f"Endnu ikke oplyst: {listed(names)}."
            )


def _years(indsats: Indsats) -> list[int]:
    amounts = indsats.beløb if isinstance(indsats.beløb, dict) else {}
    return [år for år, amount in amounts.items() if amount is IKKE_OPLYST]
