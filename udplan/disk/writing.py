"""Writing a file: the old one or the new one, whole, whatever stops the program.

A file is written to a temporary one beside it, which then takes its name. A run that is killed in the middle leaves that
one; the next run that writes in the folder takes it away, once it can tell that nobody is writing it any more.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from udplan.disk.reading import holds
from udplan.disk.refusals import Refused

try:
    import fcntl
except ImportError:  # Windows: a file that is open there cannot be taken away
    fcntl = None  # type: ignore[assignment]

#: The files that this run has written, so that nobody is told that nothing is.
written: Final[list[Path]] = []

_CHANGED: Final = "{sti} er ændret, mens udplan arbejdede, så den er ikke skrevet. Kør kommandoen igen."
_READ_ONLY: Final = "{sti} er skrivebeskyttet. Fjern beskyttelsen, og prøv igen."
_NOT_WRITTEN: Final = "{sti} er ikke en almindelig fil og bliver ikke skrevet. Vælg et andet navn."
_LEADS_NOWHERE: Final = "{sti} er en genvej til en mappe, der ikke findes. Vælg et andet navn."
_NO_READER: Final = "{sti} er en kanal, som intet program læser fra. Vælg et andet navn."
_CLOSED: Final = "{sti} blev lukket, før alt var skrevet."
_OTHER_NAMES: Final = "{sti} havde flere navne (hårde links). De andre har stadig det gamle indhold."

#: A short name of its own: a file whose name is as long as the system allows can still be written.
TEMPORARY: Final = re.compile(r"\.udplan-[0-9a-z_]+\.tmp")
#: How old a temporary file is, in seconds, before it is abandoned for certain, where no lock can tell it.
ABANDONED: Final = 3600
#: What a disk says that knows no hard links, such as a memory stick.
_NO_LINKS: Final = frozenset(
    getattr(errno, code) for code in ("EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK") if hasattr(errno, code)
)
PLAIN: Final = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY"))


class Written(NamedTuple):
    """The file that was written, which a link may have led to, and whether it had other names before."""

    path: Path
    had_others: bool = False

    def remarks(self, name: str) -> list[str]:
        """What its user should be told, in Danish; ``name`` is what the file is called there."""
        return [_OTHER_NAMES.format(sti=name)] if self.had_others else []


def write_file(path: Path, raw: bytes, *, was: bytes | None = None) -> Written:
    """Write a file whole; the one that a link leads to, where it is a link. Mode and owner stay what they were.

    Another name of the same file (a hard link) keeps the old content, and that is a remark: to write in place would
    leave half a file where the program is killed. A device or a pipe (``/dev/stdout``) is written to as it is. With
    ``was``, the bytes that the file had when it was read, one that has others now is left alone.

    Raises:
        OSError: if it cannot be written; what was there before is untouched. It names the path that was asked for.
    """
    with as_asked(path):
        before = _state(path)
        if before is not None and not stat.S_ISREG(before.st_mode):
            _write_through(path, raw, before.st_mode)
            return Written(path)
        target = Path(os.path.realpath(path))
        if before is not None and not (before.st_mode & 0o222 and os.access(target, os.W_OK)):
            raise Refused(_READ_ONLY, path)
        if before is None and path.is_symlink() and not target.parent.is_dir():
            raise Refused(_LEADS_NOWHERE, path)
        with undisturbed(), _temporary(target, raw, before) as temporary:
            if was is not None and not holds(target, was):
                raise Refused(_CHANGED, path)
            temporary.replace(target)
            written.append(target)
    return Written(target if path.is_symlink() else path, before is not None and before.st_nlink > 1)


def create_file(path: Path, raw: bytes) -> None:
    """Write a file that is not there, whole; of two who do so at once, one is told.

    Raises:
        FileExistsError: if there is something by that name.
        OSError: if it cannot be written.
    """
    with as_asked(path), undisturbed(), _temporary(path, raw, None) as temporary:
        _take_name(temporary, path)
        written.append(path)


def _take_name(temporary: Path, path: Path) -> None:
    if sys.platform == "win32":
        temporary.rename(path)  # which Windows refuses where the name is taken
        return
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | PLAIN, 0o666))
        temporary.replace(path)


def _state(path: Path) -> os.stat_result | None:
    """What there is by a name; None where there is nothing, or a link that leads to nothing yet."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_through(path: Path, raw: bytes, mode: int) -> None:
    """Write to what is no file: a pipe with a reader, the screen. A disk would be lost, and a folder cannot be written."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
        raise Refused(_NOT_WRITTEN, path)
    try:
        handle = os.open(path, os.O_WRONLY | PLAIN | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        # Of a disk that does not answer the system says the same; the screen of a program without one is what it is.
        raise Refused(_NO_READER if stat.S_ISFIFO(mode) else _NOT_WRITTEN, path) from None
    try:
        if sys.platform != "win32":
            os.set_blocking(handle, True)
        write_all(handle, raw)
    finally:
        os.close(handle)


def write_all(handle: int, raw: bytes) -> None:
    left = memoryview(raw)
    while left:
        left = left[os.write(handle, left) :]


# --- the temporary file -----------------------------------------------------------------------------------------------


@contextmanager
def _temporary(target: Path, raw: bytes, before: os.stat_result | None) -> Iterator[Path]:
    """A file beside ``target`` with its new bytes, locked for as long as it has no other name; gone afterwards."""
    _tidy_once(target.parent)
    handle, name = _new(target.parent, 0o666 if before is None else 0o600)
    try:
        try:
            write_all(handle, raw)
            if before is not None:
                _make_like(handle, name, before)
            if fcntl is None:  # Windows gives no name to a file that is open
                os.close(handle)
                handle = -1
            yield name
        finally:
            if handle != -1:
                os.close(handle)
    finally:
        name.unlink(missing_ok=True)


def _new(folder: Path, mode: int) -> tuple[int, Path]:
    import secrets

    while True:
        name = folder / f".udplan-{secrets.token_hex(4)}.tmp"
        with suppress(FileExistsError):
            handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR | PLAIN, mode)
            if lock(handle) is not False and os.fstat(handle).st_nlink:
                return handle, name
            os.close(handle)  # somebody who tidies up was quicker than the lock


def _make_like(handle: int, name: Path, before: os.stat_result) -> None:
    """Give a file the mode of the one whose place it takes; its owner and group too, where that is allowed."""
    if sys.platform == "win32":
        name.chmod(stat.S_IMODE(before.st_mode))
        return
    now = os.fstat(handle)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(PermissionError):
            os.fchown(handle, before.st_uid, before.st_gid)
    os.fchmod(handle, stat.S_IMODE(before.st_mode))


def lock(handle: int) -> bool | None:
    """Lock an open file for this run; whether it could be, or None where a lock says nothing.

    The system lets go of the lock when the run is over, however it ends.
    """
    if fcntl is None:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk that has no locks
        return None
    return True


def begin() -> None:
    """The beginning of a run: it has written no file yet, and tidied up nowhere."""
    written.clear()
    _tidy_once.cache_clear()


def tidy(folder: Path) -> None:
    """Take away what an earlier run left in a folder because it was killed as it wrote; nothing that is in use."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if TEMPORARY.fullmatch(entry.name):
                with suppress(OSError):
                    _take_away(entry)


