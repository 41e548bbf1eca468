"""The files and folders that a command is asked about: the plans they belong to, and what is wrong use of them.

Nothing may look checked that was not: a file that is not there, or that is no part of the plan, is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from udplan.cli.shared.steps import fail, plan_folder
from udplan.model import folders


def named_paths(written: Iterable[str] | None) -> list[Path]:
    """The files and folders that were named; an empty name is refused, for as a path it is where one stands."""
    names = list(written or ())
    if not all(names):
        fail("Filens navn er tomt. Skriv en fil eller en mappe, eller . for alt her.")
    return [Path(name) for name in names]


def plan_folders(written: str | None, paths: list[Path]) -> list[Path]:
    """The plans that a command on files and folders is about: the one that was named, or those that they belong to."""
    for path in paths:
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            fail(f"Filen {path} findes ikke.")
    if not paths:
        return [plan_folder(written)]
    if written is None:
        return list(dict.fromkeys(plan for path in paths for plan in _plans_of(path)))
    named = plan_folder(written)
    for path in paths:
        if not _real(path).is_relative_to(_real(named)):
            fail(f"{_kind(path)} {path} ligger ikke i planen {named}.")
    return [named]


def _plans_of(path: Path) -> list[Path]:
    """The plan that a file or a folder stands in, or the plans in the folder."""
    plan = folders.plan_of(path)
    if plan is not None:
        return [plan]
    if not path.is_dir():
        fail(f"Filen {path} ligger ikke i en plan: der er ingen plan.yaml over den.")
    plans = folders.plans_below(path)
    return plans or fail(f"Mappen {path} ligger ikke i en plan, og der er ingen plan i den. {folders.BEGIN}")


def stands_in(file: Path, paths: Iterable[Path]) -> bool:
    """Whether a file is one of some paths, or stands in a folder that is."""
    return any(_real(file).is_relative_to(_real(path)) for path in paths)


def check_are_read(paths: Iterable[Path], files: Iterable[Path]) -> None:
    """Refuse a file, or a folder, in which nothing is one of the ``files`` that the plans are read from."""
    read = {_real(file) for file in files}
    for path in paths:
        if not any(file.is_relative_to(_real(path)) for file in read):
            what = "har ingen af planens filer i sig" if path.is_dir() else "er ikke en af planens filer"
            fail(f"{_kind(path)} {path} {what}. Et punkt er en fil, der ender på .yaml.")


def _real(path: Path) -> Path:
    """Where a path leads; Path.resolve has no words for a link to itself."""
    return Path(os.path.realpath(path))


def _kind(path: Path) -> str:
    return "Mappen" if path.is_dir() else "Filen"
