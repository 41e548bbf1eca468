"""Next year's plan, made and tried before anything is written: the files, what goes along, and what lint will say of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from udplan.disk.reading import read_file
from udplan.edit.new_plan import period_text
from udplan.intake.next_year import items, settings
from udplan.intake.next_year.parts import Made, made
from udplan.lint.run import Verdict, lint
from udplan.model.folders import PLAN_FILE
from udplan.model.groups import group_of
from udplan.model.indsats import Indsats
from udplan.model.plan import Loaded, Plan, load, read_source
from udplan.model.texts import Reference
from udplan.output import own_path
from udplan.values.words import listed

#: The folder of a plan that holds no items and is a part of it all the same.
_TEMPLATES = "templates"
#: The fields that name another item.
_REFERENCES = tuple(navn for navn, kind in group_of(Indsats).fields.items() if isinstance(kind, Reference))

#: What to do about a file that cannot go along.
_MEND = "Ret den gamle plan, og prøv igen. Intet er skrevet."


class CannotMake(ValueError):
    """Why there is no next year of a plan; the text is Danish and says what to do."""


class Lacks(NamedTuple):
    """An item that goes along and names one that does not."""

    indsats: Indsats
    felt: str
    mangler: str


class LacksItems(CannotMake):
    """Items that others name in a field do not go along: ``også`` are those to take along, with all that they name again,
    and ``uden`` those that were left out by name and must not be."""

    def __init__(self, lacks: Sequence[Lacks], også: Sequence[str], uden: Sequence[str]) -> None:
        self.lacks, self.også, self.uden = lacks, også, uden
        super().__init__(f"Punkter, der går med, henviser til punkter, der ikke gør: {listed(også)}.")


class NextYear(NamedTuple):
    """A plan's next year. ``ført`` are the items of the old plan that go along, with what was made of each, ``lukket`` those
    that stay behind because they are closed, and ``fravalgt`` those that were left out by name.

    ``efter`` is the new plan as it will be read, ``verdict`` what lint says of it, ``filer`` its files by their place in the
    folder, and ``andre`` what lies in the old folder and is no part of the plan.
    """

    før: Plan
    mappe: Path
    år: tuple[int, ...]
    ført: tuple[tuple[Indsats, Made], ...]
    lukket: tuple[Indsats, ...]
    fravalgt: tuple[Indsats, ...]
    grundlag: Made
    efter: Plan
    verdict: Verdict
    filer: Mapping[Path, bytes]
    andre: tuple[Path, ...]


def refuse_period(plan: Plan, år: Sequence[int]) -> None:
    """Refuse years that do not come after those of the plan.

    Raises:
        CannotMake: where they are the same, earlier, end sooner, or leave years out.
    """
    old, new = plan.grundlag.år, period_text(år)
    said = f"Planen er for {period_text(old)}"
    fx = f"Skriv fx {old[0] + 1}-{old[-1] + 1}."
    if list(år) != list(range(år[0], år[-1] + 1)):
        raise CannotMake(f"Der er huller mellem årene i {new}. {fx}")
    if tuple(år) == tuple(old):
        raise CannotMake(
            f"Planen for {new} findes allerede, og det er den, der skulle føres videre. {fx} "
            "Skal den nye laves af en anden plan, så sig hvilken med --fra."
        )
    if år[0] <= old[0]:
        raise CannotMake(f"{said}, og {new} begynder ikke efter {old[0]}. {fx}")
    if år[-1] < old[-1]:
        raise CannotMake(f"{said}, og {new} slutter før {old[-1]}, så planlagte år gik tabt. {fx}")
    if år[0] > old[-1] + 1:
        raise CannotMake(f"{said}, og der er år mellem den og {new}. {fx}")


def next_year(plan: Plan, år: Sequence[int], *, også: Sequence[Indsats] = (), uden: Sequence[Indsats] = ()) -> NextYear:
    """The next year of a plan that was read whole; nothing is written.

    ``også`` are closed items that go along, ``uden`` open ones that do not.

    Raises:
        CannotMake: for years that do not follow, an item both ways, and (``LacksItems``) one that is named and left behind.
        OSError: where a file of the plan cannot be read.
    """
    refuse_period(plan, år)
    taken, left = {each.id for each in også}, {each.id for each in uden}
    if both := sorted(taken & left):
        raise CannotMake(f"{listed(both)} står både efter --også og --uden. Vælg den ene.")
    along = [each for each in plan.indsatser if each.id not in left and (not each.afsluttet or each.id in taken)]
    ids = {each.id for each in along}
    _refuse_lacking(plan, along, left)
    mappe = own_path(plan.mappe).parent / period_text(år)
    ført = tuple((each, _item(plan, each, år)) for each in along)
    grundlag = _grundlag(plan, år, ids)
    every = {Path(PLAN_FILE): grundlag} | {each.fil.relative_to(plan.mappe): of for each, of in ført}
    filer = {place: of.bliver.raw for place, of in every.items()}
    templates, andre = _others(plan)
    after = load(mappe, {mappe / name: raw for name, raw in filer.items()})
    # The folder is not there yet, so of it nothing but its files is known.
    after = after._replace(problems=[problem for problem in after.problems if problem.fil != mappe])
    _refuse_unread(after, mappe, år, every)
    assert after.plan is not None
    return NextYear(
        plan,
        mappe,
        tuple(år),
        ført,
        tuple(each for each in plan.indsatser if each.afsluttet and each.id not in ids and each.id not in left),
        tuple(each for each in plan.indsatser if each.id in left),
        grundlag,
        after.plan,
        lint(after),
        filer | templates,
        andre,
    )


def _refuse_unread(after: Loaded, mappe: Path, år: Sequence[int], made: Mapping[Path, Made]) -> None:
    """Refuse a plan that could not be read whole again, or would be one for other years: with the first reason of a file."""
    why = {problem.fil.relative_to(mappe): problem.besked for problem in reversed(after.unreadable)}
    if after.plan is not None and after.plan.grundlag.år != tuple(år):
        why[Path(PLAN_FILE)] = "Perioden bliver en anden."
    told = [
        f"{place.as_posix()} kan ikke føres videre: {next(iter(made[place].not_made), besked)}"
        for place, besked in sorted(why.items())
    ]
    if told:
        raise CannotMake(f"{' '.join(told)} {_MEND}")


def _item(plan: Plan, indsats: Indsats, år: Sequence[int]) -> Made:
    raw = read_file(indsats.fil)
    source = read_source(indsats.fil, raw)
    return made(source, raw, items.parts(plan, indsats, source.data or {}, år))


def _grundlag(plan: Plan, år: Sequence[int], ids: set[str]) -> Made:
    raw = read_file(plan.fil)
    source = read_source(plan.fil, raw)
    return made(source, raw, settings.parts(plan, source.data or {}, år, ids))


def _refuse_lacking(plan: Plan, along: Sequence[Indsats], left: set[str]) -> None:
    """Refuse items that name others that do not go along: all of them at once, also those that the lacking ones name."""
    ids = {each.id for each in along}
    lacks: list[Lacks] = []
    waiting = list(along)
    lacking: dict[str, None] = {}
    while waiting:
        indsats = waiting.pop(0)
        for felt in _REFERENCES:
            named = getattr(indsats, felt)
            if named in plan.efter_id and named not in ids:
                lacks.append(Lacks(indsats, felt, named))
                if named not in lacking:
                    lacking[named] = None
                    waiting.append(plan.efter_id[named])
    if lacks:
        raise LacksItems(lacks, [id_ for id_ in lacking if id_ not in left], [id_ for id_ in lacking if id_ in left])


def _others(plan: Plan) -> tuple[dict[Path, bytes], tuple[Path, ...]]:
    """What else lies in the folder: the plan's own templates, which go along as they are, and what is no part of a plan."""
    templates: dict[Path, bytes] = {}
    others: list[Path] = []
    known = {plan.fil, *plan.filer}
    for at, below, names in os.walk(plan.mappe):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(at) / name
            place = path.relative_to(plan.mappe)
            if path in known or name.startswith("."):
                continue
            if place.parts[0] == _TEMPLATES:
                templates[place] = read_file(path)
            else:
                others.append(place)
    return templates, tuple(others)
