"""Documents written by several processes: each is made here, as blocks, and handed to one that knows nothing of the plan; while
they all have enough to do, it is written by this one.

Such processes are started anew and never forked, so that all is the same on every system, and one whose starter is gone ends
by itself.
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
from threading import Thread

from udplan.documents.blocks import Document

Written = tuple[Document, str | bytes]
#: What makes the file of a document, here and in another process.
Write = Callable[[Document], str | bytes]


def shared_out(documents: Iterable[Document], write: Write, helping: int) -> Iterator[Written]:
    """Each document, in order, with what ``write`` makes of it; ``helping`` are the processes besides this one.

    Raises:
        Exception: whatever ``write`` raises, when the turn of that document comes.
    """
    pool = _helpers(helping)
    if pool is None:
        yield from ((made, write(made)) for made in documents)
        return
    waiting: deque[tuple[Document, Future[str | bytes]]] = deque()
    others = active_children()
    try:
        for made in documents:
            busy = sum(not future.done() for _, future in waiting)
            waiting.append((made, _handed(pool, write, made) if busy < 2 * helping else _done(write, made)))
            while waiting and waiting[0][1].done():
                yield _taken(*waiting.popleft(), write)
        while waiting:
            yield _taken(*waiting.popleft(), write)
    finally:
        with _interrupts_held():
            for process in active_children() if waiting else ():  # nobody asks for what they have in hand
                if process not in others:
                    process.terminate()
            pool.shutdown()


def _taken(made: Document, future: Future[str | bytes], write: Write) -> Written:
    """What a process has written; it is written here, where the system has ended the process."""
    try:
        return made, future.result()
    except BrokenProcessPool:
        return made, write(made)


def _done(write: Write, made: Document) -> Future[str | bytes]:
    """Work that is done at once, by this process; what goes wrong is told when its turn comes."""
    future: Future[str | bytes] = Future()
    try:
        future.set_result(write(made))
    except Exception as error:
        future.set_exception(error)
    return future


def _helpers(count: int) -> ProcessPoolExecutor | None:
    """So many processes that wait for work; None where the system has no room for what they share, or does not know of it."""
    try:
        return ProcessPoolExecutor(count, get_context("spawn"), _begin)
    except (OSError, ImportError, NotImplementedError):
        return None


def _handed(pool: ProcessPoolExecutor, write: Write, made: Document) -> Future[str | bytes]:
    """Work that another process is handed; where there can be none, it has failed with ``BrokenProcessPool``."""
    try:
        with _interrupts_held():
            return pool.submit(write, made)
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
