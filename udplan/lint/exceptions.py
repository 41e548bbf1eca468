"""The exceptions of a plan: what they let pass, and what is doubtful about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from udplan.lint.rules import BY_CLOSING, BY_DAY, NAMES, ON_PLAN, READING
from udplan.model.plan import Plan
from udplan.values.words import nearest
from udplan.yaml.problem import Finding, Niveau, Sti


@dataclass
class PlanException:
    """An exception of the plan: one rule switched off for one item. ``fil`` and ``sti`` say where that is written, and ``used``
    whether it let anything pass."""

    regel: str
    id: str
    begrundelse: str | None
    fil: Path
    sti: Sti
    nøgle: bool = False
    used: bool = False


class Exceptions:
    """Every exception of a plan; an item's own word goes before plan.yaml's."""

    def __init__(self, plan: Plan) -> None:
        self.every = [*_of_plan(plan), *_of_items(plan)]
        self._ids = {indsats.fil: indsats.id for indsats in plan.indsatser}
        self._of_rule_and_id = {(exception.regel, exception.id): exception for exception in self.every}

    def of(self, regel: str, fil: Path) -> PlanException | None:
        exception = self._of_rule_and_id.get((regel, self._ids.get(fil, "")))
        if exception is not None:
            exception.used = True
        return exception


def _of_plan(plan: Plan) -> Iterator[PlanException]:
    for place, undtagelse in enumerate(plan.grundlag.undtagelser):
        for number, id_ in enumerate(undtagelse.id):
            sti: Sti = ("undtagelser", place, "id", number)
            yield PlanException(undtagelse.regel, id_, undtagelse.begrundelse, plan.fil, sti)


def _of_items(plan: Plan) -> Iterator[PlanException]:
    for indsats in plan.indsatser:
        for regel, reason in indsats.undtagelser.items():
            yield PlanException(regel, indsats.id, reason, indsats.fil, ("undtagelser", regel), nøgle=True)


def doubtful(plan: Plan, exceptions: Exceptions) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the exceptions and levels themselves, by the name of the rule that says so."""
    for place, undtagelse in enumerate(plan.grundlag.undtagelser):
        top: Sti = ("undtagelser", place)
        if undtagelse.regel not in ON_PLAN:
            yield _unknown_rule(plan.fil, (*top, "regel"), undtagelse.regel)
        if not undtagelse.begrundelse:
            besked = "Undtagelsen har ingen begrundelse. Skriv, hvorfor reglen ikke gælder her."
            yield "undtagelse-uden-begrundelse", Finding(plan.fil, (*top, "regel"), besked)
    for exception in exceptions.every:
        if exception.id in plan.ulæste:
            continue
        own = exception.fil != plan.fil
        if own and exception.regel not in ON_PLAN:
            yield _unknown_rule(exception.fil, exception.sti, exception.regel, nøgle=True)
        if own and not exception.begrundelse:
            besked = "Undtagelsen har ingen begrundelse. Skriv efter kolon, hvorfor reglen ikke gælder her."
            yield "undtagelse-uden-begrundelse", Finding(exception.fil, exception.sti, besked, nøgle=True)
        if not own and exception.id not in plan.efter_id:
            near = nearest(exception.id, plan.efter_id, most=1)
            mente = f" Mente du {near[0]}?" if near else ""
            besked = f"Planen har intet punkt med id {exception.id}.{mente}"
            yield "undtagelse-ukendt-id", Finding(exception.fil, exception.sti, besked, near[0] if near else None)
        elif exception.regel in ON_PLAN and not exception.used and not plan.ulæste and _ran(plan, exception):
            besked = f"Undtagelsen fra {exception.regel} er ikke nødvendig mere for {exception.id}. Slet den."
            yield "undtagelse-uden-virkning", Finding(exception.fil, exception.sti, besked, nøgle=exception.nøgle)
    for regel in plan.grundlag.regler:
        if regel not in ON_PLAN:
            yield _unknown_rule(plan.fil, ("regler", regel), regel, nøgle=True)


def _ran(plan: Plan, exception: PlanException) -> bool:
    """Whether the rule has said all that it can of the item; on another day it may say more."""
    regel = exception.regel
    if regel in BY_CLOSING and isinstance(plan.efter_id[exception.id].slut, date):
        return False
    return plan.grundlag.regler.get(regel, Niveau.FEJL) is not None and (plan.dag is not None or regel not in BY_DAY)


def _unknown_rule(fil: Path, sti: Sti, regel: str, *, nøgle: bool = False) -> tuple[str, Finding]:
    if regel in NAMES:
        why = "siger, at en fil ikke kan læses" if regel in READING else "handler om undtagelserne selv"
        return "ukendt-regel", Finding(fil, sti, f"{regel} kan ikke slås fra: den {why}. Slet linjen.", nøgle=nøgle)
    near = nearest(regel, ON_PLAN, most=1)
    mente = f"Mente du {near[0]}?" if near else "Se navnene med udplan regel."
    return "ukendt-regel", Finding(
        fil, sti, f"Reglen {regel} findes ikke. {mente}", near[0] if near else None, nøgle=nøgle
    )
