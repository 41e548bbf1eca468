"""The plan as somebody asks for it: as it was on a day, at a tag or a revision, or as it stands in a folder or a zip."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from udplan.history.git import SHALLOW, Commit, Repository
from udplan.history.packed import unpacked
from udplan.history.state import NoSuchState, Tilstand
from udplan.history.stored import Own, load_stored, moved, which
from udplan.model.folders import PLAN_FILE, plans_below
from udplan.model.plan import Loaded, Plan, load
from udplan.values.times import format_date, parse_date
from udplan.values.unknown import BadValue
from udplan.values.words import few, listed, nearest, shown_text

#: What may be written, for whoever has written something else.
_WHAT = "Skriv en dag (fx 2025-03-24), et mærke eller en revision i git, en mappe eller en zip."
# Two dots, hyphens or slashes between figures: somebody meant a day.
_LIKE_A_DAY = re.compile(r"\d+([-./])\d+\1\d+")
_DRIVE = re.compile(r"[A-Za-z]:")


def as_it_was(folder: Path, written: str | date) -> Tilstand:
    """A plan as it was; ``folder`` is the plan's own, where it stands now, and all of the state is said to stand there.

    ``written`` is one of these, tried in this order:

    - A day, as a date or as other options read one: the plan as it was when that day was over, on the branch that the
      folder is on (the last commit with that day or an earlier, by the clock of whoever made it).
    - What looks like a path: one that begins with ``.``, ``/``, ``~`` or a drive, has a ``\\`` in it, or ends with ``/`` or
      ``.zip``. That is a folder or a zip, also where git has a revision by that name.
    - A tag, a branch or another revision that git knows; it wins over a folder with that name. Where the plan was not made
      yet, it is a plan with nothing in it: all of it is new.
    - A folder or a zip that is there: a plan, or what holds our plan in the same place, under the same name, or alone.

    Raises:
        NoSuchState: if there is none such, or nothing in it is our plan, or its plan.yaml cannot be read.
        OSError: if a folder or a zip cannot be opened.
    """
    day = written if isinstance(written, date) else _day(written)
    if day is not None:
        return _of_day(folder, day)
    text = str(written).strip()
    path = _path(text)
    if not _looks_like_path(text):
        try:
            repository = Repository.of(folder)
        except NoSuchState as error:
            if path is None:
                raise NoSuchState(_nothing(text, f"er ikke en mappe eller en zip. {error}")) from error
        else:
            if commit := repository.commit(text):
                return _of_revision(folder, repository, text, commit)
            if path is None:
                raise NoSuchState(_nothing(text, _unknown(repository, text)))
    if path is None:
        raise NoSuchState(f"»{shown_text(text)}« findes ikke. {_WHAT}")
    return _of_path(folder, path)


def proposals(plan: Plan) -> list[str]:
    """What may be asked for of a plan: the newest tags in git (at most five), and the newest day it was treated on."""
    tags: list[str] = []
    with suppress(NoSuchState):
        tags = Repository.of(plan.mappe).tags(5)
    days = [behandling.dato for behandling in plan.grundlag.behandlet if behandling.dato]
    return [*tags, *([max(days).isoformat()] if days else [])]


def tags(folder: Path) -> list[str]:
    """The tags that a plan's repository has, newest first; none where there is no repository."""
    with suppress(NoSuchState):
        return Repository.of(folder).tags(50)
    return []


# --- what was written -------------------------------------------------------------------------------------------------


def _day(written: str) -> date | None:
    with suppress(BadValue):
        return parse_date(written)
    return None


def _nothing(text: str, why: str) -> str:
    """What is said of a text that is nothing known: where it was meant as a day, by its form or by spaces, which no
    revision has, what is wrong with that."""
    if _LIKE_A_DAY.fullmatch(text) or " " in text:
        try:
            parse_date(text)
        except BadValue as error:
            return f"{error.besked} Er det en mappe eller en zip, så findes den ikke her."
    return f"»{shown_text(text)}« {why}"


def _looks_like_path(text: str) -> bool:
    return (
        text.startswith((".", "/", "~"))
        or "\\" in text
        or text.lower().endswith(("/", ".zip"))
        or bool(_DRIVE.match(text))
    )


def _path(text: str) -> Path | None:
    """What was written as a path; None where there is nothing."""
    try:
        path = Path(text).expanduser()
        there = path.exists()
    except PermissionError:  # whoever opens it is told
        return Path(text)
    except (ValueError, OSError, RuntimeError):  # no path can be so; RuntimeError: nobody knows whose home it is
        return None
    if not there:
        return None
    return path.parent if path.name == PLAN_FILE else path


# --- in git -----------------------------------------------------------------------------------------------------------


def _of_day(folder: Path, day: date) -> Tilstand:
    repository = Repository.of(folder)
    commit = next((commit for commit in repository.commits() if commit.dag <= day), None)
    stored = None if commit is None else repository.files(commit.sha)
    if commit is None or stored is None:
        raise NoSuchState(_before(repository, day, commit))
    latest = repository.latest_change(commit)
    what = "revision fra" if repository.shallow else "seneste ændring"
    navn = f"{format_date(day)} ({what} {format_date(latest.dag)}, {latest.short})"
    return _state(load_stored(folder, stored), navn, day)


