"""Many documents written in a format at once: by as many processes as there are cores, where that is quicker than by one.

Each document is made here, as blocks, and handed to a process of its own kind that knows nothing of the plan. Such processes
are started anew and never forked, so that all is the same on every system, and one whose starter is gone ends by itself.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Final

from udplan.documents.blocks import Document
from udplan.documents.formats import render

#: How many documents a set has at least, where more processes than one are quicker: to start them takes as long as some of
#: a format take, and on Windows twice that. Markdown and html are written too quickly for it.
LEAST: Final = {"docx": 12, "pdf": 4}

Written = tuple[Document, str | bytes]


def written(
    documents: Iterable[Document],
    count: int,
    kind: str,
    templates: list[Path],
    skabelon: Path | None = None,
    *,
    cores: int | None = None,
) -> Iterator[Written]:
    """Each of ``count`` documents, in order, with what it is in a format; the same bytes whatever the number of ``cores``
    (as many as this process may use, unless said otherwise).

    Raises:
        TemplateError, MissingPackage, WrongFormat: as ``formats.render`` does.
    """
    cores = _cores() if cores is None else cores
    least = LEAST.get(kind)
    if cores < 2 or least is None or count < least * (2 if os.name == "nt" else 1):
        yield from ((made, render(made, kind, templates, skabelon)) for made in documents)
        return
    pool = ProcessPoolExecutor(min(cores, count), get_context("spawn"), _begin)
    try:
        waiting: deque[tuple[Document, Future[str | bytes]]] = deque()
        for made in documents:
            waiting.append((made, pool.submit(render, made, kind, templates, skabelon)))
            while waiting[0][1].done() or len(waiting) > 2 * cores:
                yield _taken(*waiting.popleft(), kind, templates, skabelon)
                if not waiting:
                    break
        while waiting:
            yield _taken(*waiting.popleft(), kind, templates, skabelon)
    finally:  # also where nobody asks for the rest: each process ends with what it has in hand
        pool.shutdown(cancel_futures=True)


def _taken(
    made: Document, future: Future[str | bytes], kind: str, templates: list[Path], skabelon: Path | None
) -> Written:
    """What a process has written; it is written here, where the system has ended the process."""
    try:
        return made, future.result()
    except BrokenProcessPool:
        return made, render(made, kind, templates, skabelon)


def _begin() -> None:
    """The beginning of a process: Ctrl-C is for the one that started it, and where that is gone, it ends. It collects no
    garbage, as that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(starter: BaseProcess | None) -> None:
    if starter is not None:
        wait([starter.sentinel])
        os._exit(1)


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
