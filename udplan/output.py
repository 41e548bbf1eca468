"""Where text goes: the screen, whatever it can show, or a file, whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
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


def in_colour() -> bool:
    """Whether what is printed may be coloured: on a terminal, where nobody has said no (https://no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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

    What is no file and no folder (``/dev/stdout``, a named pipe) is written to as it is.

    Raises:
        OSError: if the folder is missing or may not be written to; what was there before is untouched. It names the
            path that was asked for, never the temporary file.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(raw)
        else:
            _replace(path, raw)
    except OSError as error:
        raise OSError(_reason(error, path), error.strerror, str(path)) from error


def _reason(error: OSError, path: Path) -> int | None:
    """Why a file was not written, where the system says something else: of a folder that no file can be made in
    (``/proc``) Linux says that the new file is not there, and of the folder one stands in that it is in use."""
    if error.errno == errno.ENOENT and path.absolute().parent.is_dir():
        return errno.EROFS
    return errno.EISDIR if error.errno == errno.EBUSY and path.is_dir() else error.errno


def _replace(path: Path, raw: bytes) -> None:
    import tempfile

    # A short name of its own: a file whose name is as long as the system allows can still be written.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".udplan-", suffix=".tmp")
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


#: What the system can say no with, by its own names for it, and what that is to whoever asked; ``{sti}`` is the path.
_REFUSALS = {
    "ENOENT": "{sti} findes ikke.",
    "EACCES EPERM": "Du har ikke adgang til {sti}. Er den åben i Word, Excel eller et andet program, så luk den, og prøv igen.",
    "EISDIR": "{sti} er en mappe. Skriv navnet på en fil.",
    "ENOTDIR": "{sti} kan ikke findes: noget på vejen dertil er en fil og ikke en mappe.",
    "EEXIST": "{sti} findes allerede og er ikke en mappe.",
    "ENOSPC EDQUOT": "Der er ikke plads på disken til {sti}.",
    "EFBIG": "{sti} bliver for stor til disken.",
    "EROFS": "{sti} ligger et sted, der kun kan læses. Vælg et andet sted.",
    "ENAMETOOLONG": "Navnet er for langt: {sti}. Vælg et kortere.",
    "EINVAL EILSEQ": "Navnet kan ikke bruges her: {sti}. Vælg et andet.",
    "ELOOP": "{sti} er en genvej, der fører tilbage til sig selv.",
    "EBUSY ETXTBSY": "{sti} er i brug. Luk den, og prøv igen.",
    "EMFILE ENFILE": "{sti} kan ikke åbnes: maskinen har for mange åbne filer. Luk nogle programmer, og prøv igen.",
    "EIO ESTALE ETIMEDOUT ENETDOWN ENETUNREACH EHOSTDOWN ENXIO": (
        "{sti} kan ikke nås: disken eller netværksdrevet svarer ikke."
    ),
}


def refusal(error: OSError, name: str | None = None) -> str:
    """What the system refused, as a Danish sentence with the path that was asked for, or the name it is given here.

    Standard output has no path, and neither has the folder that one stands in.
    """
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    path = error.filename if isinstance(error.filename, str) else None
    if path is None and code == "ENOENT":
        return "Mappen, du står i, findes ikke mere. Gå til en anden, og prøv igen."
    if name is None and path is not None:
        if code == "ENOENT" and not Path(path).parent.exists():
            return f"Mappen {Path(path).parent} findes ikke. Lav den først, eller vælg et andet sted."
        if code == "EACCES" and Path(path).is_dir():  # what Windows says of a folder that was to be a file
            code = "EISDIR"
    said = next(
        (said for codes, said in _REFUSALS.items() if code in codes.split()), f"{{sti}}: systemet siger {code}."
    )
    return said.format(sti=name or path or "det, der skulle skrives")


def write_document(path: Path, raw: bytes) -> None:
    """``write_file``, and remember what was written, so that the next run may write over it (see ``is_others``)."""
    write_file(path, raw)
    # Without a place to remember it in, the next run asks, which is the safe way to be wrong.
    with suppress(OSError, RuntimeError):
        memory = _memory(path)
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_file(memory, _fingerprint(raw).encode("ascii"))


def is_others(path: Path) -> bool:
    """Whether a file holds something that would be lost: all but nothing, and what udplan itself wrote there last.

    A document that somebody has filled in or saved again has other bytes, and is theirs.
    """
    if not path.is_file() or not (raw := path.read_bytes()):
        return False
    with suppress(OSError, RuntimeError):
        return _memory(path).read_bytes() != _fingerprint(raw).encode("ascii")
    return True


def _memory(path: Path) -> Path:
    """Where it is remembered what udplan wrote to a path: among the user's own files, without the path's name."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(cache) / "udplan" / "skrevet" / _fingerprint(os.fsencode(os.path.normcase(os.path.realpath(path))))


def _fingerprint(raw: bytes) -> str:
    from hashlib import sha256

    return sha256(raw).hexdigest()


def confirm(question: str) -> bool:
    """Whether the answer is yes, asked on the terminal; where there is none, nobody can say yes."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{question} (ja eller nej) ", end="", file=sys.stderr, flush=True)
    return input().strip().casefold() in ("j", "ja")


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