@lru_cache(maxsize=100)
def _tidy_once(folder: Path) -> None:
    """``tidy``, the first time that this run writes in a folder: itself, it leaves nothing."""
    tidy(folder)


def _take_away(entry: os.DirEntry[str]) -> None:
    if not entry.is_file(follow_symlinks=False):
        return
    old = time.time() - entry.stat(follow_symlinks=False).st_mtime > ABANDONED
    handle = os.open(entry.path, os.O_RDWR | PLAIN | getattr(os, "O_NOFOLLOW", 0))
    try:
        locked = lock(handle)
        if locked and fcntl is not None:
            Path(entry.path).unlink()
    finally:
        os.close(handle)
    if locked is None and old:
        Path(entry.path).unlink()


# --- around it --------------------------------------------------------------------------------------------------------


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until a file has its name; a second one does not wait, should the disk not answer."""
    before = signal.getsignal(signal.SIGINT)
    if before in (signal.SIG_IGN, None) or threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []

    def remember(number: int, frame: Any) -> None:
        if waiting:
            raise KeyboardInterrupt
        waiting.append(number)

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if waiting:
            raise KeyboardInterrupt


@contextmanager
def as_asked(path: Path) -> Iterator[None]:
    """Let every error name the path that was asked for, and never the temporary file or what a link leads to."""
    try:
        yield
    except BrokenPipeError as error:  # which would be taken for a reader of the screen who has seen enough
        raise Refused(_CLOSED, path) from error
    except OSError as error:
        error.errno = _reason(error, path)
        error.filename, error.filename2 = str(path), None
        raise


def _reason(error: OSError, path: Path) -> int | None:
    """Why a file was not written, where the system says something else: of a folder that no file can be made in
    (``/proc``) Linux says that the new file is not there, and of the folder one stands in that it is in use."""
    if error.errno == errno.ENOENT and Path(os.path.realpath(path)).parent.is_dir():
        return errno.EROFS
    return errno.EISDIR if error.errno == errno.EBUSY and path.is_dir() else error.errno
