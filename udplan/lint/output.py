"""What lint found, for those who read it: people, programs, GitHub's annotations and SARIF."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from udplan import __version__
from udplan.lint.run import Excepted, Verdict
from udplan.output import line, own_path, shown_path
from udplan.values.words import MOST_ON_LINE, how_many, printable, shortened
from udplan.yaml.problem import Niveau, Problem


def as_json(verdict: Verdict) -> str:
    """The shape that format.md gives ``udplan lint --format json``."""
    from udplan.figures.printed import as_json as dumped

    return dumped([problem_data(problem) for problem in verdict.problems])


def as_github(verdict: Verdict) -> str:
    """Annotations on the lines of a pull request, and then the same as plain lines with the count.

    GitHub shows ten annotations a step and no place in the log, so the plain lines are where the rest are found. Paths
    are from the root of the repository.
    """
    return "".join([*_annotations(verdict), *map(_plain_line, verdict.problems), f"{count_text(verdict)}\n"])


def _annotations(verdict: Verdict) -> Iterator[str]:
    kinds = {Niveau.FEJL: "error", Niveau.ADVARSEL: "warning"}

    for problem in verdict.problems:
        file, rule = _property(_from_root(problem.fil)), _property(problem.regel)
        place = f"line={problem.linje},col={problem.kolonne},endColumn={problem.kolonne + problem.længde}"
        yield f"::{kinds[problem.niveau]} file={file},{place},title={rule}::{_escaped(_message_and_fix(problem))}\n"


def _plain_line(problem: Problem) -> str:
    place = f"{_from_root(problem.fil)}:{problem.linje}:{problem.kolonne}"
    return line(f"{place}: {problem.niveau}: {_message_and_fix(problem)} [{problem.regel}]") + "\n"


def _escaped(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(verdict: Verdict) -> str:
    """SARIF 2.1.0 (OASIS), which code hosts take in; a rule's page is its help."""
    from udplan.figures.printed import as_json as dumped
    from udplan.lint.rules import rule
    from udplan.lint.rules.pages import page

    names = sorted({problem.regel for problem in verdict.problems})
    pages = {name: page(rule(name).side) for name in names}
    levels = {Niveau.FEJL: "error", Niveau.ADVARSEL: "warning"}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": pages[name].title},
            "help": {"text": pages[name].text or pages[name].title},
        }
        for name in names
    ]
    results = [
        {
            "ruleId": problem.regel,
            "ruleIndex": names.index(problem.regel),
            "level": levels[problem.niveau],
            "message": {"text": _message_and_fix(problem)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(problem.fil), "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": problem.linje,
                            "startColumn": problem.kolonne,
                            "endColumn": problem.kolonne + problem.længde,
                        },
                    }
                }
            ],
        }
        for problem in verdict.problems
    ]
    driver = {"name": "udplan", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumped({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def _uri(path: Path) -> str:
    from urllib.parse import quote

    return quote(os.fsencode(_from_root(path)))


def _from_root(path: Path) -> str:
    """A path from the root of its git repository; from where one stands if it is in none."""
    own = own_path(path)
    root = next((folder for folder in own.parents if (folder / ".git").exists()), None)
    return own.relative_to(root).as_posix() if root else shown_path(path)


def _message_and_fix(problem: Problem) -> str:
    """What is wrong and what to write, on one line; whole lines to copy say nothing on one, and json has them."""
    instead = "" if problem.forslag is None or problem.forslag.endswith("\n") else problem.forslag
    return f"{problem.besked} {fix(instead)}" if instead else problem.besked


def fix(forslag: str) -> str:
    """What to write instead, for a reader; json has all of it, however long."""
    return f"Skriv i stedet: {shortened(forslag, MOST_ON_LINE)}"


#: The formats for programs; the one for people is ``verdict_text``.
FORMATS: dict[str, Callable[[Verdict], str]] = {"json": as_json, "github": as_github, "sarif": as_sarif}


def problem_text(problem: Problem, *, colour: bool = False) -> str:
    """A problem for a reader: where, how bad, what is wrong, the line with a caret, and what was probably meant."""
    head = line(f"{position(problem)}: {problem.niveau}: {problem.besked} [{problem.regel}]")
    lines = [_coloured(head, problem.niveau) if colour else head]
    if problem.tekst.strip():
        text, at, length = _window(problem)
        lines += [line(f"    {text}"), f"    {' ' * at}{'^' * length}"]
    if problem.forslag and problem.forslag.endswith("\n"):
        lines += [
            "    Skriv fx:",
            *(line(f"      {shortened(part, MOST_ON_LINE)}") for part in problem.forslag.splitlines()),
        ]
    elif problem.forslag:
        lines.append(line(f"    {fix(problem.forslag)}"))
    return "\n".join(lines)


_WIDTH = 110


def _window(problem: Problem) -> tuple[str, int, int]:
    """The part of a long line that the problem is about, so that the caret stays under its text on a screen."""
    at = problem.kolonne - 1
    start = max(0, min(at - 40, len(problem.tekst) - _WIDTH)) if len(problem.tekst) > _WIDTH else 0
    part = problem.tekst[start : start + _WIDTH]
    text = "".join(" " if sign == "\t" or not sign.isprintable() else sign for sign in part)
    at -= start
    if start:
        text = "..." + text[3:]
    return text, at, max(1, min(problem.længde, len(text) - at))


def _coloured(text: str, niveau: Niveau) -> str:
    return f"\x1b[{31 if niveau is Niveau.FEJL else 33}m{text}\x1b[0m"


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as ``udplan lint --format json`` prints it (format.md, "Commands")."""
    return {
        "fil": shown_path(problem.fil),
        "linje": problem.linje,
        "kolonne": problem.kolonne,
        "regel": problem.regel,
        "niveau": problem.niveau.value,
        "besked": problem.besked,
        "forslag": problem.forslag,
    }


def verdict_text(verdict: Verdict, *, colour: bool = False, show_excepted: bool = False) -> str:
    """Every problem, the exceptions if asked for, and the count that closes them."""
    parts = [problem_text(problem, colour=colour) for problem in verdict.problems]
    if show_excepted:
        parts += [_excepted_text(excepted) for excepted in verdict.excepted]
    return "\n".join([*parts, count_text(verdict)])


def _excepted_text(excepted: Excepted) -> str:
    problem = excepted.problem
    reason = excepted.begrundelse or "uden begrundelse"
    head = line(f"{position(problem)}: undtaget: {problem.besked} [{problem.regel}]")
    return f"{head}\n{line(f'    Hvorfor: {reason}')}"


def position(problem: Problem) -> str:
    """Where a problem is, to read: ``file:line:column``."""
    return f"{shown_path(problem.fil)}:{problem.linje}:{problem.kolonne}"


def count_text(verdict: Verdict) -> str:
    exceptions = how_many(len(verdict.excepted), "undtagelse", "undtagelser")
    errors, warnings = how_many(verdict.errors, "fejl", "fejl"), how_many(verdict.warnings, "advarsel", "advarsler")
    return f"{errors}, {warnings}, {exceptions}."


def problems_text(problems: Sequence[Problem]) -> str:
    return "\n".join(problem_text(problem) for problem in problems)
