"""Reading a file whole: a file and nothing else, and no larger than what it may be."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

from udplan.disk.refusals import Refused

#: A template with pictures in it, a font, a document: what is larger than this, in bytes, is something else.
MOST_BYTES: Final = 100_000_000

NO_FILE: Final = "{sti} er ikke en almindelig fil, men en kanal eller en enhed."
_TOO_LARGE: Final = "{sti} fylder over {most} MB og bliver ikke læst."

#: A named pipe is opened and told, not waited for. Windows has no such pipes, and none of these but the first.
_FLAGS: Final = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"))
#: What says nothing of its size beforehand (``/proc``) is read in pieces as large as this.
_PIECE: Final = 65_536


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: if it cannot be opened, is no file (``Refused``), or has more than ``most`` bytes (``Refused``).
    """
    raw = read_start(path, most + 1)
    if len(raw) > most:
        raise Refused(_TOO_LARGE.replace("{most}", f"{most // 1_000_000}"), path)
    return raw


def read_start(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a file, or all it has.

    Raises:
        OSError: if it cannot be opened, or is no file (``Refused``).
    """
    handle = _opened(path)
    try:
        state = os.fstat(handle)
        if stat.S_ISDIR(state.st_mode):
            os.read(handle, 1)  # the system's own words for that
        if not stat.S_ISREG(state.st_mode):
            raise Refused(NO_FILE, path)
        return _all_of(handle, state.st_size, most)
    except OSError as error:
        error.filename = os.fspath(path)
        raise
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, _FLAGS)
    except OSError as error:
        # What is said of a socket, and of a device that is not there, is said of a drive that does not answer too.
        if error.errno in (errno.ENXIO, errno.EOPNOTSUPP) and not path.is_file():
            raise Refused(NO_FILE, path) from None
        raise


def _all_of(handle: int, size: int, most: int) -> bytes:
    pieces = []
    while most > 0 and (piece := os.read(handle, min(most, size + 1 if size else _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def holds(path: Path, raw: bytes) -> bool:
    """Whether a file has these bytes and no others; no, where it cannot be read."""
    try:
        return read_start(path, len(raw) + 1) == raw
    except OSError:
        return False
