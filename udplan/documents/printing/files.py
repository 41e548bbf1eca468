"""The files of templates: udplan's own, and those of a plan or its repository, which win over them.

What a template reads lies in the plan or its repository. A link is followed, but not out of there, and not to where
what is not public is written: the files of plans, and what is hidden.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from udplan.disk.reading import read_file
from udplan.documents.printing.errors import NoSuchTemplate, TemplateError
from udplan.values.words import nfc

#: What the files of plans end in.
_PLAN_FILES = (".yaml", ".yml")


@cache
def packaged_templates() -> Path:
    """The folder of templates that udplan carries: inside the package in a wheel, beside it in a working copy."""
    package = Path(__file__).resolve().parents[2]
    return next(path for path in (package / "templates", package.parent / "templates") if path.is_dir())


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of a template, from the first of ``folders`` that has it, or else udplan's own.

    Raises:
        NoSuchTemplate: if nobody has it.
        TemplateError: if it leads out of the repository.
    """
    path = first(name, folders) or _named(name, [packaged_templates()])
    if path is None:
        raise NoSuchTemplate(f"skabelonen »{name}« findes ikke")
    return path


def first(name: str, folders: Sequence[Path]) -> Path | None:
    """The first file of that name in ``folders``, which are a plan's and its repository's.

    Raises:
        TemplateError: if it leads out of the repository.
    """
    path = _named(name, folders)
    return None if path is None else held(path, folders)


def own(names: Iterable[str], folders: Sequence[Path]) -> Path | None:
    """The first of those files and folders that a plan or its repository has in place of udplan's own."""
    paths = (folder / name for name in names for folder in folders)
    return next((path for path in paths if path.exists() and not is_packaged(path)), None)


def is_packaged(path: Path) -> bool:
    """Whether a template is udplan's own, which is also so in udplan's repository, that has plans beside it."""
    return path.parent.resolve() == packaged_templates()


def _named(name: str, folders: Sequence[Path]) -> Path | None:
    """The first file of that name; a Mac may have written it in another form (NFD) than the text that asks for it."""
    wanted = Path(nfc(name))
    if wanted.is_absolute() or wanted.drive or ".." in wanted.parts:
        return None
    forms = (wanted, Path(unicodedata.normalize("NFD", str(wanted))))
    return next((path for folder in folders for path in (folder / form for form in forms) if path.is_file()), None)


def held(path: Path, folders: Sequence[Path]) -> Path:
    """The path, if what it leads to may be read by a template of ``folders``: see the module.

    Raises:
        TemplateError: if not.
    """
    real = path.resolve()
    homes = [(folder, folder.parent.resolve()) for folder in folders]
    if any(real == home / path.relative_to(folder.parent) for folder, home in homes if path.is_relative_to(folder)):
        return path  # no link on the way
    inside = [real.relative_to(home) for _, home in homes if real.is_relative_to(home)]
    if not inside:
        raise TemplateError(
            f"{path}: det er et link til noget uden for repositoriet, og det læser en skabelon ikke. "
            "Læg en kopi i mappen i stedet for linket."
        )
    if real.suffix.lower() in _PLAN_FILES or any(part.startswith(".") for part in inside[-1].parts):
        raise TemplateError(
            f"{path}: det er et link til en fil, som en skabelon ikke må læse: planernes egne filer og det, der er "
            "skjult. Fjern linket."
        )
    return path


def hold_below(folder: Path, folders: Sequence[Path]) -> None:
    """Ask ``held`` of all that can be reached from a folder, for a program that opens files there by itself.

    Raises:
        TemplateError: for the first that may not be read.
    """
    waiting, seen = [folder], set()
    while waiting:
        at = waiting.pop()
        if (real := at.resolve()) in seen:
            continue  # a link back to where it stands
        seen.add(real)
        waiting += [path for path in sorted(at.iterdir()) if held(path, folders).is_dir()]


def read_template(path: Path) -> str:
    """The text of a template.

    Raises:
        TemplateError: if it is not UTF-8.
    """
    try:
        return nfc(read_file(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}: skabelonen er ikke gemt som UTF-8. Gem den som det.") from error
