"""Amounts of single years, as changes to a file: also where all that stands there is ``ikke oplyst``, or one figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from udplan.edit.fields import Sæt, Ændring, first_possible
from udplan.model.kind import is_unknown
from udplan.model.money import BELØB, Figure
from udplan.model.plan import Plan
from udplan.values.unknown import UKENDT, BadValue
from udplan.values.words import listed
from udplan.yaml.source import Source


def year_changes(felt: str, wanted: Mapping[int, str], plan: Plan, source: Source, raw: bytes) -> list[Ændring]:
    """The changes that give some years of a field (``felt``) other figures, as a file writes them; an empty text leaves a
    year blank. ``source`` is the file as it was read, and ``raw`` its bytes.

    Where the field is ``ikke oplyst``, it becomes a line a year, and the years that nobody asked about are ``ikke oplyst``;
    a figure alone becomes the first year's. Where the years stand in braces and have no lines of their own, all of them are
    written anew, if nothing is lost by it.

    Raises:
        CannotSet: where the file is written so that it cannot be changed for certain.
    """
    standing, years = (source.data or {}).get(felt), plan.grundlag.år
    if is_unknown(standing):
        others = dict.fromkeys(map(str, years), UKENDT)
        return [] if set(wanted.values()) == {UKENDT} else [_with(felt, others, wanted)]
    if isinstance(standing, str) and standing.strip():
        return [_with(felt, {str(years[0]): standing}, wanted)]
    single = [Sæt((felt, år), text) for år, text in wanted.items()]
    return first_possible(source, raw, single, [_with(felt, standing or {}, wanted)])[0]


def _with(felt: str, others: Mapping[str, Any], wanted: Mapping[int, str]) -> Sæt:
    """A field with all its years: the others as they are."""
    return Sæt((felt,), dict(sorted({**others, **{str(år): text for år, text in wanted.items()}}.items())))


def refuse_other_years(years: Iterable[int], plan: Plan) -> None:
    """Refuse a year that is none of the plan's.

    Raises:
        BadValue: for such a year.
    """
    if unknown := {*years} - {*plan.grundlag.år}:
        raise BadValue(f"{min(unknown)} er ikke et af planens år ({listed(map(str, plan.grundlag.år))}).")


def as_figure(text: str, plan: Plan, figure: Figure = BELØB) -> str:
    """A figure as a plan file writes it; blank stays blank, and ``ikke oplyst`` what it is.

    Raises:
        BadValue: for a text that is no such figure.
    """
    text = text.strip()
    if not text:
        return ""
    return UKENDT if figure.unknown and is_unknown(text) else figure.rewrite(text, plan.grundlag.kontekst)
