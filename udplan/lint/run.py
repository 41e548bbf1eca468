"""Lint: every problem of a plan, at its place, less what the plan itself excepts and says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from udplan.lint.rules import BY_DAY, NAMES, PLAN, READING, rule
from udplan.model.plan import Loaded, Plan, read_source
from udplan.values.words import nearest
from udplan.yaml.problem import Finding, Niveau, Problem, Sti
from udplan.yaml.source import Source


class Excepted(NamedTuple):
    """A problem that does not count, and why the plan says so."""

    problem: Problem
    begrundelse: str | None


class Verdict(NamedTuple):
    """What lint found. ``problems`` are in order of file and place."""

    problems: list[Problem]
    excepted: list[Excepted]

    @property
    def errors(self) -> int:
        return sum(problem.niveau is Niveau.FEJL for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors


def lint(loaded: Loaded, dag: date | None = None) -> Verdict:
    """Check a plan that was read: what reading it said, every rule, and whether its exceptions still apply.

    ``dag`` is the day for the rules that compare with one; without it they are silent.
    """
    if loaded.plan is None:
        return Verdict(sorted(loaded.problems, key=_order), [])
    plan = replace(loaded.plan, dag=dag)
    place = _Places()
    exceptions = _Exceptions(plan)
    problems, excepted = list(loaded.problems), []
    for navn in PLAN:
        each = rule(navn)
        niveau = plan.grundlag.regler.get(navn, each.niveau)
        if niveau is None or each.check is None:
            continue
        for finding in each.check(plan):
            problem = place(finding, navn, niveau)
            exception = exceptions.of(navn, finding.fil)
            if exception is None:
                problems.append(problem)
            else:
                excepted.append(Excepted(problem, exception.begrundelse))
    problems += (place(finding, navn, rule(navn).niveau) for navn, finding in _doubtful(plan, exceptions))
    return Verdict(sorted(problems, key=_order), sorted(excepted, key=lambda each: _order(each.problem)))


def only(verdict: Verdict, files: Iterable[Path]) -> Verdict:
    """The part of a verdict that is about some files, each checked against the whole plan."""
    wanted = {file.resolve() for file in files}
    return Verdict(
        [problem for problem in verdict.problems if problem.fil.resolve() in wanted],
        [each for each in verdict.excepted if each.problem.fil.resolve() in wanted],
    )


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return str(problem.fil), problem.linje, problem.kolonne, problem.regel


class _Places:
    """Findings to places; each file with a problem is read again once."""

    def __init__(self) -> None:
        self._sources: dict[Path, Source] = {}

    def __call__(self, finding: Finding, regel: str, niveau: Niveau) -> Problem:
        if finding.fil not in self._sources:
            self._sources[finding.fil] = read_source(finding.fil)
        return self._sources[finding.fil].locate(finding, regel, niveau)


@dataclass
class _Exception:
    """One rule switched off for one item, where that is written, and whether it was of any use."""

    regel: str
    id: str
    begrundelse: str | None
    fil: Path
    sti: Sti
    nøgle: bool = False
    used: bool = False


class _Exceptions:
    """Every exception of a plan; an item's own word goes before plan.yaml's."""

    def __init__(self, plan: Plan) -> None:
        self.every = [*_of_plan(plan), *_of_items(plan)]
        self._ids = {indsats.fil: indsats.id for indsats in plan.indsatser}
        self._found = {(each.regel, each.id): each for each in self.every}

    def of(self, regel: str, fil: Path) -> _Exception | None:
        exception = self._found.get((regel, self._ids.get(fil, "")))
        if exception is not None:
            exception.used = True
        return exception


def _of_plan(plan: Plan) -> Iterator[_Exception]:
    for place, undtagelse in enumerate(plan.grundlag.undtagelser):
        for number, id_ in enumerate(undtagelse.id):
            sti: Sti = ("undtagelser", place, "id", number)
            yield _Exception(undtagelse.regel, id_, undtagelse.begrundelse, plan.fil, sti)


def _of_items(plan: Plan) -> Iterator[_Exception]:
    for indsats in plan.indsatser:
        for regel, reason in indsats.undtagelser.items():
            yield _Exception(regel, indsats.id, reason, indsats.fil, ("undtagelser", regel), nøgle=True)


def _doubtful(plan: Plan, exceptions: _Exceptions) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the exceptions and levels themselves, by the name of the rule that says so."""
    for place, undtagelse in enumerate(plan.grundlag.undtagelser):
        top: Sti = ("undtagelser", place)
        if undtagelse.regel not in PLAN:
            yield _unknown_rule(plan.fil, (*top, "regel"), undtagelse.regel)
        if not undtagelse.begrundelse:
            besked = "Undtagelsen har ingen begrundelse. Skriv, hvorfor reglen ikke gælder her."
            yield "undtagelse-uden-begrundelse", Finding(plan.fil, (*top, "regel"), besked)
    for each in exceptions.every:
        if each.id in plan.ulæste:
            continue
        own = each.fil != plan.fil
        if own and each.regel not in PLAN:
            yield _unknown_rule(each.fil, each.sti, each.regel, nøgle=True)
        if own and not each.begrundelse:
            besked = "Undtagelsen har ingen begrundelse. Skriv efter kolon, hvorfor reglen ikke gælder her."
            yield "undtagelse-uden-begrundelse", Finding(each.fil, each.sti, besked, nøgle=True)
        if not own and each.id not in plan.efter_id:
            near = nearest(each.id, plan.efter_id, most=1)
            mente = f" Mente du {near[0]}?" if near else ""
            besked = f"Planen har intet punkt med id {each.id}.{mente}"
            yield "undtagelse-ukendt-id", Finding(each.fil, each.sti, besked, near[0] if near else None)
        elif each.regel in PLAN and not each.used and not plan.ulæste and _ran(plan, each.regel):
            besked = f"Undtagelsen fra {each.regel} er ikke nødvendig mere for {each.id}. Slet den."
            yield "undtagelse-uden-virkning", Finding(each.fil, each.sti, besked, nøgle=each.nøgle)
    for regel in plan.grundlag.regler:
        if regel not in PLAN:
            yield _unknown_rule(plan.fil, ("regler", regel), regel, nøgle=True)


def _ran(plan: Plan, regel: str) -> bool:
    return plan.grundlag.regler.get(regel, Niveau.FEJL) is not None and (plan.dag is not None or regel not in BY_DAY)


def _unknown_rule(fil: Path, sti: Sti, regel: str, *, nøgle: bool = False) -> tuple[str, Finding]:
    if regel in NAMES:
        why = "siger, at en fil ikke kan læses" if regel in READING else "handler om undtagelserne selv"
        return "ukendt-regel", Finding(fil, sti, f"{regel} kan ikke slås fra: den {why}. Slet linjen.", nøgle=nøgle)
    near = nearest(regel, PLAN, most=1)
    mente = f"Mente du {near[0]}?" if near else "Se navnene med udplan regel."
    return "ukendt-regel", Finding(
        fil, sti, f"Reglen {regel} findes ikke. {mente}", near[0] if near else None, nøgle=nøgle
    )
