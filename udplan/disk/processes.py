"""Work that several processes share, where there is so much of it that they are worth starting.

They are started anew and never forked, so that all is the same on every system, and one whose starter is gone ends by itself.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")

#: How many items are handed over at a time: enough that to ask for them costs next to nothing.
PIECE = 200


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def helpers(count: int) -> ProcessPoolExecutor:
    """So many processes that wait for work; shut it down, also where the work is given up."""
    return ProcessPoolExecutor(count, get_context("spawn"), _begin)


def handed(pool: ProcessPoolExecutor, work: Callable[..., _Made], *given: object) -> Future[_Made]:
    """Work that another process is handed; where there can be none, it has failed with ``BrokenProcessPool``."""
    try:
        with _interrupts_held():
            return pool.submit(work, *given)
    except (BrokenProcessPool, OSError) as error:  # the system has ended one, or starts no more
        failed: Future[_Made] = Future()
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


def shared(work: Callable[[Sequence[_Item]], list[_Made]], items: Sequence[_Item], helping: int) -> Iterator[_Made]:
    """What ``work`` makes of many items, in an order that may be any: ``helping`` processes take them from the beginning, and
    this one from the end.

    ``work`` is a function of a module, and both items and what is made of them can be handed over (``pickle``).
    """
    pool = helpers(helping)
    try:
        pieces = deque(items[at : at + PIECE] for at in range(0, len(items), PIECE))
        out: deque[tuple[Sequence[_Item], Future[list[_Made]]]] = deque()
        while pieces or out:
            while pieces and len(out) < 2 * helping:
                out.append((pieces[0], handed(pool, work, pieces.popleft())))
            if pieces and not out[0][1].done():
                yield from work(pieces.pop())
                continue
            piece, future = out.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from work(piece)
    finally:  # also where nobody asks for the rest: each process ends with what it has in hand
        pool.shutdown(cancel_futures=True)


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