def _before(repository: Repository, day: date, commit: Commit | None) -> str:
    """Why there is no plan of a day; ``commit`` is the repository's own then, where it had one."""
    first = repository.first()
    if first is None:
        return _never(repository)
    if repository.shallow:
        return f"{format_date(day)} ligger før det, der er hentet af planens historie. {SHALLOW}"
    begins = (
        f"Planens historie i git begynder {format_date(first.dag)}. Skriv {first.dag.isoformat()} eller en senere dag."
        if day < first.dag
        else f"{format_date(day)} var der ingen plan i den mappe, den ligger i nu."  # taken away, and put back since
    )
    moved = "" if commit is None else _elsewhere(repository, commit)
    return f"{begins} {moved}".rstrip()


def _never(repository: Repository) -> str:
    at = _as_word(repository.inside or ".")
    return f"Planen er aldrig gemt i git, så den har ingen historie. Gem den først: git add {at} og git commit."


def _elsewhere(repository: Repository, commit: Commit) -> str:
    """Where plans stood at a commit, and how to get at one: the folder may have been moved or renamed since."""
    plans = [plan for plan in repository.plans(commit.sha) if plan != repository.inside]
    if not plans:
        return ""
    where = listed(few([plan or "den øverste mappe" for plan in plans], len(plans)))
    archive = f"git archive -o foer.zip {commit.short} {_as_word(plans[0])}".rstrip()
    return (
        f"Dengang stod der en plan i {where}. Er det den, mappen er flyttet fra, så kør {archive}, øverst i jeres mappe, "
        "og skriv foer.zip."
    )


def _as_word(path: str) -> str:
    """A path as it is typed on a line."""
    return f'"{path}"' if " " in path else path


def _of_revision(folder: Path, repository: Repository, written: str, commit: Commit) -> Tilstand:
    stored = repository.files(commit.sha)
    kind = repository.kind(written)
    day = format_date(commit.dag)
    navn = {
        "mærket": f"mærket {written} ({day})",
        "grenen": f"grenen {written} ({day}, {commit.short})",
    }.get(kind, f"revision {commit.short} ({day})")
    if stored is not None:
        return _state(load_stored(folder, stored), navn)
    top = Path(os.path.realpath(folder)).parents[repository.inside.count("/")] if repository.inside else folder
    if all((top / plan / PLAN_FILE).exists() for plan in repository.plans(commit.sha)):
        return _not_yet(folder, navn)
    where = f"i mappen {repository.inside}" if repository.inside else "øverst"
    said = f"I {kind} {shown_text(written)} er der ingen plan {where}."
    raise NoSuchState(f"{said} {_elsewhere(repository, commit)}".rstrip())


def _not_yet(folder: Path, navn: str) -> Tilstand:
    """The state in which a plan was not made yet: what is new then is all of it, as its plan.yaml reads it today."""
    state = _state(load(folder), navn)
    plan = replace(state.plan, indsatser=(), filer=(), sources={}, halve=())
    return Tilstand(plan, f"{navn}, hvor planen ikke var lavet")


def _unknown(repository: Repository, written: str) -> str:
    """What is said of a name that git does not know: the nearest that it does, or those it has."""
    known = repository.names()
    if near := nearest(written, known):
        help_text = f"Mente du {listed(near, 'eller')}?"
    else:
        help_text = f"Git kender {listed(known[:5])}. {_WHAT}" if known else _WHAT
    shallow = f" {SHALLOW}" if repository.shallow else ""
    return f"er hverken et mærke eller en revision i git, en mappe eller en zip. {help_text}{shallow}"


# --- on the disk ------------------------------------------------------------------------------------------------------


def _of_path(folder: Path, path: Path) -> Tilstand:
    name = shown_text(path.resolve().name)
    if not path.is_dir():
        return _state(load_stored(folder, unpacked(path, Own.of(folder))), f"zip-filen {name}")
    plans = {plan.relative_to(path).as_posix(): plan for plan in plans_below(path)}
    shown = f"mappen {name}" if name else "mappen"
    chosen = which(
        ("" if plan == "." else plan for plan in plans),
        Own.of(folder),
        shown[0].upper() + shown[1:],
        "Skriv mappen med den ene af dem.",
    )
    at = plans[chosen or "."]
    return _state(moved(load(at), at, folder), shown if name else "en mappe")


def _state(loaded: Loaded, navn: str, day: date | None = None) -> Tilstand:
    if loaded.plan is None:
        first = next(iter(loaded.unreadable), None)
        why = f" {PLAN_FILE}, linje {first.linje}: {first.besked}" if first else ""
        raise NoSuchState(f"Planen kan ikke læses, som den var ({navn}).{why}")
    return Tilstand(loaded.plan, navn, day, tuple(loaded.unreadable))
