"""Lint: every problem of a plan, at its place, less what the plan itself excepts and says why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from udplan.lint.exceptions import Exceptions, doubtful
from udplan.lint.rules import OF_ONE_FIELD, ON_PLAN, rule
from udplan.model.plan import Loaded, Plan
from udplan.yaml.problem import Finding, Niveau, Problem


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
        return Verdict(sorted(loaded.problems, key=_by_place), [])
    plan = replace(loaded.plan, dag=dag)
    exceptions = Exceptions(plan)
    problems, excepted = list(loaded.problems), []
    for navn in ON_PLAN:
        for problem in _problems_of(plan, navn):
            exception = exceptions.of(navn, problem.fil)
            if exception is None:
                problems.append(problem)
            else:
                excepted.append(Excepted(problem, exception.begrundelse))
    problems += _of_halves(plan)
    problems += (_located(plan, finding, navn, rule(navn).niveau) for navn, finding in doubtful(plan, exceptions))
    return Verdict(
        sorted(problems, key=_by_place), sorted(excepted, key=lambda exception: _by_place(exception.problem))
    )


def _of_halves(plan: Plan) -> Iterator[Problem]:
    """The errors in what could be read of items that stand outside the plan, by the rules that look at a field alone."""
    if not plan.halve:
        return
    half = replace(plan, indsatser=plan.halve)
    files = {indsats.fil for indsats in plan.halve}
    exceptions = Exceptions(half)
    for navn in OF_ONE_FIELD:
        for problem in _problems_of(half, navn):
            if problem.fil in files and exceptions.of(navn, problem.fil) is None:
                yield problem


def unreconciled(loaded: Loaded) -> int:
    """How many stated totals are not the sum of their rows, or have no rows to be the sum of: what bears on every figure."""
    if loaded.plan is None:
        return 0
    wrong = _errors(loaded.plan, "kontroltal-stemmer-ikke")
    of_nothing = {finding.sti[:2] for finding in _errors(loaded.plan, "kontroltal-daekker-intet")}
    return len(wrong) + len(of_nothing - {finding.sti[:2] for finding in wrong})


def _errors(plan: Plan, navn: str) -> list[Finding]:
    """What one rule says of a plan, if that is errors there; no exception is made from a rule about plan.yaml."""
    the_rule = rule(navn)
    is_error = plan.grundlag.regler.get(navn, the_rule.niveau) is Niveau.FEJL
    return list(the_rule.check(plan)) if is_error and the_rule.check is not None else []


def _problems_of(plan: Plan, navn: str) -> Iterator[Problem]:
    """What one rule says of a plan, at the level that the plan gives it."""
    the_rule = rule(navn)
    niveau = plan.grundlag.regler.get(navn, the_rule.niveau)
    if niveau is not None and the_rule.check is not None:
        yield from (_located(plan, finding, navn, niveau) for finding in the_rule.check(plan))


def _located(plan: Plan, finding: Finding, regel: str, niveau: Niveau) -> Problem:
    return plan.sources[finding.fil].locate(finding, regel, niveau)


def only(verdict: Verdict, paths: Iterable[Path]) -> Verdict:
    """The part of a verdict that is about some files, and what stands in some folders; each checked against the whole plan."""
    wanted = {Path(os.path.realpath(path)) for path in paths}

    def is_wanted(problem: Problem) -> bool:
        file = Path(os.path.realpath(problem.fil))
        return not wanted.isdisjoint((file, *file.parents))

    return Verdict(
        [problem for problem in verdict.problems if is_wanted(problem)],
        [excepted for excepted in verdict.excepted if is_wanted(excepted.problem)],
    )


def _by_place(problem: Problem) -> tuple[str, int, int, str]:
    return str(problem.fil), problem.linje, problem.kolonne, problem.regel
