"""Where text goes: the screen, whatever it can show, or a file, whole or not at all."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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


def write_file(path: Path, raw: bytes) -> None:
    """Write a file whole: to a temporary one beside it, which then takes its name.

    Raises:
        OSError: if the folder is missing or may not be written to; what was there before is untouched.
    """
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
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


#: Room for any line: in a pipe and in a file nothing is wrapped.
ANY_WIDTH = 1_000_000


def console(*, screen: bool = True) -> Any:
    """A rich console on standard output, as wide as the terminal; with room for any line in a pipe, or off the screen."""
    from rich.console import Console

    shown = screen and is_terminal()
    return Console(
        width=None if shown else ANY_WIDTH,
        force_terminal=None if shown else False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def ask(label: str, choices: Sequence[str]) -> str:
    """One of some choices, asked for on the terminal; Tab completes where it can. Empty if nothing is said."""
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
    print(f"{label} ({', '.join(choices)})")
    return input(f"{label}: ").strip()


def shown_path(path: Path) -> str:
    """A path as it is best read from where one stands."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
