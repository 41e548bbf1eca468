"""Files that stand on the disk for a moment, for a reader that reads folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from udplan.disk.refusals import Refused
from udplan.disk.zips import points_out

_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_NAME: Final = "{sti} har et navn, som ikke kan bruges her."


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[tuple[Path, dict[str, OSError]]]:
    """A folder of its own with some files, by their names with ``/`` between, which is gone afterwards; and what the
    system said of those it could not have, such as two names that Windows and a Mac do not tell apart.

    Raises:
        OSError: if there is no place for a folder.
    """
    with TemporaryDirectory(prefix="udplan-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        refused: dict[str, OSError] = {}
        for name, raw in files.items():
            try:
                _write(folder, name, raw)
            except OSError as error:
                refused[name] = error
        yield folder, refused


def _write(folder: Path, name: str, raw: bytes) -> None:
    # To Windows what stands behind a colon is another stream of a file, and a name could be written and not be there.
    if points_out(name) or (os.name == "nt" and ":" in name):
        raise Refused(_NO_NAME, name)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, _NEW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
