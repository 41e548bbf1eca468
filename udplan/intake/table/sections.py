"""The headings between the rows of a table: which committee, art or group the items below them belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.values.unknown import UKENDT
from udplan.values.words import fold

_ART: Final = {
    **dict.fromkeys(("raaderumsforslag", "raaderum"), Art.RÅDERUM),
    **dict.fromkeys(("anlaeg", "anlaeg ud over basis", "anlaegsaendringer", "budgetaendringer anlaeg"), Art.ANLÆG),
    **dict.fromkeys(("drift", "driftsaendringer", "budgetaendringer drift"), Art.DRIFT),
    **dict.fromkeys(("hensigtserklaeringer", "hensigter", "hensigtserklaering"), Art.HENSIGT),
}
_ART_AND_BODY: Final = re.compile(rf"({'|'.join(sorted(_ART, key=len, reverse=True))})(?: ?[-–:,] ?| for | under )(.+)")
_SOUNDS_LIKE: Final = re.compile(
    r".*(?:udvalget|udvalgene|udvalg|bestyrelsen)|raaderum.*|anlaeg|drift|hensigtserklaeringer"
)
_PLACELESS: Final = "endnu ikke placeret"


class Sted(NamedTuple):
    """Where items belong, as far as a heading says it; ``art`` and ``udvalg`` may be ``ikke oplyst``."""

    udvalg: str | None = None
    art: str | None = None
    gruppe: str | None = None
    afsnit: str | None = None


def art_of(texts: Iterable[str]) -> str | None:
    """The art that the heading of a table says, the nearest of several first; one that says two says none."""
    for text in texts:
        said = fold(text)
        if said == _PLACELESS:
            return UKENDT
        found = {
            art for word, art in (("anlaeg", Art.ANLÆG), ("hensigt", Art.HENSIGT), ("drift", Art.DRIFT)) if word in said
        }
        if "raaderumsforslag" in said and not found:
            found = {Art.RÅDERUM}
        if len(found) == 1:
            return str(found.pop())
        if found:
            return None
    return None


def bare(text: str) -> str:
    """A heading without what does not matter: case, the colon behind it, that it goes on from another page."""
    return fold(text).removesuffix("(fortsat)").strip(" :.")


class Sections:
    """The headings that a plan knows, and those that its user has said (``given``, by their ``bare`` words)."""

    def __init__(self, plan: Plan, given: Mapping[str, Sted]) -> None:
        self.given, self.fora = given, plan.grundlag.forumnavne
        self.used: set[str] = set()
        self.grupper = plan.gruppenavne
        self.afsnit = {
            (fold(gruppe.navn), fold(navn)): navn for gruppe in plan.grundlag.hensigtsgrupper for navn in gruppe.afsnit
        }
        self.headings: dict[str, dict[str, str]] = {}
        for kode, forum in plan.grundlag.fora.items():
            for art, heading in forum.afsnit.items():
                self.headings.setdefault(fold(heading), {}).setdefault(art, kode)

    def find(self, text: str, art: str | None, now: Sted) -> Sted | None:
        """What a heading says, in a table of an ``art`` and below what holds ``now``; None where it is none that is known."""
        said = bare(text)
        if said in self.given:
            self.used.add(said)
            return self.given[said]
        if art == Art.HENSIGT and (found := self._gruppe(said, now)):
            return found
        if named := self.headings.get(said):
            own = next((of for of in (art, Art.DRIFT, Art.RÅDERUM, *named) if of in named), None)
            if own is not None:
                return Sted(named[own], str(own))
        if said in self.fora:
            return Sted(self.fora[said], art)
        if match := _ART_AND_BODY.fullmatch(said):
            kode = self.fora.get(match[2].strip())
            if kode is not None or match[1].startswith("raaderum"):
                return Sted(kode or UKENDT, str(_ART[match[1]]))
        if said in _ART:
            return Sted(now.udvalg if _ART[said] is Art.RÅDERUM else None, str(_ART[said]))
        return self._gruppe(said, now) if art is None else None

    def _gruppe(self, said: str, now: Sted) -> Sted | None:
        """A group of hensigter, or a heading in one: in that which holds now, or in the only one that has it."""
        if now.gruppe is not None and (afsnit := self.afsnit.get((fold(now.gruppe), said))):
            return Sted(art=str(Art.HENSIGT), gruppe=now.gruppe, afsnit=afsnit)
        if gruppe := self.grupper.get(said):
            return Sted(art=str(Art.HENSIGT), gruppe=gruppe)
        within = [(gruppe, navn) for (gruppe, folded), navn in self.afsnit.items() if folded == said]
        if len(within) == 1:
            return Sted(art=str(Art.HENSIGT), gruppe=self.grupper[within[0][0]], afsnit=within[0][1])
        return None


def sounds_like_section(text: str) -> bool:
    """Whether a line alone is a heading by its words, though nobody knows it."""
    return _SOUNDS_LIKE.fullmatch(fold(text)) is not None
