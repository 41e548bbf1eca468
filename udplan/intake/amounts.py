"""Amounts of single years, as changes to a file: also where all that stands there is ``ikke oplyst``, or one figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from udplan.edit.fields import Sæt, Ændring
from udplan.model.indsats import Indsats
from udplan.model.kind import is_unknown
from udplan.model.money import BELØB, Figure
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST, UKENDT, BadValue
from udplan.values.words import listed


def amount_changes(item: Indsats, år: int, text: str, plan: Plan) -> list[Ændring]:
    """The changes that give an item another amount in one year. Of several years of one item see ``year_changes``, which
    makes a ``beløb: ikke oplyst`` to lines once for them all.

    Raises:
        BadValue: for a text that is no amount in the plan's unit, and for a year that is none of the plan's.
    """
    standing = UKENDT if item.beløb is IKKE_OPLYST else item.beløb
    return year_changes("beløb", standing, {år: text}, plan)


def year_changes(
    felt: str, standing: Any, wanted: Mapping[int, str], plan: Plan, figure: Figure = BELØB
) -> list[Ændring]:
    """The changes that give some years of a field (``felt``) other figures; an empty text leaves a year blank.

    ``standing`` is what stands in the field now, as it is read or as the item has it. Where it is ``ikke oplyst``, it
    becomes a line a year, and the years that nobody asked about are ``ikke oplyst``; a figure alone becomes the first
    year's.

    Raises:
        BadValue: as ``amount_changes`` does.
    """
    figures = {år: as_figure(text, plan, figure) for år, text in wanted.items()}
    if unknown := figures.keys() - set(plan.grundlag.år):
        raise BadValue(f"{min(unknown)} er ikke et af planens år ({listed(map(str, plan.grundlag.år))}).")
    if not isinstance(standing, str) or not standing:
        return [Sæt((felt, år), text) for år, text in figures.items()]
    if set(figures.values()) == {UKENDT} and is_unknown(standing):
        return []
    others = dict.fromkeys(plan.grundlag.år, UKENDT) if is_unknown(standing) else {plan.grundlag.år[0]: standing}
    return [Sæt((felt,), {str(år): text for år, text in sorted((others | figures).items())})]


def as_figure(text: str, plan: Plan, figure: Figure = BELØB) -> str:
    """A figure as a plan file writes it; blank stays blank, and ``ikke oplyst`` what it is.

    Raises:
        BadValue: for a text that is no such figure.
    """
    text = text.strip()
    if not text:
        return ""
    return UKENDT if figure.unknown and is_unknown(text) else figure.rewrite(text, plan.grundlag.kontekst)
