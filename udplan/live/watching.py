"""Whether the files that a document is made of are as they were, asked again and again.

The system's own news of changed files do not come from network drives; to look at a few hundred names takes a few
milliseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

#: Seconds between two looks. One that took longer itself, on a slow drive, is followed by as long a pause.
PAUSE: Final = 0.15
#: Seconds in which nothing may change before the files are read: many programs write a file in two goes.
QUIET: Final = 0.05
#: How often that is waited for. A folder that never comes to rest is read all the same.
_MOST_WAITS: Final = 40

#: What stands in some folders: each path with what changes when it is written, replaced or closed to us.
Seen = frozenset[tuple[str, int, int, int, int]]


def seen(folders: Iterable[Path]) -> Seen:
    """The files as they stand now. What is gone, or cannot be opened, is not among them: reading it tells why."""
    return frozenset(entry for folder in folders for entry in _entries(folder, frozenset()))


def _entries(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[tuple[str, int, int, int, int]]:
    """What stands in a folder and below; ``above`` are the folders that it stands in, to which a link may lead."""
    try:
        state = folder.stat()
        own = state.st_dev, state.st_ino
        if own in above:
            return
        yield str(folder), 0, 0, state.st_ino, state.st_mode
        with os.scandir(folder) as scanned:
            here = [entry for entry in scanned if entry.name[:1] != "." and entry.name != "__pycache__"]
    except OSError:
        return
    for entry in here:
        try:
            if entry.is_dir():
                yield from _entries(Path(entry.path), above | {own})
            else:
                state = entry.stat()
                yield entry.path, state.st_mtime_ns, state.st_size, state.st_ino, state.st_mode
        except OSError:  # gone since it was listed, or a link that leads nowhere
            yield entry.path, 0, 0, 0, 0


def wait_for_change(folders: Iterable[Path], known: Seen, most: float | None = None) -> Seen:
    """The files as they stand once they are others than ``known`` and have come to rest; or after ``most`` seconds."""
    folders = tuple(folders)
    start = time.monotonic()
    pause = PAUSE
    while True:
        time.sleep(pause)
        before = time.monotonic()
        now = seen(folders)
        after = time.monotonic()
        if now != known:
            return _at_rest(folders, now)
        if most is not None and after - start >= most:
            return now
        pause = max(PAUSE, after - before)


def _at_rest(folders: tuple[Path, ...], now: Seen) -> Seen:
    for _ in range(_MOST_WAITS):
        time.sleep(QUIET)
        before, now = now, seen(folders)
        if now == before:
            break
    return now
