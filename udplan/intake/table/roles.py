"""Several roles in one cell, told apart: »Økonomichefen og Socialchefen« is two, »Børne- og familiechefen« is one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from udplan.intake.table.columns import head_of
from udplan.model.plan import Plan
from udplan.office.grid import Read
from udplan.values.words import fold

_BETWEEN: Final = re.compile(r"( og |, | / |; ?|/|\n)")
_CERTAIN: Final = re.compile(r" / |; ?")
#: A word that was parted by hand at the end of a line; not »Børne-« before »og«.
_HYPHENATED: Final = re.compile(r"-\n(?!og |eller |samt )(?=[a-zæøå])")
_ROLE: Final = re.compile(
    r"(?:chef|direktør|leder|sekretariatschef)\b.*|\S*(?:chefen|chef|direktøren|direktør|lederen|leder|cheferne|koordinator(?:en)?|konsulent(?:en)?)",
    re.IGNORECASE,
)


def known_roles(plan: Plan, read: Read, kolonner: Mapping[str, str]) -> set[str]:
    """The roles that are known: those of the plan, and those that stand alone in a cell of the file."""
    roles = {fold(role) for role in plan.grundlag.tovholdere}
    for indsats in plan.indsatser:
        roles |= {fold(role) for role in (*(indsats.tovholdere or ()), *indsats.medvirkende)}
    for table in read.tabeller:
        for number, row in enumerate(table.rækker):
            if head := head_of(table.rækker, number, kolonner):
                place = next((n for n, column in enumerate(head[0]) if column.felt == "tovholder"), None)
                for other in table.rækker[number + 1 :] if place is not None else ():
                    if len(other.celler) == len(row.celler) and place is not None:
                        text = fold(other.celler[place].text)
                        roles |= {text} if text and not re.search(r"[,/;\n]| og ", text) else set()
                break
    return roles


def split_roles(text: str, known: Collection[str]) -> list[str]:
    """The roles of a cell. ``known`` are roles by their folded names; what is not known is only parted where each part is a
    role by its words. A line may as well be the rest of the one above."""
    found: list[str] = []
    for part in _CERTAIN.split(re.sub("\n\\s*", "\n", _HYPHENATED.sub("", text))):
        if part := part.strip().strip(",").strip():
            found += _split(part, known)
    return found


def _split(text: str, known: Collection[str]) -> list[str]:
    pieces = _BETWEEN.split(text)
    while (at := next((n for n in range(0, len(pieces) - 2, 2) if pieces[n].endswith("-")), None)) is not None:
        pieces[at : at + 3] = ["".join(pieces[at : at + 3])]  # Børne- og familiechefen
    return _parted(pieces, known) or [" ".join(text.split())]


def _parted(pieces: list[str], known: Collection[str]) -> list[str] | None:
    """The pieces as roles, the longest that is known first; None where some of them are no role."""
    if not pieces:
        return []
    for end in range(len(pieces), 0, -2):
        role = " ".join("".join(pieces[:end]).split())
        sound = fold(role) in known or (end == 1 and _ROLE.fullmatch(role))
        if sound and (rest := _parted(pieces[end + 1 :], known)) is not None:
            return [role, *rest]
    return None
