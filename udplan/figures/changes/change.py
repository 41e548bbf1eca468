"""One change of a plan: of an item, or of plan.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from udplan.figures.sums import difference
from udplan.model.indsats import Indsats, Status
from udplan.values.amounts import Amount


class Slags(StrEnum):
    """What kind of change it is; the order is that of a document."""

    NY = "nyt punkt"
    AFSLUTTET = "afsluttet"
    UDGÅET = "udgået"
    GENÅBNET = "genåbnet"
    BELØB = "beløb"
    TOVHOLDER = "tovholder"
    SAGSGANG = "sagsgang"
    FLYTTET = "flyttet eller omdøbt"
    OPLYSNING = "anden oplysning"
    TEKST = "tekst"
    STATUS = "status"
    PLANEN = "planen selv"


#: What stood, or stands: None is blank.
Værdi = str | date | Status | Amount


@dataclass(frozen=True)
class Ændring:
    """One change. ``felt`` is the field, as the plan format has it; ``før`` and ``efter`` what stood in it, and what does.

    Amounts are in the plan's unit, of ``år``; of ``procent`` they are rates. ``gammel`` and ``ny`` are the item in each of
    the two states: None where it is not in it, and both where it is the plan itself that has changed, where ``hvad`` says
    what of it. ``hvad`` is else which step of a sagsgang, or which of several. ``bemærk`` is a word on it, as a sentence
    has it behind a comma.
    """

    slags: Slags
    felt: str
    før: Værdi = None
    efter: Værdi = None
    gammel: Indsats | None = None
    ny: Indsats | None = None
    år: int | None = None
    hvad: str = ""
    bemærk: str = ""
    offentlig_i_sig: bool = True

    @property
    def punkt(self) -> Indsats | None:
        """The item as it is now, or as it was last; None where it is the plan itself."""
        return self.ny or self.gammel

    @property
    def offentlig(self) -> bool:
        """Whether a public document may tell it: the item is public in both states. What was not public until now has a past
        that is not, and what no longer is must not be told of any more."""
        return self.offentlig_i_sig and all(item.offentlig for item in (self.gammel, self.ny) if item)

    @property
    def forskel(self) -> Decimal | None:
        """After less before, where both are figures."""
        if isinstance(self.før, Decimal) and isinstance(self.efter, Decimal):
            return difference(self.efter, self.før)
        return None

    @property
    def dag(self) -> date | None:
        """The day that the plan gives it, where it is one of a status."""
        status = self.efter or self.før
        return status.dato if isinstance(status, Status) else None
