"""The formats that a document can be written in: each prints blocks, once for every report, and knows no report.

Imports ``documents.printing``, ``documents.blocks``, ``disk`` and ``values``.

A format is one module with ``render(document, templates)``. It is imported when it is used and not before,
because template engines and Word libraries are slow to load. What writes Word and PDF is an extra that is
installed apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, overload

from udplan.documents.blocks import Document
from udplan.documents.printing.errors import WrongFormat, missing_package
from udplan.values.words import listed

#: From a document and the folders whose templates win over our own (the first wins) to the finished text or file.
Format = Callable[[Document, Sequence[Path]], str | bytes]


@contextmanager
def _optional(what: str) -> Iterator[None]:
    """Around what imports the libraries of the extra ``dokumenter``, to say in Danish that they are not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "udplan":
            raise
        raise missing_package(what) from error


def _md(document: Document, templates: Sequence[Path]) -> str:
    from udplan.documents.formats.md import render

    return render(document, templates)


def _html(document: Document, templates: Sequence[Path]) -> str:
    from udplan.documents.formats.html import render

    return render(document, templates)


def _docx(document: Document, templates: Sequence[Path], skabelon: Path | None = None) -> bytes:
    with _optional("Word-dokumenter"):
        from udplan.documents.formats.word.docx import render

        return render(document, templates, skabelon)


def _pdf(document: Document, templates: Sequence[Path]) -> bytes:
    with _optional("Pdf"):
        from udplan.documents.formats.pdf import render

        return render(document, templates)


FORMATS: dict[str, Format] = {"md": _md, "html": _html, "docx": _docx, "pdf": _pdf}


@overload
def render(document: Document, name: Literal["md", "html"], templates: Sequence[Path] = ()) -> str: ...
@overload
def render(
    document: Document, name: Literal["docx"], templates: Sequence[Path] = (), skabelon: Path | None = None
) -> bytes: ...
@overload
def render(document: Document, name: Literal["pdf"], templates: Sequence[Path] = ()) -> bytes: ...
@overload
def render(
    document: Document, name: str, templates: Sequence[Path] = (), skabelon: Path | None = None
) -> str | bytes: ...
def render(document: Document, name: str, templates: Sequence[Path] = (), skabelon: Path | None = None) -> str | bytes:
    """The document in the format of that name.

    ``templates`` are folders, such as a plan's and the repository's ``templates/``; a file in the first of them
    that has it wins over the one that udplan carries. Folders that do not exist are passed over. ``skabelon`` is
    a municipality's own Word template, for docx.

    Raises:
        TemplateError: if a template is missing, cannot be read, or has a mistake in it.
        MissingPackage: if the format's library is not installed.
        WrongFormat: if there is no such format, or a Word template is asked for in another format than docx.
    """
    if name not in FORMATS:
        raise WrongFormat(f"Formatet »{name}« findes ikke. Skriv {listed(FORMATS, 'eller')}.")
    if skabelon is None:
        return FORMATS[name](document, templates)
    if name != "docx":
        raise WrongFormat(f"En Word-skabelon kan kun bruges til docx, ikke til {name}.")
    return _docx(document, templates, skabelon)


def word_template() -> bytes:
    """The Word template (.docx) that a municipality can start from.

    Raises:
        MissingPackage: if the libraries for Word documents are not installed.
    """
    with _optional("Word-dokumenter"):
        from udplan.documents.formats.word.docx import default_template

        return default_template()
