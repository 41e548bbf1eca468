"""Git, asked through its own command, and only read: nothing is fetched, written, locked or run by it.

The branch that is looked along is the one the folder stands on, and of a merge the side that it was merged into. The day of
a commit is the one that its own clock showed when it was made: the same on every machine that asks.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from udplan.history.state import NoSuchState
from udplan.history.stored import MOST_BYTES, MOST_FILES, Stored, is_beside, is_read
from udplan.model.folders import PLAN_FILE
from udplan.values.words import printable, shortened

#: Seconds; a large repository on a slow drive is asked in a few.
_MOST_SECONDS: Final = 60
#: No name of a tag, a branch or a revision is longer.
_LONGEST: Final = 250
_SETTINGS: Final = ("--no-pager", "-c", "core.quotepath=off", "-c", "log.showSignature=false")
#: What git is told of the repository that a hook runs in: here the plan's folder says which it is.
_OF_A_HOOK: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
_QUIET: Final = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}

_INSTEAD: Final = "Skriv i stedet en mappe eller en zip med planen, som den var."
_NO_GIT: Final = f"Git er ikke installeret (git-scm.com), så planens historie kan ikke ses. {_INSTEAD}"
_NO_REPOSITORY: Final = f"Planens mappe ligger ikke i git, så planens historie kan ikke ses. {_INSTEAD}"
_EMPTY: Final = f"Der er endnu ikke gemt noget i git (ingen commits). {_INSTEAD}"
SHALLOW: Final = (
    "Her er kun det nyeste af historien (en shallow clone). Hent resten med git fetch --unshallow; "
    "i CI med fetch-depth: 0 på GitHub eller GIT_DEPTH: 0 på GitLab."
)


class _Failed(NoSuchState):
    """Git says no; ``said`` is its own words, in English."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(_why_closed(said))


@dataclass(frozen=True)
class Commit:
    """A commit, and its day."""

    sha: str
    dag: date

    @property
    def short(self) -> str:
        return self.sha[:7]


