"""Sagsgangen kommer ikke forbi det udvalg, punktet står under.

Er et punkt flyttet til et andet udvalg, skal sagsgangen flyttes med: ellers behandler et udvalg en sag, som ikke er dets,
og det rigtige udvalg får den aldrig på sin dagsorden. Reglen ser kun på punkter, der ikke er afsluttet, og som går til
et udvalg. Sådan rettes det: skriv udvalget i sagsgangen, eller ret udvalg. Er det, som det skal være, så skriv en
undtagelse med begrundelse.

Forkert:

    udvalg: AU
            ^ Punktet står under AU, men sagsgangen (BUU, ØK, KB) kommer ikke forbi AU. Skriv AU i sagsgangen, eller ret
            | udvalg.
    sagsgang: BUU, ØK, KB

Forkert:

    # dato: 2025-04-15
    udvalg: AU
            ^ Punktet står under AU, men sagsgangen (BUU, ØK, KB) kommer ikke forbi AU. Skriv AU i sagsgangen, eller ret
            | udvalg.
    sagsgang: BUU, ØK, KB
    slut: 2025-06-01

Rigtigt:

    udvalg: AU
    sagsgang: FUDV, ØK, KB

Rigtigt:

    udvalg: AU
    sagsgang: Koncernledelsen
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.select import afsluttet
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if not afsluttet(plan, indsats) and _passed_by(plan.grundlag, indsats):
            besked = (
                f"Punktet står under {indsats.udvalg}, men sagsgangen ({indsats.sagsgang}) kommer ikke forbi "
                f"{indsats.udvalg}. Skriv {indsats.udvalg} i sagsgangen, eller ret udvalg."
            )
            yield Finding(indsats.fil, ("udvalg",), besked)


def _passed_by(grundlag: Grundlag, indsats: Indsats) -> bool:
    """Whether it is certain that the path goes to committees, and not to the item's own."""
    steps = {trin.forum for trin in indsats.trin}
    if indsats.udvalg in steps or indsats.udvalg not in grundlag.punkters_udvalg or not steps <= grundlag.fora.keys():
        return False
    reached = {udvalg for step in steps for udvalg in committees(grundlag, step)}
    return bool(reached) and reached.isdisjoint(committees(grundlag, str(indsats.udvalg)))


def committees(grundlag: Grundlag, kode: str) -> set[str]:
    """The committees that a body is, or stands for; all of them, for a group whose members nobody has named."""
    if kode in grundlag.udvalg:
        return {kode}
    if kode not in grundlag.punkters_udvalg:
        return set()
    members = grundlag.omfattet(kode)
    return set(grundlag.udvalg) if members is None else {kode for kode in members if kode in grundlag.udvalg}
