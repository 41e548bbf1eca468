"""What the system, or udplan itself, says no to of a file, as Danish sentences."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

#: What the system can say no with, by its own names for it, and what that is to whoever asked; ``{sti}`` is the path.
_REFUSALS: Final = {
    "ENOENT": "{sti} findes ikke.",
    "EACCES EPERM": "Du har ikke adgang til {sti}. Er den åben i Word, Excel eller et andet program, så luk den, og prøv igen.",
    "EISDIR": "{sti} er en mappe. Skriv navnet på en fil.",
    "ENOTDIR": "{sti} kan ikke findes: noget på vejen dertil er en fil og ikke en mappe.",
    "EEXIST": "{sti} findes allerede og er ikke en mappe.",
    "ENOTEMPTY": "{sti} er en mappe, der ikke er tom.",
    "ENOSPC EDQUOT": "Der er ikke plads på disken til {sti}.",
    "EFBIG EOVERFLOW": "{sti} bliver for stor til disken.",
    "EROFS": "{sti} ligger et sted, der kun kan læses. Vælg et andet sted.",
    "ENAMETOOLONG": "Navnet er for langt: {sti}. Vælg et kortere.",
    "EINVAL EILSEQ": "Navnet kan ikke bruges her: {sti}. Vælg et andet.",
    "ELOOP": "{sti} er en genvej, der fører tilbage til sig selv.",
    "EBUSY ETXTBSY EAGAIN EDEADLK": "{sti} er i brug. Luk den, og prøv igen.",
    "EMFILE ENFILE": "{sti} kan ikke åbnes: maskinen har for mange åbne filer. Luk nogle programmer, og prøv igen.",
    "ENOMEM ENOBUFS": "{sti} kan ikke åbnes: maskinen har ikke mere hukommelse. Luk nogle programmer, og prøv igen.",
    "ENOLCK": "{sti} kan ikke låses, så to ikke skriver på en gang. Vælg et andet sted.",
    "EXDEV EMLINK": "{sti} kan ikke skrives der, hvor den ligger. Vælg et andet sted.",
    "ENOSYS ENOTSUP EOPNOTSUPP": "Det drev, {sti} ligger på, kan ikke det, der skal til. Vælg et andet sted.",
    "EBADF": "{sti} er lukket, så der kan ikke læses eller skrives.",
    "EINTR": "Arbejdet med {sti} blev afbrudt. Prøv igen.",
    "EIO ENXIO ENODEV ESTALE ETIMEDOUT ENETDOWN ENETUNREACH ENETRESET EHOSTDOWN EHOSTUNREACH ECONNREFUSED "
    "ECONNRESET ECONNABORTED ENOTCONN EREMOTEIO ENOLINK": (
        "{sti} kan ikke nås: disken eller netværksdrevet svarer ikke."
    ),
}

# By numbers: two names may be one number, and errno.errorcode has but one of them.
_NAMES: Final = {getattr(errno, name): name for names in _REFUSALS for name in names.split() if hasattr(errno, name)}

#: What Windows says by numbers of its own, which Python makes EINVAL, ENOENT or EACCES of (learn.microsoft.com, "System
#: Error Codes"), and which of the above it is.
_WINDOWS: Final = {
    **dict.fromkeys((21, 51, 53, 54, 55, 59, 64, 67, 121, 1231, 1232, 1236), "EIO"),
    **dict.fromkeys((32, 33), "EACCES"),
    **dict.fromkeys((39, 112), "ENOSPC"),
    19: "EROFS",
    123: "EINVAL",
    206: "ENAMETOOLONG",
    223: "EFBIG",
    1921: "ELOOP",
}


_CLOSED: Final = "Du har ikke adgang til {sti}. Bed den, der ejer den, om adgang."


class Refused(OSError):
    """udplan's own no to a file; ``besked`` is Danish, with ``{sti}`` in the place of the path."""

    def __init__(self, besked: str, path: str | os.PathLike[str]) -> None:
        super().__init__(errno.EINVAL, besked, os.fspath(path))
        self.besked = besked

    def __reduce__(self) -> tuple[type[Refused], tuple[str, object]]:
        """How it is handed to another process: ``OSError``'s own way would call this class with a number first."""
        return type(self), (self.besked, self.filename)


def refusal(error: OSError, name: str | None = None) -> str:
    """What was refused, as a Danish sentence with the path that was asked for, or the name it is given here.

    Standard output has no path, and neither has the folder that one stands in.
    """
    path = error.filename if isinstance(error.filename, str) else None
    if isinstance(error, Refused):
        return error.besked.format(sti=name or path)
    code = _code(error)
    if path is None and code == "ENOENT":
        return "Mappen, du står i, findes ikke mere. Gå til en anden, og prøv igen."
    if path is not None and code == "EACCES" and (closed := _closed(Path(path))):
        return _CLOSED.format(sti=name if name and closed == Path(path) else _folder(closed))
    if name is None and path is not None:
        if code == "ENOENT" and not _is(Path(path).parent.exists):
            return f"Mappen {Path(path).parent} findes ikke. Lav den først, eller vælg et andet sted."
        if code == "EACCES" and _is(Path(path).is_dir):  # what Windows says of a folder that was to be a file
            code = "EISDIR"
    said = next(
        (said for codes, said in _REFUSALS.items() if code in codes.split()), f"{{sti}}: systemet siger {code}."
    )
    return said.format(sti=name or path or "det, der skulle skrives")


def _is(ask: Callable[[], bool]) -> bool:
    """What is asked of a path; no, where that is refused too: what is being told would be raised again."""
    with suppress(OSError):
        return ask()
    return False


def _closed(path: Path) -> Path | None:
    """The folder that one may not look into: the outermost on the way to a path, or the one that is there.

    Windows lets everybody through a folder, and says no to what is in it.
    """
    on_the_way = (folder for folder in reversed(path.parents) if _is_refused((folder / os.pardir).stat))
    return next(on_the_way, path if _is_refused(lambda: os.scandir(path).close()) else None)


def _is_refused(look: Callable[[], Any]) -> bool:
    try:
        look()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _folder(folder: Path) -> str:
    return "mappen, du står i" if folder == Path() else f"mappen {folder}"


def _code(error: OSError) -> str:
    """The system's own name for what it says."""
    said = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    if said is not None:
        return said
    number = error.errno or 0
    return _NAMES.get(number) or errno.errorcode.get(number, type(error).__name__)
