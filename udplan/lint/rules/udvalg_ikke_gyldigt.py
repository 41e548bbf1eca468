"""Et udvalg bruges i en tid, hvor det ikke findes.

Udvalg skifter med valgperioderne. Et punkt under et nedlagt udvalg kommer ikke på nogens dagsorden. Sådan rettes
det: skriv det udvalg, der har sagen nu, eller ret gyldig_fra og gyldig_til i plan.yaml.

Forkert:

    # plan.yaml
    fora:
      AU:
        navn: Arbejdsmarkedsudvalget
        slags: fagudvalg
        gyldig_fra: 2026-01-01
    # cykelsti.yaml
    overskrift: Ny cykelsti
    sagsgang:
      - forum: AU
        tid: 2025-03-01
             ^ AU findes først fra 1. januar 2026.

Forkert:

    # plan.yaml
    fora:
      AU:
        navn: Arbejdsmarkedsudvalget
        slags: fagudvalg
        gyldig_til: 2024-12-31
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
            ^ AU findes kun til 31. december 2024.

Rigtigt:

    # plan.yaml
    fora:
      AU:
        navn: Arbejdsmarkedsudvalget
        slags: fagudvalg
        gyldig_fra: 2022-01-01
    # cykelsti.yaml
    overskrift: Ny cykelsti
    sagsgang:
      - forum: AU
        tid: 2025-03-01
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from udplan.model.plan import Plan
from udplan.model.planfile import Forum
from udplan.values.times import format_date
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL


def check(plan: Plan) -> Iterator[Finding]:
    limited = {kode: forum for kode, forum in plan.grundlag.fora.items() if forum.gyldig_fra or forum.gyldig_til}
    if not limited:
        return
    first, last = plan.grundlag.dage
    for indsats in plan.indsatser:
        if indsats.udvalg in limited:
            why = _outside(str(indsats.udvalg), limited[str(indsats.udvalg)], first, last)
            if why:
                yield Finding(indsats.fil, ("udvalg",), why)
        for place, trin in enumerate(indsats.trin):
            if trin.forum in limited and trin.tid:
                why = _outside(trin.forum, limited[trin.forum], trin.tid.fra, trin.tid.til)
                if why:
                    yield Finding(indsats.fil, ("sagsgang", place, "tid"), why)


def _outside(kode: str, forum: Forum, first: date, last: date) -> str | None:
    if forum.gyldig_fra and last < forum.gyldig_fra:
        return f"{kode} findes først fra {format_date(forum.gyldig_fra)}."
    if forum.gyldig_til and first > forum.gyldig_til:
        return f"{kode} findes kun til {format_date(forum.gyldig_til)}."
    return None
