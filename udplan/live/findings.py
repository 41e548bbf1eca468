"""What lint found, for the page: data, each with the place to click; the page writes it as text and nothing else."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from udplan.lint.output import count_text, fix, position
from udplan.lint.run import Verdict
from udplan.output import line, own_path
from udplan.values.words import how_many
from udplan.yaml.problem import Niveau, Problem

#: More than this nobody reads on a page that follows along.
MOST: Final = 100


def findings(verdict: Verdict) -> dict[str, Any]:
    """The findings, errors first, with their counts: ``antal`` in words, ``fejl`` as a number, and what ``flere`` there are."""
    in_order = sorted(verdict.problems, key=lambda problem: problem.niveau is not Niveau.FEJL)
    left = len(in_order) - MOST
    more = f"Og {how_many(left, 'fund', 'fund')} til. udplan lint viser dem alle." if left > 0 else None
    return {
        "antal": count_text(verdict),
        "fejl": verdict.errors,
        "fund": [_finding(problem) for problem in in_order[:MOST]],
        "flere": more,
    }


def _finding(problem: Problem) -> dict[str, str | None]:
    whole_lines = problem.forslag is not None and problem.forslag.endswith("\n")
    return {
        "niveau": problem.niveau.value,
        "regel": problem.regel,
        "besked": line(problem.besked),
        "skriv": line(fix(problem.forslag)) if problem.forslag and not whole_lines else None,
        "linjer": problem.forslag if whole_lines else None,
        "sted": line(position(problem)),
        "adresse": editor_address(own_path(problem.fil), problem.linje, problem.kolonne),
    }


def editor_address(file: PurePath, linje: int, kolonne: int) -> str:
    """The address that opens a file in VS Code at a place; lines and columns count from 1.

    >>> from pathlib import PurePosixPath, PureWindowsPath
    >>> editor_address(PurePosixPath("/plan/a b<1>.yaml"), 3, 1)
    'vscode://file/plan/a%20b%3C1%3E.yaml:3:1'
    >>> editor_address(PureWindowsPath(r"C:\\plan\\sti.yaml"), 3, 1)
    'vscode://file/C:/plan/sti.yaml:3:1'
    """
    drive = file.drive if file.drive.endswith(":") else ""  # a share (\\server\plan) has no colon, and is encoded whole
    path = quote(os.fsencode(file.as_posix().removeprefix(drive)))
    return f"vscode://file{'/' if drive else ''}{drive}{path}:{linje}:{kolonne}"
