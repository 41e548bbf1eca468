"""What is to be changed in a plan, tried before anything is written: the plan must have no error that it had not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from udplan.disk.reading import read_file
from udplan.disk.writing import Written, write_file
from udplan.edit.fields import CannotSet, Changed, Ændring, change
from udplan.lint.run import lint
from udplan.model.plan import Loaded, load, read_source
from udplan.yaml.problem import Niveau, Problem


class Rettelse(NamedTuple):
    """A file as it is to be written: what it was, what it becomes, and the changes that make the difference."""

    fil: Path
    var: bytes
    bliver: Changed
    ændringer: tuple[Ændring, ...]


class Nægtet(NamedTuple):
    """A change that is not made, and why, in Danish."""

    fil: Path
    ændring: Ændring
    hvorfor: str


class Prøvet(NamedTuple):
    """What can be written, and what cannot. A file in ``rettelser`` is one that the changes really change."""

    rettelser: tuple[Rettelse, ...]
    nægtet: tuple[Nægtet, ...]


class Samlet(NamedTuple):
    """Changes that are made all together or not at all: where something is in ``nægtet`` or ``fejl``, nothing may be written.

    ``fejl`` are the errors that the plan would have and has not, and ``bemærkninger`` what else lint would say of the
    changed files that it does not say now.
    """

    rettelser: tuple[Rettelse, ...]
    nægtet: tuple[Nægtet, ...] = ()
    fejl: tuple[Problem, ...] = ()
    bemærkninger: tuple[Problem, ...] = ()


def prøv_samlet(loaded: Loaded, wanted: Mapping[Path, Sequence[Ændring]], dag: date | None = None) -> Samlet:
    """Try changes that belong together, as the two sides of a move do; ``dag`` is the day that lint compares with.

    The plan is read once more, as the changes make it; lint looks at it as it is now only where there is something to compare.
    """
    assert loaded.plan is not None
    rettelser, nægtet = _edited(wanted)
    if nægtet or not rettelser:
        return Samlet(tuple(rettelser), tuple(nægtet))
    files = {each.fil: each.bliver.raw for each in rettelser}
    after = lint(load(loaded.plan.mappe, files, loaded), dag).problems
    if not any(problem.niveau is Niveau.FEJL or problem.fil in files for problem in after):
        return Samlet(tuple(rettelser))
    before = lint(loaded, dag).problems
    new = _beyond(after, before, _said)
    others = (problem for problem in new if problem.niveau is not Niveau.FEJL and problem.fil in files)
    return Samlet(tuple(rettelser), (), tuple(nye_fejl(before, after)), tuple(others))


def prøv(loaded: Loaded, wanted: Mapping[Path, Sequence[Ændring]]) -> Prøvet:
    """Try changes to the files of a plan that was read.

    Those that cannot be made, or that give the plan errors it does not have, are refused, and the others are made: where
    a file has several changes and one of them is wrong, only that one is refused. Who means all or nothing writes nothing
    where something is refused.
    """
    known = lint(loaded).problems
    rettelser, nægtet = _edited(wanted)
    worse = _worse(loaded, known, rettelser)
    # First what is wrong by itself in its own file: two sides of a move are sound only together, and stay so without it.
    for only_own in (True, False):
        if worse:
            rettelser, refused = _without_worse(loaded, known, rettelser, only_own=only_own)
            nægtet += refused
            worse = _worse(loaded, known, rettelser)
    if worse:  # each is sound by itself, and they are wrong together
        nægtet += [Nægtet(each.fil, of, worse[0].besked) for each in rettelser for of in each.ændringer]
        rettelser = []
    return Prøvet(tuple(rettelser), tuple(nægtet))


def skriv(rettelse: Rettelse) -> Written:
    """Write a file as it was tried, whole or not at all.

    Raises:
        OSError: if it cannot be written, or somebody has changed it meanwhile.
    """
    return write_file(rettelse.fil, rettelse.bliver.raw, was=rettelse.var)


def _edited(wanted: Mapping[Path, Sequence[Ændring]]) -> tuple[list[Rettelse], list[Nægtet]]:
    rettelser: list[Rettelse] = []
    nægtet: list[Nægtet] = []
    for fil, ændringer in wanted.items():
        raw = read_file(fil)
        source = read_source(fil, raw)
        sound: list[Ændring] = []
        bliver: Changed | None = None
        for each in ændringer:
            try:
                bliver = change(source, raw, [*sound, each])
                sound.append(each)
            except CannotSet as error:
                nægtet.append(Nægtet(fil, each, str(error)))
        if bliver is not None and bliver.touched:
            rettelser.append(Rettelse(fil, raw, bliver, tuple(sound)))
    return rettelser, nægtet


def _without_worse(
    loaded: Loaded, known: Sequence[Problem], rettelser: Iterable[Rettelse], *, only_own: bool
) -> tuple[list[Rettelse], list[Nægtet]]:
    """The files less the changes that by themselves give the plan errors, or those alone that give their own file one."""

    def worse_with(one: Rettelse) -> list[Problem]:
        return [problem for problem in _worse(loaded, known, [one]) if problem.fil == one.fil or not only_own]

    kept: list[Rettelse] = []
    refused: list[Nægtet] = []
    for each in rettelser:
        if not (worse := worse_with(each)):
            kept.append(each)
            continue
        source = read_source(each.fil, each.var)
        sound: list[Ændring] = []
        for of in each.ændringer:
            with_it = Rettelse(each.fil, each.var, change(source, each.var, [*sound, of]), (*sound, of))
            if len(each.ændringer) > 1 and not (worse := worse_with(with_it)):
                sound.append(of)
            else:
                refused.append(Nægtet(each.fil, of, worse[0].besked))
        bliver = change(source, each.var, sound)
        if bliver.touched:
            kept.append(Rettelse(each.fil, each.var, bliver, tuple(sound)))
    return kept, refused


def _worse(loaded: Loaded, known: Sequence[Problem], rettelser: Iterable[Rettelse]) -> list[Problem]:
    """The errors that a plan has with the files as they would be, and has not now; ``known`` is what lint says now."""
    assert loaded.plan is not None
    instead = {each.fil: each.bliver.raw for each in rettelser}
    return nye_fejl(known, lint(load(loaded.plan.mappe, instead, loaded)).problems) if instead else []


def nye_fejl(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """The errors of a plan after a change that were not there before it: one that is mended makes no room for another.

    An error that has other words for the change (a sum is another now) is the one that was there: of the same rule, at the
    same field of the same file.
    """
    had = [problem for problem in before if problem.niveau is Niveau.FEJL]
    has = [problem for problem in after if problem.niveau is Niveau.FEJL]
    for same in (_said, _place):
        has, had = _beyond(has, had, same), _beyond(had, has, same)
    return has


def _beyond(
    problems: Iterable[Problem], known: Iterable[Problem], same: Callable[[Problem], Hashable]
) -> list[Problem]:
    """The problems that are not among those known, each as often as it is there more often."""
    left = Counter(map(same, known))
    new = []
    for problem in problems:
        if left[same(problem)]:
            left[same(problem)] -= 1
        else:
            new.append(problem)
    return new


def _said(problem: Problem) -> Hashable:
    return problem.fil, problem.regel, problem.besked


def _place(problem: Problem) -> Hashable:
    """The rule and the field: the name at the start of the line, which may have moved."""
    name, colon, _ = problem.tekst.partition(":")
    return problem.fil, problem.regel, name.strip() if colon else ""