@dataclass(frozen=True)
class Repository:
    """The repository of a plan's folder; ``inside`` is where the plan stands in it (``plans/2025-2028``, or nothing), and
    ``shallow`` says that the older of its commits are not there."""

    folder: Path
    inside: str
    shallow: bool

    @classmethod
    def of(cls, folder: Path) -> Repository:
        """The repository that a plan's folder is in.

        Raises:
            NoSuchState: where there is none, none that may be looked in, nothing in it, or no git.
        """
        answer = _ask(folder, "rev-parse", "--show-prefix", "--is-shallow-repository")
        inside, shallow = answer.removesuffix("\n").rsplit("\n", 1)
        repository = cls(folder, inside.rstrip("/"), shallow == "true")
        if repository._sha("HEAD") is None:
            raise NoSuchState(_EMPTY)
        return repository

    def commits(self) -> list[Commit]:
        """Every commit of the branch, newest first."""
        return self._log("HEAD")

    def first(self) -> Commit | None:
        """The commit that the plan came with, in the folder where it stands now; None where it is not in git."""
        return next(reversed(self._log("HEAD", "--", PLAN_FILE)), None)

    def latest_change(self, of: Commit) -> Commit:
        """The commit, up to one, that changed the plan last; the one itself where nobody knows, the older ones not there."""
        return of if self.shallow else next(iter(self._log("--max-count=1", of.sha, "--", ".")), of)

    def commit(self, written: str) -> Commit | None:
        """The commit that a tag, a branch or a revision is; None where git knows none by that name."""
        sha = self._sha(written)
        return None if sha is None else self._log("--max-count=1", sha)[0]

    def kind(self, written: str) -> str:
        """What a name is to git, as a Danish noun: a tag, a branch, or only a revision."""
        try:
            full = _ask(self.folder, "rev-parse", "--verify", "--quiet", "--symbolic-full-name", written).strip()
        except _Failed:
            full = ""
        kinds = {"refs/tags/": "mærket", "refs/heads/": "grenen", "refs/remotes/": "grenen"}
        return next((noun for place, noun in kinds.items() if full == place + written), "revisionen")

    def tags(self, most: int) -> list[str]:
        """The newest tags, newest first."""
        return self._names(f"--count={most}", "refs/tags")

    def names(self) -> list[str]:
        """The tags, newest first, and then the branches, those of the server with them."""
        return [*self._names("refs/tags"), *self._names("refs/heads", "refs/remotes")]

    def _names(self, *places: str) -> list[str]:
        return _ask(
            self.folder, "for-each-ref", "--sort=-creatordate", "--format=%(refname:lstrip=2)", *places
        ).splitlines()

    def plans(self, sha: str) -> list[str]:
        """The folders that had a plan.yaml then."""
        names = _ask(self.folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", sha).split("\0")
        return [name.rpartition("/")[0] for name in names if name.rpartition("/")[2] == PLAN_FILE]

    def files(self, sha: str) -> Stored | None:
        """The files of the plan as git has them; None where no plan stood in the folder where it stands now.

        Raises:
            NoSuchState: where they are far larger, or more, than a plan's.
        """
        try:
            lines = _ask(self.folder, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{sha}:{self.inside}").split("\0")
        except _Failed as error:
            if "Not a valid object name" in error.said:
                return None
            raise
        entries = [line.partition("\t") for line in lines if line]
        contents = {name: b"" for _, _, name in entries if not is_beside(name)}
        if PLAN_FILE not in contents:
            return None
        links: dict[str, str] = {}
        wanted: dict[str, str] = {}
        size = 0
        for facts, _, name in entries:
            mode, _, blob, bytes_ = facts.split()
            if name not in contents or not is_read(name):
                continue
            if mode == "120000":
                del contents[name]
                links[name] = "Filen var en genvej (link) til en anden fil, så det, der stod i den, kan ikke ses."
            elif bytes_.isdecimal():  # not another repository that stands in this one
                wanted[name] = blob
                size += int(bytes_)
        if size > MOST_BYTES or len(entries) > MOST_FILES:
            raise NoSuchState(
                f"Planen fyldte over {MOST_BYTES // 1_000_000} MB eller {MOST_FILES} filer i {sha[:7]} og bliver ikke læst."
            )
        return Stored(contents | self._contents(wanted), links)

    def _contents(self, blobs: dict[str, str]) -> dict[str, bytes]:
        """What stands in some files, all of it asked for in one go."""
        given = "".join(f"{blob}\n" for blob in blobs.values()).encode("ascii")
        answer = _run(self.folder, "cat-file", "--batch", given=given)
        contents: dict[str, bytes] = {}
        at = 0
        for name, blob in blobs.items():
            end = answer.index(b"\n", at)
            facts = answer[at:end].split()
            if len(facts) != 3:
                raise NoSuchState(f"Git har ikke selv {name} ({blob[:7]}). Hent den med git fetch --refetch.")
            at = end + 1 + int(facts[2])
            contents[name] = answer[end + 1 : at]
            at += 1
        return contents

    def _sha(self, written: str) -> str | None:
        # What begins with a hyphen is no name to git, but an option.
        if written.startswith("-") or len(written) > _LONGEST or not written.isprintable():
            return None
        try:
            sha = _ask(self.folder, "rev-parse", "--verify", "--quiet", f"{written}^{{commit}}").strip()
        except _Failed:
            return None
        return sha if sha.isalnum() else None  # ^main is all but a commit, and has a sign before it

    def _log(self, *words: str) -> list[Commit]:
        lines = _ask(self.folder, "log", "--first-parent", "--format=%H %cs", *words).splitlines()
        return [Commit(sha, date.fromisoformat(dag)) for sha, dag in map(str.split, lines)]


def _why_closed(said: str) -> str:
    """Why a folder's repository cannot be asked, of what git says."""
    if "dubious ownership" in said or "unsafe repository" in said:
        line = re.search(r"git config --global --add safe\.directory [^\r\n]+", said)
        run = line[0] if line else "git config --global --add safe.directory MAPPE"
        return f"Mappen ejes af en anden bruger, så git vil ikke læse i den. Stoler du på den, så kør: {printable(run)}"
    if "not a git repository" in said:
        return _NO_REPOSITORY
    return f"Git kan ikke læse planens historie og siger: {_first_line(said)}"


def _first_line(said: str) -> str:
    line = next(iter(said.strip().splitlines()), "ingenting").removeprefix("fatal: ").removeprefix("error: ")
    return f"»{printable(shortened(line, 200))}«"


def _ask(folder: Path, *words: str) -> str:
    """What git prints. A path that is no text keeps its bytes.

    Raises:
        NoSuchState: where there is no git, it does not answer, or it says no (``_Failed``).
    """
    return _run(folder, *words).decode("utf-8", "surrogateescape")


def _run(folder: Path, *words: str, given: bytes = b"") -> bytes:
    try:
        ran = subprocess.run(
            [_git(os.environ.get("PATH")), *_SETTINGS, "-C", os.fspath(folder), *words],
            input=given,
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
            env={name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _QUIET,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise NoSuchState(f"Git svarede ikke i {_MOST_SECONDS} sekunder. Prøv igen. {_INSTEAD}") from error
    except OSError as error:
        raise NoSuchState(_NO_GIT) from error
    if ran.returncode:
        raise _Failed(ran.stderr.decode("utf-8", "replace"))
    return ran.stdout


@lru_cache(maxsize=8)
def _git(path: str | None) -> str:
    """Where git is. Windows looks in the folder one stands in first, and what lies there is no program to run."""
    found = shutil.which("git", path=path)
    if found is None or not Path(found).is_absolute():
        raise NoSuchState(_NO_GIT)
    return found
