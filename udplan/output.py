"""The screen: text on it, whatever it can show, a line for a line; and what is asked there."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from udplan.values.words import printable

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


def in_colour() -> bool:
    """Whether what is printed may be coloured: on a terminal, where nobody has said no (https://no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def line(text: str) -> str:
    """The text as one line of the screen, whatever a plan, a file's name or the command line has put into it.

    Nothing in it begins another line, steers a terminal or hides (``printable``), and none is a command to GitHub, which
    takes a line for one that begins with ``::``, after whatever spaces, or has ``##[`` anywhere in it.
    """
    shown = printable(text).replace("##[", "## [")
    bare = shown.lstrip()
    if not bare.startswith("::"):
        return shown
    return f"{shown[: -len(bare)][:-2]}> {bare}"


def show(text: str, *, err: bool = False) -> None:
    """A line on the screen, on standard output or standard error."""
    show_lines([line(text)], err=err)


def show_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Lines on the screen, each of them made by ``line`` (and perhaps coloured since), or udplan's own words."""
    stream = sys.stderr if err else sys.stdout
    for one in lines:
        stream.write(
            f"{one}\n"
        )  # in one go: print writes the end of a line apart, and another program may come between


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


def confirm(question: str) -> bool:
    """Whether the answer is yes, asked on the terminal; where there is none, nobody can say yes."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(line(f"{question} (ja eller nej) "), end="", file=sys.stderr, flush=True)
    return input().strip().casefold() in ("j", "ja")


#: Room for any line: in a pipe and in a file nothing is wrapped.
ANY_WIDTH = 1_000_000


def width(*, screen: bool = True) -> int:
    """How wide a line may be: as the terminal; any, in a pipe or off the screen."""
    if not (screen and is_terminal()):
        return ANY_WIDTH
    from shutil import get_terminal_size

    return get_terminal_size().columns - (
        os.name == "nt"
    )  # an old console would begin a line of its own after a full one


def console() -> Any:
    """A rich console on standard output, as wide as the terminal; with room for any line in a pipe."""
    from rich.console import Console

    return Console(
        width=None if is_terminal() else ANY_WIDTH,
        force_terminal=None if is_terminal() else False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def ask(label: str, choices: Sequence[str] = (), *, hint: str = "") -> str:
    """What somebody answers on the terminal: one of some choices, which Tab completes where it can, or what ``hint`` says
    to write. Empty if nothing is said."""
    try:
        import readline
    except ImportError:  # Windows has none
        pass
    else:
        from udplan.values.words import fold

        readline.set_completer_delims("")
        readline.parse_and_bind("tab: complete")
        readline.set_completer(
            lambda text, state: [*(choice for choice in choices if fold(choice).startswith(fold(text))), None][state]
        )
    show(f"{label} ({hint or ', '.join(choices)})")
    return input(f"{label}: ").strip()


def shown_path(path: Path) -> str:
    """A path as it is best read from where one stands; of a link its own."""
    own, here = own_path(path), Path.cwd()
    return (own.relative_to(here) if own.is_relative_to(here) else path).as_posix()


def own_path(path: Path) -> Path:
    """Where a file stands, whatever links lead there; a link is a file too, whatever it leads to."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    return Path(os.path.realpath(whole.parent)) / whole.name
