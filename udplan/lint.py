"""Lint: every problem of a plan, at its place, less what the plan itself excepts and says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from udplan.plan import Loaded, Plan, read_source
from udplan.problem import Finding, Niveau, Problem
from udplan.rules import PLAN, Rule, rule
from udplan.source import Source


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


def lint(loaded: Loaded) -> Verdict:
    """Check a plan that was read: what reading it said, and every rule."""
    plan, problems = loaded.plan, list(loaded.problems)
    excepted: list[Excepted] = []
    if plan is not None:
        place = _Places()
        exceptions = _exceptions(plan)
        for each in map(rule, PLAN):
            for finding in each.check(plan) if each.check else ():
                problem = place(finding, each)
                reason = exceptions.get((each.navn, finding.fil))
                if reason is None:
                    problems.append(problem)
                else:
                    excepted.append(Excepted(problem, reason or None))
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

    def __call__(self, finding: Finding, by: Rule) -> Problem:
        if finding.fil not in self._sources:
            self._sources[finding.fil] = read_source(finding.fil)
        return self._sources[finding.fil].locate(finding, by.navn, by.niveau)


def _exceptions(plan: Plan) -> dict[tuple[str, Path], str]:
    """The reason for each rule that is switched off for a file; the file's own word goes before plan.yaml's."""
    by_id: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for undtagelse in plan.grundlag.undtagelser:
        for id_ in undtagelse.id:
            by_id[id_].append((undtagelse.regel, undtagelse.begrundelse or ""))
    found: dict[tuple[str, Path], str] = {}
    for indsats in plan.indsatser:
        for regel, reason in by_id.get(indsats.id, ()):
            found[regel, indsats.fil] = reason
        for regel, own in indsats.undtagelser.items():
            found[regel, indsats.fil] = own or ""
    return found
