"""Many documents written in a format at once: by as many processes as there are cores, where that is quicker than by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from udplan.documents.blocks import Document
from udplan.documents.formats import FORMATS, render
from udplan.documents.printing.files import own

#: How many documents a set has at least, where more processes than one are quicker by a quarter: to start one takes as long
#: as it takes to write some twenty in Word, and on Windows twice that. Markdown and html are written too quickly for it.
LEAST: Final = {"docx": 60, "pdf": 4}
#: The same where they are poured into somebody's own template, which takes longer.
LEAST_OF_OWN: Final = {**LEAST, "docx": 12}


def written(
    documents: Iterable[Document],
    count: int,
    kind: str,
    templates: list[Path],
    skabelon: Path | None = None,
    *,
    cores: int | None = None,
) -> Iterator[tuple[Document, str | bytes]]:
    """Each of ``count`` documents, in order, with what it is in a format; the same bytes whatever the number of ``cores``
    (as many as this process may use, unless said otherwise).

    Raises:
        TemplateError, MissingPackage, WrongFormat: as ``formats.render`` does.
    """
    write = partial(render, name=kind, templates=templates, skabelon=skabelon)
    helping = min(_cores() if cores is None else cores, count) - 1
    is_own = skabelon is not None or (kind in FORMATS and own(FORMATS[kind].looks_for, templates) is not None)
    least = (LEAST_OF_OWN if is_own else LEAST).get(kind, count + 1) * (2 if os.name == "nt" else 1)
    if helping > 0 and count >= least:
        from udplan.publish.processes import shared_out

        yield from shared_out(documents, write, helping)
    else:
        yield from ((made, write(made)) for made in documents)


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
