"""Several roles in one cell, told apart: »Økonomichefen og Socialchefen« is two, »Børne- og familiechefen« is one."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from udplan.values.words import fold

_BETWEEN: Final = re.compile(r"( og |, | / |; ?|/|\n)")
_CERTAIN: Final = re.compile(r" / |; ?|\n")
_ROLE: Final = re.compile(
    r"(?:chef|direktør|leder|sekretariatschef)\b.*|\S*(?:chefen|chef|direktøren|direktør|lederen|leder|cheferne|koordinator(?:en)?|konsulent(?:en)?)",
    re.IGNORECASE,
)


def split_roles(text: str, known: Collection[str]) -> list[str]:
    """The roles of a cell. ``known`` are roles by their folded names; what is not known is only parted where each part is a
    role by its words, or stands on a line of its own."""
    found: list[str] = []
    for part in _CERTAIN.split(text):
        if part := part.strip().strip(",").strip():
            found += _split(part, known)
    return found


def _split(text: str, known: Collection[str]) -> list[str]:
    pieces = _BETWEEN.split(text)
    whole = _of_known(pieces, known)
    if whole:
        return whole
    names = [piece.strip() for piece in pieces[::2]]
    sound = all(_ROLE.fullmatch(name) or fold(name) in known for name in names)
    return names if sound and not any(name.endswith("-") for name in names) else [text]


def _of_known(pieces: list[str], known: Collection[str]) -> list[str] | None:
    """The pieces as roles that are all known, the longest first; None where they are not."""
    if not pieces:
        return []
    for end in range(len(pieces), 0, -2):
        role = "".join(pieces[:end]).strip()
        if fold(role) in known and (rest := _of_known(pieces[end + 1 :], known)) is not None:
            return [role, *rest]
    return None
