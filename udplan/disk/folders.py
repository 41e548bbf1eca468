"""Making a folder with files in it: all of it at once, or nothing."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from udplan.disk.writing import ABANDONED, PLAIN, TEMPORARY, as_asked, lock, undisturbed, write_all, written


def create_folder(path: Path, files: Mapping[Path, bytes]) -> None:
    """Make a folder that is not there, with its files by their places in it. They are written to a temporary folder beside
    it, which then takes its name; the next run takes away what one that was killed has left.

    Raises:
        FileExistsError: if there is something by that name.
        OSError: if it cannot be made; then there is nothing of it.
    """
    with as_asked(path), undisturbed():
        if os.path.lexists(path):
            raise FileExistsError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _temporary(path.parent) as folder:
            for place, raw in files.items():
                target = folder / place
                target.parent.mkdir(parents=True, exist_ok=True)
                handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | PLAIN, 0o666)
                try:
                    write_all(handle, raw)
                finally:
                    os.close(handle)
            folder.rename(path)
            written.extend(path / place for place in files)


@contextmanager
def _temporary(parent: Path) -> Iterator[Path]:
    """A folder with a name of its own, locked for as long as it has it; gone afterwards, if it still has."""
    import secrets

    _tidy(parent)
    folder = parent / f".udplan-{secrets.token_hex(4)}.tmp"
    folder.mkdir()
    try:
        with _locked(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[bool | None]:
    """A folder locked for this run, and whether it could be; None where a lock says nothing (Windows opens no folder)."""
    if sys.platform == "win32":
        yield None
        return
    handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        yield lock(handle)
    finally:
        os.close(handle)


def _tidy(parent: Path) -> None:
    """Take away the temporary folders that no run has any more."""
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if TEMPORARY.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError), _locked(Path(entry.path)) as free:
                    old = time.time() - entry.stat(follow_symlinks=False).st_mtime > ABANDONED
                    if free or (free is None and old):
                        shutil.rmtree(entry.path, ignore_errors=True)
