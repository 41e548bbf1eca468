"""To tovholdere står i én tekst.

Et komma, et og eller en skråstreg skiller ikke to tovholdere ad: udplan læser det som én stilling, og ingen af de to får
punktet på sin side. Sådan rettes det: skriv dem som en liste.

Forkert:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
      - Skole- og dagtilbudschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen og Skole- og dagtilbudschefen
               ^ »Arbejdsmarkedschefen og Skole- og dagtilbudschefen« er flere i én tekst. Skriv en liste:
               | [Arbejdsmarkedschefen, Skole- og dagtilbudschefen]

Forkert:

    # plan.yaml
    tovholdere:
      - Arbejdsmarkedschefen
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen og JEH
               ^ »Arbejdsmarkedschefen og JEH« er flere i én tekst. Skriv en liste: [Arbejdsmarkedschefen, JEH]

Forkert:

    tovholder: Arbejdsmarkedschefen
    medvirkende:
      - Vejchefen, Skolechefen
        ^ »Vejchefen, Skolechefen« er flere i én tekst. Skriv hver for sig, med - foran: Vejchefen; Skolechefen
      - Økonomichefen

Forkert:

    # plan.yaml
    tovholdere: Arbejdsmarkedschefen, Skolechefen
                ^ »Arbejdsmarkedschefen, Skolechefen« er flere i én tekst. Skriv en liste: [Arbejdsmarkedschefen,
                | Skolechefen]

Rigtigt:

    tovholder: [Arbejdsmarkedschefen, Skole- og dagtilbudschefen]

Rigtigt:

    tovholder: Chef for kultur og fritid
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from udplan.model.plan import Plan
from udplan.values.words import fold
from udplan.yaml.problem import Finding, Sti

# Not behind a hyphen: "Skole- og dagtilbudschefen" is one.
_BETWEEN = re.compile(r"(?<![-\s])(\s+(?:og|samt|-|–)\s+|\s*[,;/&+]\s*)")
_ROLES = "chef|direktoer|leder|konsulent|koordinator|formand|borgmester|sekretaer|inspektoer|planlaegger|rektor"
_ROLE = re.compile(rf"(?:{_ROLES})(?:en|n)?\b").search


def check(plan: Plan) -> Iterator[Finding]:
    register = plan.grundlag.tovholdere
    for fil, sti, title in [*titles(plan), *_register(plan)]:
        # What the register has as one office is one; a comma is in no title.
        if (title not in register or "," in title) and (parts := several(title, register)):
            several_lines = isinstance(sti[-1], int) or any("," in part for part in parts)
            forslag = None if several_lines else f"[{', '.join(parts)}]"
            mend = (
                f"Skriv hver for sig, med - foran: {'; '.join(parts)}"
                if several_lines
                else f"Skriv en liste: {forslag}"
            )
            yield Finding(fil, sti, f"»{title}« er flere i én tekst. {mend}", forslag)


def titles(plan: Plan) -> Iterator[tuple[Path, Sti, str]]:
    """Every title of the items, those who take part too, and where it stands."""
    for indsats in plan.indsatser:
        for field, names in (("tovholder", indsats.tovholdere), ("medvirkende", indsats.medvirkende)):
            for place, title in enumerate(names):
                yield indsats.fil, ((field, place) if len(names) > 1 else (field,)), title


def _register(plan: Plan) -> Iterator[tuple[Path, Sti, str]]:
    names = plan.grundlag.tovholdere
    for place, title in enumerate(names):
        yield plan.fil, (("tovholdere", place) if len(names) > 1 else ("tovholdere",)), title


def several(title: str, register: tuple[str, ...]) -> list[str]:
    """The titles that one text holds; none where it is one title.

    It is several where one of its parts is in the register and the whole is not, or where all have the word for a role.
    """
    parts = parted(title)
    known = {fold(name): name for name in register}
    if all(fold(part) in known or _ROLE(fold(part)) for part in parts):
        return [known.get(fold(part), part) for part in parts]
    if title in register or not any(fold(part) in known for part in parts):
        return []
    return _around_known(title, known)


def _around_known(title: str, known: dict[str, str]) -> list[str]:
    """The titles of a text, some of them in the register. »Chef for vej og park« beside one that is there stays one."""
    titles: list[str] = []
    between = ""
    for place, text in enumerate(_BETWEEN.split(title)):
        if place % 2:
            between = text
        elif fold(text) in known:
            titles.append(known[fold(text)])
        elif titles and titles[-1] not in known.values() and (between.strip().isalpha() or text[:1].islower()):
            titles[-1] += between + text
        elif text:
            titles.append(text)
    return titles


def parted(text: str) -> list[str]:
    """The names that a text may hold, by what stands between them; none where it can only be one."""
    parts = [part for part in _BETWEEN.split(text)[::2] if part]
    return parts if len(parts) > 1 else []
