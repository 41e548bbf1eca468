"""What all public documents of a plan may tell together: a total in one must not reveal what another leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache

from udplan.documents.disclosure import secrets
from udplan.documents.reports import REPORTS, report
from udplan.figures.secrecy import Disclosure, Secret
from udplan.figures.select import UnknownChoice, Valg
from udplan.model.plan import Plan
from udplan.model.planfile import Slags


def disclosure(plan: Plan) -> Disclosure:
    """What udplan's own documents of a guarded plan and of its committees tell together; a copy, to let out more in."""
    return deepcopy(_of_all(plan))


@lru_cache(maxsize=1)  # the whole set is written one document after the other
def _of_all(plan: Plan) -> Disclosure:
    shared = Disclosure()
    if any(not item.offentlig for item in plan.indsatser):
        shared.admit_all(_figures(plan))
    return shared


def committees(plan: Plan) -> list[str]:
    """The codes of the plan's committees: those that have documents of their own."""
    return [kode for kode, forum in plan.grundlag.fora.items() if forum.slags in (Slags.ØKONOMIUDVALG, Slags.FAGUDVALG)]


def _figures(plan: Plan) -> Iterator[Secret]:
    for navn in REPORTS:
        for valg in (Valg(), *(Valg(udvalg=kode) for kode in committees(plan))):
            with suppress(UnknownChoice):  # a document that only a committee has
                yield from secrets(report(navn)(plan, valg))
