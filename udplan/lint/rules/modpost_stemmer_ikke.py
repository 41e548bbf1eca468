"""De to sider af en omplacering giver ikke nul.

Flyttes penge fra et udvalg til et andet, skal det ene punkt have det samme beløb med minus som det andet med plus,
hvert år; ellers er planens sum forkert. Sådan rettes det: ret beløbene, og lad begge punkter nævne hinanden som
modpost.

Forkert:

    # fra-oek.yaml
    overskrift: Opgaveflytning, fra ØK
    udvalg: ØK
    modpost: til-au
             ^ De to sider giver 0,010 i 2025, ikke nul: -0,140 her og 0,150 i til-au.
    beløb:
      2025: -0,140
    # til-au.yaml
    overskrift: Opgaveflytning, til AU
    udvalg: AU
    modpost: fra-oek
    beløb:
      2025: 0,150

Forkert:

    overskrift: Opgaveflytning, fra ØK
    modpost: til-buu
             ^ Planen har intet punkt med id til-buu.

Forkert:

    # fra-oek.yaml
    overskrift: Opgaveflytning, fra ØK
    modpost: fra-oek
             ^ Punktet er sin egen modpost. Skriv id på punktet under det andet udvalg.

Forkert:

    # fra-oek.yaml
    overskrift: Opgaveflytning, fra ØK
    udvalg: ØK
    modpost: til-au
             ^ til-au nævner ikke fra-oek som modpost. Skriv det dér også.
    # til-au.yaml
    overskrift: Opgaveflytning, til AU

Forkert:

    # fra-au.yaml
    overskrift: Opgaveflytning, fra AU
    udvalg: AU
    modpost: til-au
             ^ De to sider af omplaceringen står under samme udvalg (AU).
             ^ Kun den ene side af omplaceringen har et beløb i 2025. Skriv det også på den anden.
    beløb:
      2025: -0,140
    # til-au.yaml
    overskrift: Opgaveflytning, til AU
    udvalg: AU
    modpost: fra-au
    beløb: ikke oplyst

Rigtigt:

    # fra-oek.yaml
    overskrift: Opgaveflytning, fra ØK
    udvalg: ØK
    modpost: til-au
    beløb:
      2025: -0,140
    # til-au.yaml
    overskrift: Opgaveflytning, til AU
    udvalg: AU
    modpost: fra-oek
    beløb:
      2025: 0,140
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from udplan.figures.sums import EXACT
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    for indsats in plan.indsatser:
        if not indsats.modpost or indsats.modpost in plan.ulæste:
            continue
        other = plan.efter_id.get(indsats.modpost)
        if other is None:
            yield Finding(indsats.fil, ("modpost",), f"Planen har intet punkt med id {indsats.modpost}.")
        elif other is indsats:
            besked = "Punktet er sin egen modpost. Skriv id på punktet under det andet udvalg."
            yield Finding(indsats.fil, ("modpost",), besked)
        elif other.modpost != indsats.id:
            besked = f"{other.id} nævner ikke {indsats.id} som modpost. Skriv det dér også."
            yield Finding(indsats.fil, ("modpost",), besked)
        elif indsats.id < other.id:  # said once, at the first of the two
            yield from _off(plan, indsats, other)


def _off(plan: Plan, item: Indsats, other: Indsats) -> Iterator[Finding]:
    decimaler = plan.grundlag.trykte_decimaler
    if isinstance(item.udvalg, str) and item.udvalg == other.udvalg:
        besked = f"De to sider af omplaceringen står under samme udvalg ({item.udvalg})."
        yield Finding(item.fil, ("modpost",), besked)
    for år in plan.grundlag.år:
        here, there = item.beløb_i(år), other.beløb_i(år)
        if isinstance(here, Decimal) and isinstance(there, Decimal):
            total = EXACT.add(here, there)
            if total:
                off, a, b = (format_amount(amount, decimaler) for amount in (total, here, there))
                besked = f"De to sider giver {off} i {år}, ikke nul: {a} her og {b} i {other.id}."
                yield Finding(item.fil, ("modpost",), besked)
        elif isinstance(here, Decimal) or isinstance(there, Decimal):
            besked = f"Kun den ene side af omplaceringen har et beløb i {år}. Skriv det også på den anden."
            yield Finding(item.fil, ("modpost",), besked)
