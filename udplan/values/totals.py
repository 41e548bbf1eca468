"""A sum that lacks something: what is known of it, marked wherever it is printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, SupportsIndex, TypeGuard

from udplan.values.unknown import UKENDT, IkkeOplyst

#: What stands behind a sum that lacks an amount.
MANGLER: Final = f" + {UKENDT}"


class Ufuldstændig(Decimal):
    """What is known of a sum; ``mangler`` is how many amounts are not in it because nobody knows them.

    It is a ``Decimal`` like any other, so that it cannot be printed without its mark by code that knows nothing of it.
    What is calculated from it has no mark, unless ``changed`` does it.
    """

    mangler: int

    def __new__(cls, known: Decimal, mangler: int) -> Ufuldstændig:
        made = super().__new__(cls, known)
        made.mangler = mangler
        return made

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Ufuldstændig], tuple[Decimal, int]]:
        """How it is handed to another process: ``Decimal``'s own way forgets what it lacks."""
        return type(self), (Decimal(self), self.mangler)


def changed(amount: Decimal | IkkeOplyst | None, change: Callable[[Decimal], Decimal]) -> Decimal | IkkeOplyst | None:
    """An amount that is turned or moved to another unit; what it lacks, it still lacks."""
    if not isinstance(amount, Decimal):
        return amount
    new = change(amount)
    return Ufuldstændig(new, amount.mangler) if isinstance(amount, Ufuldstændig) else new


def is_known(amount: Decimal | IkkeOplyst | None) -> TypeGuard[Decimal | None]:
    """Whether all of an amount is known; of one that is not stated there is nothing to know."""
    return not isinstance(amount, IkkeOplyst | Ufuldstændig)
