"""Documents, which are written again and again: what udplan wrote it writes over, and what others made of it is theirs."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from udplan.disk.reading import read_file
from udplan.disk.writing import Written, write_file

#: How many runs in a row may be killed before they wrote, for a document to be known still.
_MOST: Final = 3
#: How many documents are known; half of them are forgotten when there are more.
_MOST_KNOWN: Final = 2000


def write_document(path: Path, raw: bytes) -> Written:
    """``write_file``, and remember what is written, so that the next run may write over it (see ``is_others``)."""
    # Without a place to remember it in, the next run asks, which is the safe way to be wrong.
    with suppress(OSError, RuntimeError):  # RuntimeError: nobody knows where the user's own files are
        memory = _memory(path)
        memory.parent.mkdir(parents=True, exist_ok=True)
        # Beforehand, with what was written before: whichever is there when the program is killed is udplan's.
        _forget(memory.parent)
        write_file(memory, "\n".join([*_remembered(path)[-_MOST:], _fingerprint(raw)]).encode("ascii"))
    return write_file(path, raw)


def is_others(path: Path) -> bool:
    """Whether a file holds something that would be lost: all but nothing, and what udplan itself wrote there last.

    A document that somebody has filled in or saved again has other bytes, and is theirs.
    """
    if not path.is_file():
        return False
    raw = read_file(path)
    with suppress(RuntimeError):
        return bool(raw) and _fingerprint(raw) not in _remembered(path)
    return True


def _remembered(path: Path) -> list[str]:
    """The fingerprints of what udplan wrote to a path last; none where it does not know."""
    with suppress(OSError):
        return read_file(_memory(path)).decode("ascii", "replace").split()
    return []


@lru_cache(maxsize=1)  # once a run: it may have written a hundred documents, and the folder has thousands
def _forget(folder: Path) -> None:
    """Let the oldest memories go, where there are many: of a document that is forgotten the next run asks."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries]
    if len(names) > _MOST_KNOWN:
        for file in sorted(map(folder.joinpath, names), key=lambda file: file.stat().st_mtime)[: -_MOST_KNOWN // 2]:
            file.unlink(missing_ok=True)


def _memory(path: Path) -> Path:
    """Where it is remembered what udplan wrote to a path: among the user's own files, without the path's name."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(cache) / "udplan" / "skrevet" / _fingerprint(os.fsencode(os.path.normcase(os.path.realpath(path))))


def _fingerprint(raw: bytes) -> str:
    from hashlib import sha256

    return sha256(raw).hexdigest()
