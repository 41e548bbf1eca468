"""Et sagsnummer er ikke et nummer, der kan slås op.

ESDH-systemerne skriver hver på sin måde: 24/1234, 480-2015-67026, 25-008754, 00.32.10-A21-1-26. Reglen ser derfor kun på
det, der aldrig er et nummer: en tekst uden tal, et nummer uden år, en skråstreg uden år og løbenummer. Sådan rettes
det: skriv nummeret, som det står i ESDH.

Forkert:

    sagsgang:
      - forum: AU
        sag: afventer
             ^ afventer ligner ikke et sagsnummer. Skriv det som 24/1234.

Forkert:

    # plan.yaml
    sag:
      nummer: 22/xxx
              ^ 22/xxx ligner ikke et sagsnummer. Skriv det som 22/291.
    bilag:
      - titel: Udmøntningsplan
        journal: 151433/
                 ^ 151433/ ligner ikke et sagsnummer. Skriv det som 151433/22.

Rigtigt:

    sagsgang:
      - forum: AU
        sag: 24/1234
      - forum: KB
        sag: 480-2015-67026
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau, Sti

NIVEAU = Niveau.ADVARSEL

# The year and the number, or the number and the year; a document may have its own number behind a hyphen.
_WITH_SLASH = re.compile(r"[0-9]{2,4}/[0-9]{1,7}(?:-[0-9]+)?|[0-9]{1,7}/[0-9]{2,4}").fullmatch
# Every other way: figures in several groups, or a number so long that it stands by itself.
_OTHERWISE = re.compile(r"[^/]*[0-9][^/0-9]+[0-9][^/]*|[^/0-9]*[0-9]{5,}[^/0-9]*").fullmatch


def check(plan: Plan) -> Iterator[Finding]:
    sag = plan.grundlag.sag
    if sag and sag.nummer and not _is_number(sag.nummer):
        yield _wrong(plan.fil, ("sag", "nummer"), sag.nummer, "22/291")
    for place, bilag in enumerate(plan.grundlag.bilag):
        if bilag.journal and not _is_number(bilag.journal):
            yield _wrong(plan.fil, ("bilag", place, "journal"), bilag.journal, "151433/22")
    for indsats in plan.indsatser:
        for place, trin in enumerate(indsats.trin):
            if trin.sag and not _is_number(trin.sag):
                yield _wrong(indsats.fil, ("sagsgang", place, "sag"), trin.sag, "24/1234")


def _is_number(written: str) -> bool:
    return bool(_WITH_SLASH(written) or _OTHERWISE(written))


def _wrong(fil: Path, sti: Sti, written: str, example: str) -> Finding:
    return Finding(fil, sti, f"{written} ligner ikke et sagsnummer. Skriv det som {example}.")
