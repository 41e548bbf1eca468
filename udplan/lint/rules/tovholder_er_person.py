"""Tovholderen er skrevet med et personnavn.

En plan kommer på nettet, og en tovholder er en stilling, ikke en person: navne hører ikke til i en offentlig plan,
og stillingen er der stadig, når personen er holdt op. Sådan rettes det: skriv stillingen. Er det alligevel en
stilling, så skriv den under tovholdere i plan.yaml.

Forkert:

    tovholder: Fornavn Efternavn
               ^ Fornavn Efternavn ligner et personnavn. Skriv stillingen, fx Økonomichefen.

Rigtigt:

    tovholder: Chef for fællessekretariatet
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from udplan.model.plan import Plan
from udplan.values.words import fold
from udplan.yaml.problem import Finding

_ROLES = (
    "chef|direktoer|leder|konsulent|sekretari|koordinator|forvaltning|borgmester|formand|udvalg|afdeling|center|kontor"
    "|team|stab|ansvarlig|medarbejder|partner|controller|gruppe|ledelse|raad|skole|institution|distrikt|forening"
)
_ROLE = re.compile(_ROLES).search
_NAMES = re.compile(r"\b[A-ZÆØÅ][a-zæøåéü]+(?:[ -][A-ZÆØÅ][a-zæøåéü]*\.?)*[ -][A-ZÆØÅ][a-zæøåéü]+\b")


def check(plan: Plan) -> Iterator[Finding]:
    seen: dict[str, bool] = dict.fromkeys(plan.grundlag.tovholdere, False)
    for indsats in plan.indsatser:
        several = len(indsats.tovholdere) > 1
        for place, title in enumerate(indsats.tovholdere):
            if title not in seen:
                seen[title] = is_person(title)
            if seen[title]:
                besked = f"{title} ligner et personnavn. Skriv stillingen, fx Økonomichefen."
                yield Finding(indsats.fil, ("tovholder", place) if several else ("tovholder",), besked)


def is_person(title: str) -> bool:
    """Two capitalised words beside one another, neither of them a word for a role."""
    return any(
        sum(not _ROLE(fold(word)) for word in re.split("[ -]", name.group())) >= 2 for name in _NAMES.finditer(title)
    )
