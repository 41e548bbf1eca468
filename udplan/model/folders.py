"""Finding the plan that a command is about."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from udplan.values.limits import FØRSTE_ÅR
from udplan.values.words import fold, listed, nearest

PLAN_FILE = "plan.yaml"
PLANS = "plans"
# What somebody has meant to be a plan.yaml; Windows makes no difference between the first and ``Plan.yaml``.
_PLAN_FILES = ("plan.yaml", "plan.yml")
# The newest of all: a plan that nobody can say the years of is told, and never passed over for an older one.
_UNKNOWN = "9999"
#: What somebody does who has no plan yet.
BEGIN = "En ny plan laves med udplan start, eller af jeres egen tabel i Word eller Excel med udplan import."


class NoPlan(ValueError):
    """There is no such plan; the text is Danish and names the plans there are."""


def find_plan(written: str | None, here: Path) -> Path:
    """The folder of a plan: by its path, by its name under ``plans/``, or else the newest one.

    Without a name it is the plan that ``here`` stands in, or the newest period under ``plans/`` in ``here`` or the
    nearest folder above it. One that cannot be read is a plan too, or figures of another year would come in its place.

    Raises:
        NoPlan: if there is none.
        OSError: if the folder of the plans cannot be opened.
    """
    plans = _plans_above(here)
    if written is None:
        standing_in = next((folder for folder in (here, *here.parents) if _is_plan(folder)), None)
        if standing_in is not None:
            return standing_in
        if not plans:
            besked = "Her er ingen plan. Gå til mappen med plans/, eller sig hvor planen er: --plan MAPPE."
            raise NoPlan(f"{besked} {BEGIN}")
        return max(plans, key=_period)
    path = Path(written)
    folder = path.parent if path.name == PLAN_FILE else path
    if _is_plan(folder):
        return folder
    named = [plan for plan in plans if fold(plan.name) == fold(written)]
    if named:
        return named[0]
    if folder.is_dir():
        raise NoPlan(f"Mappen {written} er ikke en plan: der er ingen {PLAN_FILE} i den. {BEGIN}")
    near = nearest(folder.name, [plan.name for plan in plans])
    kendte = near or [plan.name for plan in plans]
    mente = f" Mente du {listed(near, 'eller')}?" if near else f" Her er {listed(kendte)}." if kendte else f" {BEGIN}"
    raise NoPlan(f"Planen {written} findes ikke.{mente}")


def new_plan(here: Path, years: str) -> Path:
    """Where the folder of a new plan goes: beside the plans there are, as seen from ``here``; else under ``plans/`` there."""
    beside = _plans_above(here)
    if beside:
        return beside[0].parent / years
    return here / years if here.name == PLANS else here / PLANS / years


def plan_file_in(folder: Path) -> Path | None:
    """What there is in a folder that is a plan.yaml, or is meant to be one."""
    try:
        return next((file for file in folder.iterdir() if fold(file.name) in _PLAN_FILES), None)
    except (FileNotFoundError, NotADirectoryError):
        return None


def plan_of(file: Path) -> Path | None:
    """The folder of the plan that a file belongs to; a folder may be the plan itself."""
    path = Path(os.path.realpath(file))  # Path.resolve has no words for a link to itself
    return next((folder for folder in (path, *path.parents) if _is_plan(folder)), None)


def plans_below(folder: Path) -> list[Path]:
    """The plans in a folder, wherever in it; what stands above the folder is nothing to them."""
    plans = []
    closed: list[Path] = []
    for at, below, _ in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        below[:] = (name for name in below if not name.startswith("."))
        if _is_plan(Path(at)):
            plans.append(Path(at))
    plans += (at for at in closed if _is_plan(at) and at not in plans)
    return sorted(plan for plan in plans if not {*plans} & {*plan.parents})


def repository(plan: Path) -> Path:
    """The folder that a plan's repository begins in: the one that holds ``plans/``, else the plan's own."""
    parent = plan.resolve().parent
    return parent.parent if parent.name == PLANS else plan


def _is_plan(folder: Path) -> bool:
    """Whether there is something called plan.yaml; whether it can be read, and is a file at all, its reader says.

    A folder that may not be looked into counts: whoever reads it is told why, and no other plan is taken for it.
    """
    try:
        (folder / PLAN_FILE).lstat()
    except PermissionError:
        return True
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.ELOOP):
            return False
        raise
    return True


def _plans_above(here: Path) -> list[Path]:
    for folder in (here, *here.parents):
        if plans := sorted(_plans_in(folder / PLANS)):
            return plans
    return []


def _plans_in(plans: Path) -> Iterator[Path]:
    """The folders of ``plans/`` that are plans, or are meant to be: also one that cannot be opened, and one where plan.yaml
    is spelled otherwise."""
    try:
        folders = [folder for folder in plans.iterdir() if folder.name[:1] != "."]
    except (FileNotFoundError, NotADirectoryError):
        return
    for folder in folders:
        try:
            if plan_file_in(folder) is not None:
                yield folder
        except PermissionError:
            yield folder
        except OSError:  # a link that leads nowhere
            continue


def _period(plan: Path) -> tuple[str, str]:
    """The first year that plan.yaml names, else that of the folder's name; four figures sort as text as they do as numbers."""
    periode = plan_data(plan).get("periode")
    first = periode[0] if isinstance(periode, list) and periode else periode
    stated = re.match(r"\s*([0-9]{4})", first) if isinstance(first, str) else None
    if stated and int(stated[1]) >= FØRSTE_ÅR:
        return stated[1], plan.name
    named = re.search(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])", plan.name)
    return named[0] if named else _UNKNOWN, plan.name


def templates(plan: Path) -> list[Path]:
    """The folders whose templates win over udplan's own: the plan's, then the repository's."""
    return [plan / "templates", repository(plan) / "templates"]


def plan_data(plan: Path) -> dict[str, Any]:
    """What plan.yaml says, as it is written and unchecked, for those who only look something up; nothing, where it
    cannot be read."""
    from udplan.yaml.form import Form
    from udplan.yaml.read import read

    return read(plan / PLAN_FILE, Form({}, None)).data or {}
