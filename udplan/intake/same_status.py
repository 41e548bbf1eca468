"""Whether a status that somebody writes stands there already: one is never added twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from udplan.model.indsats import Indsats, Lys, Status
from udplan.values.amounts import Amount


def of_same_words(item: Indsats, dag: date, tekst: str | None) -> list[Status]:
    """The statuses of an item of a day that have the same words; how they are parted by spaces and lines makes no
    difference."""
    return [each for each in item.status if each.dato == dag and (each.tekst or "").split() == (tekst or "").split()]


def says(status: Status, obs: bool, lys: Lys | None, forventet: Mapping[int, Amount]) -> bool:
    """Whether a status has all the marks and the expected amounts of another, and perhaps more."""
    stated = status.forventet if isinstance(status.forventet, Mapping) else {}
    return (
        (status.obs or not obs)
        and lys in (None, status.lys)
        and all(år in stated and stated[år] == amount for år, amount in forventet.items())
    )
