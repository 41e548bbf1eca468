"""Many documents written in a format at once: by as many processes as there are cores, where that is quicker than by one.

Each document is made here, as blocks, and handed to a process that knows nothing of the plan; while they all have enough to
do, it is written here too.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Final

from udplan.disk import processes
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
    cores = processes.cores() if cores is None else cores
    least = LEAST.get(kind)
    if cores < 2 or least is None or count < least * (2 if os.name == "nt" else 1):
        yield from ((made, render(made, kind, templates, skabelon)) for made in documents)
        return
    helping = cores - 1
    pool = processes.helpers(min(helping, count))
    try:
        waiting: deque[tuple[Document, Future[str | bytes]]] = deque()
        for made in documents:
            busy = sum(not future.done() for _, future in waiting)
            hand = partial(processes.handed, pool) if busy < 2 * helping else _here
            waiting.append((made, hand(render, made, kind, templates, skabelon)))
            while waiting and waiting[0][1].done():
                yield _taken(*waiting.popleft(), kind, templates, skabelon)
        while waiting:
            yield _taken(*waiting.popleft(), kind, templates, skabelon)
    finally:  # also where nobody asks for the rest: each process ends with what it has in hand
        pool.shutdown(cancel_futures=True)


def _here(work: Callable[..., str | bytes], *given: object) -> Future[str | bytes]:
    """Work that is done at once, by this process; what goes wrong is told when its turn comes."""
    done: Future[str | bytes] = Future()
    try:
        done.set_result(work(*given))
    except Exception as error:
        done.set_exception(error)
    return done


def _taken(
    made: Document, future: Future[str | bytes], kind: str, templates: list[Path], skabelon: Path | None
) -> Written:
    """What a process has written; it is written here, where the system has ended the process."""
    try:
        return made, future.result()
    except BrokenProcessPool:
        return made, render(made, kind, templates, skabelon)
