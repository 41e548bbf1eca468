"""Many documents written in a format at once: by as many processes as there are cores, where that is quicker than by one.

Each document is made here, as blocks, and handed to a process that knows nothing of the plan; while they all have enough to
do, it is written here too. Such processes are started anew and never forked, so that all is the same on every system, and one
whose starter is gone ends by itself.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
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

    def here(made: Document) -> str | bytes:
        return render(made, kind, templates, skabelon)

    helping = min(_cores() if cores is None else cores, count) - 1
    least = LEAST.get(kind, count + 1) * (2 if os.name == "nt" else 1)
    pool = _helpers(helping) if helping > 0 and count >= least else None
    if pool is None:
        yield from ((made, here(made)) for made in documents)
        return
    waiting: deque[tuple[Document, Future[str | bytes]]] = deque()
    others = active_children()
    try:
        for made in documents:
            busy = sum(not future.done() for _, future in waiting)
            if busy < 2 * helping:
                future = _handed(pool, render, made, kind, templates, skabelon)
            else:
                future = _done(here, made)
            waiting.append((made, future))
            while waiting and waiting[0][1].done():
                yield _taken(*waiting.popleft(), here)
        while waiting:
            yield _taken(*waiting.popleft(), here)
    finally:
        with _interrupts_held():
            for process in active_children() if waiting else ():  # nobody asks for what they have in hand
                if process not in others:
                    process.terminate()
            pool.shutdown()


def _taken(made: Document, future: Future[str | bytes], here: Callable[[Document], str | bytes]) -> Written:
    """What a process has written; it is written here, where the system has ended the process."""
    try:
        return made, future.result()
    except BrokenProcessPool:
        return made, here(made)


def _done(work: Callable[..., str | bytes], *given: object) -> Future[str | bytes]:
    """Work that is done at once, by this process; what goes wrong is told when its turn comes."""
    future: Future[str | bytes] = Future()
    try:
        future.set_result(work(*given))
    except Exception as error:
        future.set_exception(error)
    return future


# --- processes --------------------------------------------------------------------------------------------------------


def _helpers(count: int) -> ProcessPoolExecutor | None:
    """So many processes that wait for work; None where the system has no room for what they share, or does not know of it."""
    try:
        return ProcessPoolExecutor(count, get_context("spawn"), _begin)
    except (OSError, ImportError, NotImplementedError):
        return None


def _handed(pool: ProcessPoolExecutor, work: Callable[..., str | bytes], *given: object) -> Future[str | bytes]:
    """Work that another process is handed; where there can be none, it has failed with ``BrokenProcessPool``."""
    try:
        with _interrupts_held():
            return pool.submit(work, *given)
    except (BrokenProcessPool, OSError) as error:  # the system has ended one, or starts no more
        failed: Future[str | bytes] = Future()
        failed.set_exception(BrokenProcessPool(str(error)))
        return failed


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits for a moment. What is started meanwhile never gets it, from its first line on: it is for this process.

    Windows knows of no such thing, and ``_begin`` does what it can.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
