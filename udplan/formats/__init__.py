"""The formats that a document can be written in; each renders blocks, once, for every report.

A format is one module with ``render(document, templates)``. It is imported when it is used and not before,
because template engines and Word libraries are slow to load.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from udplan.blocks import Document
from udplan.words import listed

#: From a document and the folders whose templates win over our own (the first wins) to the finished text.
Format = Callable[[Document, Sequence[Path]], str]


class TemplateError(ValueError):
    """A template that cannot be used. ``str()`` is one Danish line: the file, the line, and what is wrong."""


def _md(document: Document, templates: Sequence[Path]) -> str:
    from udplan.formats.md import render

    return render(document, templates)


def _html(document: Document, templates: Sequence[Path]) -> str:
    from udplan.formats.html import render

    return render(document, templates)


FORMATS: dict[str, Format] = {"md": _md, "html": _html}


def render(document: Document, name: str, templates: Sequence[Path] = ()) -> str:
    """The document in the format of that name.

    ``templates`` are folders, such as a plan's and the repository's ``templates/``; a file in the first of them
    that has it wins over the one that udplan carries. Folders that do not exist are passed over.

    Raises:
        TemplateError: if a template is missing, is not UTF-8, or has a mistake in it.
        ValueError: if there is no such format.
    """
    if name not in FORMATS:
        raise ValueError(f"Formatet »{name}« findes ikke. Skriv {listed(FORMATS, 'eller')}.")
    return FORMATS[name](document, templates)
