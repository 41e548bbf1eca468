"""The formats that a document can be written in: each prints blocks, once for every report, and knows no report.

Imports ``documents.printing``, ``documents.blocks``, ``documents.balance``, ``disk`` and ``values``.

A format is one module with ``render(document, templates)``. It is imported when it is used and not before,
because template engines and Word libraries are slow to load. What writes Word and PDF is an extra that is
installed apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, overload

from udplan.documents.balance import balanced
from udplan.documents.blocks import Document
from udplan.documents.printing.errors import WrongFormat, optional
from udplan.documents.printing.files import own
from udplan.documents.printing.limited import limited
from udplan.values.words import listed


class Format(NamedTuple):
    """From a document and the folders whose templates win over our own (the first wins) to the finished text or file;
    and what it looks for in those folders."""

    render: Callable[..., str | bytes]
    looks_for: tuple[str, ...]


def _md(document: Document, templates: Sequence[Path]) -> str:
    from udplan.documents.formats.md import render

    return render(document, templates)


def _html(document: Document, templates: Sequence[Path]) -> str:
    from udplan.documents.formats.html import render

    return render(document, templates)


def _docx(document: Document, templates: Sequence[Path], skabelon: Path | None = None) -> bytes:
    with optional("Word-dokumenter"):
        from udplan.documents.formats.word.docx import render

        return render(balanced(document), templates, skabelon)


def _pdf(document: Document, templates: Sequence[Path]) -> bytes:
    with optional("Pdf"):
        from udplan.documents.formats.pdf.pages import render

        return render(balanced(document), templates)


FORMATS: dict[str, Format] = {
    "md": Format(_md, ("dokument.md.j2",)),
    "html": Format(_html, ("dokument.html.j2", "dokument.css", "dokument.js")),
    "docx": Format(_docx, ("dokument.docx",)),
    "pdf": Format(_pdf, ("dokument.typ", "fonts")),
}


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
    a municipality's own Word template, for docx. What is not udplan's own is used in a worker with limits.

    Raises:
        TemplateError: if a template is missing, cannot be read, has a mistake in it, or passes a limit.
        MissingPackage: if the format's library is not installed.
        WrongFormat: if there is no such format, or a Word template is asked for in another format than docx.
    """
    if name not in FORMATS:
        raise WrongFormat(f"Formatet »{name}« findes ikke. Skriv {listed(FORMATS, 'eller')}.")
    if skabelon is not None and name != "docx":
        raise WrongFormat(f"En Word-skabelon kan kun bruges til docx, ikke til {name}.")
    form = FORMATS[name]
    strange = skabelon or own(form.looks_for, templates)
    if strange is None:
        return form.render(document, ())
    asked = (document, templates) if skabelon is None else (document, templates, skabelon)
    return limited(strange, form.render, *asked)


def word_template() -> bytes:
    """The Word template (.docx) that a municipality can start from.

    Raises:
        MissingPackage: if the libraries for Word documents are not installed.
    """
    with optional("Word-dokumenter"):
        from udplan.documents.formats.word.docx import default_template

        return default_template()
