"""The exceptions of a plan: what they let pass, and what is doubtful about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from udplan.lint.rules import BY_DAY, NAMES, ON_PLAN, READING
from udplan.model.plan import Plan
from udplan.values.words import nearest
from udplan.yaml.problem import Finding, Niveau, Sti


@dataclass
class Switched:
    """One rule switched off for one item, where that is written, and whether it was of any use."""

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
        self._found = {(each.regel, each.id): each for each in self.every}

    def of(self, regel: str, fil: Path) -> Switched | None:
        exception = self._found.get((regel, self._ids.get(fil, "")))
        if exception is not None:
            exception.used = True
        return exception


def _of_plan(plan: Plan) -> Iterator[Switched]:
    for place, undtagelse in enumerate(plan.grundlag.undtagelser):
        for number, id_ in enumerate(undtagelse.id):
            sti: Sti = ("undtagelser", place, "id", number)
            yield Switched(undtagelse.regel, id_, undtagelse.begrundelse, plan.fil, sti)


def _of_items(plan: Plan) -> Iterator[Switched]:
    for indsats in plan.indsatser:
        for regel, reason in indsats.undtagelser.items():
            yield Switched(regel, indsats.id, reason, indsats.fil, ("undtagelser", regel), nøgle=True)


def doubtful(plan: Plan, exceptions: Exceptions) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the exceptions and levels themselves, by the name of the rule that says so."""
    for place, undtagelse in enumerate(plan.grundlag.undtagelser):
        top: Sti = ("undtagelser", place)
        if undtagelse.regel not in ON_PLAN:
            yield _unknown_rule(plan.fil, (*top, "regel"), undtagelse.regel)
        if not undtagelse.begrundelse:
            besked = "Undtagelsen har ingen begrundelse. Skriv, hvorfor reglen ikke gælder her."
            yield "undtagelse-uden-begrundelse", Finding(plan.fil, (*top, "regel"), besked)
    for each in exceptions.every:
        if each.id in plan.ulæste:
            continue
        own = each.fil != plan.fil
        if own and each.regel not in ON_PLAN:
            yield _unknown_rule(each.fil, each.sti, each.regel, nøgle=True)
        if own and not each.begrundelse:
            besked = "Undtagelsen har ingen begrundelse. Skriv efter kolon, hvorfor reglen ikke gælder her."
            yield "undtagelse-uden-begrundelse", Finding(each.fil, each.sti, besked, nøgle=True)
        if not own and each.id not in plan.efter_id:
            near = nearest(each.id, plan.efter_id, most=1)
            mente = f" Mente du {near[0]}?" if near else ""
            besked = f"Planen har intet punkt med id {each.id}.{mente}"
            yield "undtagelse-ukendt-id", Finding(each.fil, each.sti, besked, near[0] if near else None)
        elif each.regel in ON_PLAN and not each.used and not plan.ulæste and _ran(plan, each.regel):
            besked = f"Undtagelsen fra {each.regel} er ikke nødvendig mere for {each.id}. Slet den."
            yield "undtagelse-uden-virkning", Finding(each.fil, each.sti, besked, nøgle=each.nøgle)
    for regel in plan.grundlag.regler:
        if regel not in ON_PLAN:
            yield _unknown_rule(plan.fil, ("regler", regel), regel, nøgle=True)


def _ran(plan: Plan, regel: str) -> bool:
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
