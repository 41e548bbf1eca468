"""From a document to the finished file: ``dokument.typ`` says how the pages look, ``data`` what stands on them."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from udplan.documents.blocks import Document
from udplan.documents.formats.pdf import fonts
from udplan.documents.formats.pdf.data import typst_data
from udplan.documents.printing.errors import MissingPackage, TemplateError, missing_package
from udplan.documents.printing.files import find, hold_below, is_packaged, read_template
from udplan.documents.printing.mistakes import of_typst
from udplan.documents.printing.text import one_line

if TYPE_CHECKING:
    from types import ModuleType

TEMPLATE = "dokument.typ"

#: Typst lets go of what has not been asked for in ten compilations.
_FORGOTTEN = 11
#: How many characters of documents it may remember, the one that it sets with them, where that is not more by itself.
_MOST_REMEMBERED = 50_000


def render(document: Document, templates: Sequence[Path] = ()) -> bytes:
    """The document as a pdf file, the same bytes on every machine: no clock and no fonts but those we carry.

    Fonts in ``fonts/`` beside a template count too. What no font can show is printed as □; ``missing_characters``
    says what that is.

    Raises:
        TemplateError: if the template or a font cannot be used.
        MissingPackage: if what writes pdf is not installed.
    """
    typst = _typst()
    template = find(TEMPLATE, templates)
    if not is_packaged(template):
        hold_below(template.parent, templates)  # Typst follows links wherever they lead
    text = read_template(template)
    carried = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders(templates)],
    )
    data = typst_data(document, templates)
    _REMEMBERED.make_room(len(data), typst, template.parent, carried)
    compiler = typst.Compiler(
        {template.name: text.encode("utf-8")},
        root=str(template.parent),  # a template reads what lies beside it, such as a logo, and nothing else
        font_paths=carried,
        ignore_system_fonts=True,
        sys_inputs={"dokument": data},
        # No folder, so that no package of the machine can be found. Those of the network cannot be fetched either: our
        # own template asks for none, and others are filled in where there is no network (``printing.limited``).
        package_path=str(template),
        package_cache_path=str(template),
    )
    try:
        written: bytes = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        raise TemplateError(_told(template, error.message, error.diagnostic)) from error
    from udplan.documents.formats.pdf.tags import finished

    return finished(written)


class _Remembered:
    """How much Typst remembers of the documents that it has set: of a whole set it would be half a gigabyte."""

    def __init__(self) -> None:
        self._characters = 0

    def make_room(self, characters: int, typst: ModuleType, root: Path, carried: object) -> None:
        """Have it let go of all that, before a document that would be too much with them.

        There is no call for that. Each compilation makes all of it a little older, also one of nothing; together they take as
        long as to set a small page.
        """
        if self._characters and self._characters + characters > _MOST_REMEMBERED:
            nothing = typst.Compiler(root=str(root), font_paths=carried, ignore_system_fonts=True)
            for _ in range(_FORGOTTEN):
                nothing.compile(input=b" ", format="svg")
            self._characters = 0
        self._characters += characters


_REMEMBERED = _Remembered()


def _typst() -> ModuleType:
    try:
        import fontTools.ttLib  # noqa: F401
        import pikepdf  # noqa: F401
        import typst
    except ModuleNotFoundError as error:
        raise _missing(sys.platform, platform.machine()) from error
    return typst


def _missing(system: str, machine: str) -> MissingPackage:
    if system == "win32" and machine.lower() in ("arm64", "aarch64"):
        return MissingPackage(
            "Pdf kan ikke skrives på denne maskine: Typst, som sætter siderne, findes ikke til Windows på Arm. Brug "
            "--format docx, og gem som pdf fra Word, eller installer Python til almindelig Windows (x86-64)."
        )
    return missing_package("Pdf")


# The place of a mistake in a diagnostic: "  ┌─ dokument.typ:9:27". Windows paths have backslashes.
_PLACE = re.compile(r"┌─ (.+?):([0-9]+):[0-9]+$", re.MULTILINE)


def _told(template: Path, message: str, diagnostic: str) -> str:
    """One line about a mistake in a template: the file and the line, as near as the typesetter knows, and what."""
    place = _PLACE.search(diagnostic)
    if place is None:
        return f"{template}: {of_typst(one_line(message))}"
    root, file = template.parent.resolve(), (Path.cwd() / place[1]).resolve()
    shown = template.parent / file.relative_to(root) if file.is_relative_to(root) else file
    return f"{shown}:{place[2]}: {of_typst(one_line(message))}"
