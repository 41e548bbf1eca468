"""What all public documents of a plan may tell together: a total in one must not reveal what another leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

from udplan.documents.blocks import Document
from udplan.documents.disclosure import secrets
from udplan.documents.reports import REPORTS, report
from udplan.figures.secrecy import Disclosure, Secret
from udplan.figures.select import UnknownChoice, Valg
from udplan.model.plan import Plan
from udplan.model.planfile import Slags


def disclosure(plan: Plan, valg: Valg) -> Disclosure:
    """What udplan's own documents of a guarded plan and of its committees tell together, and then those of the items
    that were selected, which may be written in one go too; a copy, to let out more in."""
    selected = Valg(
        art=valg.art,
        tema=valg.tema,
        tværgående=valg.tværgående,
        uafsluttede=valg.uafsluttede,
        kun_egne=valg.kun_egne,
        uden_tværgående=valg.uden_tværgående,
        før=valg.før,
        til=valg.til,
    )
    return deepcopy(_of_selected(plan, selected) if selected != Valg() else _of_all(plan))


@lru_cache(maxsize=1)  # the whole set is written one document after the other
def _of_all(plan: Plan) -> Disclosure:
    return _with(Disclosure(), plan, Valg())


@lru_cache(maxsize=1)
def _of_selected(plan: Plan, valg: Valg) -> Disclosure:
    """Today's documents first, for they are what is read; then those of the earlier state, which are out already, and what
    holds the two against one another."""
    told = deepcopy(_of_all(plan))
    if (chosen := replace(valg, før=None, til=None)) != Valg():
        _with(told, plan, chosen)
    if valg.før is not None:
        _with(told, valg.før.plan, Valg())
        told.admit_all(_figures(plan, valg))
    return told


def _with(told: Disclosure, plan: Plan, valg: Valg) -> Disclosure:
    if any(not item.offentlig for item in plan.indsatser):
        told.admit_all(_figures(plan, valg))
    return told


@lru_cache(maxsize=100)  # what all tell together is found by making each; one of them is then asked for
def made(plan: Plan, valg: Valg, navn: str) -> Document:
    """udplan's own document of that name, of a guarded plan, with what may not be told still in it.

    Raises:
        UnknownChoice: if the report lacks a choice that it needs, such as a committee.
    """
    return report(navn)(plan, valg)


def committees(plan: Plan) -> list[str]:
    """The codes of the plan's committees: those that have documents of their own."""
    return [kode for kode, forum in plan.grundlag.fora.items() if forum.slags in (Slags.ØKONOMIUDVALG, Slags.FAGUDVALG)]


def _figures(plan: Plan, valg: Valg) -> Iterator[Secret]:
    for navn in (navn for navn, listed in REPORTS.items() if listed.af_to is (valg.før is not None)):
        for udvalg in (None, *committees(plan)):
            with suppress(UnknownChoice):  # a document that only a committee has
                yield from secrets(made(plan, replace(valg, udvalg=udvalg), navn))
