"""Where text goes: the screen, whatever it can show, or a file, whole or not at all."""

from __future__ import annotations

import codecs
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from udplan.lint import Excepted, Verdict
from udplan.problem import Niveau, Problem

# Signs that a console's code page may lack, and what stands for them there.
_PLAINER = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "•": "-", "·": "-",
    "»": '"', "«": '"', "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ",
    "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "²": "2", "é": "e", "─": "-", "━": "-",
}  # fmt: skip


def _plainer(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_PLAINER.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def prepare_streams() -> None:
    """Make the standard streams take any text: what the console cannot show is written with plainer signs."""
    codecs.register_error("udplan", _plainer)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="udplan")


def is_terminal() -> bool:
    return sys.stdout.isatty()


def write_data(text: str, *, bom: bool = False) -> None:
    """Data on standard output, as UTF-8 whatever the console's code page, so that a pipe or ``>`` gets what it says."""
    sys.stdout.flush()
    raw = text.encode("utf-8-sig" if bom else "utf-8")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(raw)
        buffer.flush()


def write_file(path: Path, text: str, *, bom: bool = False) -> None:
    """Write a file whole: to a temporary one beside it, which then takes its name.

    Raises:
        OSError: if the folder is missing or may not be written to; what was there before is untouched.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8-sig" if bom else "utf-8"))
        # mkstemp makes a file for its owner alone; a document is for everybody who may read its folder.
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def console(*, width: int | None = None) -> Any:
    """A rich console on standard output; the width is the terminal's, or wide enough for a table in a pipe."""
    from rich.console import Console

    terminal = is_terminal()
    return Console(width=width if width or terminal else 140, highlight=False, markup=False, emoji=False, soft_wrap=False)


# --- problems ----------------------------------------------------------------------------------------------------


def problem_text(problem: Problem, *, colour: bool = False) -> str:
    """A problem for a reader: where, how bad, what is wrong, the line with a caret, and what was probably meant."""
    head = f"{shown_path(problem.fil)}:{problem.linje}:{problem.kolonne}: {problem.niveau}: {problem.besked} [{problem.regel}]"
    lines = [_coloured(head, problem.niveau) if colour else head]
    if problem.tekst.strip():
        text, at, length = _window(problem)
        lines += [f"    {text}", f"    {' ' * at}{'^' * length}"]
    if problem.forslag:
        lines.append(f"    Skriv i stedet: {problem.forslag}")
    return "\n".join(lines)


_WIDTH = 110


def _window(problem: Problem) -> tuple[str, int, int]:
    """The part of a long line that the problem is about, so that the caret stays under its text on a screen."""
    at = problem.kolonne - 1
    start = max(0, min(at - 40, len(problem.tekst) - _WIDTH)) if len(problem.tekst) > _WIDTH else 0
    shown = problem.tekst[start : start + _WIDTH]
    text = "".join(" " if sign == "\t" or not sign.isprintable() else sign for sign in shown)
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


def shown_path(path: Path) -> str:
    """A path as it is best read from where one stands."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def verdict_text(verdict: Verdict, *, colour: bool = False, show_excepted: bool = False) -> str:
    """Every problem, the exceptions if asked for, and the count that closes them."""
    parts = [problem_text(problem, colour=colour) for problem in verdict.problems]
    if show_excepted:
        parts += [_excepted_text(each) for each in verdict.excepted]
    return "\n".join([*parts, count_text(verdict)])


def _excepted_text(excepted: Excepted) -> str:
    problem = excepted.problem
    reason = excepted.begrundelse or "uden begrundelse"
    return f"{shown_path(problem.fil)}:{problem.linje}:{problem.kolonne}: undtaget: {problem.besked} [{problem.regel}]\n    Hvorfor: {reason}"


def count_text(verdict: Verdict) -> str:
    exceptions = _number(len(verdict.excepted), "undtagelse", "undtagelser")
    return f"{_number(verdict.errors, 'fejl', 'fejl')}, {_number(verdict.warnings, 'advarsel', 'advarsler')}, {exceptions}."


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def problems_text(problems: Sequence[Problem], *, colour: bool = False) -> str:
    return "\n".join(problem_text(problem, colour=colour) for problem in problems)
