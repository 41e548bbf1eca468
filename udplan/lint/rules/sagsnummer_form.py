"""Et sagsnummer har ikke den form, ESDH bruger.

Et nummer, der er skrevet forkert, kan ikke slås op. Sådan rettes det: skriv årets to tal, skråstreg og løbenummeret.

Forkert:

    sagsgang:
      - forum: AU
        sag: 24-1234
             ^ 24-1234 ligner ikke et sagsnummer. Skriv det som 24/1234.

Forkert:

    # plan.yaml
    sag:
      nummer: 22-291
              ^ 22-291 ligner ikke et sagsnummer. Skriv det som 22/291.
    bilag:
      - titel: Udmøntningsplan
        journal: 151433
                 ^ 151433 ligner ikke et sagsnummer. Skriv det som 151433/22.

Rigtigt:

    sagsgang:
      - forum: AU
        sag: 24/1234
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau, Sti

NIVEAU = Niveau.ADVARSEL

_CASE = re.compile(r"[0-9]{2,4}/[0-9]{1,7}").fullmatch
_JOURNAL = re.compile(r"[0-9]{1,7}/[0-9]{2,4}").fullmatch


def check(plan: Plan) -> Iterator[Finding]:
    sag = plan.grundlag.sag
    if sag and sag.nummer and not _CASE(sag.nummer):
        yield _wrong(plan.fil, ("sag", "nummer"), sag.nummer, "22/291")
    for place, bilag in enumerate(plan.grundlag.bilag):
        if bilag.journal and not _JOURNAL(bilag.journal):
            yield _wrong(plan.fil, ("bilag", place, "journal"), bilag.journal, "151433/22")
    for indsats in plan.indsatser:
        for place, trin in enumerate(indsats.trin):
            if trin.sag and not _CASE(trin.sag):
                yield _wrong(indsats.fil, ("sagsgang", place, "sag"), trin.sag, "24/1234")


def _wrong(fil: Path, sti: Sti, written: str, example: str) -> Finding:
    return Finding(fil, sti, f"{written} ligner ikke et sagsnummer. Skriv det som {example}.")
