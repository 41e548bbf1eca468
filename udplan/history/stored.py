"""A plan whose files stand in git or in a zip, read as one that stands in a folder; and which of several it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from udplan.disk.refusals import refusal
from udplan.disk.unpacked import laid_out
from udplan.history.state import NoSuchState
from udplan.model.folders import repository
from udplan.model.plan import Loaded, Plan, load
from udplan.values.words import few, listed, nfc
from udplan.yaml.problem import Niveau, Problem

#: Bytes and files of a plan that is read from git or a zip; a large one has some hundred files and a single MB.
MOST_BYTES: Final = 50_000_000
MOST_FILES: Final = 5_000
#: What a Mac, Windows or an open Word puts beside the files that people make.
_BESIDE: Final = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


class Stored(NamedTuple):
    """The files of a plan: their bytes by the names they have below its folder (``/`` between), and of those that cannot be
    had, why, as a Danish sentence."""

    contents: Mapping[str, bytes]
    left_out: Mapping[str, str] = {}


def is_read(name: str) -> bool:
    """Whether it matters what stands in a file of a plan; of the others only the name does, which may be a slip."""
    return name.endswith(".yaml")


def is_beside(name: str) -> bool:
    """Whether a file was put among the others by a program: hidden, a lock of Word's, what a Mac adds to a zip."""
    return any(step.startswith((".", "~$")) or step.casefold() in _BESIDE for step in name.split("/"))


class Own(NamedTuple):
    """Where our plan stands below its repository (``plans/2025-2028``, or nothing), and the name of its folder."""

    path: str
    name: str

    @classmethod
    def of(cls, folder: Path) -> Own:
        real = folder.resolve()
        path = real.relative_to(repository(real)).as_posix()
        return cls("" if path == "." else nfc(path), nfc(real.name))


def which(plans: Iterable[str], own: Own, shown: str, narrow: str) -> str:
    """The one of several folders with a plan.yaml that is our plan: the one in the same place, else the one of the same name,
    else the only one.

    ``shown`` begins the sentence where that is none or several, and ``narrow`` says what to do about several.

    Raises:
        NoSuchState: where it is not one.
    """
    plans = _outermost(plans)
    if not plans:
        raise NoSuchState(f"{shown} har ingen plan: der er ingen plan.yaml.")
    placed = [plan for plan in plans if own.path and (plan == own.path or plan.endswith(f"/{own.path}"))]
    named = [plan for plan in plans if plan.rpartition("/")[2] == own.name]
    for found in (placed, named, plans):
        if len(found) == 1:
            return found[0]
    raise NoSuchState(
        f"{shown} har flere planer: {listed(few([plan or 'den øverste' for plan in plans], len(plans)))}. {narrow}"
    )


def _outermost(plans: Iterable[str]) -> list[str]:
    """Those that stand in no other: a second plan.yaml inside a plan is a mistake in that plan, and lint tells it."""
    paths = {PurePosixPath(plan) for plan in plans}
    return sorted("" if path == PurePosixPath() else path.as_posix() for path in paths if not paths & {*path.parents})


def load_stored(folder: Path, stored: Stored) -> Loaded:
    """Read a plan from the bytes of its files, as if they stood in ``folder``: that is where each of them is said to be, so
    that its templates are found, and nobody sees where they were laid out."""
    with laid_out(stored.contents) as (at, refused):
        loaded = moved(load(at), at, folder)
    why = {**stored.left_out, **{name: f"Filen kan ikke læses. {refusal(refused[name], 'Den')}" for name in refused}}
    told = [Problem(folder / name, 1, 1, "kan-ikke-laeses", Niveau.FEJL, besked) for name, besked in why.items()]
    return loaded._replace(problems=[*told, *loaded.problems])


def moved(loaded: Loaded, at: Path, folder: Path) -> Loaded:
    """What was read in one folder, as if it stood in another."""

    def path(file: Path) -> Path:
        return folder / file.relative_to(at)

    def problems(those: list[Problem]) -> list[Problem]:
        return [problem._replace(fil=path(problem.fil)) for problem in those]

    if loaded.plan is None:
        return Loaded(None, problems(loaded.problems))
    plan = loaded.plan
    sources = {
        path(file): replace(source, path=path(file), problems=problems(source.problems))
        for file, source in plan.sources.items()
    }
    indsatser, halve = (
        tuple(item.model_copy(update={"fil": path(item.fil)}) for item in items)
        for items in (plan.indsatser, plan.halve)
    )
    there = Plan(folder, plan.grundlag, indsatser, tuple(map(path, plan.filer)), sources, plan.dag, halve)
    return Loaded(there, problems(loaded.problems))
