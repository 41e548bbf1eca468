"""The files of templates: udplan's own, and those of a plan or its repository, which win over them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from udplan.disk.reading import read_file
from udplan.documents.printing.errors import TemplateError
from udplan.values.words import nfc


def packaged_templates() -> Path:
    """The folder of templates that udplan carries: inside the package in a wheel, beside it in a working copy."""
    package = Path(__file__).resolve().parents[2]
    return next(path for path in (package / "templates", package.parent / "templates") if path.is_dir())


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of a template, from the first of ``folders`` that has it, or else udplan's own.

    Raises:
        TemplateError: if nobody has it.
    """
    path = first(name, [*folders, packaged_templates()])
    if path is None:
        raise TemplateError(f"skabelonen »{name}« findes ikke")
    return path


def first(name: str, folders: Sequence[Path]) -> Path | None:
    """The first file of that name; a Mac may have written it in another form (NFD) than the text that asks for it."""
    wanted = Path(nfc(name))
    if wanted.is_absolute() or wanted.drive or ".." in wanted.parts:
        return None
    forms = (wanted, Path(unicodedata.normalize("NFD", str(wanted))))
    return next((path for folder in folders for path in (folder / form for form in forms) if path.is_file()), None)


def read_template(path: Path) -> str:
    """The text of a template.

    Raises:
        TemplateError: if it is not UTF-8.
    """
    try:
        return nfc(read_file(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}: skabelonen er ikke gemt som UTF-8. Gem den som det.") from error
